import { type AnyRule, cleanMessage, type Evidence, fromText } from '@forethought/core';
import { rules } from '../index.js';
import { docsUrl } from './docs-url.js';
import { type DoorProblem, judgeText } from './judge-text.js';
import { readOptions } from './plan.js';
import { isForLinters, readSettings } from './settings.js';

/** What a rule of commitlint gets, answers and is configured by: the part of `@commitlint/types` that 20 and 21 share. */
export type CommitlintRule = (
  parsed: { readonly raw?: string | null },
  when?: 'always' | 'never',
  value?: unknown,
) => readonly [valid: boolean, message?: string];

/** The rules that judge commit messages, as `forethought/<id>`; each takes its options as the third item of its setting. */
export const plugin: { readonly rules: Readonly<Record<string, CommitlintRule>> } = {
  rules: Object.fromEntries(
    rules.filter(isForCommits).map((rule) => [`forethought/${rule.id}`, commitlintRule(rule.id)]),
  ),
};

function isForCommits(rule: AnyRule): boolean {
  return rule.appliesTo.includes('commit') && isForLinters(rule);
}

/** Never throws: commitlint drops every other result when one rule does. */
function commitlintRule(ruleId: string): CommitlintRule {
  return (parsed, when, value) => {
    try {
      if (when === 'never')
        throw new TypeError(`forethought/${ruleId}: a rule is turned off by level 0, not by "never"`);
      const problems = judgeText(ruleId, readMessage(parsed.raw ?? ''), readSettings(ruleId, value));
      return [problems.length === 0, problems.map(paragraph).join('\n')];
    } catch (error) {
      return [
        false,
        `could not be judged: ${error instanceof Error ? error.message : String(error)} [${ruleId}/error]`,
      ];
    }
  };
}

function paragraph(problem: DoorProblem): string {
  return [problem.message, ...problem.skeleton.map((line) => `    ${line}`)].join('\n');
}

/** Evidence of a message as git stores it. Only a message that still carries git's own comment block is cleaned: elsewhere `#` lines are text. */
function readMessage(raw: string): Evidence {
  if (!isFromEditor(raw)) return fromText(raw, readOptions('commit'));
  const { text, doomed } = cleanMessage(raw, { cleanup: 'default', commentChar: '#', editor: true });
  const evidence = fromText(text, readOptions('commit', 'doomed'));
  const names = new Set(evidence.sections.map((section) => section.name));
  const lost = fromText(doomed, readOptions('commit', 'doomed')).doomed;
  return { ...evidence, doomed: lost.filter(({ name }) => !names.has(name)) };
}

/** Git ends a message for an editor by its scissors line, or by comment lines of which one is bare. */
function isFromEditor(raw: string): boolean {
  const lines = raw.trimEnd().split(/\r?\n/);
  if (lines.includes(SCISSORS)) return true;
  for (let at = lines.length - 1; at >= 0 && lines[at]?.startsWith('#'); at -= 1) {
    if (lines[at] === '#') return true;
  }
  return false;
}

const SCISSORS = '# ------------------------ >8 ------------------------';

/** Error for what the standard mode blocks, warning for what it warns about, in a commit. */
const LEVELS: Readonly<Record<string, 1 | 2>> = {
  'documentation-reviewed': 1,
  'pre-mortem': 1,
  'revert-explained': 1,
};

/**
 * A shareable configuration: `extends: ['@forethought/rules/commitlint']`, after any other. It turns off the two common rules that
 * fight sections, and commitlint's own ignoring by words in the subject; it touches no other rule.
 */
export default {
  plugins: [plugin],
  defaultIgnores: false,
  helpUrl: docsUrl('linters').href,
  rules: {
    ...Object.fromEntries(
      Object.keys(plugin.rules).map((name) => [name, [LEVELS[name.split('/')[1] ?? ''] ?? 2, 'always']]),
    ),
    'body-max-line-length': [0],
    'footer-leading-blank': [0],
  },
};
