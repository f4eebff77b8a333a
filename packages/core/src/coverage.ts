import type { Tally, TallyInput } from './define.js';
import type { Finding } from './schema/finding.js';
import { mergeTallies } from './tally.js';
import { isoWeek } from './week.js';

/** Which commits a coverage metric counts, and what covers them. */
export interface Coverage {
  /** Rule whose findings say whether a commit was asked and what it answered. */
  readonly ruleId: string;
  /** Commits that belong to the population at all; default: every one. */
  readonly counts?: (sha: string) => boolean;
  /** What a passing commit must have besides; `null` is unknown. Default: nothing. */
  readonly covered?: (sha: string) => boolean | null;
}

type Place = 'covered' | 'missed' | 'exempt' | 'notApplicable' | 'unknown';

/**
 * Counts the commits that a rule had to ask (`asked === true`), and those of them that it passed, per engineer and ISO week
 * of the committer date, and once for everybody under `*`. A waived commit was asked and is not covered.
 */
export function coverage(input: TallyInput, what: Coverage): readonly Tally[] {
  const commits = new Map(input.facts.commits.map((commit) => [commit.sha, commit]));
  const tallies: Tally[] = [];
  for (const [sha, findings] of findingsByCommit(input.findings, what.ruleId)) {
    const commit = commits.get(sha);
    const engineers = input.engineersOf(sha);
    if (commit === undefined || engineers.length === 0 || what.counts?.(sha) === false) continue;
    const week = isoWeek(commit.committedAt);
    const place = placeOf(findings, () => (what.covered === undefined ? true : what.covered(sha)));
    for (const engineer of [...new Set(engineers), '*']) tallies.push(one(engineer, week, sha, place));
  }
  return mergeTallies('', [{ metricId: '', tallies, noData: [] }]).tallies;
}

function findingsByCommit(
  findings: readonly Finding[],
  ruleId: string,
): ReadonlyMap<string, readonly Finding[]> {
  const found = new Map<string, Finding[]>();
  for (const finding of findings) {
    if (finding.ruleId !== ruleId || finding.subject.kind !== 'commit') continue;
    const others = found.get(finding.subject.id);
    if (others === undefined) found.set(finding.subject.id, [finding]);
    else others.push(finding);
  }
  return found;
}

function placeOf(findings: readonly Finding[], covered: () => boolean | null): Place {
  const has = (outcome: Finding['outcome']): boolean =>
    findings.some((finding) => finding.outcome === outcome);
  if (has('exempt')) return 'exempt';
  if (has('not-applicable')) return 'notApplicable';
  if (has('unknown') || has('error')) return 'unknown';
  if (findings.some(({ asked }) => asked === null)) return 'unknown';
  if (findings.every(({ asked }) => asked === false)) return 'notApplicable';
  if (has('fail') || has('waived')) return 'missed';
  const answer = covered();
  if (answer === null) return 'unknown';
  return answer ? 'covered' : 'missed';
}

function one(engineer: string, week: string, sha: string, place: Place): Tally {
  const counted = place === 'covered' || place === 'missed';
  return {
    engineer,
    week,
    numerator: place === 'covered' ? 1 : 0,
    denominator: counted ? 1 : 0,
    sample: counted ? [sha] : [],
    misses: place === 'missed' ? [sha] : [],
    excluded: {
      exempt: place === 'exempt' ? 1 : 0,
      notApplicable: place === 'notApplicable' ? 1 : 0,
      unknown: place === 'unknown' ? 1 : 0,
    },
  };
}
