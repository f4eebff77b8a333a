import type { Cause, Commit, FileChange, Person, StoredVerdict } from '@forethought/core';
import { type Column, startInstants, startShas } from './columns.js';
import { type Numbers, startNumbers } from './number-rows.js';
import { own, startNumbering, startSharing } from './sharing.js';
import { startVerdictLists, type VerdictLists } from './verdict-lists.js';

/** Keeps what measures count from. Equal parts of different commits become one value. */
export interface Reducer {
  /** What stays of a commit, for `add`: nothing of its texts. */
  readonly reduce: (commit: Commit) => Row;
  readonly add: (row: Row) => void;
  readonly verdicts: (verdicts: readonly StoredVerdict[]) => StoredVerdict[];
  /**
   * All of them in their order; asked for once, after the last one. `more`: what else the rules answered, by sha. Each answers as a
   * commit does, and can't be spread or written as JSON.
   */
  readonly commits: (more: ReadonlyMap<string, readonly StoredVerdict[]>) => Commit[];
}

/** A commit before it has a place. */
interface Row extends Pick<Commit, 'sha' | 'committedAt'>, Parts {
  readonly parent: string;
  readonly numbers: readonly number[];
}

/** What few commits have. */
interface Parts extends Pick<Commit, 'causes' | 'coAuthors' | 'login' | 'files'> {
  readonly others: readonly string[];
}

/** What a commit holds itself; all else stands in lists by its place. */
interface Handle {
  readonly sha: string;
  readonly committedAt: string;
  readonly place: number;
}

/** Numbers of a commit: places of people, of the type and of the verdicts, and `official` and `recorded` as two bits each. */
const AUTHOR = 0;
const COMMITTER = 1;
const TYPE = 2;
const VERDICTS = 3;
const SAID = 4;
const WIDTH = 5;
const ANSWERS: readonly (boolean | null)[] = [null, false, true];
const SHIFT = 2;

/**
 * Reduces judged commits, so that a long history fits into memory: no message, no tree, no line counts, and paths only where somebody
 * asks for them. Sizes and texts have been judged by then, and the answers are in it. While commits come by nothing of theirs is an
 * object: those would lie between what is judged and forgotten, and keep its memory apart (25 MiB at 80,000 commits).
 */
export function startReducing({ keepsFiles }: { readonly keepsFiles: boolean }): Reducer {
  const paths = startSharing<FileChange>((path) => ({ path, status: 'M', added: null, deleted: null }));
  const people = startNumbering<Person>(({ name, email }) => `${name}\0${email}`);
  const types = startNumbering<string | null>((type) => type ?? '');
  const lists = startVerdictLists();
  const numbers = startNumbers(WIDTH);
  const [shas, parents, instants] = [startShas(), startShas(), startInstants()];
  const parted = startParted();
  return {
    verdicts: (verdicts) => lists.at(lists.placeOf(verdicts)),
    reduce: (commit) => {
      const { sha, author, committer, committedAt, type, causes, coAuthors, login } = commit;
      const [parent = '', ...others] = commit.parents;
      const numbers = [
        people.placeOf(author),
        people.placeOf(committer),
        types.placeOf(type == null ? null : own(type)),
        lists.placeOf(commit.verdicts ?? []),
        answersOf(commit),
      ];
      const files = keepsFiles ? commit.files?.map(({ path }) => paths(path)) : undefined;
      return { sha, committedAt, parent, others, numbers, causes, coAuthors, login, files };
    },
    add: (row) => {
      shas.add(row.sha);
      parents.add(row.parent);
      instants.add(row.committedAt);
      parted.keep(numbers.add(...row.numbers), row);
    },
    commits: (more) => {
      const parts = { person: people.at, type: types.at, verdicts: lists.at };
      const handles = commitsAs({ numbers, parents, parted, ...parts });
      return Array.from({ length: numbers.size() }, (_, place) => {
        const sha = shas.at(place);
        const added = more.get(sha) ?? [];
        if (added.length > 0) addVerdicts(place, added, { numbers, lists });
        return handles({ sha, committedAt: instants.at(place), place });
      });
    },
  };
}

function addVerdicts(
  place: number,
  added: readonly StoredVerdict[],
  { numbers, lists }: { readonly numbers: Numbers; readonly lists: VerdictLists },
): void {
  const all = [...lists.at(numbers.at(place, VERDICTS)), ...added];
  numbers.set(place, VERDICTS, lists.placeOf(all));
}

