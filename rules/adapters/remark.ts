import { fromTree } from '@forethought/core';
import remarkGfm from 'remark-gfm';
import type { Plugin, Preset, Transformer } from 'unified';
import { lintRule } from 'unified-lint-rule';
import { rules } from '../index.js';
import { docsUrl } from './docs-url.js';
import { judgeText } from './judge-text.js';
import { lintedText } from './plan.js';
import { isForLinters, readSettings } from './settings.js';

type Root = Parameters<typeof fromTree>[0];
type File = Parameters<Transformer>[1];

/** A remark-lint rule. It takes a severity, or a severity with the rule's options: `['error', { atLeast: 2 }]`. */
export type RemarkRule = Plugin<[setting?: unknown], Root>;

/**
 * Makes the remark-lint rule `forethought/<id>`, a fresh function at every call: `use` keeps only the last setting of one and the
 * same function, so a rule that is to run with two settings is made twice.
 */
export function remarkRule(ruleId: string): RemarkRule {
  const broken = new WeakSet<File['messages'][number]>();
  const meta = { origin: `remark-lint:forethought/${ruleId}`, url: docsUrl(`rules/${ruleId}`).href };
  const rule = lintRule<Root, unknown>(meta, (tree, file, options) => {
    try {
      judgeFile(ruleId, tree, file, options);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      broken.add(file.message(`could not be judged: ${reason} [${ruleId}/error]`));
    }
  });
  return function plugin(setting) {
    const transform = rule.call(this, setting as never);
    if (typeof transform !== 'function') return undefined;
    return (tree, file, next) =>
      transform.call(this, tree, file, (error) => {
        // lintRule gives every message the rule's own severity; a rule that broke down is never a mere warning.
        for (const message of file.messages) if (broken.has(message)) message.fatal = true;
        next(error);
      });
  };
}

function judgeFile(ruleId: string, tree: Root, file: File, options: unknown): void {
  const settings = readSettings(ruleId, options);
  const text = String(file);
  const { kind = 'document', documentKind } = settings.facts;
  const linted = lintedText(kind, text, pathOf(file), documentKind);
  for (const problem of judgeText(ruleId, fromTree(tree, text, linted.options), settings, linted)) {
    const message = file.message(problem.message, problem.place ? { place: problem.place } : {});
    message.actual = problem.actual;
    message.expected = [problem.expected];
    message.note = [problem.why, problem.fix, ...problem.skeleton].join('\n');
  }
}

/** The file's path as seen from where the linter runs. */
function pathOf(file: File): string {
  const folder = `${file.cwd}/`;
  return file.path?.startsWith(folder) ? file.path.slice(folder.length) : (file.path ?? '');
}

/** One rule per id, ready for `use`. */
export const remarkRules: Readonly<Record<string, RemarkRule>> = Object.fromEntries(
  rules
    .filter((rule) => isForLinters(rule) && rule.appliesTo.some((kind: string) => kind !== 'commit'))
    .map((rule) => [rule.id, remarkRule(rule.id)]),
);

/** Every rule as an error, over GitHub's Markdown. Rules that judge no documents stay silent until their `kind` is set. */
const preset: Preset = {
  plugins: [remarkGfm, ...Object.values(remarkRules).map((rule) => [rule, ['error']] as never)],
};
export default preset;
