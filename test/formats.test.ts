import {
  escapeData,
  escapeProperty,
  type Finding,
  renderGithub,
  renderJson,
  renderJunit,
  renderSarif,
  reportSchema,
  type Subject,
} from '@forethought/core';
import { describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import { sarifShape } from './helpers/sarif-shape.js';
import { findingValue, policyValue, reportValue, STEERING, sourcesRule } from './helpers/values.js';

const wording = { rules: [sourcesRule], policy: policyValue(), documentation: 'https://docs.example/' };
const HOSTILE =
  'x\u001B[31m\u009B\u202E @everyone #1 GH-2 a/b#3 `|` <img src=x onerror=1> ]]> & "%0A::error::,\n![i](http://e.example) https://e.example/o/r/issues/1';

function subjectOf(kind: Subject['kind'], id: string, title = ''): Subject {
  return { kind, id, title };
}

const document = findingValue({
  subject: subjectOf('document', 'docs/a b,c.md', 'Run'),
  problem: {
    code: 'missing',
    data: { title: 'Sources Consulted', minimum: 1 },
    place: { line: 3, column: 2 },
  },
});
const mixed: readonly Finding[] = [
  findingValue(),
  document,
  findingValue({ severity: 'warn', subject: subjectOf('pull-request', '7', 'Add') }),
  findingValue({ outcome: 'exempt', reason: 'merge', subject: subjectOf('commit', 'c2', 'Merge') }),
  findingValue({ outcome: 'unknown', reason: 'needs lines', subject: subjectOf('commit', 'c3', 'Big') }),
  findingValue({ outcome: 'pass', subject: subjectOf('commit', 'c4', 'Good') }),
].map((finding) => (finding.outcome === 'fail' ? finding : withoutProblem(finding)));

function withoutProblem({ problem: _, ...finding }: Finding): Finding {
  return finding;
}

describe('workflow commands', () => {
  test('carry a file only for documents, and words in the message', () => {
    expect(renderGithub(reportValue(mixed), wording).split('\n')).toEqual([
      '::error title=sources-consulted%3A Which documentation was read before this was written?::commit 1a2b3c4d5e6f Add retry to the client%0AFound: no Sources Consulted section. Expected: at least 1 source. Next: Add the lines below.%0A    Sources Consulted:%0A    - <url or path> - <what it says>%0AReading is cheaper than an incident. (forethought explain sources-consulted)',
      '::error file=docs/a b%2Cc.md,line=3,col=2,title=sources-consulted%3A Which documentation was read before this was written?::docs/a b,c.md:3:2%0AFound: no Sources Consulted section. Expected: at least 1 source. Next: Add the lines below.%0A    ## Sources Consulted%0A%0A    - <url or path> - <what it says>%0AReading is cheaper than an incident. (forethought explain sources-consulted)',
      expect.stringMatching(/^::warning title=sources-consulted%3A .*::pull request 7 Add%0A/),
      expect.stringMatching(
        /^::warning .*::commit c3 Big%0AFound: could not be judged: its size was not read\.%0A/,
      ),
      '::notice title=forethought%3A fail::52 subjects: 40 judged, 12 exempt. Would have blocked 30 of 40. Other rule answers: 1 unknown.',
      '',
    ]);
  });

  test('an unknown that makes the verdict an error is one', () => {
    const text = renderGithub(reportValue(mixed.slice(4), { verdict: 'error' }), wording);
    expect(text).toMatch(/^::error .*::commit c3 Big%0A/);
  });

  test('every line is one command, whatever stands in a subject', () => {
    const finding = findingValue({
      subject: subjectOf('document', HOSTILE, HOSTILE),
      problem: { code: 'placeholder', data: { text: HOSTILE } },
    });
    const text = renderGithub(reportValue([finding], { notices: [HOSTILE] }), wording);
    expect(text).not.toMatch(STEERING);
    const lines = text.trimEnd().split('\n');
    expect(lines).toHaveLength(3);
    for (const line of lines) expect(line).toMatch(/^::(?:error|notice) [a-z]+=[^:,]*(?:,[a-z]+=[^:,]*)*::/);
  });

  test('escape what GitHub unescapes', () => {
    expect(escapeData('100 %\r\na:b,c')).toBe('100 %25%0D%0Aa:b,c');
    expect(escapeProperty('100 %\r\na:b,c')).toBe('100 %25%0D%0Aa%3Ab%2Cc');
  });
});

describe('JUnit', () => {
  test('has a suite per kind, a failure only for what blocks, and skips what was not judged', () => {
    expect(renderJunit(reportValue(mixed), wording)).toBe(
      [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<testsuites name="forethought" tests="6" failures="2" errors="0" skipped="2">',
        '  <testsuite name="commit" tests="4" failures="1" errors="0" skipped="2">',
        '    <testcase classname="sources-consulted" name="commit 1a2b3c4d5e6f Add retry to the client">',
        '      <failure type="sources-consulted" message="Which documentation was read before this was written?">commit 1a2b3c4d5e6f: Found: no Sources Consulted section. Expected: at least 1 source. Next: Add the lines below.&#10;Sources Consulted:&#10;- &lt;url or path&gt; - &lt;what it says&gt;&#10;forethought explain sources-consulted</failure>',
        '    </testcase>',
        '    <testcase classname="sources-consulted" name="commit c2 Merge">',
        '      <skipped message="exempt: a merge"/>',
        '    </testcase>',
        '    <testcase classname="sources-consulted" name="commit c3 Big">',
        '      <skipped message="could not be judged: its size was not read"/>',
        '    </testcase>',
        '    <testcase classname="sources-consulted" name="commit c4 Good"/>',
        '  </testsuite>',
        '  <testsuite name="document" tests="1" failures="1" errors="0" skipped="0">',
        '    <testcase classname="sources-consulted" name="docs/a b,c.md">',
        '      <failure type="sources-consulted" message="Which documentation was read before this was written?">docs/a b,c.md:3:2: Found: no Sources Consulted section. Expected: at least 1 source. Next: Add the lines below.&#10;## Sources Consulted&#10;&#10;- &lt;url or path&gt; - &lt;what it says&gt;&#10;forethought explain sources-consulted</failure>',
        '    </testcase>',
        '  </testsuite>',
        '  <testsuite name="pull-request" tests="1" failures="0" errors="0" skipped="0">',
        '    <testcase classname="sources-consulted" name="pull request 7 Add">',
        '      <system-out>warns: pull request 7: Found: no Sources Consulted section. Expected: at least 1 source. Next: Add the lines below.&#10;## Sources Consulted&#10;&#10;- &lt;url or path&gt; - &lt;what it says&gt;&#10;forethought explain sources-consulted</system-out>',
        '    </testcase>',
        '  </testsuite>',
        '</testsuites>',
        '',
      ].join('\n'),
    );
  });

  test('hostile text leaves neither its element nor the alphabet of XML', () => {
    const finding = findingValue({
      subject: subjectOf('commit', 'c1', `${HOSTILE}\uFFFE\uFFFF\uD800`),
      problem: { code: 'placeholder', data: { text: HOSTILE } },
    });
    const text = renderJunit(reportValue([finding]), wording);
    expect(text).not.toMatch(/[^\n\u0020-\uD7FF\uE000-\uFFFD]/);
    expect(text.match(/<[^>]*>/g)?.map((tag) => /^<[?/]?([a-z]+)/.exec(tag)?.[1])).toEqual([
      'xml',
      'testsuites',
      'testsuite',
      'testcase',
      'failure',
      'failure',
      'testcase',
      'testsuite',
      'testsuites',
    ]);
    expect(text.match(/&(?!(?:amp|lt|gt|quot|#\d+);)/)).toBeNull();
  });
});

describe('SARIF', () => {
  const validate = new Ajv({ allErrors: true, strict: false }).compile(sarifShape);

  test('lists documents and counts the rest', () => {
    const sarif = JSON.parse(renderSarif(reportValue(mixed), wording));
    expect(validate(sarif)).toBe(true);
    const [run] = sarif.runs;
    expect(run.results).toEqual([
      {
        ruleId: 'sources-consulted',
        ruleIndex: 0,
        level: 'error',
        message: {
          text: 'Which documentation was read before this was written? Found: no Sources Consulted section. Expected: at least 1 source. Next: Add the lines below.',
        },
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: 'docs/a%20b%2Cc.md' },
              region: { startLine: 3, startColumn: 2 },
            },
          },
        ],
      },
    ]);
    expect(run.tool.driver.rules[0].helpUri).toBe('https://docs.example/rules/sources-consulted.md');
    expect(run.invocations[0].toolExecutionNotifications[0].message.text).toMatch(
      /Not listed here, as they have no file: 2 findings on commits, messages and pull requests\./,
    );
  });

  test('is valid without findings, without an address and with hostile text', () => {
    const hostile = findingValue({
      subject: subjectOf('document', `docs/${HOSTILE}`, HOSTILE),
      problem: { code: 'placeholder', data: { text: HOSTILE } },
    });
    for (const findings of [[], [hostile]]) {
      const { documentation: _, ...local } = wording;
      const text = renderSarif(reportValue(findings, { verdict: 'error', notices: [HOSTILE] }), local);
      expect(validate(JSON.parse(text))).toBe(true);
      expect(text).not.toContain('helpUri');
    }
  });

  test('the shape would notice a wrong document', () => {
    expect(validate({ version: '2.1.0', runs: [{ tool: { driver: {} }, results: [] }] })).toBe(false);
  });
});

describe('JSON', () => {
  test('reads back as the same report and in a stable order', () => {
    const report = reportValue([findingValue({ subject: subjectOf('commit', 'c1', HOSTILE) })]);
    const text = renderJson(report);
    expect(reportSchema.parse(JSON.parse(text))).toEqual(report);
    const shuffled = JSON.parse(JSON.stringify(report), (_, value) =>
      value !== null && typeof value === 'object' && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).reverse())
        : value,
    );
    expect(renderJson(shuffled)).toBe(text);
    expect(text.startsWith('{\n  "schema": 1,\n  "tool": {')).toBe(true);
  });

  test('holds no character that steers a terminal', () => {
    const text = renderJson(
      reportValue([findingValue({ subject: subjectOf('commit', 'c1', `${HOSTILE}\u2066\u007F`) })]),
    );
    expect(text).not.toMatch(STEERING);
  });
});
