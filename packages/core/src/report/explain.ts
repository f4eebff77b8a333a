import type { AnyRule, Example, OptionSpecs } from '../define.js';
import type { Metric } from '../define-metric.js';
import { REVIEW_WORDS } from '../example-conversation.js';
import { paint } from './paint.js';
import { pad, plain, wrap } from './sanitise.js';
import { documentationOf } from './words.js';

/** How a page of `forethought explain` is printed. */
export interface ExplainOptions {
  readonly color?: boolean;
  readonly width?: number;
  /** Folder or address, ending in `/`, of the documentation pages; default `docs/`. */
  readonly documentation?: string;
}

const COLUMNS = 100;
const KINDS = {
  commit: 'commit messages',
  'pull-request': 'pull-request bodies',
  document: 'documents',
} as const;

/** The page of a rule or metric for a terminal: the question, what counts, options, an example that passes, and where to read on. */
export function explain(subject: AnyRule | Metric, options: ExplainOptions = {}): string {
  const colors = paint(options.color ?? false);
  const lines = 'check' in subject ? ruleLines(subject, options) : metricLines(subject, options);
  return `${lines.map((line, at) => (isTitle(lines, at) ? colors.bold(line) : line)).join('\n')}\n`;
}

/** The first line, and every unindented line after an empty one that opens a list. */
function isTitle(lines: readonly string[], at: number): boolean {
  if (at === 0) return true;
  const opens = lines[at - 1] === '' && lines[at] !== '' && !lines[at]?.startsWith(' ');
  return opens && lines[at + 1]?.startsWith(' ') === true;
}

function ruleLines(rule: AnyRule, options: ExplainOptions): readonly string[] {
  const columns = options.width ?? COLUMNS;
  const passing = rule.examples.find((example: Example) => example.expect === 'pass');
  return [
    `${rule.id} (rule, ${rule.lifecycle})`,
    '',
    ...wrap(rule.question, columns),
    ...wrap(rule.summary, columns),
    ...wrap(`Why: ${rule.why}`, columns),
    '',
    `Read in ${rule.appliesTo.map((kind: keyof typeof KINDS) => KINDS[kind]).join(', ')}.`,
    '',
    'What it can find, and the next step',
    ...Object.entries(rule.problems).flatMap(([code, words]) => [
      `  ${code}`,
      ...wrap(`Expected: ${placeholders(words.expected, rule.options)}.`, columns - 4).map(
        (line) => `    ${line}`,
      ),
      ...wrap(`Next: ${placeholders(words.fix, rule.options)}`, columns - 4).map((line) => `    ${line}`),
    ]),
    ...optionLines(rule.options, columns),
    ...(passing === undefined ? [] : ['', 'An example that passes', ...exampleLines(passing)]),
    '',
    `Read on: ${documentationOf('rules', rule.id, options)}`,
  ];
}

/** `{name}` stands for an option's value, or for one of the problem, which on a page about all problems reads `<name>`. */
function placeholders(text: string, options: OptionSpecs): string {
  return text.replace(/\{([A-Za-z][A-Za-z0-9]{0,40})\}/g, (_, name: string) =>
    Object.hasOwn(options, name) ? String(options[name]?.default) : `<${name}>`,
  );
}

function optionLines(options: OptionSpecs, columns: number): readonly string[] {
  const entries = Object.entries(options);
  if (entries.length === 0) return [];
  return [
    '',
    'Options',
    ...entries.flatMap(([name, spec]) => {
      const fallback = JSON.stringify(spec.default);
      return wrap(`${name} (${spec.type}, default ${fallback}): ${spec.words}`, columns - 4).map(
        (line, at) => (at === 0 ? `  ${line}` : `    ${line}`),
      );
    }),
  ];
}

function exampleLines({ text, conversation }: Example): readonly string[] {
  const { reviews = [], threads = [] } = conversation ?? {};
  return [
    ...indented(text),
    ...reviews.flatMap((review) => [
      `  ${review.author} ${REVIEW_WORDS[review.state]}`,
      ...indented(review.text),
    ]),
    ...threads.flatMap(({ path, ends, comments }) => [
      `  On ${path} (${ends})`,
      ...comments.flatMap((comment) => indented(`${comment.author}: ${comment.text}`)),
    ]),
  ];
}

function indented(text: string): readonly string[] {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => (line === '' ? '' : `    ${/^ {0,80}/.exec(line)?.[0] ?? ''}${plain(line)}`));
}

function metricLines(metric: Metric, options: ExplainOptions): readonly string[] {
  const columns = options.width ?? COLUMNS;
  const facts: readonly (readonly [string, string])[] = [
    ['Formula', metric.formula],
    [
      'Window',
      `${metric.windowDays} days in whole weeks, unless a report names others${metric.lagDays > 0 ? `, ${metric.lagDays} days late` : ''}`,
    ],
    ['Verdict', `from ${metric.minimumSample.person} per person, ${metric.minimumSample.team} for everybody`],
    ['Better', metric.better],
    ['No value', metric.noData],
    ['Fooled by', metric.gaming],
    ['Countered', metric.counterMeasure],
  ];
  return [
    `${metric.id} (metric, ${metric.unit})`,
    '',
    ...wrap(metric.summary, columns),
    ...wrap(`Why: ${metric.why}`, columns),
    '',
    ...facts.flatMap(([name, words]) =>
      wrap(words, columns - 11).map((line, at) => `${pad(at === 0 ? name : '', 11)}${line}`),
    ),
    '',
    `Read on: ${documentationOf('metrics', metric.id, options)}`,
  ];
}
