import { INCIDENT_FIELDS, type IncidentFieldName, type IncidentValue } from './incident-fields.js';
import { nearest } from './nearest.js';
import { instantOf } from './recognise/dates.js';
import type { Cause } from './schema/cause.js';
import type { MatterField } from './schema/evidence.js';
import type { Problem } from './schema/finding.js';
import type { Incident } from './schema/incident.js';

const TIMES = ['started', 'detected', 'resolved'] as const satisfies readonly IncidentFieldName[];
const NAMES = Object.keys(INCIDENT_FIELDS);

/** An account, as platforms allow it. */
const LOGIN = /^@?[A-Za-z0-9][A-Za-z0-9._-]{0,60}(?:\[bot\])?$/;
/** A cause in one word, as behind `cause:` on issues. */
const WORD = /^[a-z0-9][a-z0-9-]{0,40}$/;

/**
 * What is wrong with the fields of an incident record, whatever a team asks of it: `unknown-field` where one is misspelt,
 * `not-a-switch`, `impossible-time`, `wrong-order`, and `future-time` where it is told as of when.
 */
export function incidentFaults(fields: readonly MatterField[], asOf?: string): readonly Problem[] {
  const now = asOf === undefined ? Number.NaN : Date.parse(asOf);
  return [...fields.flatMap(fieldFaults), ...orderFaults(fields), ...futureFaults(fields, now)];
}

/** A pull request is judged as of the day on which it became ready, and its incident may have gone on for a while. */
const GRACE_MS = 7 * 24 * 3_600_000;

function futureFaults(fields: readonly MatterField[], now: number): readonly Problem[] {
  return fields.flatMap(({ name, values: [text = ''], place }) => {
    const at = valueKind(name) === 'time' ? instantOf(text) : undefined;
    if (at === undefined || !(at > now + GRACE_MS)) return [];
    const day = new Date(now).toISOString().slice(0, 10);
    return [{ code: 'future-time', data: { field: name, text, day }, place }];
  });
}

/** An incident from the front matter of its record. What cannot be read is left out, and so are times that contradict each other. */
export function incidentOf(path: string, fields: readonly MatterField[]): Incident {
  const list = (name: IncidentFieldName): string[] =>
    (fields.find((field) => field.name === name)?.values ?? []).filter((value) => value !== '');
  const people = (name: IncidentFieldName): string[] => [...new Set(list(name).flatMap(loginIn))];
  const [first] = list('causing-change');
  const causingChange = changeIn(first ?? '');
  const issue = /^#?(\d{1,7})$/.exec(list('issue')[0] ?? '')?.[1];
  return {
    path,
    ...timesOf(fields),
    ...one('severity', list('severity')[0]),
    ...one('commander', people('commander')[0]),
    responders: people('responders'),
    ...one('trainee', people('trainee')[0]),
    shadows: people('shadows'),
    ...one('supervisor', people('supervisor')[0]),
    ...one('intervened', switchIn(list('intervened')[0])),
    ...one('debriefed', switchIn(list('debriefed')[0])),
    simulated: switchIn(list('simulated')[0]) === true,
    ...one('team', list('team')[0]),
    services: [...new Set(list('services'))],
    ...one(
      'cause',
      list('cause')
        .map((cause) => cause.replace(/^cause:/, ''))
        .find((cause) => WORD.test(cause)),
    ),
    ...one('causingChange', causingChange),
    ...one('issue', issue === undefined || Number(issue) === 0 ? undefined : Number(issue)),
  };
}

function one<Key extends string, Value>(
  key: Key,
  value: Value | undefined,
): Readonly<Partial<Record<Key, Value>>> {
  return (value === undefined ? {} : { [key]: value }) as Readonly<Partial<Record<Key, Value>>>;
}

function loginIn(value: string): readonly string[] {
  return LOGIN.test(value) ? [value.replace(/^@/, '')] : [];
}

function switchIn(value: string | undefined): boolean | undefined {
  if (value !== 'true' && value !== 'false') return undefined;
  return value === 'true';
}

/** `#12`, `12`, the address of a pull request, or the beginning of a sha. */
function changeIn(value: string): Cause['target'] | undefined {
  const number = /(?:^#?|\/pull\/)(\d{1,7})$/.exec(value.slice(0, 500))?.[1];
  if (number !== undefined)
    return Number(number) === 0 ? undefined : { kind: 'number', number: Number(number) };
  const sha = /^[0-9a-f]{7,64}$/i.exec(value)?.[0];
  return sha === undefined ? undefined : { kind: 'commit', sha: sha.toLowerCase() };
}

type Times = Pick<Incident, 'startedAt' | 'detectedAt' | 'resolvedAt'>;

function timesOf(fields: readonly MatterField[]): Times {
  if (orderFaults(fields).length > 0) return {};
  const at = (name: (typeof TIMES)[number]): string | undefined => {
    const time = instantOf(fields.find((field) => field.name === name)?.values[0] ?? '');
    return time === undefined ? undefined : new Date(time).toISOString();
  };
  return {
    ...one('startedAt', at('started')),
    ...one('detectedAt', at('detected')),
    ...one('resolvedAt', at('resolved')),
  };
}

function valueKind(name: string): IncidentValue | undefined {
  return Object.hasOwn(INCIDENT_FIELDS, name) ? INCIDENT_FIELDS[name as IncidentFieldName].value : undefined;
}

function fieldFaults({ name, values, place }: MatterField): readonly Problem[] {
  const [text] = values;
  const value = valueKind(name);
  if (value === undefined) {
    const meant = nearest(name, NAMES);
    return meant === undefined ? [] : [{ code: 'unknown-field', data: { field: name, meant }, place }];
  }
  if (text === undefined) return [];
  const data = { field: name, text };
  if (value === 'switch') return switchIn(text) === undefined ? [{ code: 'not-a-switch', data, place }] : [];
  return value === 'time' && instantOf(text) === undefined ? [{ code: 'impossible-time', data, place }] : [];
}

function orderFaults(fields: readonly MatterField[]): readonly Problem[] {
  const times = TIMES.flatMap((name) => {
    const field = fields.find((each) => each.name === name);
    const at = instantOf(field?.values[0] ?? '');
    return field === undefined || at === undefined ? [] : [{ name, at, place: field.place }];
  });
  const wrong = times.findIndex(({ at }, index) => index > 0 && at < (times[index - 1]?.at ?? at));
  const [earlier, later] = [times[wrong - 1], times[wrong]];
  if (wrong === -1 || earlier === undefined || later === undefined) return [];
  return [{ code: 'wrong-order', data: { earlier: earlier.name, later: later.name }, place: later.place }];
}
