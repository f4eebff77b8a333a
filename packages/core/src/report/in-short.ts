import type { Finding, Outcome, Subject } from '../schema/finding.js';
import { actionable, byProblem, bySubject, type Group, problemKey, WEIGHT } from './group.js';

/** Findings of a long history in what a page tells of them: counts, and of each problem its newest places. */
export interface FindingsInShort {
  readonly counts: ReadonlyMap<Outcome, number>;
  readonly kinds: ReadonlySet<Subject['kind']>;
  /** What asks for something by problem, blocking ones first. */
  readonly groups: readonly Group[];
  /** The same by rule, where all of it is of one subject. */
  readonly ofOne?: readonly Group[];
}

/** A problem keeps the findings of so many subjects, and the number of all of them. */
const PLACES = 3;
/** While all that fails is of one subject, so many findings of it are kept apart. */
const MOST_ALONE = 1000;

interface Problem {
  readonly weight: number;
  readonly findings: Finding[];
  subjects: number;
  last: string;
}

/** Sums findings up as they come by, newest first; those of one subject follow each other. */
export function startSummary(): {
  readonly add: (findings: readonly Finding[]) => void;
  readonly inShort: () => FindingsInShort;
} {
  const counts = new Map<Outcome, number>();
  const kinds = new Set<Subject['kind']>();
  const problems = new Map<string, Problem>();
  const failing = new Set<string>();
  let alone: Finding[] = [];
  const take = (finding: Finding, subject: string): void => {
    const key = problemKey(finding);
    const problem = problems.get(key) ?? {
      weight: WEIGHT[finding.severity],
      findings: [],
      subjects: 0,
      last: '',
    };
    problems.set(key, problem);
    if (problem.last !== subject) problem.subjects += 1;
    problem.last = subject;
    if (problem.subjects <= PLACES) problem.findings.push(whole(finding));
    if (failing.size < 2) failing.add(subject);
    if (failing.size > 1) alone = [];
    else if (alone.length < MOST_ALONE) alone.push(whole(finding));
  };
  return {
    add: (findings) => {
      for (const finding of findings) {
        const { outcome, subject } = finding;
        counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
        kinds.add(subject.kind);
        if (outcome === 'fail' || outcome === 'error') take(finding, `${subject.kind} ${subject.id}`);
      }
    },
    inShort: () => ({
      counts,
      kinds,
      groups: groupsOf([...problems.values()]),
      ...(failing.size === 1 ? { ofOne: bySubject(actionable(alone)) } : {}),
    }),
  };
}

/** The same of findings that are all at hand. */
export function inShort(findings: readonly Finding[]): FindingsInShort {
  const failing = actionable(findings);
  const counts = new Map<Outcome, number>();
  for (const { outcome } of findings) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  const isSingle = new Set(failing.map(({ subject }) => `${subject.kind} ${subject.id}`)).size === 1;
  return {
    counts,
    kinds: new Set(findings.map(({ subject }) => subject.kind)),
    groups: byProblem(failing),
    ...(isSingle ? { ofOne: bySubject(failing) } : {}),
  };
}

function groupsOf(problems: readonly Problem[]): readonly Group[] {
  return [...problems]
    .sort((a, b) => a.weight - b.weight)
    .flatMap(({ findings, subjects }) => {
      const [first] = findings;
      return first === undefined ? [] : [{ first, findings, subjects }];
    });
}

/** By itself: a piece of a message would keep all of it in memory. */
function whole(finding: Finding): Finding {
  return JSON.parse(JSON.stringify(finding)) as Finding;
}
