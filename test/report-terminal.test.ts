import { type Finding, type Measure, type Policy, renderText, type Subject } from '@forethought/core';
import { describe, expect, test } from '@jest/globals';
import { findingValue, measuresFor, policyValue, reportValue, sourcesRule } from './helpers/values.js';

const wording = { rules: [sourcesRule], policy: policyValue() };
const options = { ...wording, color: false };

const subjectOf = (kind: Subject['kind'], id: string, title = ''): Subject => ({ kind, id, title });

/** Findings of `rules` different rules on `commits` different commits. */
function manyFindings(rules: number, commits: number): Finding[] {
  return Array.from({ length: rules * commits }, (_, index) =>
    findingValue({
      ruleId: `rule-${index % rules}`,
      severity: index % rules === 1 ? 'block' : 'observe',
      subject: subjectOf('commit', `c${Math.floor(index / rules)}`, `Change ${index}`),
    }),
  );
}

/** So many success metrics, numbered. */
const successOf = (count: number): Policy['metrics'] =>
  Array.from({ length: count }, (_, at) => ({
    ...{ metricId: `metric-${at + 1}`, practiceId: 'A1.3', unitId: 'unit', success: at + 1 },
    ...{ target: '100%', planned: false },
  }));

/** Measures of seven metrics, of which the first two have values. */
const sevenMetrics = (engineers: number): Measure[] =>
  measuresFor(engineers)
    .filter(({ metricId }) => metricId === 'documentation-coverage')
    .flatMap((measure) => [
      { ...measure, metricId: 'metric-1', state: 'insufficient' as const, numerator: 0, denominator: 2 },
      { ...measure, metricId: 'metric-2', numerator: 12, denominator: 13 },
      ...[3, 4, 5, 6, 7].map((number) => ({
        ...{
          ...measure,
          metricId: `metric-${number}`,
          state: 'no-data' as const,
          reason: 'only Git was read',
        },
        ...{ value: null, numerator: null, denominator: null, interval: null },
      })),
    ]);

