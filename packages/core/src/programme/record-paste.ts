import { nearest } from '../nearest.js';
import type { Problem } from '../schema/finding.js';
import type { RecordFault } from './record-faults.js';

const DAY = '<yyyy-mm-dd>';
const LOGIN = '<login>';
/** What stands behind the keys of records whose kind alone does not tell. */
const VALUES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ['since', 'joined', 'on', 'from', 'to', 'started', 'requested'].map((key) => [key, DAY]),
  ),
  ...Object.fromEntries(['with', 'by', 'login', 'backup', 'mentee'].map((key) => [key, LOGIN])),
  quarter: '<2026-Q1>',
  time: '<day or off-hours>',
};

/** The line to write where a record can't be read, by what is wrong with it; none where that is not told by one key. */
export function pasteOfMessage(message: string): readonly string[] {
  const key = /^`([\w$.-]{1,200})` (?:is |has )/.exec(message)?.[1]?.split('.').at(-1);
  if (key === undefined || /^\d+$/.test(key)) return [];
  const form = / as `([^`]{1,60})`$/.exec(message)?.[1];
  if (form !== undefined) return [`${key}: ${form}`];
  const choice = /; valid: `([^`]{1,60})`/.exec(message)?.[1];
  const known = Object.hasOwn(VALUES, key) ? VALUES[key] : undefined;
  if (choice !== undefined) return [`${key}: ${choice}`];
  if (known !== undefined) return [`${key}: ${known}`];
  const kind = /; it (?:is|must be) (?:a |an )?([a-z ]{1,40})/.exec(message)?.[1]?.trim();
  return kind === undefined ? [] : [`${key}: <${kind}>`];
}

/** The line that would stand there instead, with what is to be filled in between `<` and `>`; none where it has to go. */
export function pasteOf({ code, path, part, data }: RecordFault): readonly string[] {
  if (data.paste !== undefined) return [];
  const key = [...path].reverse().find((step): step is string => typeof step === 'string');
  const value = key === undefined ? undefined : wantedOf(code, data);
  if (key === undefined || value === undefined) return [];
  return [part === 'key' && code === 'unknown-id' ? `${value}:` : `${key}: ${value}`];
}

function wantedOf(code: string, data: Problem['data']): string | undefined {
  const said = (name: string): string => String(data[name] ?? '');
  switch (code) {
    case 'other-login':
    case 'other-module':
      return said('expected');
    case 'backwards':
      return `<${said('earlierOn')} or later>`;
    case 'future':
      return `<${said('today')} or earlier>`;
    case 'own-word':
      return '<login of somebody else>';
    case 'without-role':
      return `<login of a ${said('roles')}>`;
    case 'unknown-person':
      return '<login of the roster>';
    case 'too-many-hours':
      return `<up to ${said('atMost')}>`;
    case 'not-there':
    case 'missing-proof':
      return '<path, pull request or address>';
    case 'no-incident':
      return '<path of the incident’s record>';
    case 'more-answers':
      return said('answers');
    case 'target-below':
      return `<${said('now')} or more>`;
    case 'unknown-id': {
      const known = said('known').split(', ');
      return nearest(said('named').split(' ', 1)[0] ?? '', known) ?? `<${known.join(' or ')}>`;
    }
    default:
      return undefined;
  }
}
