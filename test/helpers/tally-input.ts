import type { Commit, Finding, TallyInput } from '@forethought/core';
import { commitValue, factsValue, findingValue } from './values.js';

/** Findings of test-evidence, one per commit, in the given outcomes. */
export function findingsFor(
  commits: readonly Commit[],
  outcome: (index: number) => Finding['outcome'],
): Finding[] {
  return commits.map((commit, index) =>
    findingValue({
      ruleId: 'test-evidence',
      outcome: outcome(index),
      subject: { kind: 'commit', id: commit.sha, title: '' },
    }),
  );
}

/** Facts, findings and people of commits, one author each, every source official; `bots` stand behind nothing. */
export function inputOf(
  commits: readonly Commit[],
  findings: readonly Finding[],
  bots: readonly string[] = [],
): TallyInput {
  const authors = new Map(commits.map((commit) => [commit.sha, commit.author.name]));
  return {
    facts: factsValue(commits),
    findings,
    engineersOf: (sha) => [authors.get(sha) ?? ''].filter((name) => !bots.includes(name)),
    landedBody: () => false,
    officialSource: () => true,
  };
}

/** One commit per name, all at one time. */
export function commitsOf(names: readonly string[], at = '2026-11-18T10:00:00Z'): Commit[] {
  return names.map((name, index) => commitValue(`c${index}`, `${name}@team.example`, at));
}
