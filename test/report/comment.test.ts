import {
  COMMENT_UNITS,
  commentMarker,
  type Finding,
  type GateReport,
  gateTitle,
  renderComment,
  renderSummary,
  SUMMARY_BYTES,
} from '@forethought/core';
import { describe, expect, test } from '@jest/globals';
import { gateValue } from '../helpers/gate-values.js';
import { rendered } from '../helpers/meant.js';
import { findingValue, reportValue } from '../helpers/values.js';

const BODY = { kind: 'pull-request', id: '7', title: 'Add retry' } as const;
const missing = findingValue({ subject: BODY });
const passing: Finding = { ...missing, outcome: 'pass', problem: undefined } as unknown as Finding;

/** A run with these findings and nothing else to say. */
function gate(findings: readonly Finding[], changes: Partial<GateReport> = {}): GateReport {
  const isFailing = findings.some(({ outcome, severity }) => outcome === 'fail' && severity === 'block');
  const report = reportValue(findings, { verdict: isFailing ? 'fail' : 'pass' });
  const { preview: _, ...base } = gateValue(() => 'word');
  const landing = {
    ...base.landing,
    bodyLands: true,
    commitsLand: false,
    squash: 'body',
    notices: [],
  } as const;
  const title = gateTitle(report, changes.pull?.isDraft ?? false);
  return { ...base, report, title, landing, patterns: [], technologies: [], notices: [], ...changes };
}

describe('the comment', () => {
  test('begins with the marker, the result, and what is missing with the text to paste', () => {
    const text = renderComment(gate([missing]));
    expect(text.slice(0, text.indexOf('<details>'))).toBe(
      [
        '<!-- forethought:v1 kind=gate key=7 -->',
        '### forethought: 1 answer missing',
        '',
        'Each question below needs an answer in writing before this can land. Once the text is saved, the check runs again.',
        '',
        '#### Missing in the description of this pull request',
        '',
        '1. **Which documentation was read before this was written?**',
        '',
        '   - Found: no `Sources Consulted` section. Expected: at least 1 source.',
        '   - Next: Add the lines below.',
        '   - Why: Reading is cheaper than an incident. ([`sources-consulted`](https://docs.example/rules/sources-consulted.md))',
        '',
        'Paste this into the description and fill it in:',
        '',
        '```text',
        '## Sources Consulted',
        '',
        '- <url or path> - <what it says>',
        '```',
        '',
        '',
      ].join('\n'),
    );
  });

  test('is short when nothing is missing', () => {
    const text = renderComment(gate([passing]));
    expect(text).toContain(
      '### forethought: all evidence is there\n\nNothing is missing. Read: the description.\n',
    );
    expect(text).not.toContain('```');
    expect(text.length).toBeLessThan(1200);
  });

  test('asks each question once for all commits, and names three of them', () => {
    const commits = [1, 2, 3, 4, 5].map((n) =>
      findingValue({ subject: { kind: 'commit', id: `${n}${'a'.repeat(39)}`, title: `Step ${n}` } }),
    );
    const text = renderComment(gate([missing, ...commits]));
    expect(text).toContain('### forethought: 2 answers missing');
    expect(text).toContain('2. **Which documentation was read before this was written?**');
    expect(text).toContain('   - In `1aaaaaaaaaaa` `Step 1`\n');
    expect(text).toContain('   - In 2 more\n');
    expect(text).not.toContain('Step 4');
    expect(text.split('Sources Consulted:\n')).toHaveLength(2);
  });

  test('says of a draft that nothing blocks', () => {
    const pull = { ...gate([]).pull, isDraft: true };
    const text = renderComment(gate([missing], { pull }));
    expect(text).toContain('### forethought: draft: 1 answer missing so far, nothing blocks yet');
    expect(text).toContain('Nothing blocks a draft.');
    expect(text).not.toContain('before this can land');
  });

  test('asks nothing of a text that does not land', () => {
    const commit = findingValue({ severity: 'warn', reason: 'does-not-land: body' });
    const text = renderComment(gate([passing, commit]));
    expect(text).toContain('### forethought: all evidence is there');
    expect(text).toContain('advisory, as the description lands in place of this text');
    expect(text).not.toContain('Would help');
  });

  test('shows what only warns after what blocks, its text to paste folded', () => {
    const warning = findingValue({ severity: 'warn' });
    const text = renderComment(gate([missing, warning]));
    const order = ['#### Missing in', '#### Would help, and blocks nothing', '<summary>Text to paste'];
    const places = order.map((part) => text.indexOf(part));
    expect([...places].sort((a, b) => a - b)).toEqual(places);
    expect(text.indexOf('#### Missing in')).toBeGreaterThan(0);
    expect(renderComment(gate([warning]))).toContain('#### Would help in commit messages');
  });

  test('says what could not be evaluated, and why', () => {
    const unknown: Finding = { ...passing, outcome: 'unknown', reason: 'needs files' };
    const report = reportValue([unknown], { verdict: 'error' });
    const title = gateTitle(report, false);
    const text = renderComment(gate([unknown], { report, title, notices: ['fetch-depth is 1'] }));
    expect(text).toContain('### forethought: could not evaluate 1 question\n');
    expect(text).toContain('Could not be judged: its changed files were not read.');
    expect(text.indexOf('fetch-depth is 1')).toBeLessThan(text.indexOf('#### Could not be evaluated'));
  });

  test('a key can’t end the marker', () => {
    expect(commentMarker('gate', 'a --> <b> ../7')).toBe('<!-- forethought:v1 kind=gate key=a-b-../7 -->');
  });
});

describe('length', () => {
  const long = '🎉`|'.repeat(60);
  const changes = Array.from({ length: 900 }, (_, at) => ({
    ruleId: 'sources-consulted',
    aspect: `option ${at}`,
    what: 'changed' as const,
    from: long,
    to: long,
  }));
  const documents = Array.from({ length: 900 }, (_, at) =>
    findingValue({
      ruleId: `rule-${at}`,
      subject: { kind: 'document', id: `docs/${at}.md`, title: long },
      problem: { code: 'missing', data: { title: long, minimum: 1 } },
    }),
  );
  const input = gate(documents, { preview: { changes } });

  test('a comment stays below its limit, whole in every block, and says how much is missing', () => {
    const text = renderComment(input);
    expect(text.length).toBeLessThanOrEqual(COMMENT_UNITS);
    expect(text.length).toBeGreaterThan(COMMENT_UNITS * 0.8);
    expect(text).toMatch(
      /\n\n\*\d+ more entries have no room here\. The step summary of the check has all of them\.\*\n$/,
    );
    expect(text).not.toMatch(/\p{Cs}/u);
    expect(rendered(text).unmeant).toEqual([]);
    expect(text.split('<details').length).toBe(text.split('</details>').length);
    expect(text.split('\n').filter((line) => line.startsWith('```')).length % 2).toBe(0);
    const rows = text.split('\n').filter((line) => line.startsWith('|'));
    expect(rows.filter((line) => !line.endsWith('|'))).toEqual([]);
  });

  test('the summary has what the comment left out, up to a mebibyte', () => {
    const text = renderSummary(input);
    expect(text).toContain('docs/899.md');
    expect(text).not.toContain('have no room');
    const many = Array.from({ length: 12_000 }, (_, at) =>
      findingValue({ subject: { kind: 'commit', id: `c${at}`, title: long } }),
    );
    const huge = renderSummary(gate(many));
    expect(new TextEncoder().encode(huge).length).toBeLessThanOrEqual(SUMMARY_BYTES);
    expect(huge).toMatch(/\*\d+ more entries have no room in a step summary/);
  });
});
