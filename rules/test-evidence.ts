import { defineRule, partsSaid, sectionOf, shortfallOf, testStatement } from '@forethought/core';

const SECTION = 'test-evidence';

/** Every change says what was run on it and what came out. */
export default defineRule({
  id: 'test-evidence',
  lifecycle: 'stable',
  question: 'What was run on this change, and what came out?',
  summary: 'The change says what was tested so that a third person could repeat or check it.',
  why: 'A test that nobody can repeat finds a fault once and its return never.',
  appliesTo: ['commit', 'pull-request'],
  sections: [SECTION],
  options: {
    atLeast: {
      type: 'string',
      default: 'substantive' as string,
      values: ['substantive', 'claimed'],
      words: '`substantive`: something that can be repeated or checked; `claimed`: saying so is enough.',
    },
    stages: {
      type: 'strings',
      default: [] as string[],
      partsOf: SECTION,
      words:
        'Parts that must each say something, of `isolation`, `integration`, `failure` and what a team adds.',
    },
  },
  problems: {
    missing: {
      actual: 'nothing says what was tested',
      expected: 'what was run and what came out',
      fix: 'Add the section with the command or scenario and its result, or `N/A:` with the reason.',
    },
    unfilled: {
      actual: 'under “{title}” stands {content}',
      expected: 'what was run and what came out',
      fix: 'Run the test and write down the command or scenario with its result; a failed run is evidence too.',
    },
    'only-claimed': {
      actual: 'it is said that tests were made, and not which',
      expected: 'a named test, a command with its target, a scenario, or what came out',
      fix: 'Add what somebody else would have to run, and what they would see.',
    },
    'missing-stage': {
      actual: 'nothing is said about {stages}',
      expected: 'each stage with what was run and what came out',
      fix: 'Add a line per stage, or `N/A:` with the reason beside its name.',
    },
  },
  check(evidence, { atLeast, stages }) {
    const statement = testStatement(evidence);
    const section = sectionOf(evidence, SECTION);
    const place = section?.place ?? statement.entries[0]?.place;
    const at = place === undefined ? {} : { place };
    const data = { section: SECTION, title: section?.title ?? '' };
    if (statement.state !== 'claimed' && statement.state !== 'substantive') {
      const lack = shortfallOf(evidence, SECTION);
      if (lack !== undefined) return 'notApplicable' in lack ? lack : { problems: [lack.problem] };
      const content = 'nothing about testing';
      return { problems: [{ code: 'unfilled', data: { ...data, content }, ...at }] };
    }
    if (statement.state === 'claimed' && atLeast !== 'claimed') {
      return { problems: [{ code: 'only-claimed', data, ...at }] };
    }
    const said = partsSaid(section?.entries ?? [], SECTION);
    const missing = stages.filter((stage) => !said.has(stage));
    if (missing.length === 0) return { problems: [] };
    return { problems: [{ code: 'missing-stage', data: { ...data, stages: missing }, ...at }] };
  },
  examples: [
    {
      name: 'a commit names the command, the test and the result',
      kind: 'commit',
      text: 'fix: close idle sockets\n\nTest Evidence:\n- `go test ./pool -run TestIdleClose -count 50`: 50 passed\n',
      expect: 'pass',
    },
    {
      name: 'a pull request tells a scenario',
      kind: 'pull-request',
      text: '## Test Plan\n\nOpened an order with two items, removed one, and saw the total and the invoice change.\n',
      expect: 'pass',
    },
    {
      name: 'a commit reports a measurement without a heading',
      kind: 'commit',
      text: 'perf: keep the parser warm\n\nBenchmarks before and after:\n\n```\nbefore  cold 41.2 ms   warm 38.0 ms\nafter   cold 40.9 ms   warm 11.3 ms\n```\n',
      expect: 'pass',
    },
    {
      name: 'a commit reports a run that failed',
      kind: 'commit',
      text: 'test: show the lost update\n\nTesting: `npm test -- orders.race` fails in 3 of 10 runs, as the issue says\n',
      expect: 'pass',
    },
    {
      name: 'a commit about tests that says nothing of testing it',
      kind: 'commit',
      text: 'test: add tests for idle sockets\n\nCovers the case where the server closes first.\n',
      expect: ['missing'],
    },
    {
      name: 'a pull request with a plan of which nothing is done',
      kind: 'pull-request',
      text: '## Test Plan\n\n- [ ] run the migration on a copy\n- [ ] compare the row counts\n',
      expect: ['unfilled'],
    },
    {
      name: 'a commit that only says so',
      kind: 'commit',
      text: 'fix: close idle sockets\n\nTested: unit tests\n',
      expect: ['only-claimed'],
    },
    {
      name: 'a pull request without the failure stage',
      kind: 'pull-request',
      text: '## Test Evidence\n\n- Isolation: `terraform plan -target module.queue` shows 1 to add\n- Integration: deployed to staging, 200 messages went through\n',
      options: { stages: ['isolation', 'integration', 'failure'] },
      expect: ['missing-stage'],
    },
    {
      name: 'a pull request that says why there was nothing to test',
      kind: 'pull-request',
      text: '## Test Evidence\n\nN/A: only the wording of a comment changes\n',
      expect: 'not-applicable',
    },
  ],
});
