import type { Cause, Rung } from '../schema/cause.js';
import type { Attribution } from './ledger.js';

/** What `attribute` has to know of a change: what it is called, what it brought when, and what its texts say to have caused it. */
export interface AttributableChange {
  readonly id: string;
  /** Of its pull request; null for a push. */
  readonly number: number | null;
  readonly shas: readonly string[];
  readonly landedAt: string;
  readonly causes: readonly Cause[];
  /** Its text takes a change back. What takes a revert back is told apart here. */
  readonly isRevert: boolean;
}

/** One change that says of another one, landed before, that it repairs it or takes it back. */
interface Pair {
  readonly fix: AttributableChange;
  readonly culprit: AttributableChange;
  readonly rung: Rung;
  readonly takesBack: boolean;
}

const RUNGS: readonly Rung[] = ['trailer', 'revert', 'prose', 'link', 'label', 'candidate'];
/** Shas are looked up by their beginning; shorter ones name nothing. */
const SHORTEST_SHA = 7;
const DAY = 86_400_000;

/**
 * Which change repairs or takes back which, oldest fix first. A cause has to be one of the changes and to have landed before; a
 * pair counts once, by its surest rung. What takes a revert back brings the change back: that revert is undone, and the pair of the
 * two is left out. Of several reverts of one change, as on release branches, the first counts while it stands. Linear in the causes. Changes are
 * read more than once, and may be made anew each time.
 */
export function attribute(changes: Iterable<AttributableChange>): readonly Attribution[] {
  const pairs = pairsOf(changes);
  const { undone, dropped } = settle(pairs);
  return pairs.flatMap((pair) => {
    if (dropped.has(pair)) return [];
    const { fix, culprit, rung, takesBack } = pair;
    return [
      {
        fix: fix.id,
        culprit: culprit.id,
        rung,
        at: fix.landedAt,
        days: (Date.parse(fix.landedAt) - Date.parse(culprit.landedAt)) / DAY,
        isRevert: takesBack,
        isUndone: undone.has(pair),
      },
    ];
  });
}

function pairsOf(changes: Iterable<AttributableChange>): readonly Pair[] {
  const find = finder(changes, beginningsIn(changes));
  const pairs: Pair[] = [];
  for (const fix of changes) {
    if (fix.causes.length === 0) continue;
    const found = new Map<string, Pair>();
    const landed = Date.parse(fix.landedAt);
    for (const { rung, target } of fix.causes) {
      const culprit = find(target, landed);
      if (culprit === undefined || culprit.id === fix.id) continue;
      const before = found.get(culprit.id);
      const isSurer = before === undefined || RUNGS.indexOf(rung) < RUNGS.indexOf(before.rung);
      const takesBack = rung === 'revert' || before?.takesBack === true;
      found.set(culprit.id, { fix, culprit, rung: isSurer ? rung : before.rung, takesBack });
    }
    pairs.push(...found.values());
  }
  return pairs
    .map((pair) => ({ pair, at: Date.parse(pair.fix.landedAt) }))
    .sort((a, b) => a.at - b.at)
    .map(({ pair }) => pair);
}

/** Finds the change that a cause names. */
type Finder = (target: Cause['target'], before: number) => AttributableChange | undefined;

/**
 * Beginnings of a sha that fit several changes name none. Histories that were joined have a number twice: of those that had landed,
 * the newest is meant.
 */
function finder(changes: Iterable<AttributableChange>, asked: ReadonlySet<string>): Finder {
  const byNumber = new Map<number, AttributableChange[]>();
  const bySha = new Map<string, { readonly sha: string; readonly change: AttributableChange }[]>();
  for (const change of changes) {
    if (change.number !== null) append(byNumber, change.number, change);
    for (const sha of asked.size === 0 ? [] : change.shas) {
      const beginning = sha.slice(0, SHORTEST_SHA);
      if (asked.has(beginning)) append(bySha, beginning, { sha, change });
    }
  }
  return (target, before) => {
    if (target.kind === 'number') return newest(byNumber.get(target.number) ?? [], before);
    const sha = target.sha.toLowerCase();
    if (sha.length < SHORTEST_SHA) return undefined;
    const fitting = bySha.get(sha.slice(0, SHORTEST_SHA))?.filter((each) => each.sha.startsWith(sha)) ?? [];
    const found = new Set(fitting.map(({ change }) => change));
    return found.size === 1 ? newest([...found], before) : undefined;
  };
}

/** Beginnings of the shas that causes name: a long history has few of them, and only those are looked up. */
function beginningsIn(changes: Iterable<AttributableChange>): ReadonlySet<string> {
  const asked = new Set<string>();
  for (const { causes } of changes)
    for (const { target } of causes)
      if (target.kind === 'commit') asked.add(target.sha.toLowerCase().slice(0, SHORTEST_SHA));
  return asked;
}

function newest(changes: readonly AttributableChange[], before: number): AttributableChange | undefined {
  let found: AttributableChange | undefined;
  for (const change of changes) {
    const at = Date.parse(change.landedAt);
    if (at < before && (found === undefined || at > Date.parse(found.landedAt))) found = change;
  }
  return found;
}

/** Which reverts were taken back themselves, and which pairs tell of no new event. Pairs come oldest fix first. */
function settle(pairs: readonly Pair[]): {
  readonly undone: ReadonlySet<Pair>;
  readonly dropped: ReadonlySet<Pair>;
} {
  const reverts = pairs.filter(({ takesBack }) => takesBack);
  const gone = new Set<string>();
  // Whatever takes back the later one of two is later still: seen from the newest, each fix is settled when its turn comes.
  for (const { fix, culprit } of [...reverts].reverse()) if (!gone.has(fix.id)) gone.add(culprit.id);
  return {
    undone: new Set(reverts.filter(({ fix }) => gone.has(fix.id))),
    dropped: new Set(repeated(reverts)),
  };
}

/** Pairs that bring a change back, and reverts of what another revert has taken back already. */
function repeated(reverts: readonly Pair[]): readonly Pair[] {
  const taken = new Map<string, string[]>();
  const bringers = new Set<string>();
  const away = new Set<string>();
  return reverts.filter(({ fix, culprit }) => {
    const back = taken.get(culprit.id);
    if (back !== undefined || (culprit.isRevert && !bringers.has(culprit.id))) {
      bringers.add(fix.id);
      for (const id of back ?? []) away.delete(id);
      return true;
    }
    append(taken, fix.id, culprit.id);
    if (away.has(culprit.id)) return true;
    away.add(culprit.id);
    return false;
  });
}

function append<K, V>(map: Map<K, V[]>, key: K, ...values: readonly V[]): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [...values]);
  else list.push(...values);
}