describe('a report at a terminal', () => {
  test('shows what was judged, what to act on, the scores and the notes', () => {
    const findings = [
      ...Array.from({ length: 30 }, (_, index) =>
        findingValue({
          severity: 'observe',
          subject: subjectOf('commit', `${index}`.padStart(12, '0'), `Change ${index}`),
        }),
      ),
      findingValue({ outcome: 'not-applicable', reason: 'documentation-only' }),
    ];
    const report = reportValue(findings, {
      mode: 'observe',
      verdict: 'pass',
      measures: measuresFor(2),
      notices: ['3 files were not read'],
    });
    expect(renderText(report, options)).toBe(
      [
        'forethought: plan plan-x, observing: nothing blocks, as of 2026-11-22',
        '52 commits: 40 judged, 12 exempt. Would have blocked 30 of 40. Other rule answers: 1 not applicable.',
        '',
        'Worth acting on',
        'observed  sources-consulted  30 commits, newest commit 000000000000  Change 0',
        '  Which documentation was read before this was written?',
        '  Found: no Sources Consulted section. Expected: at least 1 source.',
        '  Next: Add the lines below.',
        '      Sources Consulted:',
        '      - <url or path> - <what it says>',
        '  Reading is cheaper than an incident. (forethought explain sources-consulted)',
        '',
        'Success metrics of plan-x, everybody, 2026-10-26 to 2026-11-22',
        '  1 documentation-coverage (100%): 10/20 missed (50 %, 95 % interval 30 % to 70 %)',
        '  2–3 not measured yet (metric not built): fix-forward (0), caught-before-deployment (>= 80%)',
        'By engineer, alphabetical (2–3: nothing of anybody)',
        '  metric        1',
        '  engineer-000  10/20 missed',
        '  engineer-001  10/20 missed',
        '  not measured yet: no metric so far. Exempt and unknown changes are not counted.',
        'note: 3 files were not read',
        '',
      ].join('\n'),
    );
  });

  test.each([0, 1, 7, 8, 9, 20, 200])('takes forty lines or fewer with %d engineers', (engineers) => {
    for (const rules of [1, 3, 10, 40]) {
      const report = reportValue(manyFindings(rules, 12), {
        measures: measuresFor(engineers),
        notices: Array.from({ length: 9 }, () => 'something that was not read '.repeat(9)),
      });
      for (const width of [60, 80, 100]) {
        const lines = renderText(report, { ...options, width })
          .trimEnd()
          .split('\n');
        expect(lines.length).toBeLessThanOrEqual(40);
        expect(lines.some((line) => line === 'Worth acting on')).toBe(true);
        expect(lines.filter((line) => /^ {2}1 documentation-coverage/.test(line))).toHaveLength(1);
        expect(lines.filter((line) => /^(?:blocks|observed) {2}rule-/.test(line)).length).toBeLessThanOrEqual(
          10,
        );
      }
    }
  });

  test('names every finding with its count, and cuts no cell, beside twenty people and long reasons', () => {
    const words = { width: 70, policy: policyValue({ metrics: successOf(7) }) };
    const report = reportValue(manyFindings(10, 12), {
      measures: sevenMetrics(20),
      notices: ['a', 'b', 'c'],
    });
    const text = renderText(report, { ...options, ...words });
    const lines = text.trimEnd().split('\n');
    expect(lines.length).toBeLessThanOrEqual(40);
    expect(
      lines.filter((line) => /^(?:blocks|observed) {2}rule-\d {2}12 commits, newest/.test(line)),
    ).toHaveLength(10);
    expect(text.match(/engineer-\d{3} {2}0\/2 few {2}12\/13 missed/g)?.length).toBeGreaterThanOrEqual(6);
    expect(text).toContain('3–7 no data (only Git was read): ');
    expect(text).toContain('\n  metric        1        2');
    expect(text).toMatch(/ {2}and \d+ more; --people all has a row for everybody\n/);
    expect(lines.slice(-3)).toEqual(['note: a', 'note: b', 'note: c']);
  });

  test('a row that has no room beside the name goes on below it', () => {
    const measures = sevenMetrics(2).map((measure) => ({
      ...measure,
      state: 'missed' as const,
      numerator: 123,
      denominator: 456,
    }));
    const words = { width: 60, policy: policyValue({ metrics: successOf(7) }) };
    const text = renderText(reportValue([], { measures }), { ...options, ...words });
    const from = text.split('\n').findIndex((line) => line.startsWith('By engineer'));
    expect(text.split('\n').slice(from + 1, from + 7)).toEqual([
      '  metric        1               2',
      '                3               4',
      '                5               6',
      '                7',
      '  engineer-000  123/456 missed  123/456 missed',
      '                123/456 missed  123/456 missed',
    ]);
  });

  test('what is measured besides leads what has no value, and a window of its own is told', () => {
    const own = measuresFor(0).map((measure) => ({ ...measure, metricId: 'test-evidence-coverage' }));
    const fixes = measuresFor(0).map((measure) => ({
      ...measure,
      metricId: 'fix-forward',
      window: { from: '2026-10-05', to: '2026-11-01' },
    }));
    const none = {
      state: 'no-data' as const,
      value: null,
      numerator: null,
      denominator: null,
      interval: null,
    };
    const others = measuresFor(0).map((measure) => ({ ...measure, ...none, metricId: 'rollbacks' }));
    const measures = [measuresFor(0), fixes, others, own].flatMap(([first]) => first ?? []);
    const text = renderText(reportValue([], { measures }), options);
    expect(text).toContain('  Besides: test-evidence-coverage 10/20 missed, 1 without a value\n');
    expect(text).toContain('everybody, 2026-10-26 to 2026-11-22\n');
    expect(text).toMatch(/^ {2}2 fix-forward .*, 2026-10-05 to 2026-11-01$/m);
    expect(renderText(reportValue([], { measures }), { ...options, maxLines: 1000 })).toContain(
      '  Besides: test-evidence-coverage 10/20 missed, rollbacks no data\n',
    );
  });

  test('twenty engineers all have a row within the forty lines', () => {
    const text = renderText(reportValue(manyFindings(3, 5), { measures: measuresFor(20) }), options);
    expect(text.match(/engineer-\d{3}/g)).toHaveLength(20);
  });

  test('a report of facts without texts says that nothing is judged, not that nothing was there', () => {
    const counts = { subjects: 0, judged: 0, exempt: 0, failed: 0, wouldBlock: 0 };
    const text = renderText(reportValue([], { counts, measures: measuresFor(1) }), options);
    expect(text).toContain('No text was at hand, so nothing is judged here');
    expect(text).not.toContain('0 judged');
    expect(renderText(reportValue([], { counts }), options)).toContain('0 subjects: 0 judged');
  });

  test('more lines bring more rows', () => {
    const text = renderText(reportValue([], { measures: measuresFor(60) }), { ...options, maxLines: 1000 });
    expect(text.match(/engineer-\d{3}/g)).toHaveLength(60);
  });

  test('a blocking problem leads the newer ones that only count', () => {
    const lines = renderText(reportValue(manyFindings(3, 4)), options).split('\n');
    expect(lines.find((line) => /^\w+ {2}rule-/.test(line))).toMatch(
      /^blocks {2}rule-1 {2}4 commits, newest commit c0/,
    );
  });

  test('what is wrong with one change is told whole, however long it is', () => {
    const subject = subjectOf('document', 'docs/run.md', 'Run');
    const findings = Array.from({ length: 8 }, (_, at) => findingValue({ ruleId: `rule-${at}`, subject }));
    const text = renderText(reportValue([...findings, findingValue({ subject })]), options);
    expect(text.match(/^ {2}What does rule-\d ask for\?$/gm)).toHaveLength(8);
    expect(text).toContain('  Next: Add the lines below.\n      ## Sources Consulted\n');
    expect(text.split('\n').length).toBeGreaterThan(40);
  });

  test('what is wrong in several documents is told by file and line', () => {
    const findings = ['docs/a.md', 'docs/b.md'].map((id, at) =>
      findingValue({
        subject: subjectOf('document', id, 'A'),
        problem: { code: 'placeholder', data: { text: 'TODO' }, place: { line: at + 4, column: 1 } },
      }),
    );
    const text = renderText(reportValue(findings), options);
    expect(text).toContain('docs/a.md:4');
    expect(text).toContain('docs/b.md:5');
  });

  test('an entry that has no room for all of it keeps its next step whole', () => {
    const fix = 'Add the lines that stand in the manual of the client, and say of each what it taught. '
      .repeat(2)
      .trim();
    const problems = { missing: { actual: 'nothing', expected: 'more', fix } };
    const rules = Array.from({ length: 6 }, (_, at) => ({ ...sourcesRule, id: `rule-${at}`, problems }));
    const findings = manyFindings(6, 3).map((finding) => ({
      ...finding,
      problem: { code: 'missing', data: {} },
    }));
    const text = renderText(reportValue(findings), { ...options, rules, width: 80 });
    expect(text.replaceAll(/\s+/g, ' ').split(`Next: ${fix}`).length - 1).toBeGreaterThan(2);
    expect(text).not.toContain('…');
    expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(40);
  });

  test('nothing failing leaves no heading behind', () => {
    const text = renderText(reportValue([findingValue({ outcome: 'pass' })], { verdict: 'pass' }), options);
    expect(text.split('\n')).toHaveLength(3);
  });
});
