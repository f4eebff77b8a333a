import { type CommentAnswer, type CommentStep, commentSteps, type OwnComment } from './comment-steps.js';
import type { GitHub } from './connect.js';
import { GitHubError } from './error.js';
import { halved } from './halved.js';
import { isBy, readIdentity } from './identity.js';
import { idAt, listAt, maybeText, timeAt } from './value.js';

/**
 * A comment that is kept up to date. `marker` is its first line, by which it is found again; `body` is the whole text with that
 * line, or null when there is nothing to say and only duplicates are to go.
 */
export interface StickyComment {
  readonly marker: string;
  readonly body: string | null;
  readonly createIfMissing: boolean;
}

/**
 * Writes the one comment of this marker and of this token's own account, and heals duplicates. A comment that somebody hid is
 * edited where it is and stays hidden. A body that the server calls too long is cut in half once. Throws `GitHubError`: `read-only`
 * (the token), `locked`, `gone`, `not-found`, `invalid`, and whatever ended the last attempt.
 */
export async function upsertComment(
  hub: GitHub,
  number: number,
  comment: StickyComment,
): Promise<CommentResult> {
  try {
    return await keepComment(hub, number, comment);
  } catch (error) {
    if (comment.body === null || !(error instanceof GitHubError) || !isTooLong(error)) throw error;
    return keepComment(hub, number, { ...comment, body: halved(comment.body) });
  }
}

type CommentResult = 'created' | 'updated' | 'unchanged' | 'none';

/** A server may take less than the usual 65,536 characters. */
function isTooLong({ kind, words = '' }: GitHubError): boolean {
  return kind === 'invalid' && /too long/i.test(words);
}

async function keepComment(
  hub: GitHub,
  number: number,
  { marker, body, createIfMissing }: StickyComment,
): Promise<CommentResult> {
  const machine = commentSteps({ body, createIfMissing });
  let lastTrouble: unknown;
  const take = async (step: CommentStep): Promise<CommentAnswer> => {
    try {
      return await perform(hub, number, marker, step);
    } catch (error) {
      if (!(error instanceof GitHubError)) throw error;
      if (step.kind === 'create' && error.ambiguous) {
        lastTrouble = error;
        return { kind: 'unclear' };
      }
      if (step.kind !== 'list' && step.kind !== 'create' && error.kind === 'not-found')
        return { kind: 'gone' };
      throw error;
    }
  };
  let next = machine.next();
  while (next.done !== true) next = machine.next(await take(next.value));
  if (next.value === 'unclear') throw lastTrouble;
  return next.value;
}

async function perform(
  hub: GitHub,
  number: number,
  marker: string,
  step: CommentStep,
): Promise<CommentAnswer> {
  const { where, clock, signal } = hub;
  const { issues } = hub.api.rest;
  switch (step.kind) {
    case 'list':
      return { kind: 'listed', comments: await ownComments(hub, number, (line) => line === marker) };
    case 'create':
      await issues.createComment({ ...where, issue_number: number, body: step.body });
      return { kind: 'done' };
    case 'update':
      await issues.updateComment({ ...where, comment_id: Number(step.id), body: step.body });
      return { kind: 'done' };
    case 'delete':
      await issues.deleteComment({ ...where, comment_id: Number(step.id) });
      return { kind: 'done' };
    case 'pause':
      await clock.sleep(step.ms, signal);
      return { kind: 'done' };
  }
}

/** The comments of this token's own account whose first line is a marker, oldest first. Throws `GitHubError`. */
export async function ownComments(
  hub: GitHub,
  number: number,
  isMarker: (line: string) => boolean,
): Promise<readonly OwnComment[]> {
  const { api, where } = hub;
  const pages = await api.paginate(api.rest.issues.listComments, {
    ...where,
    issue_number: number,
    per_page: 100,
  });
  const marked = listAt(pages).filter((comment) => isMarker(firstLine(maybeText(comment, 'body') ?? '')));
  if (marked.length === 0) return [];
  const identity = await readIdentity(hub);
  return marked
    .filter((comment) => isBy(identity, comment))
    .map((comment) => ({
      id: idAt(comment, 'id'),
      createdAt: timeAt(comment, 'created_at'),
      body: maybeText(comment, 'body') ?? '',
    }));
}

/** The first line of a text, without white space at its end. */
export function firstLine(text: string): string {
  const end = text.indexOf('\n');
  return (end === -1 ? text : text.slice(0, end)).trimEnd();
}
