import { commitType } from '../recognise/subject.js';
import type { Cause } from '../schema/cause.js';
import type { Commit, Facts } from '../schema/facts.js';
import type { PullFact } from '../schema/pull-fact.js';
import type { AttributableChange } from './attribute.js';
import { type Claims, claimsOf } from './claims.js';
import type { DefaultLine } from './default-line.js';
import type { LandedChange } from './ledger.js';
import type { LedgerOptions } from './ledger-of.js';
import { type PracticesOf, practicesOf } from './practices.js';

/** A landed change before anybody asked whether it was deployed, with what its texts say and where it came from. */
export interface Landing {
  readonly change: LandedChange;
  readonly causes: readonly Cause[];
  readonly pull: PullFact | undefined;
}

/** One list for all that have none: most changes do. */
const NOTHING: readonly never[] = [];

interface Reader extends LedgerOptions {
  readonly branch: DefaultLine;
  readonly practices: PracticesOf;
  /** Lists of one, as most changes are one person's. */
  readonly alone: Map<string, readonly string[]>;
}

/**
 * What landed on the default branch, oldest first: merged pull requests, and commits of its first-parent line that none of them
 * brought, each with what a merge of it brought.
 */
export function landingsOf(facts: Facts, branch: DefaultLine, options: LedgerOptions): readonly Landing[] {
  const pulls = mergedPulls(facts);
  const claims = claimsOf(pulls, branch);
  const reader = {
    ...options,
    branch,
    practices: practicesOf(facts, branch.bySha, options.findings),
    alone: new Map(),
  };
  const landings = pulls.map((pull) => pullLanding(pull, claims, reader));
  for (const commits of claims.pushes) landings.push(pushLanding(commits, reader));
  return inTime(landings);
}

/** Oldest first, those of one instant by their ids. What comes in order, as a line of commits does, is not sorted again. */
function inTime(landings: readonly Landing[]): readonly Landing[] {
  const times = Float64Array.from(landings, ({ change }) => Date.parse(change.landedAt));
  const at = (index: number): number => times[index] ?? 0;
  const idOf = (index: number): string => landings[index]?.change.id ?? '';
  const compare = (a: number, b: number): number => at(a) - at(b) || (idOf(a) < idOf(b) ? -1 : 1);
  if (landings.every((_, index) => index === 0 || compare(index - 1, index) < 0)) return landings;
  const order = Uint32Array.from(landings.keys()).sort(compare);
  return Array.from(order, (index) => landings[index]).flatMap((landing) => landing ?? []);
}

/** Merged into the default branch; where nobody said which that is, into any. */
function mergedPulls({ pulls = [], defaultBranch }: Facts): readonly PullFact[] {
  return pulls
    .filter(
      ({ mergedAt, base }) => mergedAt !== null && (defaultBranch === undefined || base === defaultBranch),
    )
    .sort((a, b) => a.number - b.number);
}

function pullLanding(pull: PullFact, claims: Claims, reader: Reader): Landing {
  const { author, number, mergedAt, labels, url } = pull;
  const id = `#${number}`;
  const shas = claims.shasOf(pull);
  const commits = commitsOf(shas, reader);
  const inner = (pull.commits ?? []).map(({ sha }) => sha);
  const texts = [...new Set([id, ...shas, ...inner])];
  const owner = reader.ownerOf(id);
  const landedAt = mergedAt ?? pull.updatedAt;
  const causes = [...(pull.causes ?? []), ...causesOf(commits)];
  const isMachine =
    owner === null && author !== null && (author.kind === 'bot' || reader.isMachine(author.login));
  return {
    change: {
      id,
      kind: 'pull-request',
      url,
      shas,
      landedAt,
      owner,
      engineers: sharers(owner, [id, ...authored(commits)], reader),
      isMachine,
      paths: pathsOf(pull, commits),
      labels,
      type: pull.type ?? null,
      practices: reader.practices(texts),
      deployedAt: undefined,
      deployment: undefined,
    },
    causes: isMachine ? reverting(causes) : causes,
    pull,
  };
}

