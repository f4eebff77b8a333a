import {
  defineRule,
  partsSaid,
  recordProblem,
  sectionOf,
  shortfallOf,
  type TestStatement,
  tellsOutcome,
  testStatement,
} from '@forethought/core';

const SECTION = 'test-evidence';

/** Stages of which nothing is told but what was run, or all of it where no stage is asked for; one that does not apply has no outcome. */
function withoutOutcome(entries: TestStatement['entries'], stages: readonly string[]): string[] {
  if (stages.length === 0) return tellsOutcome(entries) ? [] : ['the run'];
  return stages.filter((stage) => {
    const own = entries.filter(({ part }) => part === stage);
    return !tellsOutcome(own) && !own.some(({ text }) => /\bN\/A\b/i.test(text));
  });
}

/** Stages of which nothing is said. */
function withoutWord(entries: TestStatement['entries'], stages: readonly string[]): string[] {
  if (stages.length === 0) return [];
  const said = partsSaid(entries, SECTION);
  return stages.filter((stage) => !said.has(stage));
}

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
      values: ['outcome', 'substantive', 'claimed', 'record'],
      words:
        '`outcome`: what was run and what came out, for each of the `stages` that are asked for; `substantive`: something that can be repeated or checked; `claimed`: saying so is enough; `record`: only the record of a run is looked at, where something is told of tests at all.',
    },
    stages: {
      type: 'strings',
      default: [] as string[],
      partsOf: SECTION,
      words:
        'Parts that must each say something, of `isolation`, `integration`, `failure` and what a team adds.',
    },
    recorded: {
      type: 'boolean',
      default: false as boolean,
      words:
        'Whether a commit has to carry the `Tested-Tree` trailer of a run that `forethought test` recorded on its tree.',
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
    'no-outcome': {
      actual: 'nothing is told of what came out of {stages}',
      expected: 'what was run and what came out, good or bad',
      fix: 'Write the result behind the command: counts, an exit code, what was seen, or a link to the run of a check.',
    },
    'not-recorded': {
      actual: 'it is told what was run, and no run is recorded on this tree',
      expected: 'the `Tested-Tree` trailer of a recorded run',
      fix: 'Stage the change, run `{command}`, and commit again: the trailer is filled in.',
    },
    'tested-other-tree': {
      actual: 'the run was recorded on tree {tested}, and tree {tree} is committed',
      expected: 'a run on the tree that is committed',
      fix: 'Run `{command}` again and commit again; an amend, a rebase or a fixer such as lint-staged changed the tree.',
    },
    'stale-trailer': {
      actual: 'the trailer of another tree, {tested}, stands beside the right one',
      expected: 'the trailer of the tree that is committed, alone',
      fix: 'Take out the line `Tested-Tree: {trailer}` and what its run had left.',
    },
  },
  check(evidence, { atLeast, stages, recorded }, { kind, tree }) {
    const statement = testStatement(evidence);
    const section = sectionOf(evidence, SECTION);
    const place = section?.place ?? statement.entries[0]?.place;
    const at = place === undefined ? {} : { place };
    const data = { section: SECTION, title: section?.title ?? '' };
    const isTold = statement.state === 'claimed' || statement.state === 'substantive';
    if (atLeast === 'record' && !isTold) return { notAsked: 'nothing is told of tests' };
    if (!isTold) {
      const lack = shortfallOf(evidence, SECTION);
      if (lack !== undefined) return 'notApplicable' in lack ? lack : { problems: [lack.problem] };
      const content = 'nothing about testing';
      return { problems: [{ code: 'unfilled', data: { ...data, content }, ...at }] };
    }
    if (statement.state === 'claimed' && !['claimed', 'record'].includes(atLeast)) {
      return { problems: [{ code: 'only-claimed', data, ...at }] };
    }
    const missing = withoutWord(section?.entries ?? [], stages);
    if (missing.length > 0) {
      return { problems: [{ code: 'missing-stage', data: { ...data, stages: missing }, ...at }] };
    }
    const silent = atLeast === 'outcome' ? withoutOutcome(statement.entries, stages) : [];
    if (silent.length > 0)
      return { problems: [{ code: 'no-outcome', data: { ...data, stages: silent }, ...at }] };
    if (kind !== 'commit' || tree === null) return { problems: [] };
    const problem = recordProblem(evidence, { tree, recorded, entries: statement.entries, ...at });
    return { problems: problem === undefined ? [] : [problem] };
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
      name: 'a pull request links the run of a check',
      kind: 'pull-request',
      text: '## Test Evidence\n\nhttps://github.com/acme/orders/actions/runs/9123456789\n',
      options: { atLeast: 'outcome' },
      expect: 'pass',
    },
    {
      name: 'a commit says what was run and not what came out',
      kind: 'commit',
      text: 'fix: close idle sockets\n\nTest Evidence:\n- `go test ./pool -run TestIdleClose`\n',
      options: { atLeast: 'outcome' },
      expect: ['no-outcome'],
    },
    {
      name: 'a commit whose run was recorded on its own tree',
      kind: 'commit',
      text: 'fix: close idle sockets\n\nTest Evidence:\n- Isolation: `go test ./pool -run TestIdleClose` - passed, exit code 0 after 2.1 s\n\nTested-Tree: 83baae61804e65cc73a7201a7252750c76066a30\n',
      options: { recorded: true },
      tree: '83baae61804e65cc73a7201a7252750c76066a30',
      expect: 'pass',
    },
    {
      name: 'a commit that tells of a run which nobody recorded',
      kind: 'commit',
      text: 'fix: close idle sockets\n\nTest Evidence:\n- `go test ./pool -run TestIdleClose`: 1 passed\n',
      options: { recorded: true },
      tree: '83baae61804e65cc73a7201a7252750c76066a30',
      expect: ['not-recorded'],
    },
    {
      name: 'a commit that tells of no test where another use of the rule asks for that',
      kind: 'commit',
      text: 'fix: close idle sockets\n',
      options: { recorded: true, atLeast: 'record' },
      tree: '83baae61804e65cc73a7201a7252750c76066a30',
      expect: 'not-applicable',
    },
    {
      name: 'a commit that was amended after its run',
      kind: 'commit',
      text: 'fix: close idle sockets\n\nTest Evidence:\n- Isolation: `go test ./pool -run TestIdleClose` - passed, exit code 0 after 2.1 s\n\nTested-Tree: 83baae61804e65cc73a7201a7252750c76066a30\n',
      tree: 'd670460b4b4aece5915caf5c68d12f560a9fe3e4',
      expect: ['tested-other-tree'],
    },
    {
      name: 'a commit that two commits were squashed into, with the trailer of each',
      kind: 'commit',
      text: 'fix: close idle sockets\n\nTest Evidence:\n- Isolation: `go test ./pool -run TestIdleClose` - passed, exit code 0 after 2.1 s\n\nTested-Tree: d670460b4b4aece5915caf5c68d12f560a9fe3e4\nTested-Tree: 83baae61804e65cc73a7201a7252750c76066a30\n',
      tree: '83baae61804e65cc73a7201a7252750c76066a30',
      expect: ['stale-trailer'],
    },
    {
      name: 'a commit whose test failed once before it passed',
      kind: 'commit',
      text: 'fix: close idle sockets\n\nTest Evidence:\n- Isolation: `go test ./pool -run TestIdleClose` - passed, exit code 0 after 2.1 s; failed once before on this tree\n\nTested-Tree: 83baae61804e65cc73a7201a7252750c76066a30\n',
      options: { recorded: true, atLeast: 'outcome' },
      tree: '83baae61804e65cc73a7201a7252750c76066a30',
      expect: 'pass',
    },
    {
      name: 'a pull request that says why there was nothing to test',
      kind: 'pull-request',
      text: '## Test Evidence\n\nN/A: only the wording of a comment changes\n',
      expect: 'not-applicable',
    },
  ],
});