function answersOf({ official = null, recorded = null }: Commit): number {
  return ANSWERS.indexOf(official) | (ANSWERS.indexOf(recorded) << SHIFT);
}

/** Parts that few commits have, by place. */
interface Parted {
  readonly others: ReadonlyMap<number, readonly string[]>;
  readonly causes: ReadonlyMap<number, Cause[]>;
  readonly coAuthors: ReadonlyMap<number, Person[]>;
  readonly logins: ReadonlyMap<number, string | null>;
  readonly files: ReadonlyMap<number, FileChange[]>;
}

function startParted(): Parted & { readonly keep: (place: number, parts: Parts) => void } {
  const [others, causes] = [new Map<number, readonly string[]>(), new Map<number, Cause[]>()];
  const [coAuthors, logins] = [new Map<number, Person[]>(), new Map<number, string | null>()];
  const files = new Map<number, FileChange[]>();
  return {
    ...{ others, causes, coAuthors, logins, files },
    keep: (place, of) => {
      if (of.others.length > 0) others.set(place, of.others.map(own));
      if (of.causes !== undefined && of.causes.length > 0) causes.set(place, causesAlone(of.causes));
      if (of.coAuthors !== undefined) coAuthors.set(place, of.coAuthors);
      if (of.login !== undefined) logins.set(place, of.login);
      if (of.files !== undefined) files.set(place, of.files);
    },
  };
}

const NO_CAUSES: Cause[] = [];

/** What commits look their parts up in. */
interface Lists {
  readonly numbers: Numbers;
  readonly parents: Column;
  readonly parted: Parted;
  readonly verdicts: (place: number) => StoredVerdict[];
  readonly person: (place: number) => Person | undefined;
  readonly type: (place: number) => string | null | undefined;
}

type Looked<Keys extends keyof Commit> = ThisType<Handle> & Pick<Commit, Keys>;

/** Makes commits of handles: what they don't hold themselves is looked up when it is asked for. */
function commitsAs(lists: Lists): (handle: Handle) => Commit {
  const shared = Object.create(null, {
    ...Object.getOwnPropertyDescriptors(writtenIn(lists)),
    ...Object.getOwnPropertyDescriptors(answeredIn(lists)),
  }) as object;
  return ({ sha, committedAt, place }) =>
    ({ __proto__: shared, sha, committedAt, place }) as unknown as Handle & Commit;
}

/** Who wrote what, when, and on top of what. */
function writtenIn({ numbers, parents, parted, person, type }: Lists) {
  const nobody = { name: '', email: '' };
  const written: Looked<
    'tree' | 'parents' | 'author' | 'committer' | 'authoredAt' | 'type' | 'coAuthors' | 'login' | 'files'
  > = {
    tree: '',
    get parents() {
      const parent = parents.at(this.place);
      return parent === '' ? [] : [parent, ...(parted.others.get(this.place) ?? [])];
    },
    get author() {
      return person(numbers.at(this.place, AUTHOR)) ?? nobody;
    },
    get committer() {
      return person(numbers.at(this.place, COMMITTER)) ?? nobody;
    },
    get authoredAt() {
      return this.committedAt;
    },
    get type() {
      return type(numbers.at(this.place, TYPE)) ?? null;
    },
    get coAuthors() {
      return parted.coAuthors.get(this.place);
    },
    get login() {
      return parted.logins.get(this.place);
    },
    get files() {
      return parted.files.get(this.place);
    },
  };
  return written;
}

/** What was found out about it. */
function answeredIn({ numbers, parted, verdicts }: Lists) {
  const answered: Looked<'causes' | 'verdicts' | 'official' | 'recorded'> = {
    get causes() {
      return parted.causes.get(this.place) ?? NO_CAUSES;
    },
    get verdicts() {
      return verdicts(numbers.at(this.place, VERDICTS));
    },
    get official() {
      return ANSWERS[numbers.at(this.place, SAID) & 3] ?? null;
    },
    get recorded() {
      return ANSWERS[numbers.at(this.place, SAID) >> SHIFT] ?? null;
    },
  };
  return answered;
}

function causesAlone(causes: readonly Cause[]): Cause[] {
  return causes.map(({ rung, target }) => ({
    rung,
    target: target.kind === 'commit' ? { kind: 'commit', sha: own(target.sha) } : target,
  }));
}
