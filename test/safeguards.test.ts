import {
  checkSafeguards,
  type GapCode,
  gapWords,
  ownersOf,
  type Protection,
  readCodeOwners,
  renderDoctor,
  type Safeguards,
} from '@forethought/core';
import { describe, expect, test } from '@jest/globals';
import { type Asked, edited, gapsOf, guarded, RULES } from './helpers/guarded.js';

const NO_CHECK = { ...RULES, checks: [] };
const PROTECTION: Protection = { checks: [{ context: 'gate', app: 15368 }], reviews: null, admins: true };

describe('settings', () => {
  test('nothing is open where all are closed', () => {
    expect(gapsOf(guarded())).toEqual([]);
  });

  const cases: readonly (readonly [string, Safeguards, readonly string[], Asked?])[] = [
    ['no check is required', guarded({ rules: { value: NO_CHECK } }), ['gap not-required']],
    [
      'branch protection requires it',
      guarded({ rules: { value: NO_CHECK }, protection: { value: PROTECTION } }),
      [],
    ],
    [
      'any source may set it',
      guarded({ rules: { value: { ...RULES, checks: [{ context: 'gate', app: null }] } } }),
      ['gap any-source'],
    ],
    [
      'one of two requirements names the source',
      guarded({
        rules: { value: { ...RULES, checks: [{ context: 'gate', app: null }] } },
        protection: { value: PROTECTION },
      }),
      [],
    ],
    [
      'only an unread part could require it',
      guarded({
        rules: { value: NO_CHECK },
        protection: { value: null, why: 'administration: read is missing' },
      }),
      ['unread unread'],
    ],
    ['what is unread does not matter here', guarded({ protection: { value: null, why: 'hidden' } }), []],
    ['nothing runs the gate', guarded({ workflows: { value: [] } }), ['gap no-gate']],
    [
      'the workflow files are unread',
      guarded({ workflows: { value: null, why: 'hidden' } }),
      ['unread unread'],
    ],
    [
      'the gate stands elsewhere',
      guarded({
        workflows: { value: [] },
        rules: {
          value: { ...RULES, workflows: [{ path: 'policy.yml', repository: 1, ref: null, sha: null }] },
        },
      }),
      ['unread required-elsewhere'],
    ],
    ['and its check is named', guarded({ workflows: { value: [] } }), [], { check: 'gate' }],
    [
      'a required workflow alone misses edits',
      guarded({
        rules: {
          value: {
            ...NO_CHECK,
            workflows: [{ path: '.github/workflows/gate.yml', repository: 1, ref: null, sha: null }],
          },
        },
      }),
      ['gap required-workflow-types'],
    ],
    [
      'a merge queue judges again',
      guarded(
        {
          rules: {
            value: {
              ...NO_CHECK,
              mergeQueue: true,
              workflows: [{ path: '.github/workflows/gate.yml', repository: 1, ref: null, sha: null }],
            },
          },
        },
        edited('permissions: {}', '  merge_group:\npermissions: {}'),
      ),
      [],
    ],
    ['there is no policy', guarded(), ['gap no-policy'], { policyPath: null }],
    [
      'nobody owns the policy',
      guarded({ codeowners: { value: { path: 'CODEOWNERS', text: '* @octo/all\n/forethought.yml\n' } } }),
      ['gap policy-unowned', 'gap editable-workflow'],
    ],
    [
      'there is no CODEOWNERS',
      guarded({ codeowners: { value: 'none' } }),
      ['gap policy-unowned', 'gap editable-workflow'],
    ],
    ['CODEOWNERS is unread', guarded({ codeowners: { value: null, why: 'hidden' } }), ['unread unread']],
    [
      'owners are not asked',
      guarded({ rules: { value: { ...RULES, reviews: [] } } }),
      ['gap owners-not-asked', 'gap editable-workflow'],
    ],
    [
      'a squash keeps nothing',
      guarded({
        settings: {
          value: {
            squash: true,
            merge: false,
            rebase: false,
            squashTitle: 'PR_TITLE',
            squashMessage: 'BLANK',
          },
        },
      }),
      ['gap squash-blank'],
    ],
    [
      'the merge settings are unread',
      guarded({ settings: { value: null, why: 'hidden' } }),
      ['unread unread'],
    ],
  ];

  // A missing fourth value would make jest wait for a callback.
  test.each(cases.map((one) => [one[0], one] as const))('%s', (_, [, safeguards, expected, asked]) => {
    expect(gapsOf(safeguards, asked)).toEqual(expected);
  });
});

describe('CODEOWNERS', () => {
  const lines = readCodeOwners(
    '# all\n*.ts @a\n/docs/ @b\nbuild/ @c\n/src/*.js @d # why\nname\\ space @e\n/top @f\n/src/gone.js\n',
  );
  test.each([
    ['deep/x.ts', ['@a']],
    ['docs/a/b.md', ['@b']],
    ['x/docs/b.md', []],
    ['x/build/y', ['@c']],
    ['src/a.js', ['@d']],
    ['src/b/a.js', []],
    ['x/name space', ['@e']],
    ['top/below', ['@f']],
    ['src/gone.js', []],
  ])('%s belongs to %j', (path, owners) => {
    expect(ownersOf(lines, path)).toEqual(owners);
  });
});

test('every gap says what, why and where, and no value of others steers a terminal', () => {
  const { gaps } = checkSafeguards({
    safeguards: guarded({}, edited('runs-on', 'if: "\\e[2J ::error:: draft"\n    runs-on')),
    repository: 'demo',
    policyPath: 'forethought.yml',
  });
  const text = renderDoctor({ gate: [], gaps, repository: 'octo/demo', branch: 'main' }, { color: false });
  expect(text).toContain('gap  draft-condition  .github/workflows/gate.yml:7');
  expect(text).toContain('Next: take the condition out');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the terminal is steered by them
  expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
  const words = gapWords({
    code: 'unread' satisfies GapCode,
    level: 'unread',
    data: { what: 'x', why: 'y' },
  });
  expect(words).toMatchObject({ what: 'x could not be read', why: 'y' });
});
