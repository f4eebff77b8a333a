/** A comment of our own that carries the marker, as one list showed it. */
export interface OwnComment {
  readonly id: string;
  readonly createdAt: string;
  readonly body: string;
}

/** What is wanted: this text (null: no text, only at most one comment), written anew or only where a comment is. */
export interface CommentWish {
  readonly body: string | null;
  readonly createIfMissing: boolean;
}

/** What to do next. `list` wants all own comments with the marker. */
export type CommentStep =
  | { readonly kind: 'list' }
  | { readonly kind: 'create'; readonly body: string }
  | { readonly kind: 'update'; readonly id: string; readonly body: string }
  | { readonly kind: 'delete'; readonly id: string }
  | { readonly kind: 'pause'; readonly ms: number };

/**
 * How a step went. `gone`: there is no such comment any more. `unclear`: the server may have stored the comment or not.
 * Errors of any other kind end the run, and are no answer.
 */
export type CommentAnswer =
  | { readonly kind: 'listed'; readonly comments: readonly OwnComment[] }
  | { readonly kind: 'done' }
  | { readonly kind: 'gone' }
  | { readonly kind: 'unclear' };

/** What became of the comment; `unclear` when nobody can say whether it was stored, `none` when there is none. */
export type CommentOutcome = 'created' | 'updated' | 'unchanged' | 'none' | 'unclear';

/** The machine: yields steps, is given their answers, returns the outcome. It does nothing itself. */
export type CommentMachine = Generator<CommentStep, CommentOutcome, CommentAnswer>;

/** A reply that got lost may belong to a request that is still being stored; so long it is waited before looking. Milliseconds. */
const SETTLING = 2000;
const MOST_CREATES = 3;
const MOST_ROUNDS = 12;

/**
 * Leaves at most one comment, whoever else does the same at the same time: the oldest is kept, written only where it differs,
 * and the others of our own go. After a create the list is read again, since somebody else may have created one between. A
 * create without an answer is never repeated before a look at the list.
 */
export function* commentSteps(wish: CommentWish): CommentMachine {
  let creates = 0;
  let stored: CommentOutcome = 'none';
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const listed = yield { kind: 'list' };
    const [kept, ...extras] = oldestFirst(listed.kind === 'listed' ? listed.comments : []);
    if (kept === undefined) {
      // What was created and answered for is there, even where a list does not show it yet or somebody took it away since.
      if (wish.body === null || !wish.createIfMissing || stored === 'created') return stored;
      if (creates === MOST_CREATES) return 'unclear';
      creates += 1;
      const answer = yield { kind: 'create', body: wish.body };
      if (answer.kind === 'unclear') yield { kind: 'pause', ms: SETTLING };
      else stored = 'created';
      continue;
    }
    const differs = wish.body !== null && !isSameText(kept.body, wish.body);
    if (differs) {
      const answer = yield { kind: 'update', id: kept.id, body: wish.body };
      if (answer.kind === 'gone') continue;
    }
    for (const { id } of extras) yield { kind: 'delete', id };
    if (creates > 0 && !differs) return 'created';
    return differs ? 'updated' : 'unchanged';
  }
  return 'unclear';
}

function oldestFirst(comments: readonly OwnComment[]): readonly OwnComment[] {
  return [...comments].sort(
    (a, b) =>
      Date.parse(a.createdAt) - Date.parse(b.createdAt) ||
      a.id.length - b.id.length ||
      (a.id < b.id ? -1 : 1),
  );
}

/** Whether a stored text is the one that is wanted: GitHub may store other line ends and drop white space at the end. */
export function isSameText(stored: string, wanted: string): boolean {
  return stored.replaceAll('\r\n', '\n').trimEnd() === wanted.replaceAll('\r\n', '\n').trimEnd();
}
