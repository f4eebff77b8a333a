import type { SectionIndex } from '../schema/policy.js';
import { fold } from './fold.js';

/** Longest name that is looked up, in UTF-16 units. */
export const LONGEST_NAME = 80;

/** The start of a line that has the form of a name, and the text behind it on the same line. */
export interface Lead {
  readonly style: 'bold' | 'run-in' | 'label' | 'assignment';
  readonly title: string;
  readonly rest: string;
  /** Index of `rest` in the line. */
  readonly restAt: number;
}

/** A lead whose title means something. */
export interface Named extends Lead {
  readonly name: string;
}

function own(names: Names, key: string): string | undefined {
  return Object.hasOwn(names, key) ? names[key] : undefined;
}

/** A name as written, then without link and emoji markup, a number before it and words in parentheses behind it. */
function variants(raw: string): readonly string[] {
  const link = /^\W*\[([^\]]*)\]\([^)]*\)\W*$/.exec(raw);
  const bare = (link?.[1] ?? raw).replace(/^[\s*_]*:[a-z0-9_+-]+:/i, '');
  const shorter = withoutParenthesis(bare);
  const unnumbered = shorter.replace(/^[\s*_]*\d{1,3}(?:\.\d{1,3})*[.):]?\s+/, '');
  return unnumbered === bare ? [bare] : [bare, shorter, unnumbered];
}

function withoutParenthesis(name: string): string {
  const parenthesis = name.indexOf('(');
  return parenthesis > 0 ? name.slice(0, parenthesis) : name;
}

type Names = Readonly<Record<string, string>>;

/** Names that are looked up elsewhere than in a record. */
export interface NameTable {
  /** Whether a name begins with this word of small letters, with a space or nothing behind it. */
  readonly beginsWith: (word: string) => boolean;
  /** The canonical name of a folded one. */
  readonly get: (folded: string) => string | undefined;
}

/** What was found out about names. */
interface Memory extends NameTable {
  /** What texts were found to name: the same few labels come again and again. */
  readonly found: Map<string, string | undefined>;
}

const MOST_FOUND = 256;
const memories = new WeakMap<Names, Memory>();

/** A record that stands for a table's names wherever an index of sections is read. It is empty itself. */
export function namesOfTable(table: NameTable): Names {
  const names: Names = {};
  memories.set(names, { ...table, found: new Map() });
  return names;
}

/** The table of a record, whose beginnings are worked out once. */
export function tableOfNames(names: Names): NameTable {
  const beginnings = new Set(Object.keys(names).map((name) => name.split(' ', 1)[0] ?? ''));
  return { beginsWith: (word) => beginnings.has(word), get: (folded) => own(names, folded) };
}

function memoryOf(names: Names): Memory {
  let known = memories.get(names);
  if (known === undefined) {
    known = { ...tableOfNames(names), found: new Map() };
    memories.set(names, known);
  }
  return known;
}

/**
 * The small letters of the word that a text begins with, behind quotation marks and backticks, where a space or nothing follows
 * it; '' where that can't be told.
 */
function firstWord(raw: string): string {
  let start = 0;
  while (raw[start] === '`' || raw[start] === '"' || raw[start] === "'") start++;
  let at = start;
  for (; at < raw.length; at++) {
    const code = raw.charCodeAt(at) | 32;
    if (code < 97 || code > 122) break;
  }
  if (at < raw.length && raw.charCodeAt(at) !== 32) return '';
  return raw.slice(start, at).toLowerCase();
}

function find(raw: string, names: Names | undefined): string | undefined {
  if (names === undefined || raw.length > LONGEST_NAME || raw === '') return undefined;
  const word = firstWord(raw);
  // No markup and no number stands before a first word of plain letters, and folding keeps it: most texts end here.
  const { beginsWith, get, found } = memoryOf(names);
  if (word !== '' && !beginsWith(word)) return undefined;
  if (found.has(raw)) return found.get(raw);
  const plain = raw.includes('(') ? [raw, withoutParenthesis(raw)] : [raw];
  const name = nameAmong(word === '' ? variants(raw) : plain, get);
  if (found.size >= MOST_FOUND) found.clear();
  found.set(raw, name);
  return name;
}

function nameAmong(forms: readonly string[], get: NameTable['get']): string | undefined {
  for (const form of forms) {
    const name = get(fold(form));
    if (name !== undefined) return name;
  }
  return undefined;
}

/** The canonical section of a name as somebody wrote it. */
export function sectionNamed(index: SectionIndex, raw: string): string | undefined {
  return find(raw, index.sections);
}

/** The canonical part of a section, of a name as somebody wrote it. */
export function partNamed(index: SectionIndex, section: string, raw: string): string | undefined {
  if (!Object.hasOwn(index.parts, section)) return undefined;
  return find(raw, index.parts[section]);
}

/** Whether a line may begin with a name in any form, behind its first `start` units. Most lines don't, and every line is asked. */
export function mayName(text: string, start = 0): boolean {
  return markIn(text, start) !== -1 || isBold(text, start);
}

