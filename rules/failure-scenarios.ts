import { defineRule, type FailureScenario, failureScenarios, isTried, type Problem } from '@forethought/core';

const NAMES: Readonly<Record<FailureScenario['missing'][number], string>> = {
  expected: 'what is expected',
  tested: 'when it was tested',
  result: 'the result',
};

/** What happens when a dependency is down, failing or slow was tried out, not guessed. */
export default defineRule({
  id: 'failure-scenarios',
  lifecycle: 'experimental',
  question: 'What happens when this dependency is gone, wrong or slow?',
  summary: 'Every scenario says what is expected, when it was tested, and what came out.',
  why: 'A fallback that was never tried is a second failure that waits for the first one.',
  appliesTo: ['document'],
  sections: [],
  options: {
    atLeast: { type: 'number', default: 1, words: 'How many scenarios are needed.' },
    dependencies: {
      type: 'strings',
      default: [] as string[],
      words: 'Dependencies of which each needs a scenario, such as `Vault`, `cert-manager`, `DNS`.',
    },
  },
  problems: {
    'too-few': {
      actual: '{count} scenarios',
      expected: 'at least {atLeast}, as a table with the columns Scenario, Expected, Tested on and Result',
      fix: 'Add a row: what is down, failing or slow, what is expected, when it was tried, what came out.',
    },
    incomplete: {
      actual: 'the scenario “{scenario}” lacks {missing}',
      expected: 'expectation, day of the test and result of each scenario',
      fix: 'Try it out, and write down what came out.',
    },
    'impossible-date': {
      actual: '“{text}” is no day on which the scenario “{scenario}” can have been tested',
      expected: 'a day that has been, as 2026-03-01',
      fix: 'Correct the day.',
    },
    repeated: {
      actual: 'the scenario “{scenario}” stands there twice',
      expected: 'different scenarios',
      fix: 'Replace the repetition by another way in which a dependency lets go.',
    },
    uncovered: {
      actual: 'no scenario for {dependency}',
      expected: 'a scenario of each dependency: down, failing or slow',
      fix: 'Add the scenario, and try it out.',
    },
  },
  check(evidence, { atLeast, dependencies }, { documentKind, asOf }) {
    if (documentKind !== 'failure-scenarios') return { notAsked: 'the document lists no scenarios' };
    const scenarios = failureScenarios(evidence);
    const problems: Problem[] = [];
    if (scenarios.length < atLeast) {
      problems.push({ code: 'too-few', data: { count: scenarios.length, atLeast } });
    }
    const seen = new Set<string>();
    for (const scenario of scenarios) problems.push(...scenarioProblems(scenario, asOf, seen));
    const names = scenarios.map(({ name }) => name.toLowerCase());
    for (const dependency of dependencies) {
      if (names.some((name) => name.includes(dependency.toLowerCase()))) continue;
      problems.push({ code: 'uncovered', data: { dependency } });
    }
    return { problems };
  },
  examples: [
    {
      name: 'three scenarios in a table',
      kind: 'document',
      documentKind: 'failure-scenarios',
      asOf: '2026-04-01T00:00:00Z',
      options: { dependencies: ['Vault', 'DNS'] },
      text: '# Checkout: what if\n\n| Scenario | Expected | Tested on | Result |\n| --- | --- | --- | --- |\n| Vault is down | leases are used until they run out | 2026-03-02 | payments went on for an hour |\n| cert-manager is failing | the alert fires ten days before | 2026-03-02 | fired after four minutes |\n| DNS is slow | answers come from the cache | 2026-03-03 | 40 ms more at the 99th percentile |\n',
      expect: 'pass',
    },
    {
      name: 'scenarios below headings',
      kind: 'document',
      documentKind: 'failure-scenarios',
      text: '# Checkout: what if\n\n## Vault is down\n\n- **Expected:** leases are used until they run out\n- **Tested on:** 2026-03-02 in staging\n- **Result:** payments went on for an hour\n\n## DNS is slow\n\nExpected: answers come from the cache\n\nTested on: 2026-03-03\n\nResult: 40 ms more at the 99th percentile\n',
      expect: 'pass',
    },
    {
      name: 'a page without a scenario',
      kind: 'document',
      documentKind: 'failure-scenarios',
      text: '# Checkout: what if\n\nEverything is redundant.\n',
      expect: ['too-few'],
    },
    {
      name: 'a scenario that was never tried',
      kind: 'document',
      documentKind: 'failure-scenarios',
      text: '# Checkout: what if\n\n| Scenario | Expected | Tested on | Result |\n| --- | --- | --- | --- |\n| Vault is down | leases are used until they run out | not yet | TBD |\n',
      expect: ['incomplete'],
    },
    {
      name: 'a day that does not exist',
      kind: 'document',
      documentKind: 'failure-scenarios',
      text: '# Checkout: what if\n\n| Scenario | Expected | Tested on | Result |\n| --- | --- | --- | --- |\n| Vault is down | leases are used | 2026-02-30 | payments went on |\n',
      expect: ['impossible-date'],
    },
    {
      name: 'one scenario twice, and a dependency without any',
      kind: 'document',
      documentKind: 'failure-scenarios',
      options: { dependencies: ['DNS'] },
      text: '# Checkout: what if\n\n| Scenario | Expected | Tested on | Result |\n| --- | --- | --- | --- |\n| Vault is down | leases are used | 2026-03-02 | payments went on |\n| Vault is down | leases are used | 2026-03-02 | payments went on |\n',
      expect: ['repeated', 'uncovered'],
    },
    {
      name: 'a page of another kind',
      kind: 'document',
      text: '# How to begin\n\nClone the repository.\n',
      expect: 'not-applicable',
    },
  ],
});

function scenarioProblems(
  scenario: FailureScenario,
  asOf: string | undefined,
  seen: Set<string>,
): readonly Problem[] {
  const { name, record, day, missing } = scenario;
  const { place } = record;
  const key = name.toLowerCase().trim();
  if (seen.has(key)) return [{ code: 'repeated', data: { scenario: name }, place }];
  seen.add(key);
  if (missing.length > 0) {
    const names = missing.map((field) => NAMES[field]);
    return [{ code: 'incomplete', data: { scenario: name, missing: names }, place }];
  }
  if (isTried(scenario, asOf)) return [];
  return [{ code: 'impossible-date', data: { scenario: name, text: day ?? '' }, place }];
}
