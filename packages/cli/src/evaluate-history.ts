import {
  type Attribution,
  attribute,
  type Commit,
  causesIn,
  countedFiles,
  isRevert,
  landedNumber,
  type Policy,
  subjectLine,
} from '@forethought/core';
import { collectFacts, type GitPlace, readCandidates } from '@forethought/io';
import { type Score, type Scores, scoreOf } from './evaluate-score.js';

/** A repair and the commit that it repairs, or a revert and what it takes back, by full shas. */
export interface LabelledPair {
  readonly fix: string;
  readonly culprit: string;
  readonly days: number;
}

/** What somebody found by reading a history; `notPairs` look alike and are none, and neither is asked of what is `special`. */
export interface LabelledHistory {
  readonly fixForward: readonly LabelledPair[];
  readonly notPairs: readonly LabelledPair[];
  readonly reverts: readonly LabelledPair[];
}

/** Days within which candidates are looked for. */
const REACH = 14;

/** Reads a labelled history; throws with the place where it is none. */
export function parseHistory(text: string, file: string): LabelledHistory {
  const value = JSON.parse(text) as Readonly<Record<string, unknown>>;
  const list = (key: keyof LabelledHistory): readonly LabelledPair[] => {
    const rows = value[key];
    if (!Array.isArray(rows)) throw new Error(`${file}: no list ${key}`);
    return rows.map((row: Readonly<Record<string, unknown>>, at) => {
      const { fix = row.revert, culprit = row.reverted, days } = row;
      if (typeof fix !== 'string' || typeof culprit !== 'string' || typeof days !== 'number')
        throw new Error(`${file}: ${key}[${at}] holds no fix and culprit, or revert and reverted, with days`);
      return { fix, culprit, days };
    });
  };
  return { fixForward: list('fixForward'), notPairs: list('notPairs'), reverts: list('reverts') };
}

/** How well a repository's history is read: pairs that texts state, reverts, and candidates by lines. */
export async function scoreHistory(
  repo: GitPlace,
  history: LabelledHistory,
  policy: Policy,
  name: string | undefined,
): Promise<Scores> {
  const facts = await collectFacts({ repo, asOf: new Date().toISOString(), withFiles: 'none' });
  const stated = attributionsOf(facts.commits, name ?? facts.repository.name);
  const repairs = [...history.fixForward, ...history.notPairs];
  const candidates = await readCandidates(
    repo,
    repairs.map(({ fix }) => fix),
    { isRevert, isExcluded: (path) => !isCode(path, policy) },
  );
  const near = ({ days }: LabelledPair): boolean => days <= REACH;
  return {
    statedPairs: score(history.fixForward, repairs, stated),
    reverts: score(
      history.reverts,
      history.reverts,
      stated.filter((pair) => pair.isRevert),
    ),
    candidates: score(history.fixForward.filter(near), repairs, candidates),
  };
}

/** Every commit as a change of its own, as where only Git is read. */
function attributionsOf(commits: readonly Commit[], repository: string): readonly Attribution[] {
  return attribute(
    commits.map(({ sha, message = '', committedAt }) => ({
      id: sha,
      number: landedNumber(subjectLine(message)) ?? null,
      shas: [sha],
      landedAt: committedAt,
      causes: causesIn(message, { kind: 'commit', repository }),
      isRevert: isRevert(message),
    })),
  );
}

function isCode(path: string, policy: Policy): boolean {
  return countedFiles([{ path, status: 'M', added: null, deleted: null }], policy).length > 0;
}

/** Of what is said about the fixes that somebody read. */
function score(
  pairs: readonly LabelledPair[],
  read: readonly LabelledPair[],
  said: readonly Pick<Attribution, 'fix' | 'culprit'>[],
): Score {
  const key = (pair: Pick<Attribution, 'fix' | 'culprit'>): string => `${pair.fix} ${pair.culprit}`;
  const right = new Set(pairs.map(key));
  const fixes = new Set(read.map(({ fix }) => fix));
  const got = new Set(said.filter(({ fix }) => fixes.has(fix)).map(key));
  const missed = [...right].filter((pair) => !got.has(pair));
  const wrong = [...got].filter((pair) => !right.has(pair));
  const entry = (id: string, expected: boolean) => ({ id: id.slice(0, 12), expected, got: !expected });
  return scoreOf({
    hits: right.size - missed.length,
    said: got.size,
    n: read.length,
    positives: right.size,
    disagreements: [...missed.map((id) => entry(id, true)), ...wrong.map((id) => entry(id, false))],
  });
}
