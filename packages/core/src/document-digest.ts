import { type DocumentField, documentFields } from './recognise/document-fields.js';
import { allEntries, documentPart, sectionProblems, wordsIn } from './recognise/document-part.js';
import { failureScenarios, isTried } from './recognise/failure-scenario.js';
import { givesReason } from './recognise/reason.js';
import { fieldTime, reviewFields } from './recognise/review-fields.js';
import { isMeasured, saysNothing } from './recognise/step.js';
import { optionsIn } from './recognise/trade-off.js';
import type { DocumentFact } from './schema/document-fact.js';
import type { Entry, Evidence } from './schema/evidence.js';
import type { Finding } from './schema/finding.js';

/** What is known beside a document's text when it is put into counts and fields. */
export interface DigestContext {
  readonly findings: readonly Finding[];
  /** Names of what services depend on. */
  readonly dependencies: readonly string[];
  /** No day after this instant has been. */
  readonly asOf: string;
}

/** Different words that a section needs, as the rules on documents have it where nobody says otherwise. */
const LEAST_WORDS = 4;
/** A login or an id: what may be stored of people and services. */
const ID = /^@?[A-Za-z0-9][A-Za-z0-9._-]{0,60}$/;
const OWNERS: readonly string[] = ['owner', 'document-owner', 'maintainer', 'owned-by'];
const HELD: readonly string[] = ['date', 'held', 'held-on', 'reviewed', 'reviewed-on', 'datum', 'fecha'];
const STAKEHOLDERS: readonly string[] = [
  'stakeholder',
  'stakeholders',
  'sponsor',
  'business-owner',
  'approved-by',
];

/** What stays of a document when its text is gone: numbers, days, ids of sections and services, and no words of its own. */
export function documentDigest(
  evidence: Evidence,
  context: DigestContext,
): Required<Pick<DocumentFact, 'counts' | 'fields'>> {
  const fields = documentFields(evidence);
  return { counts: countsOf(evidence, fields, context), fields: fieldsOf(evidence, fields, context) };
}

function countsOf(
  evidence: Evidence,
  fields: readonly DocumentField[],
  { asOf }: DigestContext,
): Readonly<Record<string, number>> {
  const scenarios = failureScenarios(evidence);
  const rejected = documentPart(evidence, 'ideas-rejected')?.entries ?? [];
  const named = fields
    .filter(({ name }) => STAKEHOLDERS.includes(name))
    .flatMap(({ value }) => value.split(','));
  return withoutNone({
    words: wordsIn(allEntries(evidence)),
    options: optionsIn(evidence).filter(({ sides }) => !Object.values(sides).some(saysNothing)).length,
    ideasRejected: rejected.filter(isStatement).length,
    scenarios: scenarios.length,
    tested: scenarios.filter((scenario) => isTried(scenario, asOf)).length,
    stakeholders: named.filter((each) => !saysNothing(each)).length,
  });
}

function isStatement({ kind, text }: Entry): boolean {
  return kind !== 'code' && kind !== 'quote' && givesReason(text.replaceAll('\n', ' '));
}

function withoutNone(counts: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
}

function fieldsOf(
  evidence: Evidence,
  fields: readonly DocumentField[],
  context: DigestContext,
): Readonly<Record<string, string | string[]>> {
  const { reviewed, next } = reviewFields(fields);
  const scenarios = failureScenarios(evidence);
  const names = scenarios.map(({ name }) => name.toLowerCase());
  const tried = scenarios.filter((scenario) => isTried(scenario, context.asOf));
  const idIn = (wanted: readonly string[]): string =>
    fields.find(({ name, value }) => wanted.includes(name) && ID.test(value))?.value.replace(/^@/, '') ?? '';
  const found: Readonly<Record<string, string | string[]>> = {
    sections: soundSections(evidence, context.findings),
    reviewed: dayOf(reviewed),
    'next-review': dayOf(next),
    owner: idIn(OWNERS),
    status: idIn(['status']).toLowerCase(),
    services: servicesIn(evidence),
    tested: [...new Set(tried.flatMap(({ day }) => day ?? []))].sort(),
    dependencies: context.dependencies.filter((name) =>
      names.some((each) => each.includes(name.toLowerCase())),
    ),
    pulls: pullsIn(evidence),
    ...trainingReview(fields, idIn(['review']).toLowerCase()),
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value.length > 0));
}

/** Which review of the programme a page records, and the day on which it was held. */
function trainingReview(fields: readonly DocumentField[], review: string): Readonly<Record<string, string>> {
  if (review === '') return {};
  return { review, held: dayOf(fields.find(({ name }) => HELD.includes(name))) };
}

/** Ids of the sections that say something of their own and in which no rule found anything wrong; an objective is one by its number, whoever asks for it. */
function soundSections(evidence: Evidence, findings: readonly Finding[]): string[] {
  const names = [...new Set(evidence.sections.map(({ name }) => name))];
  const wrong = new Set([
    ...sectionProblems(
      evidence,
      names.map((id) => ({ id, title: id })),
      { minWords: LEAST_WORDS },
    ).map(({ data }) => data['section']),
    ...findings.filter(({ outcome }) => outcome === 'fail').map(({ problem }) => problem?.data['section']),
  ]);
  const slo = documentPart(evidence, 'slo');
  if (slo !== undefined && !isMeasured(slo.entries)) wrong.add('slo');
  return names.filter((name) => !wrong.has(name)).sort();
}

function dayOf(field: DocumentField | undefined): string {
  const time = field === undefined ? undefined : fieldTime(field);
  return time === undefined ? '' : new Date(time).toISOString().slice(0, 10);
}

/** Services that the front matter names. */
function servicesIn({ matterFields = [] }: Evidence): string[] {
  const values = matterFields.filter(({ name }) => name === 'service' || name === 'services');
  return [...new Set(values.flatMap((field) => field.values).filter((value) => ID.test(value)))];
}

/** Pull requests that are named as what built it: under *Implementation*, and in the front matter. */
function pullsIn(evidence: Evidence): string[] {
  const matter = (evidence.matterFields ?? []).filter(({ name }) =>
    /^(?:pull-request|pull_request|pr)$/.test(name),
  );
  const texts = [
    ...(documentPart(evidence, 'implementation')?.entries ?? []).map(({ text }) => text.slice(0, 2000)),
    ...matter.flatMap(({ values }) => values).map((value) => (/^\d+$/.test(value) ? `#${value}` : value)),
  ];
  const numbers = texts.flatMap((text) =>
    [...text.matchAll(/(?:(?<![\w/])#|\/pull\/)(\d{1,7})(?!\d)/g)].map(([, number]) => `#${number}`),
  );
  return [...new Set(numbers)];
}
