import {
  addDays,
  changesNamed,
  type DocumentFact,
  documentDigest,
  documentKindOf,
  type Evidence,
  type Facts,
  type FileTrouble,
  FRESH_DAYS,
  type Incident,
  incidentOf,
  LESSON_KINDS,
  matches,
  type Policy,
} from '@forethought/core';
import {
  type DocumentFile,
  type DocumentHistory,
  type GitPlace,
  listDocumentFiles,
  readDocumentHistory,
  readDocumentTexts,
  readFileAt,
  type Standing,
} from '@forethought/io';
import { rules } from '@forethought/rules';
import { documentOf } from '../document-of.js';
import { lookupsIn } from '../judge-commits.js';
import type { PolicySource } from '../policy-source.js';
import { type Settled, settle } from '../settle.js';
import { incidentTroubles } from './incident-troubles.js';
import { observing } from './observing.js';
import { gatherServices, type NamedServices } from './services.js';
import { verdictsOf } from './verdicts.js';

/** Which documents are read, and as of when. */
export interface DocumentsQuery {
  readonly repo: GitPlace;
  readonly source: PolicySource;
  /** Tip of the default branch. */
  readonly rev: string;
  /** Changes and deletions since then are told; what was written before is read as it stands. */
  readonly since: string;
  readonly asOf: string;
  readonly signal: AbortSignal;
}

/** What stands in the repository's documents, how far it could be read, and what somebody should know of it. */
export interface GatheredDocuments {
  readonly standing: Standing & Required<Pick<Standing, 'documents'>>;
  readonly source: Facts['sources'][number];
  readonly troubles: readonly FileTrouble[];
}

/** Kinds that are somebody's own journal: nothing of them is kept here. */
const JOURNALS: readonly string[] = ['daily', 'daily-log', 'weekly', 'weekly-log'];
/** What was deleted lately and is told of, at most. */
const MOST_REMOVED = 200;

/** Reads and judges the documents of the plan's kinds at a revision, with services and incidents; no text of them is kept. */
export async function gatherDocuments(query: DocumentsQuery): Promise<GatheredDocuments> {
  const { repo, source, rev, asOf, signal } = query;
  const policy = observing(source);
  const named = await gatherServices(repo, rev, source.config?.roster ?? []);
  const isWanted = (path: string): boolean => named.paths.has(path) || isOfKind(policy, path);
  const files = await listDocumentFiles(repo, { rev, isWanted, signal });
  const paths = files.map(({ path }) => path);
  const missing = named.missingIn(new Set(paths));
  const since = changesSince(query.since, policy);
  const histories =
    files.length === 0 && named.services === undefined
      ? []
      : await readDocumentHistory(repo, {
          rev,
          paths,
          isWanted: (path) => isOfKind(policy, path),
          since,
          signal,
        });
  const reader = { ...query, policy, named, byPath: new Map(histories.map((each) => [each.path, each])) };
  const all = [...(await readStanding(reader, files)), ...(await readRemoved(reader, histories))];
  const incidents = all.flatMap(({ incident }) => incident ?? []);
  return {
    standing: {
      readAt: asOf,
      documents: all.map(({ fact }) => fact),
      services: [...(named.services ?? [])],
      incidents,
    },
    source: sourceOf(named, histories),
    troubles: [...named.troubles, ...missing, ...all.flatMap(({ troubles }) => troubles)],
  };
}

/** Whether a document was fresh when the look-back begins is told by the changes before. */
function changesSince(since: string, policy: Policy): string {
  const days = freshDays(policy)['freshDays'] ?? FRESH_DAYS;
  return `${addDays(since, -days - 7)}T00:00:00Z`;
}

interface Reader extends DocumentsQuery {
  readonly policy: Policy;
  readonly named: NamedServices;
  readonly byPath: ReadonlyMap<string, DocumentHistory>;
}

/** One document as it is kept. */
interface ReadDocument {
  readonly fact: DocumentFact;
  readonly incident?: Incident;
  readonly troubles: readonly FileTrouble[];
}

function isOfKind({ documents }: Policy, path: string): boolean {
  return documents.some(({ kind, paths }) => !JOURNALS.includes(kind) && matches(paths, path));
}

async function readStanding(
  reader: Reader,
  files: readonly DocumentFile[],
): Promise<readonly ReadDocument[]> {
  const found: ReadDocument[] = [];
  for await (const texts of readDocumentTexts(reader.repo, files)) {
    const some = texts.map(({ file, text }) => ({ path: file.path, text, rev: reader.rev }));
    found.push(...(await judgeTexts(reader, some)));
  }
  return found;
}

