import { isSameText } from './comment-steps.js';
import type { GitHub } from './connect.js';
import { isBy, readIdentity } from './identity.js';
import { paceWrite } from './pace-write.js';
import { maybeText } from './value.js';

/** Whose text it is: the state of the programme, or the review of a month. */
export type BlockName = 'state' | `monthly:${string}:${string}`;

/** A text between the markers by which it is found again in the body of an issue. */
export function stateBlock(text: string, name: BlockName = 'state'): string {
  return `${startOf(name)}\n\n${text.trim()}\n\n${endOf(name)}`;
}

/** Whether a body holds both markers. */
export function hasStateBlock(body: string, name: BlockName = 'state'): boolean {
  return placeOf(body, name) !== undefined;
}

/** What stands between the markers; empty where they are not there. */
export function textOfBlock(body: string, name: BlockName): string {
  const place = placeOf(body, name);
  return place === undefined
    ? ''
    : body.slice(place.start + startOf(name).length, place.end - endOf(name).length).trim();
}

/** The month and scope of the review in a body: `monthly:2026-10:team`. */
export function monthlyMarkerIn(body: string): BlockName | undefined {
  const found = /^<!-- forethought:(monthly:\d{4}-\d{2}:[\w.-]{1,100}) -->/m.exec(body)?.[1];
  return found === undefined || !isMonthly(found) || !hasStateBlock(body, found) ? undefined : found;
}

function isMonthly(name: string): name is Exclude<BlockName, 'state'> {
  return name.startsWith('monthly:');
}

function startOf(name: BlockName): string {
  return `<!-- forethought:${name} -->`;
}

function endOf(name: BlockName): string {
  return `<!-- forethought:${name}:end -->`;
}

/**
 * Puts the current state between our markers in the body of an issue, and leaves every other word alone. `no-place`: somebody else's
 * issue without markers, which is not touched; on one of our own the block is appended. Throws `GitHubError`.
 */
export async function updateIssueBody(
  hub: GitHub,
  number: number,
  state: string,
  name: BlockName = 'state',
): Promise<'updated' | 'unchanged' | 'no-place'> {
  const { data } = await hub.api.rest.issues.get({ ...hub.where, issue_number: number });
  const body = (maybeText(data, 'body') ?? '').replaceAll('\r\n', '\n');
  const place = placeOf(body, name);
  if (place === undefined && !isBy(await readIdentity(hub), data)) return 'no-place';
  const block = stateBlock(state, name);
  const wanted =
    place === undefined
      ? `${body.trimEnd()}\n\n${block}`.trimStart()
      : `${body.slice(0, place.start)}${block}${body.slice(place.end)}`;
  if (isSameText(body, wanted)) return 'unchanged';
  await paceWrite(hub);
  await hub.api.rest.issues.update({ ...hub.where, issue_number: number, body: wanted });
  return 'updated';
}

/** From the first marker to the last end after it: what a state of somebody's words may hold between is overwritten, too. */
function placeOf(
  body: string,
  name: BlockName,
): { readonly start: number; readonly end: number } | undefined {
  const start = body.indexOf(startOf(name));
  const end = body.lastIndexOf(endOf(name));
  return start === -1 || end < start ? undefined : { start, end: end + endOf(name).length };
}
