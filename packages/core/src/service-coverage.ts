import type { Tally, TallyInput } from './define-metric.js';
import { documentsOf, rowsOfPerson, weekEnds } from './documents-at.js';
import type { DocumentFact } from './schema/document-fact.js';
import type { Service } from './schema/service.js';
import { documentsOfService, type ServicePart, serviceStateAt } from './service-state.js';
import { startCounting } from './tally-counter.js';

type NoData = { readonly noData: string };

/** Services with the documents of a repository, or why nobody knows them. */
export interface KnownServices {
  readonly services: readonly Service[];
  readonly documents: readonly DocumentFact[];
}

/** The services of the list that a repository keeps. Without one nobody says which services there are. */
export function servicesOf({ facts }: Pick<TallyInput, 'facts'>): KnownServices | NoData {
  const documents = documentsOf(facts);
  if ('noData' in documents) return documents;
  const { services = [] } = facts;
  if (services.length > 0) return { services, documents };
  const why = facts.sources
    .find(({ id }) => id === 'documents')
    ?.missing.find(({ what }) => what === 'services')?.why;
  return { noData: why ?? 'no services.yml: nothing says which services there are' };
}

/**
 * Counts the services that have all of these parts at the end of each week, in the row of their owner. Beside it stands how many lack
 * which part, so that the next step is seen.
 */
export function serviceCoverage(input: TallyInput, parts: readonly ServicePart[]): readonly Tally[] | NoData {
  const known = servicesOf(input);
  if ('noData' in known) return known;
  const { services, documents } = known;
  const counter = startCounting();
  const mine = services.map((service) => ({
    service,
    own: documentsOfService(service, documents),
    rows: rowsOfPerson(input, service.owner),
  }));
  const begun = [...services, ...documents].map(({ addedAt }) => addedAt);
  for (const at of weekEnds(input.facts.asOf, begun)) {
    counter.add(['*'], at, {});
    for (const { service, own, rows } of mine) {
      if (Date.parse(service.addedAt ?? at) > Date.parse(at)) continue;
      const state = serviceStateAt(own, at);
      const lacking = parts.filter((part) => state[part] === false);
      if (lacking.length === 0 && parts.some((part) => state[part] === null)) {
        counter.add(rows, at, { excluded: 'unknown' });
        continue;
      }
      counter.add(rows, at, {
        of: 1,
        hits: lacking.length === 0 ? 1 : 0,
        sample: service.id,
        miss: lacking.length === 0 ? undefined : service.id,
        beside: Object.fromEntries(lacking.map((part) => [LACKING[part], 1])),
      });
    }
  }
  return counter.tallies();
}

const LACKING: Readonly<Record<ServicePart, string>> = {
  slo: 'without an objective',
  monitoring: 'without monitoring',
  'failure-modes': 'without failure modes',
  runbook: 'without a runbook',
  observability: 'not observable',
  scenarios: 'without a scenario tried lately',
  fresh: 'not fresh',
};
