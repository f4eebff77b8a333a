import { checkSafeguards, readWorkflow } from '@forethought/core';
import { describe, expect, test } from '@jest/globals';
import { edited, GATE, gapsOf, guarded, PIN, RULES, TYPES } from './helpers/guarded.js';

describe('workflow files', () => {
  const step = `- uses: ${PIN}`;
  const cases: readonly (readonly [string, string, readonly string[]])[] = [
    ['edits are missing', edited('edited, ', ''), ['gap type-missing']],
    ['no types are named', edited(`    ${TYPES}\n`, ''), ['gap type-missing', 'advice label-types']],
    ['labels are missing', edited(', labeled, unlabeled', ''), ['advice label-types']],
    ['paths are filtered', edited(TYPES, `${TYPES}\n    paths: [src/**]`), ['gap filtered-event']],
    [
      'only the queue is judged',
      edited(`pull_request:\n    ${TYPES}`, 'merge_group:'),
      ['gap event-missing'],
    ],
    [
      'drafts are skipped',
      edited('runs-on', 'if: github.event.pull_request.draft == false\n    runs-on'),
      ['gap draft-condition'],
    ],
    ['somebody is skipped', edited(step, `${step}\n        if: github.actor != 'bot'`), ['gap condition']],
    ['it always runs', edited('runs-on', 'if: always()\n    runs-on'), []],
    ['it may fail', edited(step, `${step}\n        continue-on-error: true`), ['gap may-fail']],
    [
      'runs are cancelled',
      edited('cancel-in-progress: false', 'cancel-in-progress: true'),
      ['gap cancelled-run'],
    ],
    ['a tag is used', edited(/@\d{40}/.exec(GATE)?.[0] ?? '', '@v1'), ['gap unpinned']],
    [
      'permissions are not named',
      edited('permissions: {}\n', '').replace(/ {4}permissions.*\n/, ''),
      ['gap default-permissions'],
    ],
    ['permissions are too wide', edited('contents: read', 'contents: write'), ['gap wide-permissions']],
    [
      'everything may be written',
      edited('{ contents: read, pull-requests: read }', 'write-all'),
      ['gap wide-permissions'],
    ],
    [
      'reading is not enough',
      edited(step, `${step}\n        with: { comment: true }`),
      ['gap narrow-permissions'],
    ],
    [
      'the other text is judged',
      edited(step, `${step}\n        with: { landing: commits }`),
      ['gap squash-other-text'],
    ],
    ['its YAML is broken', edited('jobs:', 'jobs: ['), ['unread unread', 'gap no-gate']],
  ];

  test.each(cases)('%s', (_, gate, expected) => {
    expect(gapsOf(guarded({}, gate))).toEqual(expected);
  });

  test('a merge queue needs its event', () => {
    expect(gapsOf(guarded({ rules: { value: { ...RULES, mergeQueue: true } } }))).toEqual([
      'gap queue-event-missing',
    ]);
  });

  test('any workflow that hands a stranger’s files the base’s token is told, and moved names are advised', () => {
    const other = `on: pull_request_target
jobs:
  build:
    runs-on: ubuntu-24.04
    steps:
      - uses: actions/checkout@v4
        with: { ref: '\${{ github.event.pull_request.head.sha }}' }
`;
    const files = [
      ...(guarded().workflows.value ?? []),
      { path: '.github/workflows/build.yml', text: other },
    ];
    const { gaps } = checkSafeguards({
      safeguards: guarded({ workflows: { value: files } }),
      repository: 'demo',
      policyPath: 'forethought.yml',
    });
    expect(gaps.filter(({ code }) => code !== 'editable-workflow')).toEqual([
      {
        code: 'head-checkout',
        level: 'gap',
        data: { event: 'pull_request_target' },
        place: '.github/workflows/build.yml:6',
      },
      {
        code: 'unpinned',
        level: 'advice',
        data: { names: 'actions/checkout@v4' },
        place: '.github/workflows/build.yml:6',
      },
    ]);
  });

  test('aliases are followed within reason', () => {
    const bomb = `x0: &x0 [${'a,'.repeat(9)}a]\n${Array.from({ length: 9 }, (_, at) => `x${at + 1}: &x${at + 1} [${`*x${at},`.repeat(9)}*x${at}]`).join('\n')}\n`;
    const alias = GATE.replace('steps:', 'steps: &steps').replace(/$/, '  again:\n    steps: *steps\n');
    expect(readWorkflow({ path: 'a.yml', text: bomb })).toHaveProperty('problem');
    expect(readWorkflow({ path: 'b.yml', text: alias })).toMatchObject({
      workflow: { jobs: [{ id: 'gate' }, { id: 'again', steps: [{ uses: PIN }] }] },
    });
  });
});
