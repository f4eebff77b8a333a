import { blocksIn, type Change, cherryPickSource, fromText, type Policy } from '@forethought/core';
import { type GitPlace, readCommits } from '@forethought/io';

/** So many changes of the branch count as earlier ones. */
const MOST = 50;
/** A line that was followed so far is read on by so many changes at once: the next change asks for one more of them. */
const AHEAD = 400;
/** So many changes are remembered, the newest asked for. */
const REMEMBERED = 600;
/** Shorter titles stand in other texts by chance. */
const TELLING_TITLE = 10;

/** What the changes before one said, by `blockKey`, with a short name of each. */
type Names = ReadonlyMap<string, string>;

/** Says what the changes before one said. `now`: the same at once, where it was found out for another change before; else undefined. */
export interface EarlierLookup {
  (id: string, change: Change, policy: Policy): Promise<Names>;
  readonly now?: (change: Change, policy: Policy) => Names | undefined;
}

interface Earlier {
  readonly name: string;
  readonly message: string;
  readonly keys: readonly string[];
}

/**
 * Looks through the last changes on the first-parent line up to `before` – the base of a range, whose commits are one change and
 * repeat nothing of each other –, or else before the change itself; each is read once for all who ask. A picked commit, and one that a
 * squash has landed already, says what it said before.
 */
export function earlierLookup(
  repo: GitPlace,
  before: string | undefined,
  signal?: AbortSignal,
): EarlierLookup {
  const lines = new WeakMap<Policy['sections'], (id: string) => Promise<readonly Earlier[]>>();
  // The base of a range is the same for all who ask.
  const ofBase = new WeakMap<Policy['sections'], readonly Earlier[]>();
  const ask = async (id: string, change: Change, { sections }: Policy): Promise<Names> => {
    const line = lines.get(sections) ?? lineFrom(before, followLine(repo, sections, signal));
    lines.set(sections, line);
    const all = await line(id);
    if (before !== undefined) ofBase.set(sections, all);
    return namesFor(change, all);
  };
  const now = (change: Change, { sections }: Policy): Names | undefined => {
    const all = ofBase.get(sections);
    return all === undefined ? undefined : namesFor(change, all);
  };
  return Object.assign(ask, { now });
}

/** What is told of those changes to one of which no trace stands among them. */
function namesFor({ evidence, subject }: Change, all: readonly Earlier[]): Names {
  if (all.length === 0) return NOTHING;
  const title = subject.title.trim();
  const entries = [...evidence.prose, ...evidence.sections.flatMap((section) => section.entries)];
  const words = entries.map(({ text }) => text).join('\n');
  if (cherryPickSource(`${title}\n\n${words}`) !== undefined) return NOTHING;
  const isSame = ({ message }: Earlier): boolean => title.length >= TELLING_TITLE && message.includes(title);
  return namesByKey(all.some(isSame) ? all.filter((each) => !isSame(each)) : all);
}

function lineFrom(
  before: string | undefined,
  follow: EarlierLine,
): (id: string) => Promise<readonly Earlier[]> {
  if (before === undefined) return (id) => follow(id, false);
  let found: Promise<readonly Earlier[]> | undefined;
  return () => {
    found ??= follow(before, true);
    return found;
  };
}

const NOTHING: Names = new Map();
const known = new WeakMap<readonly Earlier[], Names>();

/** The newest change that said each of the keys. Kept as long as the list. */
function namesByKey(earlier: readonly Earlier[]): Names {
  const names =
    known.get(earlier) ??
    new Map(earlier.flatMap(({ name, keys }) => keys.map((key) => [key, name] as const)).reverse());
  known.set(earlier, names);
  return names;
}

/** The last changes before a commit, or up to and with it, that say something which a copy could be known by; newest first. */
type EarlierLine = (rev: string, isWith: boolean) => Promise<readonly Earlier[]>;

/** A commit that was read; what it says is looked at when somebody asks. */
interface Known {
  readonly parent: string | undefined;
  readonly earlier: () => Earlier;
}

/** Follows first parents. Questions are answered one after another, as most of them ask for nearly the same commits. */
function followLine(repo: GitPlace, index: Policy['sections'], signal: AbortSignal | undefined): EarlierLine {
  const known = new Map<string, Known>();
  const at = async (rev: string, ahead: number): Promise<Known | undefined> => {
    if (!known.has(rev)) await readOn(repo, { rev, ahead, index, signal }, known);
    return known.get(rev);
  };
  const walk = async (rev: string, isWith: boolean): Promise<readonly Earlier[]> => {
    while (known.size > REMEMBERED) known.delete(known.keys().next().value ?? '');
    const first = await at(rev, MOST + 1);
    let next = isWith ? first : first?.parent === undefined ? undefined : await at(first.parent, AHEAD);
    const found: Earlier[] = [];
    for (let count = 0; count < MOST && next !== undefined; count += 1) {
      found.push(next.earlier());
      next = next.parent === undefined ? undefined : await at(next.parent, AHEAD);
    }
    return found.filter(({ keys }) => keys.length > 0);
  };
  let last: Promise<unknown> = Promise.resolve();
  return (rev, isWith) => {
    const answer = last.then(() => walk(rev, isWith));
    last = answer.catch(() => {});
    return answer;
  };
}

/** Reads a commit and those before it. A name that is no sha is remembered too, as the first of them. */
async function readOn(
  repo: GitPlace,
  query: {
    readonly rev: string;
    readonly ahead: number;
    readonly index: Policy['sections'];
    readonly signal: AbortSignal | undefined;
  },
  known: Map<string, Known>,
): Promise<void> {
  const { rev, ahead, index, signal } = query;
  let isFirst = true;
  const read = { repo, revs: [rev], firstParent: true, max: ahead, withFiles: 'none', signal } as const;
  for await (const { sha, parents, message = '' } of readCommits(read)) {
    let earlier: Earlier | undefined;
    const entry: Known = {
      parent: parents[0],
      earlier: () => {
        earlier ??= earlierOf(sha, message, index);
        return earlier;
      },
    };
    if (isFirst) known.set(rev, entry);
    isFirst = false;
    known.set(sha, entry);
  }
}

function earlierOf(sha: string, message: string, index: Policy['sections']): Earlier {
  const evidence = fromText(message, { kind: 'commit', index, hashHeadings: 'count' });
  const number = /\(#(\d{1,9})\)$/.exec(evidence.title)?.[1];
  const keys = blocksIn(evidence).map(({ key }) => key);
  return { name: number === undefined ? sha.slice(0, 12) : `#${number}`, message, keys };
}
