import { codeSpan, neutral, renderMarkdown } from '@forethought/core';
import { describe, expect, test } from '@jest/globals';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { findingValue, policyValue, reportValue, sourcesRule } from './helpers/values.js';

const wording = { rules: [sourcesRule], policy: policyValue(), documentation: 'https://docs.example/' };
const HOSTILE =
  'x\u001B[31m\u009B\u202E @everyone #1 GH-2 a/b#3 `|` <img src=x onerror=1> ]]> & "%0A::error::,\n![i](http://e.example) https://e.example/o/r/issues/1';

interface Node {
  readonly type: string;
  readonly value?: string;
  readonly children?: readonly Node[];
}

/** Every node of a Markdown text, as GitHub's dialect reads it. */
function nodesOf(text: string): readonly Node[] {
  const flat = (node: Node): readonly Node[] => [node, ...(node.children ?? []).flatMap(flat)];
  return flat(unified().use(remarkParse).use(remarkGfm).parse(text) as Node);
}

describe('Markdown', () => {
  const hostile = findingValue({
    subject: { kind: 'commit', id: 'c1', title: HOSTILE },
    problem: { code: 'placeholder', data: { text: HOSTILE } },
  });
  const measures = [
    {
      metricId: 'documentation-coverage',
      engineer: HOSTILE,
      window: { from: '2026-10-26', to: '2026-11-22' },
      state: 'no-data' as const,
      reason: HOSTILE,
      value: null,
      unit: 'ratio' as const,
      numerator: null,
      denominator: null,
      sample: [],
      misses: [],
      target: null,
      interval: null,
    },
  ];
  const everybody = measures.map((measure) => ({ ...measure, engineer: '*' }));

  test('text of others mentions nobody, refers to nothing and is no markup', () => {
    const report = reportValue([hostile], {
      measures: [...measures, ...everybody],
      notices: [HOSTILE],
      plan: HOSTILE,
    });
    const nodes = nodesOf(renderMarkdown(report, wording));
    expect(nodes.filter(({ type }) => type === 'html' || type === 'image')).toEqual([]);
    const links = nodes.filter(({ type }) => type === 'link');
    expect(links.every((link) => 'url' in link && String(link.url).startsWith('https://docs.example/'))).toBe(
      true,
    );
    const words = nodes.filter(({ type }) => type === 'text').map(({ value }) => value);
    expect(words.filter((value) => /@\w|#\d|gh-\d|:\/\//i.test(value ?? ''))).toEqual([]);
    const code = nodes.filter(({ type }) => type === 'inlineCode').map(({ value }) => value);
    expect(code.join(' ')).toContain('@everyone');
  });

  test('a table keeps its columns whatever an engineer is called', () => {
    const nodes = nodesOf(
      renderMarkdown(reportValue([], { measures: [...measures, ...everybody] }), wording),
    );
    const rows = nodes.filter(({ type }) => type === 'tableRow').map(({ children }) => children?.length);
    expect(rows).toEqual([6, 6, 6, 6, 4, 4]);
  });

  test('a code span holds any run of backticks', () => {
    for (const text of ['a', '`', '``a`', 'a `b` c', '|`|']) {
      const spans = nodesOf(codeSpan(text)).filter(({ type }) => type === 'inlineCode');
      expect(spans.map(({ value }) => value)).toEqual([text]);
    }
  });

  test('neutral text reads as it was written, what could mean something in code', () => {
    const text = 'a_b *c* [d](e) <f> & @h, see #1 (of 2026-11-22)';
    const words = nodesOf(neutral(text)).filter(({ type }) => type === 'text' || type === 'inlineCode');
    expect(words.map(({ value }) => value).join('')).toBe(text);
    expect(neutral('set `fetch-depth: 0` (`full`).')).toBe('set `fetch-depth: 0` (`full`).');
    expect(neutral('1. see `a`b')).toBe('`1.` see `` `a`b ``');
  });

  test('says what was found, where, and the next step', () => {
    const text = renderMarkdown(reportValue([findingValue()]), wording);
    expect(text).toBe(
      [
        '# forethought: fail',
        '',
        'Plan `plan-x`, mode *standard*, as of 2026-11-22.',
        '52 commits: 40 judged, 12 exempt. Would have blocked 30 of 40.',
        '',
        '## Worth acting on',
        '',
        '### Which documentation was read before this was written?',
        '',
        '[`sources-consulted`](https://docs.example/rules/sources-consulted.md) blocks.',
        '',
        '- Found: no `Sources Consulted` section.',
        '- Expected: at least 1 source.',
        '- Next: Add the lines below.',
        '- Where: `commit 1a2b3c4d5e6f` `Add retry to the client`',
        '',
        '```text',
        'Sources Consulted:',
        '- <url or path> - <what it says>',
        '```',
        '',
        'Reading is cheaper than an incident.',
        '',
      ].join('\n'),
    );
  });
});
