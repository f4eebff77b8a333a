import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import ts from 'typescript';
import { filesUnder, sourcesUnder, walk } from '../helpers/sources.js';

interface Gate {
  readonly keys: readonly string[];
  readonly starts: boolean;
  readonly lower: boolean;
}
type GateOf = (source: string, flags: string) => Gate | undefined;
const { gateOf }: { gateOf: GateOf } = await import(pathToFileURL(resolve('scripts/regexp-keys.mjs')).href);

/** Whether the gate lets a text through to its expression. */
function passes(gate: Gate, text: string): boolean {
  const subject = gate.lower ? text.toLowerCase() : text;
  return gate.keys.some((key) => (gate.starts ? subject.startsWith(key) : subject.includes(key)));
}

/** Every regular expression that stands in the core and in the rules. */
const expressions = [...sourcesUnder('packages/core/src'), ...sourcesUnder('rules')].flatMap((source) => {
  const found: RegExp[] = [];
  walk(source.tree, (node) => {
    if (!ts.isRegularExpressionLiteral(node)) return;
    const end = node.text.lastIndexOf('/');
    found.push(new RegExp(node.text.slice(1, end), node.text.slice(end + 1)));
  });
  return found;
});

describe('a gate never keeps a text from an expression that matches it', () => {
  test('on every line of our own documents and sources', () => {
    const lines = ['docs', 'packages/core/src', 'rules', 'test']
      .flatMap((folder) => filesUnder(folder, '.md', '.ts', '.yml'))
      .flatMap((path) => readFileSync(resolve(path), 'utf8').split('\n'))
      .map((line) => line.trim())
      .filter((line) => line !== '' && line.length < 300);
    let gated = 0;
    let matched = 0;
    for (const expression of expressions) {
      const gate = gateOf(expression.source, expression.flags);
      if (gate === undefined) continue;
      gated += 1;
      for (const line of lines) {
        if (!expression.test(line)) continue;
        matched += 1;
        if (!passes(gate, line))
          throw new Error(`${expression} matches ${JSON.stringify(line)}, its gate does not: ${gate.keys}`);
      }
    }
    expect(gated).toBeGreaterThan(20);
    expect(matched).toBeGreaterThan(1000);
  });

  test.each([
    ['colou?r', '', ['Color', 'colour', 'color']],
    ['^(?:see|per) above$', 'i', ['See above', 'per above']],
    ['(?:a|bc)+def', '', ['adef', 'bcadef']],
    ['x{0,2}yes|no way', '', ['yes', 'xxyes', 'no way']],
    ['[Dd]oc(?=s)s', '', ['Docs', 'docs']],
    ['(?<!un)done(?!\\w)', 'i', ['Done', 'undone done']],
    ['it\\.is\\/so', '', ['it.is/so']],
    ['(?:ab){2}c', '', ['ababc']],
    ['ab*cd', '', ['acd', 'abbcd']],
    ['(?<name>foo)-\\k<name>', '', ['foo-foo']],
  ])('%s', (source, flags, texts) => {
    const gate = gateOf(source, flags);
    for (const text of texts) {
      if (!new RegExp(source, flags).test(text)) continue;
      expect(gate === undefined || passes(gate, text)).toBe(true);
    }
  });
});

describe('a gate is worth having', () => {
  test('it names the words of a list, without those that hold another', () => {
    expect(gateOf('\\b(?:tests?|verified|checked)\\b', 'i')).toEqual({
      keys: ['test', 'checked', 'verified'],
      starts: false,
      lower: true,
    });
    expect(gateOf('^(?:please|briefly) ', '')).toEqual({
      keys: ['please ', 'briefly '],
      starts: true,
      lower: false,
    });
  });

  test('it is not made up where nothing is certain', () => {
    for (const source of ['\\d+', 'a|\\w+', '[a-z]+x', '(?:abc)?', '.*', 'é+', '(?=lookahead)'])
      expect(gateOf(source, '')).toBeUndefined();
    for (const flags of ['g', 'y', 'u', 'm']) expect(gateOf('abc', flags)).toBeUndefined();
  });
});