function pushLanding(commits: readonly Commit[], reader: Reader): Landing {
  const [head] = commits;
  const shas = commits.map(({ sha }) => sha);
  const id = head?.sha ?? '';
  const landedAt = head?.committedAt ?? '';
  const { owner, isMachine } = ownerOfPush(commits, reader);
  const causes = causesOf(commits);
  return {
    change: {
      id,
      kind: 'push',
      url: null,
      shas,
      landedAt,
      owner,
      engineers: sharers(owner, authored(commits), reader),
      isMachine,
      paths: pathsIn(commits),
      labels: NOTHING,
      type: head?.type ?? commitType(head?.message ?? '') ?? null,
      practices: reader.practices(shas),
      deployedAt: undefined,
      deployment: undefined,
    },
    causes: isMachine ? reverting(causes) : causes,
    pull: undefined,
  };
}

/**
 * A merge by hand or by a bot is the work of whoever wrote the newest commit that it brought, never of the merger. Where none of those
 * was read it is nobody's: such a change counts for everybody alone. What only machines wrote is theirs.
 */
function ownerOfPush(
  commits: readonly Commit[],
  { ownerOf }: Reader,
): Pick<LandedChange, 'owner' | 'isMachine'> {
  const written = authored(commits);
  const owner = written.map((sha) => ownerOf(sha)).find((found) => found !== null) ?? null;
  return { owner, isMachine: owner === null && written.length > 0 };
}

/** What machines write names causes that nobody looked at; what they take back is taken back. */
function reverting(causes: readonly Cause[]): readonly Cause[] {
  return causes.length === 0 ? causes : causes.filter(({ rung }) => rung === 'revert');
}

/** What `attribute` has to know of a landing: made when it is asked for, as all of them at once are long. */
export function attributableOf({ change, causes, pull }: Landing): AttributableChange {
  const { id, shas, landedAt } = change;
  const inner = (pull?.commits ?? []).map(({ sha }) => sha);
  return {
    id,
    number: pull?.number ?? null,
    shas: pull === undefined ? shas : [...new Set([...shas, ...inner, pull.head.sha])],
    landedAt,
    causes,
    isRevert: causes.some(({ rung }) => rung === 'revert'),
  };
}

function commitsOf(shas: readonly string[], { branch }: Reader): readonly Commit[] {
  return shas.flatMap((sha) => branch.bySha.get(sha) ?? []);
}

function causesOf(commits: readonly Commit[]): readonly Cause[] {
  if (commits.every(({ causes = NOTHING }) => causes.length === 0)) return NOTHING;
  return commits.flatMap(({ causes }) => causes ?? []);
}

/** Commits that tell who worked; a merge tells who merged. */
function authored(commits: readonly Commit[]): readonly string[] {
  return commits.filter(({ parents }) => parents.length < 2).map(({ sha }) => sha);
}

function sharers(
  owner: string | null,
  ids: readonly string[],
  { engineersOf, alone }: Reader,
): readonly string[] {
  const all = new Set(owner === null ? [] : [owner]);
  for (const id of ids) for (const engineer of engineersOf(id)) all.add(engineer);
  if (owner === null || all.size > 1) return [...all];
  const known = alone.get(owner) ?? [owner];
  alone.set(owner, known);
  return known;
}

function pathsOf(pull: PullFact, commits: readonly Commit[]): readonly string[] | undefined {
  const isCut = pull.missing.some(({ what }) => what === 'paths');
  return pull.paths === undefined || isCut ? pathsIn(commits) : pull.paths;
}

/** Paths that commits changed; undefined unless all of them were read. Merges repeat the changes of what they merge. */
function pathsIn(commits: readonly Commit[]): readonly string[] | undefined {
  const working = commits.filter(({ parents }) => parents.length < 2);
  if (working.length === 0 || working.some(({ files }) => files === undefined)) return undefined;
  return [...new Set(working.flatMap(({ files = [] }) => files.map(({ path }) => path)))];
}
