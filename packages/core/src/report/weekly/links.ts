import { codeSpan } from '../quote.js';
import type { WeeklyInput } from './input.js';

const SHORT_SHA = 12;
/** What an address may consist of besides the repository's own; nothing that Markdown could take for its end. */
const SAFE = /^[\w./~%+?=&#-]*$/;
const GITHUB = 'https://github.com/';

/**
 * A change as a link that leaves no trace where it leads: a plain one to github.com would put this comment on that pull request's
 * timeline. https://docs.github.com/get-started/writing-on-github/working-with-advanced-formatting/autolinked-references-and-urls#avoiding-backlinks-to-linked-references
 */
export function changeLink(
  id: string,
  url: string | null,
  { repositoryUrl }: Pick<WeeklyInput, 'repositoryUrl'>,
): string {
  const name = changeName(id);
  if (repositoryUrl === null) return name;
  const address = url ?? addressOf(id, repositoryUrl);
  if (address === null || !/^https?:\/\/[\w.:-]+\/[\w./-]+$/.test(repositoryUrl)) return name;
  if (!address.startsWith(`${repositoryUrl}/`) || !SAFE.test(address.slice(repositoryUrl.length)))
    return name;
  const quiet = address.startsWith(GITHUB)
    ? `https://redirect.github.com/${address.slice(GITHUB.length)}`
    : address;
  return `[${name}](${quiet})`;
}

/** A change's id as code, a sha by its beginning. */
export function changeName(id: string): string {
  return codeSpan(/^[0-9a-f]{40,64}$/.test(id) ? id.slice(0, SHORT_SHA) : id);
}

function addressOf(id: string, repositoryUrl: string): string | null {
  const number = /^#(\d{1,10})(?:\/|$)/.exec(id)?.[1];
  if (number !== undefined) return `${repositoryUrl}/pull/${number}`;
  return /^[0-9a-f]{40,64}$/.test(id) ? `${repositoryUrl}/commit/${id}` : null;
}
