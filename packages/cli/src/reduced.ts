import type { Cause, Commit, FileChange, Person, StoredVerdict } from '@forethought/core';
import { own, startNaming, startNumbering, startSharing } from './sharing.js';

/** Keeps what measures count from. Equal parts of different commits become one value. */
export interface Reducer {
  /** Commits come newest first. What is given back answers as a commit does, and can't be spread or written as JSON. */
  readonly commit: (commit: Commit) => Commit;
  readonly verdicts: (verdicts: StoredVerdict[]) => StoredVerdict[];
  /** Says of a commit that was reduced what else the rules answered. */
  readonly addVerdicts: (commit: Commit, more: readonly StoredVerdict[]) => void;
}

/** What a commit holds itself; all else stands in lists by its place. */
interface Handle {
  readonly sha: string;
  readonly committedAt: string;
  readonly parent: string;
  readonly place: number;
}

/** `official` and `recorded` as a byte: two bits each. */
const ANSWERS: readonly (boolean | null)[] = [null, false, true];
const SHIFT = 2;

/**
 * Reduces judged commits, so that a long history fits into memory: no message, no tree, no line counts, and paths only where somebody
 * asks for them. Sizes and texts have been judged by then, and the answers are in it.
 */
export function startReducing({ keepsFiles }: { readonly keepsFiles: boolean }): Reducer {
  const named = startNaming();
  const paths = startSharing<FileChange>((path) => ({ path, status: 'M', added: null, deleted: null }));
  const verdicts = startSharingVerdicts();
  const people = startNumbering<Person>(({ name, email }) => `${name}\0${email}`);
  const types = startNumbering<string | null>((type) => type ?? '');
  const columns = startColumns();
  const parted = startParted();
  const told: StoredVerdict[][] = [];
  const handles = commitsAs({ columns, parted, told, person: people.at, type: types.at });
  return {
    verdicts,
    addVerdicts: (commit, more) => {
      const place = placeOf(commit);
      if (more.length > 0) told[place] = verdicts([...(told[place] ?? []), ...more]);
    },
    commit: (commit) => {
      const { sha, parents, author, committer, committedAt, type, official, recorded } = commit;
      const [parent = '', ...others] = parents.map(named.asParent);
      const place = columns.add(
        people.placeOf(author),
        people.placeOf(committer),
        types.placeOf(type == null ? null : own(type)),
        ANSWERS.indexOf(official ?? null) | (ANSWERS.indexOf(recorded ?? null) << SHIFT),
      );
      told.push(verdicts(commit.verdicts ?? []));
      const files = keepsFiles ? commit.files?.map(({ path }) => paths(path)) : undefined;
      parted.keep(place, { ...commit, others, files });
      return handles({ sha: named.itself(sha), committedAt, parent, place });
    },
  };
}

type Reduced = Handle & Commit;

function placeOf(commit: Commit): number {
  return (commit as Reduced).place;
}

/** Parts that few commits have, by place. */
interface Parted {
  readonly others: ReadonlyMap<number, readonly string[]>;
  readonly causes: ReadonlyMap<number, Cause[]>;
  readonly coAuthors: ReadonlyMap<number, Person[]>;
  readonly logins: ReadonlyMap<number, string | null>;
  readonly files: ReadonlyMap<number, FileChange[]>;
}

function startParted(): Parted & {
  readonly keep: (
    place: number,
    of: Pick<Commit, 'causes' | 'coAuthors' | 'login' | 'files'> & { readonly others: readonly string[] },
  ) => void;
} {
  const [others, causes] = [new Map<number, readonly string[]>(), new Map<number, Cause[]>()];
  const [coAuthors, logins] = [new Map<number, Person[]>(), new Map<number, string | null>()];
  const files = new Map<number, FileChange[]>();
  return {
    ...{ others, causes, coAuthors, logins, files },
    keep: (place, of) => {
      if (of.others.length > 0) others.set(place, of.others);
      if ((of.causes ?? []).length > 0) causes.set(place, causesAlone(of.causes ?? []));
      if (of.coAuthors !== undefined) coAuthors.set(place, of.coAuthors);
      if (of.login !== undefined) logins.set(place, of.login);
      if (of.files !== undefined) files.set(place, of.files);
    },
  };
}

interface Columns {
  readonly add: (author: number, committer: number, type: number, answers: number) => number;
  readonly author: (place: number) => number;
  readonly committer: (place: number) => number;
  readonly type: (place: number) => number;
  readonly answers: (place: number) => number;
}

const WIDTH = 4;

/** Four small numbers a commit, outside of what the engine has to sweep. */
function startColumns(): Columns {
  let numbers = new Int32Array(1024 * WIDTH);
  let count = 0;
  const at = (column: number) => (place: number) => numbers[place * WIDTH + column] ?? 0;
  return {
    add: (...row) => {
      if ((count + 1) * WIDTH > numbers.length) {
        const longer = new Int32Array(numbers.length * 2);
        longer.set(numbers);
        numbers = longer;
      }
      numbers.set(row, count * WIDTH);
      return count++;
    },
    author: at(0),
    committer: at(1),
    type: at(2),
    answers: at(3),
  };
}

const NO_CAUSES: Cause[] = [];

/** What commits look their parts up in. */
interface Lists {
  readonly columns: Columns;
  readonly parted: Parted;
  readonly told: readonly StoredVerdict[][];
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
  return ({ sha, committedAt, parent, place }) =>
    ({ __proto__: shared, sha, committedAt, parent, place }) as unknown as Reduced;
}

/** Who wrote what, when, and on top of what. */
function writtenIn({ columns, parted, person, type }: Lists) {
  const nobody = { name: '', email: '' };
  const written: Looked<
    'tree' | 'parents' | 'author' | 'committer' | 'authoredAt' | 'type' | 'coAuthors' | 'login' | 'files'
  > = {
    tree: '',
    get parents() {
      return this.parent === '' ? [] : [this.parent, ...(parted.others.get(this.place) ?? [])];
    },
    get author() {
      return person(columns.author(this.place)) ?? nobody;
    },
    get committer() {
      return person(columns.committer(this.place)) ?? nobody;
    },
    get authoredAt() {
      return this.committedAt;
    },
    get type() {
      return type(columns.type(this.place)) ?? null;
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
function answeredIn({ columns, parted, told }: Lists) {
  const answered: Looked<'causes' | 'verdicts' | 'official' | 'recorded'> = {
    get causes() {
      return parted.causes.get(this.place) ?? NO_CAUSES;
    },
    get verdicts() {
      return told[this.place] ?? [];
    },
    get official() {
      return ANSWERS[columns.answers(this.place) & 3] ?? null;
    },
    get recorded() {
      return ANSWERS[columns.answers(this.place) >> SHIFT] ?? null;
    },
  };
  return answered;
}

/** One list for all changes of which the rules said the same. */
function startSharingVerdicts(): Reducer['verdicts'] {
  const known = new Map<string, StoredVerdict[]>();
  return (verdicts) => {
    let key = '';
    for (const { rule, outcome, asked } of verdicts) key += `${rule} ${outcome} ${asked} `;
    const found = known.get(key);
    if (found !== undefined) return found;
    known.set(own(key), verdicts);
    return verdicts;
  };
}

function causesAlone(causes: readonly Cause[]): Cause[] {
  return causes.map(({ rung, target }) => ({
    rung,
    target: target.kind === 'commit' ? { kind: 'commit', sha: own(target.sha) } : target,
  }));
}
