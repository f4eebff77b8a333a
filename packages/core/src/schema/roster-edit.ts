import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, type YAMLMap, type YAMLSeq } from 'yaml';
import * as z from 'zod';
import { rosterEntrySchema } from './config.js';
import { readYaml, YAML_LIMITS } from './yaml.js';
import {
  columnOf,
  endOf,
  insert,
  insertBehind,
  lineEnd,
  type Splice,
  scalar,
  spliced,
  startOf,
} from './yaml-splice.js';

/** Who is to be enrolled. `start` is the first day of week 1. */
export interface Newcomer {
  readonly login: string;
  readonly emails: readonly string[];
  readonly start: string;
}

/** The configuration with the entry in it, or why its text cannot be changed. `isNew`: there was no entry with this login. */
export type EnrolEdit =
  | { readonly text: string; readonly isNew: boolean }
  | { readonly problem: string; readonly line: number };

/**
 * Enrols somebody in the text of a `forethought.yml`: a new entry of the roster, or in the one that is there `named: true`, a start
 * where there is none, in place of the one that a comment of `init` proposes, and further addresses. Every other character stays as it is, comments
 * included.
 */
export function enrolIn(given: string, who: Newcomer): EnrolEdit {
  const [problem] = readYaml(given, YAML_LIMITS.configuration).problems;
  if (problem !== undefined) return { problem: problem.message, line: problem.line };
  const text = given.replaceAll('\r\n', '\n');
  const { contents } = parseDocument(text, { version: '1.2', schema: 'core' });
  const roster = isMap(contents) ? contents.get('roster') : undefined;
  const entry = isSeq(roster) ? entryOf(roster, who.login) : undefined;
  const splices = entry === undefined ? added(text, contents, roster, who) : changed(text, entry, who);
  const edited = spliced(text, splices);
  if (!isEnrolled(edited, who))
    return { problem: `the roster has a form that is changed by hand only; add ${flowEntry(who)}`, line: 1 };
  return {
    text: text === given ? edited : edited.replaceAll('\n', '\r\n'),
    isNew: entry === undefined,
  };
}

/** The platform tells logins apart without regard to letter case. */
function entryOf(roster: YAMLSeq, login: string): YAMLMap | undefined {
  return roster.items.find(
    (item): item is YAMLMap => isMap(item) && String(item.get('login')).toLowerCase() === login.toLowerCase(),
  );
}

const rosterSchema = z.looseObject({ roster: z.array(rosterEntrySchema) });

function isEnrolled(text: string, { login, emails }: Newcomer): boolean {
  const parsed = rosterSchema.safeParse(readYaml(text, YAML_LIMITS.configuration).value);
  const entry = parsed.data?.roster.find((each) => each.login.toLowerCase() === login.toLowerCase());
  const listed = new Set(entry?.emails.map((email) => email.toLowerCase()));
  return entry?.named === true && emails.every((email) => listed.has(email.toLowerCase()));
}

function added(text: string, root: unknown, roster: unknown, who: Newcomer): readonly Splice[] {
  if (isSeq(roster) && roster.items.length > 0)
    return roster.flow === true
      ? [insert(endOf(roster.items.at(-1)), `, ${flowEntry(who)}`)]
      : [insertBehind(text, roster, blockEntry(who, columnOf(text, roster)))];
  const lines = blockEntry(who, 2).join('\n');
  if (isSeq(roster)) {
    const [from, to] = roster.range ?? [0, 0];
    return [
      { from: from - (text[from - 1] === ' ' ? 1 : 0), to, text: '' },
      insert(lineEnd(text, to), `\n${lines}`),
    ];
  }
  if (roster !== undefined || !isMap(root) || root.flow === true) return [];
  return [insert(text.length, `${text.endsWith('\n') ? '' : '\n'}\nroster:\n${lines}\n`)];
}

function changed(text: string, entry: YAMLMap, who: Newcomer): readonly Splice[] {
  const named = entry.get('named', true);
  const isNamed = isScalar(named) && named.value === true;
  const fresh: (readonly [string, string])[] = [
    ...(isScalar(named) ? [] : [['named', 'true'] as const]),
    ...(entry.has('start') ? [] : [['start', who.start] as const]),
  ];
  const splices =
    isScalar(named) && !isNamed ? [{ from: startOf(named), to: endOf(named), text: 'true' }] : [];
  const proposed = entry.has('start') ? [] : proposedStart(text, entry);
  return [
    ...splices,
    ...proposed,
    ...moreEmails(text, entry, who, fresh),
    ...insertPairs(text, entry, fresh),
  ];
}

