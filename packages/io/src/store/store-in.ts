import { redactTelling } from '../redact.js';
import { arrivalsByWeek, checkWeek, findCommits } from './arrivals.js';
import { FORMAT, type Format } from './format.js';
import { gather } from './gather.js';
import type { FileWrite, Medium, Snapshot } from './medium.js';
import { decodePartition, encodePartition, type Partition, withArrivals } from './partition.js';
import { readStanding, standingFile } from './standing.js';
import {
  encodeState,
  firstState,
  keyOf,
  partitionName,
  readState,
  STATE,
  type State,
  weeksIn,
} from './state.js';
import type { Store, StoreBatch, StoredFacts, StoreOptions, WeekRange } from './store.js';
import { StoreError } from './store-error.js';

/** A store that is open: its files, and what it was told. */
interface Open {
  readonly medium: Medium;
  readonly options: StoreOptions;
  readonly format: Format;
}

/** How often a reader looks again when somebody changed the files under its eyes. */
const LOOKS = 5;

/** A store whose files are in a medium. */
export function storeIn(medium: Medium, options: StoreOptions): Store {
  const open = { medium, options, format: options.format ?? FORMAT };
  return {
    read: (range) => steadily(() => read(open, range ?? {})),
    append: (batch) => medium.change((now) => appending(open, now, batch)),
    watermark: () => steadily(async () => (await stateIn(open, await medium.look()))?.watermark ?? {}),
    prune: (beforeWeek) => prune(open, beforeWeek),
  };
}

async function read(open: Open, { from = '', to = '~' }: WeekRange): Promise<StoredFacts> {
  for (const week of [from, to]) if (week !== '' && week !== '~') checkWeek(week);
  const now = await open.medium.look();
  const state = await stateIn(open, now);
  const weeks = weeksIn(now).filter((week) => week >= from && week <= to);
  const partitions: Partition[] = [];
  for (const week of weeks) partitions.push((await partitionIn(open, now, week)).partition);
  const { facts } = await readStanding(open.medium, now, open.format, open.options.repository);
  return { ...gather(partitions), standing: facts, watermark: state?.watermark ?? {}, weeks };
}

/** A file that is gone a moment after it was listed was pruned meanwhile; one that stays away is missing. */
async function steadily<T>(ask: () => Promise<T>): Promise<T> {
  for (let look = 1; ; look++) {
    try {
      return await ask();
    } catch (error) {
      if (look === LOOKS || !(error instanceof StoreError) || error.trouble !== 'missing') throw error;
    }
  }
}

/** What to write so that the batch is there: the partitions that it touches, and the state last. */
async function appending(open: Open, now: Snapshot, batch: StoreBatch): Promise<readonly FileWrite[]> {
  const { options, format, medium } = open;
  const known = await stateIn(open, now);
  const state = known ?? firstState(options);
  const key = keyOf(state, options, medium.where(STATE));
  const arrivals = await arrivalsByWeek(
    { ...batch, ...redactTelling(batch, { key, loginOf: options.loginOf }) },
    options.weekOf,
    (shas) => findCommits(weeksIn(now), async (week) => (await partitionIn(open, now, week)).partition, shas),
  );
  const writes: FileWrite[] = [];
  // A key that was made here must be there before anything that is hashed with it.
  if (known === null) writes.push(stateFile(open, state));
  for (const week of [...arrivals.keys()].sort()) {
    const { partition, bytes: old } = await partitionIn(open, now, week);
    const changed = withArrivals(partition, arrivals.get(week) ?? []);
    const bytes = encodePartition(format, options.repository, week, changed);
    if (old?.equals(bytes) !== true) writes.push({ name: partitionName(week), bytes });
  }
  if (batch.standing !== undefined) {
    const old = await readStanding(medium, now, format, options.repository);
    const redacted = {
      ...batch.standing,
      ...redactTelling(batch.standing, { key, loginOf: options.loginOf }),
    };
    const file = standingFile(old, redacted, format, options.repository);
    if (file !== null) writes.push(file);
  }
  const weeks = [...new Set([...weeksIn(now), ...arrivals.keys()])].sort();
  const next = stateFile(open, { ...state, weeks, watermark: { ...state.watermark, ...batch.watermark } });
  if (known === null || !stateFile(open, known).bytes.equals(next.bytes)) writes.push(next);
  return writes;
}

async function prune(open: Open, beforeWeek: string): Promise<number> {
  checkWeek(beforeWeek);
  let count = 0;
  await open.medium.change(async (now) => {
    const state = await stateIn(open, now);
    const gone = weeksIn(now).filter((week) => week < beforeWeek);
    count = gone.length;
    if (state === null || gone.length === 0) return [];
    const weeks = weeksIn(now).filter((week) => week >= beforeWeek);
    // The state goes first: a week that it names and that is not there would be a loss.
    return [
      stateFile(open, { ...state, weeks }),
      ...gone.map((week) => ({ name: partitionName(week), bytes: null })),
    ];
  });
  return count;
}

function stateIn({ medium, options, format }: Open, now: Snapshot): Promise<State | null> {
  return readState(medium, now, format, options.repository);
}

function stateFile({ format, options }: Open, state: State): FileWrite & { readonly bytes: Buffer } {
  return { name: STATE, bytes: encodeState(format, options.repository, state) };
}

async function partitionIn(
  { medium, options, format }: Open,
  now: Snapshot,
  week: string,
): Promise<{ readonly partition: Partition; readonly bytes: Buffer | null }> {
  const name = partitionName(week);
  if (!now.names.includes(name)) return { partition: new Map(), bytes: null };
  const bytes = await now.read(name);
  const heading = { repository: options.repository, week };
  return { partition: decodePartition(format, heading, bytes, medium.where(name)), bytes };
}