/** Index of the first character that may end a name, where one may end there; otherwise -1. */
function markIn(text: string, start: number): number {
  const end = Math.min(text.length, start + LONGEST_NAME + 1);
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code < 64 ? code === 58 || code === 61 || code === 63 : code === 0xff1a || code === 0xff1f) return at;
  }
  return -1;
}

/** Whether `**` or `__` stands at an index. */
export function isBold(text: string, start: number): boolean {
  const code = text.charCodeAt(start);
  return (code === 42 || code === 95) && text.charCodeAt(start + 1) === code;
}

/** The first form of a name at the start of the line whose title `lookup` knows. */
export function named(text: string, lookup: (title: string) => string | undefined): Named | null {
  const mark = markIn(text, 0);
  const bold = isBold(text, 0) ? asNamed(boldLead(text), lookup) : null;
  if (bold !== null || mark === -1) return bold;
  return (
    asNamed(labelLead(text, mark), lookup) ??
    asNamed(assignmentLead(text), lookup) ??
    asNamed(questionLead(text), lookup)
  );
}

function asNamed(lead: Lead | null, lookup: (title: string) => string | undefined): Named | null {
  const name = lead === null ? undefined : lookup(lead.title);
  if (lead === null || name === undefined) return null;
  const { style, title, rest, restAt } = lead;
  return { style, title, rest, restAt, name };
}

function make(style: Lead['style'], title: string, text: string, restAt: number): Lead {
  let at = restAt;
  while (text[at] === ' ' || text[at] === '\t') at++;
  return { style, title: title.trim(), rest: text.slice(at), restAt: at };
}

/** `**Name**` alone, or run in: `**Name:** text`, `**Name**: text`, `**Name.** text`, `**Name** (3 new): text`. */
export function boldLead(text: string): Lead | null {
  if (!isBold(text, 0)) return null;
  const mark = text.slice(0, 2);
  const close = text.indexOf(mark, 3);
  if (close < 0 || close > LONGEST_NAME + 2) return null;
  const inner = text.slice(2, close);
  const behind = text.slice(close + 2);
  const tail = /^[ \t]*(?:\([^()]{0,60}\))?[ \t]*([:：]|[-–—](?=\s))?/.exec(behind);
  const at = close + 2 + (tail?.[0].length ?? 0);
  if (text.slice(at).trim() === '') return make('bold', inner, text, text.length);
  const separated = tail?.[1] !== undefined || /[.:?!：？]\s*$/.test(inner);
  return separated ? make('run-in', inner, text, at) : null;
}

/** `from`: no colon stands before it. */
function labelLead(text: string, from: number): Lead | null {
  const colon = colonIn(text, from);
  if (colon < 1) return null;
  const after = text[colon + 1];
  if (text.charCodeAt(colon) === 58 && after !== undefined && !opensText(after)) return null;
  const name = text.slice(0, colon);
  if (!isLabel(name, text, colon + 1)) return null;
  // `Name (N/A: why)`: the colon belongs to what stands in the parentheses.
  const open = name.lastIndexOf('(');
  return open > 0 && !name.includes(')', open)
    ? make('label', name.slice(0, open), text, open + 1)
    : make('label', name, text, colon + 1);
}

/** Index of the first colon of either width, where a name may end in front of it; otherwise -1. */
function colonIn(text: string, from: number): number {
  const end = Math.min(text.length, LONGEST_NAME + 1);
  for (let at = from; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === 58 || code === 0xff1a) return at;
  }
  return -1;
}

/** Whether a character right after a colon begins a text. Nearly all are ASCII, and a class of all letters is slow to make. */
function opensText(character: string): boolean {
  return (
    character === ' ' || /[\sA-Za-z*_`[(<"']/.test(character) || (character > '~' && /\p{L}/u.test(character))
  );
}

/** A single word in small letters with text behind it, from `behind` on, is a commit type or prose, not a label. */
function isLabel(name: string, text: string, behind: number): boolean {
  if (/[.;!]\s/.test(name)) return false;
  const trimmed = name.trim();
  if (/\s/.test(trimmed)) return true;
  const first = trimmed.charCodeAt(0);
  if (first >= 65 && first <= 90) return true;
  if (behind === text.length || text.slice(behind).trim() === '') return true;
  return !/^\p{Ll}/u.test(trimmed.replace(/^[^\p{L}\p{N}]+/u, ''));
}

/** `KEY=value`, `KEY = value`. */
export function assignmentLead(text: string): Lead | null {
  if (!text.includes('=')) return null;
  const found = /^([A-Z][A-Z0-9_-]{1,40})[ \t]{0,3}=(?!=)/.exec(text);
  return found ? make('assignment', found[1] ?? '', text, found[0].length) : null;
}

/** `How was it tested?` alone, or with its answer behind it. */
function questionLead(text: string): Lead | null {
  if (!(text.includes('?') || text.includes('？'))) return null;
  const mark = text.slice(0, LONGEST_NAME + 1).search(/[?？]/);
  if (mark < 1) return null;
  const after = text[mark + 1];
  if (after !== undefined && after !== ' ' && after !== '\t') return null;
  return make('label', text.slice(0, mark + 1), text, mark + 1);
}
