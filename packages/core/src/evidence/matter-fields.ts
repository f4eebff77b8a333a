import type { MatterField, MatterProblem } from '../schema/evidence.js';
import { keyOf, scalar } from './front-matter.js';
import { scalarEnd } from './matter-scalar.js';

/** Keys of front matter with their places in the document, and what of it can't be read. */
export interface Matter {
  readonly matterFields: MatterField[];
  readonly matterProblems?: MatterProblem[];
}

type Field = { name: string; values: string[]; isList: boolean; place: MatterField['place'] };

/** What is being read: the last key, and how many brackets of a list or map are open. */
interface Reading {
  readonly fields: Field[];
  readonly problems: MatterProblem[];
  open: number;
  /** A quoted value that goes on in the next line: what of it was read, and where it began. */
  quoted?: { text: string; readonly place: MatterField['place'] } | undefined;
}

/**
 * Reads the part of YAML that front matter is written in: scalars, lists of scalars on one line or with a dash each; what is
 * nested deeper is passed over. `lines` begin on the document's second line. One pass, no backtracking.
 */
export function matterOf(lines: readonly string[]): Matter {
  const reading: Reading = { fields: [], problems: [], open: 0 };
  for (const [index, line] of lines.entries()) readLine(reading, line, { line: index + 2, column: 1 });
  endList(reading);
  endQuote(reading);
  const { fields, problems } = reading;
  return {
    matterFields: fields,
    ...(problems.length === 0 ? {} : { matterProblems: problems.slice(0, 20) }),
  };
}

/** Front matter that never ends. */
export const unclosedMatter = (lines: readonly string[]): Matter => ({
  matterFields: [],
  matterProblems: [{ code: 'unclosed', text: lines[0] ?? '---', place: { line: 1, column: 1 } }],
});

function readLine(reading: Reading, line: string, place: MatterField['place']): void {
  const text = line.trim();
  if (reading.quoted !== undefined && !(isFlush(line) && keyOf(line) !== null)) {
    readOn(reading, reading.quoted, text);
    return;
  }
  endQuote(reading);
  if (text === '' || text.startsWith('#')) return;
  const last = reading.fields.at(-1);
  // What a list goes on with is indented, or closes it: a key at the beginning of a line is not in it.
  if (reading.open > 0 && isFlush(line) && keyOf(line) !== null) endList(reading);
  if (reading.open > 0) {
    last?.values.push(...flow(text));
    reading.open = Math.max(0, reading.open + depthOf(text));
    return;
  }
  if (line.startsWith('\t')) {
    reading.problems.push({ code: 'tab', text, place });
    return;
  }
  if (text === '-' || text.startsWith('- ')) {
    readItem(reading, text, place);
    return;
  }
  if (line.startsWith(' ')) return;
  const found = keyOf(line) ?? quotedKey(line);
  if (found === null) {
    reading.problems.push({ code: 'no-key', text, place });
    return;
  }
  readKey(reading, found.key, found.rest, place);
}

/** A list or map that is still open where it can't go on. */
function endList(reading: Reading): void {
  const last = reading.fields.at(-1);
  if (reading.open > 0 && last !== undefined)
    reading.problems.push({ code: 'open-list', text: last.name, place: last.place });
  reading.open = 0;
}

const isFlush = (line: string): boolean => !/^\s/.test(line);

/** A quoted value over several lines ends where its quote does. */
function readOn(reading: Reading, quoted: { text: string }, text: string): void {
  quoted.text = `${quoted.text} ${text}`;
  if (scalarEnd(quoted.text) === 'open-quote') return;
  reading.quoted = undefined;
  const values = reading.fields.at(-1)?.values;
  values?.splice(-1, 1, scalar(quoted.text));
}

/** A quote that is still open where it can't go on. */
function endQuote(reading: Reading): void {
  if (reading.quoted === undefined) return;
  const { text, place } = reading.quoted;
  reading.problems.push({ code: 'open-quote', text, place });
  reading.quoted = undefined;
}

/** What can't be read of a value, or that its quote goes on below. */
function endOf(reading: Reading, value: string, place: MatterField['place']): void {
  const end = scalarEnd(value);
  if (end === 'open-quote') reading.quoted = { text: value, place };
  else if (end !== 'whole') reading.problems.push({ code: end, text: value, place });
}

function readItem(reading: Reading, text: string, place: MatterField['place']): void {
  const { fields, problems } = reading;
  const field = fields.at(-1);
  if (field === undefined || (field.values.length > 0 && !field.isList)) {
    problems.push({ code: 'no-key', text, place });
    return;
  }
  field.isList = true;
  const rest = text.slice(1).trim();
  const value = scalar(rest);
  if (value === '' || keyOf(rest) !== null) return;
  field.values.push(value);
  endOf(reading, rest, place);
}

function readKey(reading: Reading, name: string, rest: string, place: MatterField['place']): void {
  const { fields, problems } = reading;
  if (fields.some((field) => field.name === name)) problems.push({ code: 'twice', text: name, place });
  const isFlow = rest.startsWith('[');
  reading.open = isFlow || rest.startsWith('{') ? Math.max(0, depthOf(rest)) : 0;
  const value = scalar(rest);
  const values = isFlow ? flow(rest) : value === '' ? [] : [value];
  fields.push({ name, values: [...values], isList: isFlow, place });
  endOf(reading, rest, place);
}

/** Values between the commas of a list on one line. */
function flow(text: string): readonly string[] {
  return text
    .replace(/^\[|\][^\]]*$/g, '')
    .split(',')
    .map((value) => scalar(value.trim()))
    .filter((value) => value !== '');
}

/** How many more brackets of either kind a line opens than it closes, those in quotes and comments left out. */
function depthOf(text: string): number {
  let depth = 0;
  let quote = '';
  let before = ',';
  for (const unit of text) {
    if (quote !== '') quote = unit === quote ? '' : quote;
    else if ((unit === '"' || unit === "'") && '[{,: '.includes(before)) quote = unit;
    else if (unit === '#' && before === ' ') break;
    else if (unit === '[' || unit === '{') depth += 1;
    else if (unit === ']' || unit === '}') depth -= 1;
    before = unit;
  }
  return depth;
}

/** `"key": value`. */
function quotedKey(line: string): { readonly key: string; readonly rest: string } | null {
  const quote = line[0];
  if (quote !== '"' && quote !== "'") return null;
  const close = line.indexOf(quote, 1);
  return close < 0 ? null : keyOf(line.slice(1, close) + line.slice(close + 1));
}
