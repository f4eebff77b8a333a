import {
  describe as describeFinding,
  displayWidth,
  type Finding,
  renderFindings,
  type Subject,
} from '@forethought/core';
import { describe, expect, test } from '@jest/globals';
import { findingValue, policyValue, sourcesRule } from './helpers/values.js';

const wording = { rules: [sourcesRule], policy: policyValue() };
const options = { ...wording, color: false };

const subjectOf = (kind: Subject['kind'], id: string, title = ''): Subject => ({ kind, id, title });

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

  test('tells what was found in ten lines at most, and the next step and the text to paste whole, at any width', () => {
    const long = 'a rather long value that goes on and on '.repeat(20).trim();
    const skeleton = Array.from({ length: 12 }, (_, index) => `- line ${index}`);
    const sections = {
      ...wording.policy.sections,
      words: { 'sources-consulted': { title: 'S', skeleton, parts: {} } },
    };
    const codes = ['one', 'two', 'three', 'four'];
    const problems = Object.fromEntries(
      codes.map((code) => [code, { actual: `${code} ${long}`, expected: long, fix: `Do ${code} ${long}.` }]),
    );
    for (const width of [40, 60, 80, 100, 200]) {
      for (let count = 1; count <= 4; count++) {
        const some = codes.slice(0, count);
        const text = renderFindings(
          some.map((code) => findingValue({ problem: { code, data: {} } })),
          {
            rules: [{ ...sourcesRule, why: long, problems }],
            policy: policyValue({ sections }),
            color: false,
            width,
          },
        );
        const all = text.trimEnd().split('\n');
        const lines = all.filter((line) => !line.startsWith('      '));
        const next = lines.findIndex((line) => line.startsWith('  Next: '));
        expect(next).toBeLessThanOrEqual(1 + 2 + 10);
        expect(lines.slice(next).join('').replaceAll(/\s+/g, ' ')).toContain(`Do ${some.at(-1)} ${long}.`);
        expect(lines.at(-1)).toContain('forethought explain sources-consulted');
        expect(all.length - lines.length).toBe(1 + skeleton.length);
        expect(lines.slice(1).every((line) => displayWidth(line) <= width)).toBe(true);
      }
    }
  });

  test('several problems have each their line, and a dozen of them are told', () => {
    const finding = (line: number, text: string) =>
      findingValue({ problem: { code: 'placeholder', data: { text }, place: { line, column: 1 } } });
    const two = renderFindings([finding(3, 'TODO'), finding(9, 'TBD')], options);
    expect(two).toContain('Found: line 3: only “TODO”; line 9: only “TBD”.');
    const many = renderFindings(
      Array.from({ length: 20 }, (_, at) => finding(at + 1, 'TODO')),
      options,
    );
    expect(many).toContain('line 12: only “TODO”; and 8 more.');
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
