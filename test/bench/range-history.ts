import type { ImportCommit } from '../helpers/fast-import.js';
import { type Random, random } from '../helpers/random.js';

/** Files of the generated project, in folders of ten. */
const FILES = 1200;
const FIRST_SECOND = 1_700_000_000;
const SECONDS_APART = 1200;

const TYPES = ['feat', 'fix', 'refactor', 'perf', 'docs', 'build'];
const AREAS = [
  'cache',
  'router',
  'session',
  'storage',
  'scheduler',
  'billing',
  'search',
  'metrics',
  'export',
];
const ACTS = ['bound', 'retry', 'split', 'report', 'close', 'validate', 'shard', 'drain'];
const THINGS = [
  'queue',
  'connection',
  'index',
  'lease',
  'snapshot',
  'upload',
  'token bucket',
  'read replica',
];
const PAGES = [
  'https://nodejs.org/docs/latest-v20.x/api/stream.html#backpressure',
  'https://www.postgresql.org/docs/16/explicit-locking.html',
  'https://kubernetes.io/docs/concepts/workloads/pods/disruptions/',
  'https://www.rfc-editor.org/rfc/rfc9110#section-9.3.4',
  'RFC 9110 section 15.6.4',
  'git-commit(1)',
];

/**
 * A linear history of `count` commits after a first one: subjects of conventional form, bodies of about 1.4 kB with every
 * section that the rules ask for, one to five changed files in a project of 1,200. One in twenty says nothing of its tests, so
 * that its size has to be looked up; one in ten names a file of the repository as a source; of the fixes one in twenty does not
 * say what caused it. The same every time.
 */
export function* sectionedHistory(count: number): Generator<ImportCommit> {
  const source = random(20_261_122);
  yield {
    message: 'chore: begin\n',
    author: engineer(0),
    seconds: FIRST_SECOND,
    files: {
      // Ids of trees are not known before they are written.
      'forethought.yml': 'mode: strict\nrules: { test-evidence/recorded: off }\n',
      ...Object.fromEntries(Array.from({ length: FILES }, (_, at) => [pathOf(at), content(source, at)])),
    },
  };
  for (let number = 1; number <= count; number += 1) {
    const files = Array.from({ length: 1 + source.below(5) }, () => source.below(FILES));
    yield {
      message: messageOf(source, number),
      author: engineer(source.below(60)),
      seconds: FIRST_SECOND + number * SECONDS_APART,
      files: Object.fromEntries(files.map((file) => [pathOf(file), content(source, number)])),
    };
  }
}

function engineer(number: number): string {
  return `Engineer ${number} <engineer${number}@example.org>`;
}

function pathOf(file: number): string {
  const area = AREAS[file % AREAS.length] ?? 'core';
  return `services/${area}/src/part-${Math.floor(file / 10) % 12}/module-${file}.ts`;
}

function content(source: Random, number: number): string {
  const lines = Array.from(
    { length: 12 + source.below(40) },
    (_, at) => `export const value${at} = ${number * at};`,
  );
  return `${lines.join('\n')}\n`;
}

function messageOf(source: Random, number: number): string {
  const act = source.pick(ACTS);
  const thing = source.pick(THINGS);
  const area = source.pick(AREAS);
  const type = source.pick(TYPES);
  const cause =
    type === 'fix' && !source.chance(0.05)
      ? ['Fixes: N/A: it was so in the first version of the service']
      : [];
  const isTested = !source.chance(0.05);
  const file = source.chance(0.1) ? [`- ${pathOf(source.below(FILES))}`] : [];
  const tests = isTested
    ? [
        `- Isolation: \`npm test -- ${area}\`: ${40 + source.below(300)} passed, 0 failed`,
        `- Integration: against staging, ${source.below(90)} minutes, no error in the log`,
        `- Failure: the ${thing} was closed by hand, and 503 came within ${source.below(900)} ms`,
      ]
    : ['TODO'];
  return [
    `${type}(${area}): ${act} the ${thing} before it grows (${number})`,
    '',
    `Under load the ${thing} of the ${area} service kept growing until the process was stopped from outside.`,
    `This change makes the service ${act} it early, which costs one more look at the clock per request and`,
    'keeps the memory of the process flat in the load test of last week.',
    '',
    'Sources Consulted:',
    `- ${source.pick(PAGES)}`,
    ...file,
    `- ${source.pick(PAGES)}`,
    '',
    'Documentation Reviewed:',
    `- ${source.pick(PAGES)}: what happens to waiting requests when the ${thing} is full`,
    '',
    'Pre-Mortem:',
    'Failure scenarios:',
    `1. The ${thing} is closed while a request still waits for it, and the request hangs.`,
    '2. Two processes decide at the same moment, and both give up their lease.',
    '3. The clock jumps backwards and nothing is ever released.',
    '4. The limit is too low for the nightly batch.',
    '5. The new metric has too many labels.',
    'Mitigations:',
    '1. Waiting requests get a deadline of two seconds.',
    '2. The decision is taken under the lock of the row.',
    '3. Only the monotonic clock is read.',
    'Rollback:',
    `1. Set \`${area}.limit\` to 0, which brings the old behaviour back without a deployment.`,
    '',
    'Test Evidence:',
    ...tests,
    '',
    ...cause,
    `Reviewed-by: Engineer ${source.below(60)}`,
    '',
  ].join('\n');
}
