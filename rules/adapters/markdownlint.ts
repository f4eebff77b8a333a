import { fromText } from '@forethought/core';
import { rules } from '../index.js';
import { type DocsUrl, docsUrl } from './docs-url.js';
import { judgeText } from './judge-text.js';
import { lintedText } from './plan.js';
import { isForLinters, readSettings } from './settings.js';

/** What markdownlint hands to a rule that asks for no parser: the part of its `RuleParams` that is read here. */
export interface MarkdownlintParams {
  readonly name: string;
  readonly lines: readonly string[];
  readonly frontMatterLines: readonly string[];
  readonly config: unknown;
}

/** What a rule tells markdownlint about one error. */
export interface MarkdownlintError {
  lineNumber: number;
  detail: string;
  range?: [column: number, length: number];
}

/** A custom rule of markdownlint. */
export interface MarkdownlintRule {
  names: string[];
  description: string;
  information: DocsUrl;
  tags: string[];
  parser: 'none';
  function: (params: MarkdownlintParams, onError: (error: MarkdownlintError) => void) => void;
}

/** Custom rules `forethought/<id>` for markdownlint and markdownlint-cli2. They judge documents, or pull-request bodies with `kind: pull-request`. */
const customRules: readonly MarkdownlintRule[] = rules
  .filter((rule) => isForLinters(rule) && rule.appliesTo.some((kind: string) => kind !== 'commit'))
  .map((rule) => ({
    names: [`forethought/${rule.id}`],
    description: rule.summary,
    information: docsUrl(`rules/${rule.id}`),
    tags: ['forethought'],
    parser: 'none',
    function: (params, onError) => judgeFile(rule.id, params, onError),
  }));
export default customRules;

/** A throw becomes an error of the file's first line: without that, the caller decides whether it is seen at all. */
function judgeFile(
  ruleId: string,
  params: MarkdownlintParams,
  onError: (error: MarkdownlintError) => void,
): void {
  try {
    const settings = readSettings(ruleId, params.config);
    const text = [...params.frontMatterLines, ...params.lines].join('\n');
    const { kind = 'document', documentKind } = settings.facts;
    const linted = lintedText(kind, text, params.name, documentKind);
    for (const { place, message } of judgeText(ruleId, fromText(text, linted.options), settings, linted)) {
      const at = place ?? { line: params.frontMatterLines.length + 1, column: 1 };
      onError({ ...positionOf(at, params), detail: `${inMatter(at, params)}${message}` });
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    onError({ lineNumber: 1, detail: `could not be judged: ${reason} [${ruleId}/error]` });
  }
}

/** markdownlint has no places in front matter, so that the line of what stands there is told in words. */
function inMatter({ line }: { readonly line: number }, { frontMatterLines }: MarkdownlintParams): string {
  return line <= frontMatterLines.length ? `Line ${line} of the front matter. ` : '';
}

/** Line numbers of markdownlint begin after the front matter; a range must lie within its line. */
function positionOf(
  place: { readonly line: number; readonly column: number },
  params: MarkdownlintParams,
): Pick<MarkdownlintError, 'lineNumber' | 'range'> {
  const lineNumber = Math.min(Math.max(place.line - params.frontMatterLines.length, 1), params.lines.length);
  if (place.line <= params.frontMatterLines.length) return { lineNumber };
  const length = (params.lines[lineNumber - 1] ?? '').length - place.column + 1;
  return length > 0 ? { lineNumber, range: [place.column, length] } : { lineNumber };
}
