import type { ProblemWords } from '../define.js';
import { impersonal, perhaps } from '../nearest.js';
import type { Problem } from '../schema/finding.js';
import type { Path } from '../schema/yaml.js';
import type { AnyRecord } from './record.js';
import { pasteOf, pasteOfMessage } from './record-paste.js';

/** Something that a record can't mean, or says beyond its evidence: where, and with which values. Wording is the rules'. */
export interface RecordFault {
  readonly code: string;
  readonly path: Path;
  readonly part?: 'key' | 'value';
  readonly data: Problem['data'];
}

/** A day of a record with the name that a reader knows it by. */
export interface NamedDay {
  readonly name: string;
  readonly on: string | undefined;
  readonly path: Path;
}

/** What keeps a record from being read, then faults of its content, as problems of a rule with their places. */
export function recordProblems(record: AnyRecord, faults: readonly RecordFault[]): readonly Problem[] {
  const unread = record.problems.map(({ line, column, message }): Problem => {
    const told = impersonal(message);
    const cut = told.indexOf('; ');
    const [what, valid] =
      cut === -1 ? [told, 'a value that can be read'] : [told.slice(0, cut), told.slice(cut + 2)];
    return {
      code: 'unreadable',
      data: { what, valid, ...pasted(pasteOfMessage(told)) },
      place: { line, column },
    };
  });
  const seen = new Set<string>();
  const once = faults.filter(({ code, path }) => {
    const key = JSON.stringify([code, path]);
    return !seen.has(key) && seen.add(key);
  });
  const own = once.map((fault) => {
    const { code, path, part, data } = fault;
    return { code, data: { ...data, ...pasted(pasteOf(fault)) }, place: record.placeOf(path, part) };
  });
  return [...unread, ...own];
}

function pasted(lines: readonly string[]): { readonly paste?: string[] } {
  return lines.length === 0 ? {} : { paste: [...lines] };
}

/** A day that lies before one that comes first; nothing where one of them is missing. */
export function backwards(earlier: NamedDay, later: NamedDay): readonly RecordFault[] {
  if (earlier.on === undefined || later.on === undefined || later.on >= earlier.on) return [];
  const data = { later: later.name, laterOn: later.on, earlier: earlier.name, earlierOn: earlier.on };
  return [{ code: 'backwards', path: later.path, data }];
}

/** A day that has not come. Somewhere it is tomorrow already. */
export function future({ name, on, path }: NamedDay, asOf: string): readonly RecordFault[] {
  if (on === undefined || Date.parse(on) <= Date.parse(asOf) + 86_400_000) return [];
  return [{ code: 'future', path, data: { name, on, today: asOf.slice(0, 10) } }];
}

/** A name that the programme does not have; `key` where it is the name of an entry. */
export function unknownId(
  what: string,
  id: string,
  known: readonly string[],
  path: Path,
  part: 'key' | 'value' = 'value',
): readonly RecordFault[] {
  if (known.includes(id)) return [];
  const data = { what, named: `${id}${perhaps(id, known)}`, known: known.join(', ') || 'none' };
  return [{ code: 'unknown-id', path, part, data }];
}

/** Words of what may be wrong in a record of any form; `recordProblems` gives the values. */
export const RECORD_WORDS = {
  unreadable: {
    actual: '{what}',
    expected: '{valid}',
    fix: 'Correct the line; the forms of all records stand in docs/records.md.',
  },
  backwards: {
    actual: '{later} is dated {laterOn}, before {earlier} on {earlierOn}',
    expected: 'days in the order in which things happened',
    fix: 'Correct the day that is wrong.',
  },
  future: {
    actual: '{name} is dated {on}, and today is {today}',
    expected: 'a day that has come',
    fix: 'Correct the day, or write it down once it has come.',
  },
  'unknown-id': {
    actual: 'there is no {what} {named}',
    expected: 'one of: {known}',
    fix: 'Correct the name, or add it where the programme and the team have theirs.',
  },
  'own-word': {
    actual: '{what} names {by}, whom it is about',
    expected: 'somebody else',
    fix: 'Name who saw it: what somebody says of themselves shows nothing.',
  },
} as const satisfies Readonly<Record<string, ProblemWords>>;
