import {
  type Change,
  type DocumentFact,
  dayPlace,
  fromText,
  type Measure,
  type Policy,
  type ProgrammeWorld,
  type ReadRecord,
  type RecordPaths,
  type RecordPlace,
  recordFormOf,
  severityOn,
  weekPlace,
} from '@forethought/core';
import type { GitPlace, TreeFile } from '@forethought/io';
import { rules } from '@forethought/rules';
import { documentOf } from '../document-of.js';
import type { PolicySource } from '../policy-source.js';
import { type Lookups, type Settled, settle } from '../settle.js';
import { verdictsOf } from '../weekly/verdicts.js';
import { readRecordWorld } from './record-world.js';

/** How documents and records of one tree are judged. */
export interface Judging {
  readonly repo: GitPlace;
  readonly source: PolicySource;
  /** Policy of documents; a record is judged by that of the person whose it is. */
  readonly policy: Policy;
  readonly recordPaths: RecordPaths;
  readonly lookups: Lookups;
  readonly at: string;
  /** Revision by which look-ups ask. */
  readonly id: string;
  /** The tree that a record's claims are held against; read at the first record. */
  readonly files: () => Promise<readonly TreeFile[]>;
  /** Everything that is going to be judged. */
  readonly judged: readonly string[];
  /** What is known beyond the tree. */
  readonly widen?: (world: ProgrammeWorld) => ProgrammeWorld;
  /** What was measured of a person, for what a profile claims. Absent: nobody measures here. */
  readonly measured?: (login: string) => Promise<readonly Measure[]>;
  readonly signal?: AbortSignal | undefined;
}

/** Kinds of documents whose questions stand in the programme. */
const ASKED_BY_PROGRAMME: readonly string[] = ['weekly', 'daily', 'training-review'];
const NEEDS_RECORD = rules.filter((rule) => isForRecords(rule));
/** A rule that reads sections judges pages beside records. */
const FOR_TEXTS = rules.filter((rule) => !isForRecords(rule) || rule.sections.length > 0);

/** Gives what judges one document or record after the other; what records are held against is read once, and only where it is needed. */
export function startJudging(judging: Judging): (path: string, text: string) => Promise<Settled> {
  let world: Promise<ProgrammeWorld> | undefined;
  const worldNow = (): Promise<ProgrammeWorld> => {
    world ??= worldFor(judging);
    return world;
  };
  return async (path, text) => {
    const place = recordFormOf(judging.recordPaths, path);
    if (place !== undefined) return judgeRecord(judging, { path, text, place }, await worldNow());
    const change = documentOf(path, text, judging.policy);
    if (!ASKED_BY_PROGRAMME.includes(change.documentKind ?? ''))
      return judgeOne(judging, change, policyOfDocument(judging, change));
    return judgeOne(judging, { ...change, programme: await worldNow() }, policyOfJournal(judging, path));
  };
}

async function judgeOne(judging: Judging, change: Change, policy: Policy): Promise<Settled> {
  const { id, at, lookups } = judging;
  const item = { id, change, policy, at };
  const used = change.record === undefined ? FOR_TEXTS : NEEDS_RECORD;
  const [settled] = await settle([item], used, lookups);
  return settled ?? { ...item, findings: [] };
}

/** A record is judged by what the plan of its person asks; one that is nobody's by the first policy that asks anything of records. */
async function judgeRecord(
  judging: Judging,
  { path, text, place }: { readonly path: string; readonly text: string; readonly place: RecordPlace },
  world: ProgrammeWorld,
): Promise<Settled> {
  const policy = policyOfRecord(judging, place);
  const { readRecordAt } = await import('./read-record.js');
  const record = readRecordAt(place, text);
  const change: Change = {
    subject: { kind: 'document', id: path, title: '' },
    evidence: fromText('', { kind: 'document', index: policy.sections, hashHeadings: 'count' }),
    files: [{ path, status: 'M', added: null, deleted: null }],
    linesRead: true,
    attributesRead: true,
    labels: [],
    draft: false,
    documentKind: `${place.form}-record`,
    record,
    programme: await withMeasures(judging, record, world),
  };
  return judgeOne(judging, change, policy);
}