/** Documents that were deleted since, as they stood before. */
async function readRemoved(
  reader: Reader,
  histories: readonly DocumentHistory[],
): Promise<readonly ReadDocument[]> {
  const gone = histories.filter(({ removed }) => removed !== undefined).slice(0, MOST_REMOVED);
  const texts = await Promise.all(
    gone.map(async ({ path, removed }) => {
      const rev = removed?.from ?? '';
      const text = await readFileAt(reader.repo, rev, path);
      return text === undefined ? [] : [{ path, text, rev }];
    }),
  );
  const found = await judgeTexts(reader, texts.flat());
  return found.map(({ fact }) => ({ fact, troubles: [] }));
}

interface Text {
  readonly path: string;
  readonly text: string;
  readonly rev: string;
}

async function judgeTexts(reader: Reader, texts: readonly Text[]): Promise<readonly ReadDocument[]> {
  const { repo, policy, asOf, signal, byPath, named } = reader;
  const cases = texts.flatMap(({ path, text, rev }) => {
    // A page that only the list of services names is read as one of a service.
    const isNamed = documentKindOf(policy, text, [path]) === undefined && named.paths.has(path);
    const change = documentOf(path, text, policy, isNamed ? 'service' : undefined);
    const { documentKind = '' } = change;
    return documentKind === '' || JOURNALS.includes(documentKind)
      ? []
      : [{ id: rev, change, policy, at: asOf }];
  });
  const changedAt = async (_: string, path: string): Promise<string | undefined> =>
    byPath.get(path)?.changedAt[0];
  const settled = await settle(cases, rules, { ...lookupsIn(repo, signal), changedAt });
  return settled.map((each) => kept(each, reader));
}

function kept({ change, policy, findings }: Settled, { asOf, byPath, named, source }: Reader): ReadDocument {
  const { subject, evidence, documentKind = '' } = change;
  const history = byPath.get(subject.id);
  const { counts, fields } = documentDigest(evidence, { findings, dependencies: named.dependencies, asOf });
  const adopted = source.adoption?.committedAt;
  const isOld =
    adopted !== undefined &&
    history?.addedAt !== undefined &&
    Date.parse(history.addedAt) < Date.parse(adopted);
  const since = authorOf(history);
  const fact: DocumentFact = {
    path: subject.id,
    kind: documentKind,
    ...since,
    ...changesOf(history),
    verdicts: verdictsOf(findings),
    counts: { ...counts, ...freshDays(policy), ...(isOld ? { beforeAdoption: 1 } : {}) },
    fields: { ...fields, ...lessonsIn(documentKind, evidence) },
  };
  if (documentKind !== 'incident') return { fact, troubles: [] };
  const incident = { ...incidentOf(subject.id, evidence.matterFields ?? []), ...since };
  return { fact, incident, troubles: incidentTroubles({ change, policy, findings }, since.addedAt) };
}

/** Changes that a pattern library, a postmortem or an incident names: a lesson from them is written down there. */
function lessonsIn(kind: string, evidence: Evidence): { readonly changes?: string[] } {
  const changes = LESSON_KINDS.includes(kind) ? changesNamed(evidence) : [];
  return changes.length === 0 ? {} : { changes: [...changes] };
}

function authorOf(history: DocumentHistory | undefined): Pick<DocumentFact, 'addedAt' | 'addedBy'> {
  const { addedAt, addedBy } = history ?? {};
  return { ...(addedAt === undefined ? {} : { addedAt }), ...(addedBy === undefined ? {} : { addedBy }) };
}

function changesOf(
  history: DocumentHistory | undefined,
): Pick<DocumentFact, 'updatedAt' | 'changedOn' | 'removedAt'> {
  const { changedAt = [], removed } = history ?? {};
  const [updatedAt] = changedAt;
  const days = [...new Set(changedAt.map((at) => at.slice(0, 10)))];
  return {
    ...(updatedAt === undefined ? {} : { updatedAt, changedOn: days }),
    ...(removed === undefined ? {} : { removedAt: removed.at }),
  };
}

function freshDays({ rules: settings }: Policy): Readonly<Record<string, number>> {
  const days = settings.find(({ ruleId }) => ruleId === 'document-freshness')?.options['days'];
  return typeof days === 'number' && days !== FRESH_DAYS ? { freshDays: days } : {};
}

function sourceOf(named: NamedServices, histories: readonly DocumentHistory[]): Facts['sources'][number] {
  const unknown = histories.filter(({ addedAt }) => addedAt === undefined).length;
  const missing = [
    ...named.gaps,
    ...(unknown === 0
      ? []
      : [
          {
            what: `who first added ${unknown} of ${histories.length} documents`,
            why: 'the history of this clone ends before; fetch all of it with `fetch-depth: 0`',
          },
        ]),
  ];
  return { id: 'documents', state: missing.length === 0 ? 'complete' : 'partial', missing };
}
