import {
  describe as describeFinding,
  displayWidth,
  type Finding,
  renderFindings,
  renderText,
  type Subject,
} from '@forethought/core';
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

describe('one finding', () => {
  test('asks first, says what is missing, the next step, what to paste, and why', () => {
    expect(renderFindings([findingValue()], options)).toBe(
      [
        'blocks  sources-consulted  commit 1a2b3c4d5e6f  Add retry to the client',
        '  Which documentation was read before this was written?',
        '  Found: no Sources Consulted section. Expected: at least 1 source.',
        '  Next: Add the lines below.',
        '      Sources Consulted:',
        '      - <url or path> - <what it says>',
        '  Reading is cheaper than an incident. (forethought explain sources-consulted)',
        '',
      ].join('\n'),
    );
  });

  test('a pull request and a document get headings to paste, a message a label', () => {
    const skeletonFor = (kind: Subject['kind']) =>
      describeFinding(findingValue({ subject: subjectOf(kind, '7') }), wording).skeleton;
    expect(skeletonFor('pull-request')).toEqual([
      '## Sources Consulted',
      '',
      '- <url or path> - <what it says>',
    ]);
    expect(skeletonFor('document')).toEqual(skeletonFor('pull-request'));
    expect(skeletonFor('message')).toEqual(['Sources Consulted:', '- <url or path> - <what it says>']);
  });

  test('the section that the problem names is the one to paste', () => {
    const finding = findingValue({
      problem: { code: 'placeholder', data: { section: 'test-evidence', text: 'TODO' } },
    });
    expect(describeFinding(finding, wording).skeleton[0]).toBe('Test Evidence:');
  });

  test('has its place', () => {
    const problem = { code: 'placeholder', data: { text: 'TODO' }, place: { line: 3, column: 5 } };
    const firstLine = (subject: Subject) =>
      renderFindings([findingValue({ subject, problem })], options).split('\n')[0];
    expect(firstLine(subjectOf('document', 'docs/run.md', 'Run'))).toBe(
      'blocks  sources-consulted  docs/run.md:3:5  Run',
    );
    expect(firstLine(subjectOf('message', 'message', 'Add'))).toBe('blocks  sources-consulted  message:3:5');
    expect(firstLine(subjectOf('pull-request', '7', 'Add'))).toBe(
      'blocks  sources-consulted  pull request 7 line 3  Add',
    );
  });

  test('blocking ones come first, and several problems of one rule are one entry', () => {
    const text = renderFindings(
      [
        findingValue({ ruleId: 'other', severity: 'warn' }),
        findingValue(),
        findingValue({ problem: { code: 'placeholder', data: { text: 'TODO' } } }),
      ],
      options,
    );
    expect(text.split('\n').filter((line) => /^\S/.test(line))).toEqual([
      'blocks  sources-consulted  commit 1a2b3c4d5e6f  Add retry to the client',
      'warns  other  commit 1a2b3c4d5e6f  Add retry to the client',
    ]);
    expect(text).toContain('Found: no Sources Consulted section; only “TODO”.');
    expect(text).toContain('Next: Add the lines below. Replace it by what was read.');
  });

  test('what passes, is exempt or unknown says nothing', () => {
    const quiet: readonly Finding['outcome'][] = ['pass', 'exempt', 'not-applicable', 'waived', 'unknown'];
    expect(
      renderFindings(
        quiet.map((outcome) => findingValue({ outcome })),
        options,
      ),
    ).toBe('');
  });

  test('a value can neither smuggle in another name nor leave the sentence', () => {
    const finding = findingValue({
      problem: { code: 'placeholder', data: { text: '{minimum}\n::error::', minimum: 'x' } },
    });
    expect(describeFinding(finding, wording).actual).toBe('only “{minimum} ::error::”');
  });

  test('takes eight lines or fewer beside the text to paste, whatever its words, problems and the width of the terminal', () => {
    const long = 'a rather long value that goes on and on '.repeat(20);
    const skeleton = Array.from({ length: 12 }, (_, index) => `- line ${index}`);
    const sections = {
      ...wording.policy.sections,
      words: { 'sources-consulted': { title: 'S', skeleton, parts: {} } },
    };
    const wordy = {
      ...sourcesRule,
      why: long,
      problems: Object.fromEntries(
        ['one', 'two', 'three', 'four'].map((code) => [
          code,
          { actual: `${code} ${long}`, expected: long, fix: `${code} ${long}` },
        ]),
      ),
    };
    for (const width of [40, 60, 80, 100, 200]) {
      for (let count = 1; count <= 4; count++) {
        const findings = ['one', 'two', 'three', 'four']
          .slice(0, count)
          .map((code) => findingValue({ problem: { code, data: {} } }));
        const text = renderFindings(findings, {
          rules: [wordy],
          policy: policyValue({ sections }),
          color: false,
          width,
        });
        const all = text.trimEnd().split('\n');
        const lines = all.filter((line) => !line.startsWith('      '));
        expect(lines.length).toBeLessThanOrEqual(8);
        expect(all.length - lines.length).toBe(1 + skeleton.length);
        expect(lines.slice(1).every((line) => displayWidth(line) <= width)).toBe(true);
      }
    }
  });

  test('says no “you”, no bypass and no colour unless asked', () => {
    const text = renderFindings([findingValue()], options);
    expect(text).not.toMatch(/\byou\b|no-verify/i);
    expect(text).not.toContain('\u001B');
    expect(renderFindings([findingValue()], { ...options, color: true })).toContain(
      '\u001B[31mblocks\u001B[39m',
    );
  });
});

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
        'By engineer, alphabetical (2–3 not measured yet)',
        '  engineer-000  1: 10/20 missed',
        '  engineer-001  1: 10/20 missed',
        '  missed: target not reached; not measured yet: no metric so far. Exempt and unknown changes are',
        '    not counted.',
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

  test('twenty engineers all have a row within the forty lines', () => {
    const text = renderText(reportValue(manyFindings(3, 5), { measures: measuresFor(20) }), options);
    expect(text.match(/engineer-\d{3}/g)).toHaveLength(20);
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

  test('nothing failing leaves no heading behind', () => {
    const text = renderText(reportValue([findingValue({ outcome: 'pass' })], { verdict: 'pass' }), options);
    expect(text.split('\n')).toHaveLength(3);
  });
});