/** Measuring costs a look at history, which only a profile is worth that claims a mark. */
async function withMeasures(
  { measured }: Judging,
  record: ReadRecord,
  world: ProgrammeWorld,
): Promise<ProgrammeWorld> {
  if (measured === undefined || record.form !== 'profile' || record.value === null) return world;
  return Object.keys(record.value.marks).length === 0
    ? world
    : { ...world, measures: await measured(record.value.login) };
}

/** A weekly or daily file is judged by what the plan of its person asks. */
function policyOfJournal({ source, policy }: Judging, path: string): Policy {
  const login = (weekPlace(path) ?? dayPlace(path))?.login;
  return login === undefined ? policy : source.policyOf({ name: login, email: login });
}

/** Front matter that can't be read is told whatever week of a plan it is. */
function policyOfDocument(judging: Judging, { evidence }: Change): Policy {
  return evidence.matterProblems === undefined
    ? judging.policy
    : warning(judging, judging.policy, 'required-sections');
}

/** A policy in which a rule warns that is not in force yet, or that no practice of the plan uses; what the team says of the rule stays. */
function warning({ source, at }: Judging, policy: Policy, ruleId: string): Policy {
  if (source.config?.rules?.[ruleId] !== undefined) return policy;
  const severity = policy.mode === 'observe' ? ('observe' as const) : ('warn' as const);
  const timeline = [{ from: null, severity }];
  const isOff = (setting: Policy['rules'][number]): boolean =>
    setting.ruleId === ruleId && severityOn(setting, at.slice(0, 10)) === 'off';
  const settings = policy.rules.map((setting) => (isOff(setting) ? { ...setting, timeline } : setting));
  if (settings.some((setting) => setting.ruleId === ruleId)) return { ...policy, rules: settings };
  const own = {
    ruleId,
    kinds: ['document' as const],
    timeline,
    options: {},
    when: {},
    forbidNotApplicable: false,
  };
  return { ...policy, rules: [...settings, own] };
}

function policyOfRecord(judging: Judging, place: RecordPlace): Policy {
  const policy = policyAsking(judging, place);
  return place.form === 'services' ? warning(judging, policy, 'service-readiness') : policy;
}

function policyAsking({ source, policy }: Judging, { login }: RecordPlace): Policy {
  if (login !== undefined) return source.policyOf({ name: login, email: login });
  const asksRecords = ({ rules: settings }: Policy): boolean =>
    settings.some(({ ruleId }) => NEEDS_RECORD.some(({ id }) => id === ruleId));
  if (asksRecords(policy)) return policy;
  const others = (source.config?.roster ?? []).map((entry) =>
    source.policyOf({ name: entry.login, email: entry.login }),
  );
  return others.find(asksRecords) ?? policy;
}

/** Everything that records are held against, with the documents judged that the records at `judged` name. */
export async function worldFor(judging: Judging): Promise<ProgrammeWorld> {
  const { repo, source, at, judged, signal, widen = (world) => world } = judging;
  const world = await readRecordWorld(repo, {
    ...{ source, asOf: at, signal, files: await judging.files() },
    judge: { paths: new Set(judged), factOf: (path, text) => factOf(judging, path, text) },
  });
  return widen(world);
}

/** A document that a record names, with what every rule says of it, whatever a schedule lets them say. */
async function factOf(judging: Judging, path: string, text: string): Promise<DocumentFact> {
  const { policy } = judging;
  const settings = policy.rules.map((setting) => ({
    ...setting,
    timeline: [{ from: null, severity: 'observe' as const }],
  }));
  const observing = { ...policy, rules: settings };
  const change = documentOf(path, text, observing);
  const { findings } = await judgeOne(judging, change, observing);
  return { path, kind: change.documentKind ?? '', verdicts: [...verdictsOf(findings)] };
}

function isForRecords(rule: { readonly needs?: readonly string[] }): boolean {
  return rule.needs?.includes('record') === true;
}
