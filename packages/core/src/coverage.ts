import type { Tally, TallyInput } from './define-metric.js';
import type { LandedChange } from './ledger/ledger.js';
import { evidenceOutcome } from './recorded.js';
import type { StoredVerdict } from './schema/cause.js';
import type { Finding } from './schema/finding.js';
import { type Contribution, rowsOf, startCounting } from './tally-counter.js';

/** Which changes a coverage metric counts, and what covers them. */
export interface Coverage {
  /** Rule whose answers say whether a change was asked and what it answered. */
  readonly ruleId: string;
  /** Commits that belong to the population at all where only commits are known; default: every one. */
  readonly counts?: (sha: string) => boolean;
  /** Only what landed by a pull request belongs to the population. */
  readonly onlyPullRequests?: boolean;
  /** What a passing change must have besides, by sha or `#12`; `null` is unknown. Default: nothing. */
  readonly covered?: (id: string) => boolean | null;
}

type Place = 'covered' | 'missed' | 'unknown' | 'notApplicable' | 'exempt';

/** From the best to the least that the pull request and the commits of one change can answer together. */
const BEST_FIRST: readonly Place[] = ['covered', 'missed', 'unknown', 'notApplicable', 'exempt'];

/** Several findings about one text come to the first of these that one of them says. */
const DECISIVE_FIRST: readonly Place[] = ['exempt', 'notApplicable', 'unknown', 'missed', 'covered'];

/**
 * Counts the changes that a rule had to ask (`asked === true`), and those of them that it passed, per engineer and ISO week, and
 * once for everybody under `*`. A waived change was asked and is not covered. Where pull requests were read, a change is what
 * landed, in the week in which it did, and it passes where its pull request or one of its commits does; else every commit is one.
 */
export function coverage(input: TallyInput, what: Coverage): readonly Tally[] {
  const { ledger } = input;
  return ledger === undefined || ledger.gaps.pulls !== undefined
    ? commitCoverage(input, what)
    : changeCoverage(input, what, ledger.changes);
}

function commitCoverage(input: TallyInput, what: Coverage): readonly Tally[] {
  const found = findingsBySubject(input.findings, what.ruleId);
  const placeStored = placesStored(what.ruleId);
  const counter = startCounting();
  for (const { sha, committedAt, verdicts } of input.facts.commits) {
    const answered = (found.size === 0 ? undefined : found.get(sha)) ?? placeStored(verdicts);
    if (answered === undefined || what.counts?.(sha) === false) continue;
    const engineers = input.engineersOf(sha);
    if (engineers.length === 0) continue;
    const place = covering(answered, sha, what);
    const owner = input.ownerOf === undefined ? engineers[0] : input.ownerOf(sha);
    counter.add(rowsOf(input, creditOf(place, engineers, owner)), committedAt, contribution(sha, place));
  }
  return counter.tallies();
}

function changeCoverage(
  input: TallyInput,
  what: Coverage,
  changes: readonly LandedChange[],
): readonly Tally[] {
  const places = placesBySubject(input, what);
  const counter = startCounting();
  for (const change of changes) {
    if (change.isMachine || (what.onlyPullRequests === true && change.kind === 'push')) continue;
    const own = new Set(subjectsOf(change).map(places));
    const place = BEST_FIRST.find((candidate) => own.has(candidate));
    if (place === undefined) continue;
    counter.add(
      rowsOf(input, creditOf(place, change.engineers, change.owner)),
      change.landedAt,
      contribution(change.id, place),
    );
  }
  return counter.tallies();
}

/** Who shares in a change shares the credit for it; what is missing is the matter of its owner alone. */
function creditOf(
  place: Place,
  engineers: readonly string[],
  owner: string | null | undefined,
): readonly string[] {
  if (place === 'covered') return engineers;
  return owner == null ? [] : [owner];
}

/** The pull request and its commits; of a direct push, its commit. */
function subjectsOf({ id, shas }: LandedChange): readonly string[] {
  return shas.includes(id) ? shas : [id, ...shas];
}

/** What the rule answered about a commit or pull request: in the findings, or else in what was kept when its text was read. */
function placesBySubject({ findings, facts }: TallyInput, what: Coverage): (id: string) => Place | undefined {
  const found = findingsBySubject(findings, what.ruleId);
  const stored = new Map<string, readonly StoredVerdict[]>();
  for (const { sha, verdicts } of facts.commits) if (verdicts !== undefined) stored.set(sha, verdicts);
  for (const { number, verdicts } of facts.pulls ?? [])
    if (verdicts !== undefined) stored.set(`#${number}`, verdicts);
  return (id) => {
    const place = found.get(id) ?? placeOfVerdicts(stored.get(id), what.ruleId);
    return place === undefined ? undefined : covering(place, id, what);
  };
}

function findingsBySubject(findings: readonly Finding[], ruleId: string): ReadonlyMap<string, Place> {
  const found = new Map<string, Place>();
  for (const finding of findings) {
    const { kind, id } = finding.subject;
    if (finding.ruleId === ruleId && (kind === 'commit' || kind === 'pull-request'))
      found.set(id, decisive(found.get(id), placeOfAnswer(finding)));
  }
  return found;
}

/** Undefined where the rule answered nothing. */
function placeOfVerdicts(verdicts: readonly StoredVerdict[] | undefined, ruleId: string): Place | undefined {
  let place: Place | undefined;
  for (const verdict of verdicts ?? [])
    if (verdict.rule === ruleId) place = decisive(place, placeOfAnswer(verdict));
  return place;
}

/** The same for many texts, of which those that follow each other often share one list. */
function placesStored(ruleId: string): (verdicts: readonly StoredVerdict[] | undefined) => Place | undefined {
  let last: readonly StoredVerdict[] | undefined;
  let place: Place | undefined;
  return (verdicts) => {
    if (verdicts === last) return place;
    last = verdicts;
    place = placeOfVerdicts(verdicts, ruleId);
    return place;
  };
}

function decisive(place: Place | undefined, other: Place): Place {
  if (place === undefined) return other;
  return DECISIVE_FIRST.indexOf(other) < DECISIVE_FIRST.indexOf(place) ? other : place;
}

/** A change that passed may need something besides. */
function covering(place: Place, id: string, { covered }: Coverage): Place {
  if (place !== 'covered' || covered === undefined) return place;
  const isCovered = covered(id);
  if (isCovered === null) return 'unknown';
  return isCovered ? 'covered' : 'missed';
}

function placeOfAnswer(answer: Pick<Finding, 'outcome' | 'asked' | 'problem'>): Place {
  const { asked } = answer;
  const outcome = evidenceOutcome(answer);
  if (outcome === 'exempt') return 'exempt';
  if (outcome === 'not-applicable') return 'notApplicable';
  if (outcome === 'unknown' || outcome === 'error' || asked === null) return 'unknown';
  if (!asked) return 'notApplicable';
  return outcome === 'pass' ? 'covered' : 'missed';
}

function contribution(id: string, place: Place): Contribution {
  switch (place) {
    case 'covered':
      return { hits: 1, of: 1, sample: id };
    case 'missed':
      return { of: 1, sample: id, miss: id };
    default:
      return { excluded: place };
  }
}