/** The comment by which `init` proposes a start: with the start it would say it twice. */
const PROPOSED = /^[ \t]*# start: \d{4}-\d{2}-\d{2} # with it the plan's weeks count.*$/;

function proposedStart(text: string, entry: YAMLMap): readonly Splice[] {
  const indent = columnOf(text, entry);
  let from = lineEnd(text, endOf(entry.get('login', true)));
  while (from < text.length) {
    const to = lineEnd(text, from + 1);
    const line = text.slice(from + 1, to);
    if (PROPOSED.test(line)) return [{ from, to, text: '' }];
    if (line.trim() !== '' && line.search(/\S/) < indent) return [];
    from = to;
  }
  return [];
}

function moreEmails(
  text: string,
  entry: YAMLMap,
  { emails }: Newcomer,
  fresh: (readonly [string, string])[],
): readonly Splice[] {
  const list = entry.get('emails');
  const listed = isSeq(list) ? list.items.map((item) => String(isScalar(item) ? item.value : item)) : [];
  const known = new Set(listed.map((email) => email.toLowerCase()));
  const more = emails.filter((email) => !known.has(email.toLowerCase())).map(scalar);
  if (more.length === 0) return [];
  if (!isSeq(list)) {
    fresh.unshift(['emails', `[${more.join(', ')}]`]);
    return [];
  }
  if (list.items.length === 0) return [insert(startOf(list) + 1, more.join(', '))];
  if (list.flow === true) return [insert(endOf(list.items.at(-1)), `, ${more.join(', ')}`)];
  const indent = ' '.repeat(columnOf(text, list));
  return [
    insertBehind(
      text,
      list,
      more.map((email) => `${indent}- ${email}`),
    ),
  ];
}

/** New keys behind the login, in the style of the entry. */
function insertPairs(
  text: string,
  entry: YAMLMap,
  pairs: readonly (readonly [string, string])[],
): readonly Splice[] {
  const login = entry.get('login', true);
  if (pairs.length === 0) return [];
  const words = pairs.map(([key, value]) => `${key}: ${value}`);
  if (entry.flow === true) return [insert(endOf(login), `, ${words.join(', ')}`)];
  const indent = ' '.repeat(columnOf(text, entry));
  return [insert(lineEnd(text, endOf(login)), words.map((word) => `\n${indent}${word}`).join(''))];
}

function blockEntry({ login, emails, start }: Newcomer, indent: number): readonly string[] {
  const lines = [
    `- login: ${scalar(login)}`,
    ...(emails.length === 0 ? [] : [`  emails: [${emails.map(scalar).join(', ')}]`]),
    `  start: ${start}`,
    '  named: true',
  ];
  return lines.map((line) => `${' '.repeat(indent)}${line}`);
}

function flowEntry({ login, emails, start }: Newcomer): string {
  const list = emails.length === 0 ? '' : `, emails: [${emails.map(scalar).join(', ')}]`;
  return `{ login: ${scalar(login)}${list}, start: ${start}, named: true }`;
}

/** Where the roster says that somebody may be shown by name. `line` is 1-based. */
export interface NamedLine {
  readonly login: string;
  readonly line: number;
}

/** The lines of a `forethought.yml` on which `named: true` stands, by login; none where the text can't be read. */
export function namedLines(text: string): readonly NamedLine[] {
  const lines = new LineCounter();
  const { contents } = parseDocument(text, { version: '1.2', schema: 'core', lineCounter: lines });
  const roster = isMap(contents) ? contents.get('roster') : undefined;
  if (!isSeq(roster)) return [];
  return roster.items.flatMap((item) => {
    if (!isMap(item)) return [];
    const login = item.get('login');
    const named = item.items.find(({ key }) => isScalar(key) && key.value === 'named')?.value;
    if (typeof login !== 'string' || !isNode(named) || !isScalar(named) || named.value !== true) return [];
    return [{ login, line: lines.linePos(named.range?.[0] ?? 0).line }];
  });
}
