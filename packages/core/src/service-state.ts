import { FRESH_DAYS, fieldValues, freshAt, stoodAt, verdictOn } from './documents-at.js';
import type { DocumentFact } from './schema/document-fact.js';
import type { Service, ServiceDocument } from './schema/service.js';

/** What a service needs to be ready, and what else has to be known of how it fails. */
export const READY_PARTS = ['slo', 'monitoring', 'failure-modes', 'runbook'] as const;
export type ServicePart = (typeof READY_PARTS)[number] | 'observability' | 'scenarios' | 'fresh';

/** Which parts of a service are there at an instant; null where nobody can tell. */
export type ServiceState = Readonly<Record<ServicePart, boolean | null>>;

/** Kinds of documents, by what they are for. */
const USES: Readonly<Record<string, ServiceDocument>> = {
  service: 'service',
  'failure-scenarios': 'scenarios',
  runbook: 'runbook',
};
/** A page that was named for one thing says it in so many different words. */
const PAGE_WORDS = 20;

/** The documents of one service by what they are for. */
export type ServiceDocuments = Readonly<Partial<Record<ServiceDocument, readonly DocumentFact[]>>>;

/**
 * Finds the documents of a service: those that `services.yml` names, those whose front matter names the service, and the page whose
 * file or folder is called as the service.
 */
export function documentsOfService(service: Service, documents: readonly DocumentFact[]): ServiceDocuments {
  const found: Partial<Record<ServiceDocument, DocumentFact[]>> = {};
  for (const document of documents) {
    for (const use of usesOf(service, document)) found[use] = [...(found[use] ?? []), document];
  }
  return found;
}

function usesOf(service: Service, document: DocumentFact): readonly ServiceDocument[] {
  const named = (Object.entries(service.documents) as [ServiceDocument, readonly string[]][])
    .filter(([, paths]) => paths.includes(document.path))
    .map(([use]) => use);
  const use = USES[document.kind];
  if (named.length > 0 || use === undefined) return named;
  const isMine = fieldValues(document, 'services').includes(service.id) || isCalled(document, service.id);
  return isMine ? [use] : [];
}

/** `docs/services/checkout.md`, `docs/services/checkout/README.md`. */
function isCalled({ path, kind }: DocumentFact, id: string): boolean {
  const [name = '', folder = ''] = path.split('/').reverse();
  const stem = name.replace(/\.[a-z]{1,10}$/i, '').toLowerCase();
  return kind === 'service' && (stem === id || (stem === 'readme' && folder.toLowerCase() === id));
}

/** What is known of a service at an instant. Scenarios are those of which one was tried in the last days, fresh is everything that is there. */
export function serviceStateAt(documents: ServiceDocuments, at: string): ServiceState {
  const standing = (use: ServiceDocument): readonly DocumentFact[] =>
    (documents[use] ?? []).filter((document) => stoodAt(document, at));
  const pages = standing('service');
  const part = (use: ServiceDocument, section: string): boolean =>
    [...pages, ...standing(use)].some((page) => fieldValues(page, 'sections').includes(section)) ||
    standing(use).some(saysIt);
  const runbooks = standing('runbook');
  const all = [...new Set(Object.keys(documents).flatMap((use) => standing(use as ServiceDocument)))];
  return {
    slo: part('slo', 'slo'),
    monitoring: part('monitoring', 'monitoring'),
    'failure-modes': part('failure-modes', 'failure-modes'),
    runbook:
      pages.some((page) => fieldValues(page, 'sections').includes('incident-runbook')) ||
      runbooks.some((runbook) => verdictOn(runbook, 'runbook') === 'passes'),
    observability: [...pages, ...standing('observability')].some(
      (page) => verdictOn(page, 'observability') === 'passes',
    ),
    scenarios: standing('scenarios').some(
      (page) => verdictOn(page, 'failure-scenarios') === 'passes' && isTriedBy(page, at),
    ),
    fresh: allFresh(all, at),
  };
}

/** A page that was named for one thing needs no heading of that name. */
function saysIt(page: DocumentFact): boolean {
  return (page.counts?.['words'] ?? 0) >= PAGE_WORDS && verdictOn(page, 'no-placeholder') !== 'misses';
}

/** A scenario was tried within the days after which it is stale. */
function isTriedBy(page: DocumentFact, at: string): boolean {
  const days = page.counts?.['freshDays'] ?? FRESH_DAYS;
  const ages = fieldValues(page, 'tested').map((day) => (Date.parse(at) - Date.parse(day)) / 86_400_000);
  return ages.some((age) => age >= -1 && age <= days);
}

function allFresh(documents: readonly DocumentFact[], at: string): boolean | null {
  const fresh = documents.map((document) => freshAt(document, at));
  if (fresh.includes(false)) return false;
  return fresh.length === 0 || fresh.includes(null) ? null : true;
}
