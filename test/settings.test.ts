import { type Change, type FileChange, type Finding, fromText, judge, settingsFor } from '@forethought/core';
import { rules } from '@forethought/rules';
import { describe, expect, test } from '@jest/globals';
import { teamPolicy } from './helpers/team.js';

const OVERRIDES = `mode: standard
overrides:
  - paths: ['db/**']
    rules: { test-evidence: { when: { moreThanLines: 0 } } }
  - paths: ['lab/**', 'db/lab/**']
    rules: { test-evidence: off }
  - paths: ['doc-tool/**']
    rules: { test-evidence: warn }
`;
const policy = teamPolicy(OVERRIDES);

function change(files: readonly string[] | undefined, lines = 20, text = 'feat: change a thing\n'): Change {
  const changed = files?.map((path): FileChange => ({ path, status: 'M', added: lines, deleted: 0 }));
  return {
    subject: { kind: 'commit', id: 'x', title: '' },
    evidence: fromText(text, { kind: 'commit', index: policy.sections, hashHeadings: 'count' }),
    ...(changed && { files: changed }),
    linesRead: true,
    attributesRead: true,
    labels: [],
    draft: false,
  };
}

function verdictOf(...asked: Parameters<typeof change>): string {
  const found: readonly Finding[] = judge(change(...asked), policy, rules).findings.filter(
    ({ ruleId }) => ruleId === 'test-evidence',
  );
  return found
    .map(({ outcome, severity, reason }) => [outcome, severity, reason].filter(Boolean).join(' '))
    .join(', ');
}

describe('overrides', () => {
  test('are resolved file by file, the last one first', () => {
    const settings = settingsFor(change(['db/a.sql', 'db/lab/b.sql', 'src/a.ts']), policy)
      .flat()
      .filter(({ ruleId }) => ruleId === 'test-evidence');
    expect(settings.map(({ onlyFor }) => onlyFor?.map(({ glob }) => glob) ?? [])).toEqual([
      ['db/**'],
      ['lab/**', 'db/lab/**'],
      [],
    ]);
  });

  test.each([
    [['src/a.ts'], 20, 'fail block'],
    [['src/a.ts'], 5, 'not-applicable block small'],
    [['db/a.sql'], 5, 'fail block'],
    [['lab/a.ts'], 500, ''],
    [['db/lab/a.sql'], 500, ''],
    [['doc-tool/a.ts'], 20, 'fail warn'],
    [['lab/a.ts', 'src/auth.ts'], 20, 'fail block'],
    [['doc-tool/a.ts', 'src/auth.ts'], 20, 'fail block'],
    [['doc-tool/a.ts', 'README.md'], 20, 'fail warn'],
    [['lab/a.ts', 'db/a.sql'], 2, 'fail block'],
    [['README.md'], 20, 'not-applicable block documentation-only'],
  ])('%j with %i lines: %s', (files, lines, expected) => {
    expect(verdictOf(files, lines)).toBe(expected);
  });

  test('give one finding where both sides are satisfied', () => {
    const text = 'feat: change a thing\n\nTest Evidence:\n- `npm test -- db`: 12 passed, 0 failed\n';
    expect(verdictOf(['db/a.sql', 'src/a.ts'], 20, text)).toBe('pass block');
  });

  test('wait for the files', () => {
    expect(verdictOf(undefined)).toBe('unknown block needs files');
  });
});

test('a waiver for paths does not cover what nobody has looked up', () => {
  const waived = teamPolicy(
    'waivers: [{ rule: test-evidence, reason: freeze, approver: bo, until: 2027-01-01, paths: [src/**] }]\n',
  );
  const outcomes = (files: readonly string[] | undefined) =>
    judge({ ...change(files), assumeSource: true }, waived, rules)
      .findings.filter(({ ruleId }) => ruleId === 'test-evidence')
      .map(({ outcome }) => outcome);
  expect(outcomes(['src/a.ts'])).toEqual(['waived']);
  expect(outcomes(['src/a.ts', 'lib/b.ts'])).toEqual(['fail']);
  expect(outcomes(undefined)).toEqual(['fail']);
});

describe('a rule that is asked again by a name', () => {
  const again = (own: string, other: string) =>
    teamPolicy(
      `mode: standard\nrules:\n  test-evidence: { severity: ${own} }\n  test-evidence/stages: { severity: ${other}, options: { stages: [isolation] } }\n`,
    );
  const failing = (own: string, other: string, text?: string) =>
    judge(change(['src/a.ts'], 20, text), again(own, other), rules)
      .findings.filter(({ ruleId, outcome }) => ruleId.startsWith('test-evidence') && outcome === 'fail')
      .map(({ ruleId, problem }) => `${ruleId} ${problem?.code}`);

  test('does not tell what the rule itself has told', () => {
    expect(failing('block', 'block')).toEqual(['test-evidence missing']);
  });

  test('tells what it alone asks for', () => {
    const text = 'feat: change a thing\n\nTest Evidence:\n- `npm test`: 31 passed\n';
    expect(failing('block', 'block', text)).toEqual(['test-evidence/stages missing-stage']);
  });

  test('tells it again where it is the stricter one', () => {
    expect(failing('warn', 'block')).toEqual(['test-evidence missing', 'test-evidence/stages missing']);
  });
});
