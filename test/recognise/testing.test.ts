import { fromText, type Kind, tellsOutcome, testStatement } from '@forethought/core';
import { describe, expect, test } from '@jest/globals';
import { policy } from '../helpers/policy.js';

function stateOf(text: string, kind: Kind = 'commit'): string {
  return testStatement(fromText(text, { kind, index: policy.sections, hashHeadings: 'count' })).state;
}

/** The state of a commit whose test plan is this text. */
function planned(text: string): string {
  return stateOf(`feat: pool\n\nTest Plan:\n${text}\n`);
}

describe('substantive: somebody else could repeat or check it', () => {
  test.each([
    '`go test ./pool -run TestIdleClose`',
    'cargo test -p pool',
    'make soak_test',
    'Ran `bin/import --month 3`, 40 rows came out.',
    'TestIdleClose in pool_test.go',
    'Made an order with two items, removed one, and saw the total change.',
    'Tested by stopping the database and sending an order through the queue.',
    'Booted to the login screen on the reference board',
    'Tested on Pixel 6 with Android 14',
    'Throughput went from 800 to 1,150 ops/s',
    '```\n$ ./import march.csv\n40 rows\n```',
    '12/12 tests pass',
    'manually verified on staging that login works after restart',
    '`npm test` - passed, exit code 0 after 12 s',
    '`cd pool && ./stress.sh` - passed, exit code 0 after 12 s',
    "`sh -c 'echo start; go test ./pool'` - failed, exit code 1 after 3 s",
    'With the flag `true`: 200 requests in 3 s',
    'The migration test fails in 3 of 10 runs, as the issue says.',
  ])('%s', (text) => {
    expect(planned(text)).toBe('substantive');
  });
});

describe('claimed: a run of nothing', () => {
  test.each([
    'true',
    ':',
    'exit 0',
    '/bin/true',
    'echo 12 tests',
    "sh -c 'true'",
    'cd pool && true',
    'env CI=1 true',
    'sleep 3',
  ])('%s', (command) => {
    expect(planned(`- Isolation: \`${command}\` - passed, exit code 0 after 12 s`)).toBe('claimed');
  });
});

describe('a link to what came out', () => {
  test.each([
    'https://github.com/acme/orders/actions/runs/9123456789',
    'https://github.com/acme/orders/actions/runs/9123456789/job/25',
    'https://github.com/acme/orders/runs/7654321',
    'https://github.com/acme/orders/pull/5/checks?check_run_id=77',
    'https://gitlab.com/acme/orders/-/pipelines/55',
    'https://circleci.com/gh/acme/orders/1234',
    'https://dev.azure.com/acme/orders/_build/results?buildId=12',
    'https://buildkite.com/acme/orders/builds/3',
  ])('%s is evidence, and no source', (link) => {
    expect(planned(link)).toBe('substantive');
    const evidence = fromText(`feat: pool\n\nSources Consulted:\n- ${link}\n`, {
      kind: 'commit',
      index: policy.sections,
      hashHeadings: 'count',
    });
    const references = evidence.sections.flatMap(({ entries }) =>
      entries.flatMap((entry) => entry.references),
    );
    expect(references.map(({ excluded }) => excluded)).toEqual(['ci']);
  });

  test.each([
    'https://github.com/acme/orders/actions',
    'https://github.com/acme/orders/actions/workflows/ci.yml',
  ])('%s leads to no run', (link) => {
    expect(planned(link)).toBe('claimed');
  });
});

describe('what came out', () => {
  test.each([
    ['`go test ./pool -run TestIdleClose`', false],
    ['`npm run pass-all -- --fail-fast`', false],
    ['- [ ] `go test ./pool`: 12 passed', false],
    ['`go test ./pool -run TestIdleClose`: 12 passed', true],
    ['`go test ./pool -run TestIdleClose` failed', true],
    ['Stopped the second node: the pool went back to 3 sockets', true],
    ['```\n$ ./import march.csv\n40 rows\n```', true],
    ['```\n./import march.csv\n```', false],
    ['https://gitlab.com/acme/orders/-/pipelines/55', true],
    ['`prüfe` → 3 Treffer', true],
    ['单元测试全部通过', true],
  ])('%j: %s', (text, told) => {
    const evidence = fromText(`feat: pool\n\nTest Plan:\n${text}\n`, {
      kind: 'commit',
      index: policy.sections,
      hashHeadings: 'count',
    });
    expect(tellsOutcome(evidence.sections[0]?.entries ?? [])).toBe(told);
  });
});

describe('claimed: it says so and no more', () => {
  test.each([
    'unit tests',
    'CI',
    '`make check`',
    'npm test',
    'Tested locally, works as expected.',
    'Covered by the existing tests',
    'Added unit tests.',
    'See above',
    'yes',
    '- [x] unit tests added\n- [x] tested locally',
    'Adds 9 tests for the pool.',
    'D99#7',
  ])('%s', (text) => {
    expect(planned(text)).toBe('claimed');
  });
});

describe('nothing', () => {
  test.each([
    ['TODO', 'placeholder'],
    ['N/A: wording only', 'waived'],
    ['- [ ] run it\n- [ ] look at it', 'planned'],
    ['Will test after the release, later.', 'placeholder'],
    ['Telepathy', 'placeholder'],
    ['Best reviewed commit by commit', 'placeholder'],
    ['```\n$ make acceptance ONLY=TestXXX\n...\n```', 'placeholder'],
  ])('%s: %s', (text, state) => {
    expect(planned(text)).toBe(state);
  });
});

describe('prose without a heading', () => {
  test.each([
    ['Tested on the staging cluster with 200 messages a second.', 'substantive'],
    ['I ran the pool tests and they pass.', 'claimed'],
    ['All existing tests pass.', 'claimed'],
    ['Verified that an empty cart redirects to the shop page.', 'substantive'],
    [
      'Benchmarks before and after:\n\n    read   12.1 ms   3.1 MB\n    write  14.0 ms   3.3 MB\n    scan   2.1 s   80 MB\n    list   1.2 s   79 MB',
      'substantive',
    ],
    ['Benchmark:\n\n| | RPS |\n|---|---|\n| before | 7,681 |\n| after | 52,606 |', 'substantive'],
    ['```\n=== 12 passed in 0.4s ===\n```', 'substantive'],
  ])('%j: %s', (text, state) => {
    expect(stateOf(`feat: pool\n\n${text}\n`)).toBe(state);
  });

  test.each([
    'Add tests for the pool and verify its size.',
    'This makes the flaky test pass.',
    'The address must be verified by the server.',
    'If all tests pass, the job uploads the report.',
    'Reduces the timeout from 30s to 5s.',
    'This has not been tested.',
    'It should be tested with a real board.',
    '- [ ] The old and the new tests all pass.',
    '- [x] The old and the new tests all pass.',
    '* [✓] I have run the linter and the tests',
  ])('tests as subject matter are no evidence: %s', (text) => {
    expect(stateOf(`feat: pool\n\n${text}\n`, 'pull-request')).toBe('none');
  });

  test('a section has the word, unless it holds nothing', () => {
    const measured = '`./bench pool` printed 3.1 ms before and 1.2 ms after';
    expect(stateOf(`feat: pool\n\nTested: ${measured}\n\nTest Plan: CI\n`)).toBe('substantive');
    expect(stateOf(`feat: pool\n\nTested with the March file, 40 rows.\n\nTest Plan: none\n`)).toBe(
      'substantive',
    );
  });
});
