import { type Change, fromText, renderWhy } from '@forethought/core';
import { describe, expect, test } from '@jest/globals';
import { policy as builtIn } from './helpers/policy.js';
import { commitValue, findingValue, policyValue, sourcesRule } from './helpers/values.js';

const policy = policyValue();

describe('why', () => {
  const change: Change = {
    subject: { kind: 'commit', id: 'c1', title: 'Add \u001B[31mretry' },
    evidence: {
      schema: 1,
      kind: 'commit',
      title: 'Add retry',
      sections: [
        {
          name: 'test-evidence',
          title: 'Testing',
          style: 'label',
          level: 7,
          state: 'substantive',
          entries: [
            { kind: 'item', text: 'npm test', depth: 0, references: [], place: { line: 4, column: 1 } },
          ],
          place: { line: 3, column: 1 },
        },
      ],
      headings: [],
      trailers: [],
      prose: [],
      doomed: [],
    },
    files: [
      { path: 'src/a.ts', status: 'M', added: 12, deleted: 3 },
      { path: 'logo.png', status: 'A', added: null, deleted: null },
    ],
    linesRead: true,
    attributesRead: true,
    labels: [],
    draft: false,
    type: 'feat',
  };

  test('goes from facts over evidence to findings', () => {
    const text = renderWhy(
      {
        change,
        commit: commitValue('c1', 'ada@team.example', '2026-11-20T10:00:00Z'),
        findings: [
          findingValue(),
          findingValue({ ruleId: 'pre-mortem', outcome: 'not-applicable', reason: 'paths' }),
        ],
      },
      { rules: [sourcesRule], policy, color: false },
    );
    expect(text).toBe(
      [
        'commit c1  Add ␛[31mretry',
        'Facts',
        '  by ada, committed 2026-11-20T10:00:00Z, 1 parent',
        '  type feat',
        '  2 changed files, +12 −3',
        '    M src/a.ts',
        '    A logo.png',
        'Evidence',
        '  Testing                 substantive, label at line 3, 1 entry',
        '  Sources Consulted       absent',
        'Findings',
        '  sources-consulted       fails, blocks, practice A1.3',
        '    Found: no Sources Consulted section. Expected: at least 1 source. Next: Add the lines below.',
        '      Sources Consulted:',
        '      - <url or path> - <what it says>',
        '  pre-mortem              not applicable: touches no path that the rule asks about, practice A1.3',
        '',
      ].join('\n'),
    );
  });

  test('says which references are official for what is touched, and where its documentation is', () => {
    const text =
      'Add x\n\nSources Consulted:\n- RFC 6585 section 4 - what 429 promises\n- https://nodejs.org/api/globals.html - what fetch throws\n';
    const evidence = fromText(text, { kind: 'commit', index: builtIn.sections, hashHeadings: 'count' });
    const lines = (changes: Partial<Change>): readonly string[] =>
      renderWhy(
        { change: { ...change, ...changes }, findings: [] },
        { rules: [], policy: builtIn, color: false },
      )
        .split('\n')
        .flatMap((line, at, all) =>
          line.includes('official for') ? [`${line} ${all[at + 1]?.trim()}`] : [],
        );
    const place = 'its documentation: typescriptlang.org, developer.mozilla.org, nodejs.org, …';
    expect(lines({ evidence })).toEqual([`  official for TypeScript: 1 of 2 references; ${place}`]);
    expect(lines({})).toEqual([`  official for TypeScript: 0 of 0 references; ${place}`]);
    expect(lines({ evidence, files: [] })).toEqual([]);
    expect(lines({ evidence, exemption: { kind: 'merge', detail: '' } })).toEqual([]);
  });

  test('cuts neither what was found nor the next step', () => {
    const fix = 'Add the lines that stand in the manual of the client, and say of each what it taught. '
      .repeat(3)
      .trim();
    const problems = { missing: { actual: 'nothing', expected: 'more', fix } };
    const text = renderWhy(
      { change, findings: [findingValue()] },
      { rules: [{ ...sourcesRule, problems }], policy, color: false, width: 60 },
    );
    expect(text.replaceAll(/\s+/g, ' ')).toContain(`Next: ${fix}`);
    expect(text.split('\n').every((line) => line.length <= 60)).toBe(true);
  });

  test('says so where files were not read and where no rule is in force', () => {
    const { files: _, ...unread } = change;
    const text = renderWhy(
      { change: { ...unread, exemption: { kind: 'merge', detail: '' } }, findings: [] },
      { rules: [], policy, color: false },
    );
    expect(text).toContain('  exempt: merge\n  changed files: not read\n');
    expect(text).toContain('Findings\n  no rule in force\n');
  });
});
