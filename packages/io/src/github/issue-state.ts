import { isSameText } from './comment-steps.js';
import type { GitHub } from './connect.js';
import { isBy, readIdentity } from './identity.js';
import { paceWrite } from './pace-write.js';
import { maybeText } from './value.js';

const START = '<!-- forethought:state -->';
const END = '<!-- forethought:state:end -->';

/** A text between the markers by which it is found again in the body of an issue. */
export function stateBlock(text: string): string {
  return `${START}\n\n${text.trim()}\n\n${END}`;
}

/** Whether a body holds both markers. */
export function hasStateBlock(body: string): boolean {
  return placeOf(body) !== undefined;
}

/**
 * Puts the current state between our markers in the body of an issue, and leaves every other word alone. `no-place`: somebody else's
 * issue without markers, which is not touched; on one of our own the block is appended. Throws `GitHubError`.
 */
export async function updateIssueBody(
  hub: GitHub,
  number: number,
  state: string,
): Promise<'updated' | 'unchanged' | 'no-place'> {
  const { data } = await hub.api.rest.issues.get({ ...hub.where, issue_number: number });
  const body = (maybeText(data, 'body') ?? '').replaceAll('\r\n', '\n');
  const place = placeOf(body);
  if (place === undefined && !isBy(await readIdentity(hub), data)) return 'no-place';
  const block = stateBlock(state);
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
function placeOf(body: string): { readonly start: number; readonly end: number } | undefined {
  const start = body.indexOf(START);
  const end = body.lastIndexOf(END);
  return start === -1 || end < start ? undefined : { start, end: end + END.length };
}
