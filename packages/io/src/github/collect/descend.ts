import type { ForgeKind } from './batch.js';
import { emit, markRead, note, type Records, type Run, settled, spansOf } from './run.js';
import {
  addSpan,
  before,
  formatSpans,
  instant,
  joinSpans,
  parseSpans,
  type Span,
  type Spans,
  spanAt,
} from './spans.js';

/** One page of a list that has its newest entries first. */
export interface Page<Item> {
  readonly items: readonly { readonly at: number; readonly item: Item }[];
  readonly next: string | null;
}

/** A list to read from its newest entry down. */
export interface Descent<Item> {
  readonly kind: ForgeKind;
  readonly page: (after: string | null) => Promise<Page<Item>>;
  /** How many entries become records at once. */
  readonly atOnce: () => number;
  /** Reads records. `isWhole`: nothing was left out that another reading may bring. */
  readonly take: (
    items: readonly Item[],
  ) => Promise<{ readonly records: Records; readonly isWhole: boolean }>;
}

const DAY = 24 * 3600_000;
const SECOND = 1000;
const MOST_TURNS = 4;
const CROWD = 3;
const SKEW_WORTH_A_WORD = 5 * 60_000;

/**
 * Reads a list from its newest entry down to where everything was read before, and hands records over as they come. What was read is
 * noted as stretches of time: `<kind>` for good, `<kind>.fresh` in an unfinished run, whose entries within the lag need no second
 * reading for a day. Afterwards what changed meanwhile is read.
 */
export async function descend<Item>(run: Run, descent: Descent<Item>): Promise<void> {
  const { kind } = descent;
  const fresh = freshOf(run, `${kind}.fresh`);
  const way: Way<Item> = { run, descent, begun: fresh.begun, fresh: fresh.spans, edge: Number.NaN, taken: 0 };
  let done = joinSpans(before(spansOf(run, kind), run.lagStart), fresh.spans);
  for (let turn = 0; turn < MOST_TURNS; turn++) {
    way.taken = 0;
    const top = await goDown(way, done);
    if (top === undefined || way.taken === 0) break;
    done = [{ low: Math.min(run.since, top), high: top }];
  }
  if (run.marks.has(`${kind}.fresh`)) run.marks.set(`${kind}.fresh`, '');
  await emit(run, {});
}

/** An unfinished run: when it began, and what it has read. One that is older than a day has gone stale. */
function freshOf(run: Run, mark: string): { readonly begun: number; readonly spans: Spans } {
  const [begun = '', spans] = (run.marks.get(mark) ?? '').split(' ');
  const age = run.asOf - Date.parse(begun);
  return Math.abs(age) <= DAY
    ? { begun: Date.parse(begun), spans: parseSpans(spans) }
    : { begun: run.asOf, spans: [] };
}

/** The way down, with the highest instant below which nothing is noted yet (`edge`). */
interface Way<Item> {
  readonly run: Run;
  readonly descent: Descent<Item>;
  readonly begun: number;
  fresh: Spans;
  edge: number;
  taken: number;
}

/** One way down; the instant of the newest entry, or undefined where there is none. */
async function goDown<Item>(way: Way<Item>, done: Spans): Promise<number | undefined> {
  const { run, descent } = way;
  let top: number | undefined;
  let waiting: { readonly at: number; readonly item: Item }[] = [];
  const flush = async (span: Span, edge: number): Promise<void> => {
    await take(
      way,
      waiting.map(({ item }) => item),
      span,
      waiting.at(-1)?.at,
    );
    way.edge = Math.min(edge, way.edge);
    waiting = [];
  };
  for (let after: string | null = null, isFirst = true; isFirst || after !== null; isFirst = false) {
    const page: Page<Item> = await descent.page(after);
    for (const entry of page.items) {
      top ??= begin(way, entry.at);
      const known = spanAt(done, entry.at);
      if (known !== undefined) await flush({ low: known.high + SECOND, high: way.edge }, known.low - SECOND);
      if (entry.at < run.since || (known !== undefined && known.low <= run.since)) return end(top);
      if (known !== undefined) continue;
      if (isFull(waiting, entry.at, descent.atOnce())) {
        await flush({ low: entry.at + SECOND, high: way.edge }, entry.at);
      }
      waiting.push(entry);
    }
    after = page.next;
  }
  return end(top);

  async function end(newest: number | undefined): Promise<number | undefined> {
    if (newest !== undefined) await flush({ low: run.since, high: way.edge }, run.since);
    return newest;
  }
}

/** Whether it is time for records. What changed within one second stays together, unless that would be a crowd. */
function isFull(waiting: readonly { readonly at: number }[], next: number, atOnce: number): boolean {
  const last = waiting.at(-1);
  return last !== undefined && waiting.length >= (next < last.at ? atOnce : CROWD * atOnce);
}

function begin<Item>(way: Way<Item>, at: number): number {
  way.edge = at;
  const { run } = way;
  const ahead = at - run.hub.clock.now();
  if (ahead > SKEW_WORTH_A_WORD) {
    note(
      run,
      'clock',
      `GitHub's newest change is ${Math.round(ahead / 60_000)} minutes ahead of this machine's clock`,
    );
  }
  return at;
}

/** Reads and hands over what waits, and notes the stretch unless something in it has to be read again. */
async function take<Item>(
  way: Way<Item>,
  items: readonly Item[],
  span: Span,
  last: number | undefined,
): Promise<void> {
  const { run, descent } = way;
  const { records, isWhole } =
    items.length === 0 ? { records: {}, isWhole: true } : await descent.take(items);
  if (isWhole) {
    way.fresh = addSpan(way.fresh, settled(run, span));
    markRead(run, descent.kind, span);
    run.marks.set(`${descent.kind}.fresh`, `${instant(way.begun)} ${formatSpans(way.fresh)}`);
  } else if (last !== undefined) {
    way.edge = Math.min(way.edge, last - SECOND);
  }
  way.taken += items.length;
  if (items.length > 0) await emit(run, records);
}
