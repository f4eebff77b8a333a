import type { Commit } from './schema/facts.js';

/** The address that the platform's own merge button commits with. */
const WEB_FLOW = 'noreply@github.com';
const PULL_REQUEST_TITLE = /\(#\d{1,10}\)\s{0,3}$/;
/** Above this share of concatenated messages a repository lands commits, and what looks like a body is a lone commit's text. */
const MOST_CONCATENATED = 0.1;

/**
 * What a squash of the platform put into a message: the pull request's `body` (or the text of its only commit, which looks the
 * same), its `commits` one after another, or `nothing` but the title. Undefined for every other commit.
 */
export function landedAs(commit: Commit): 'body' | 'commits' | 'nothing' | undefined {
  if (commit.parents.length > 1 || commit.committer.email.toLowerCase() !== WEB_FLOW) return undefined;
  const message = commit.message ?? '';
  const end = message.indexOf('\n');
  const title = end === -1 ? message : message.slice(0, end);
  if (!PULL_REQUEST_TITLE.test(title.slice(-40))) return undefined;
  const lines = end === -1 ? [] : message.slice(end + 1).split('\n');
  if (lines.every((line) => isAppended(line))) return 'nothing';
  return isConcatenation(lines) ? 'commits' : 'body';
}

/**
 * The commits of a repository whose message is the body of their pull request, empty bodies included. A repository squashes in
 * one way: where more than a tenth of its squashed messages are concatenated commits, no message counts as a body; where most
 * have no text, it lands titles alone, and only those with text count.
 */
export function landedBodies(commits: readonly Commit[]): ReadonlySet<string> {
  return bodiesAmong(commits.map((commit) => ({ sha: commit.sha, landed: landedAs(commit) })));
}

/** The same by what each commit landed as, for whoever has read the messages already. */
export function bodiesAmong(
  commits: Iterable<{ readonly sha: string; readonly landed: ReturnType<typeof landedAs> }>,
): ReadonlySet<string> {
  const shas = { body: [] as string[], commits: [] as string[], nothing: [] as string[] };
  for (const { sha, landed } of commits) if (landed !== undefined) shas[landed].push(sha);
  const withText = shas.body.length + shas.commits.length;
  if (shas.commits.length > withText * MOST_CONCATENATED) return new Set();
  return new Set(shas.nothing.length > shas.body.length ? shas.body : [...shas.body, ...shas.nothing]);
}

/** Blank, or what the platform adds below any text: its rule and the co-authors. */
function isAppended(line: string): boolean {
  return line.trim() === '' || /^-{9}$/.test(line.trim()) || /^co-authored-by:/i.test(line);
}

/** Two or more titles as bullets, each with a blank line after it, the first one opening the text. */
function isConcatenation(lines: readonly string[]): boolean {
  const first = lines.find((line) => line.trim() !== '');
  if (first?.startsWith('* ') !== true) return false;
  const alone = lines.filter((line, at) => line.startsWith('* ') && (lines[at + 1] ?? '').trim() === '');
  return alone.length >= 2;
}
