import { agree, causeOf, corpusTexts, generated } from '../helpers/two-readers.js';
import type { BenchRow } from './row.js';

const TEXTS = Number(process.env.FORETHOUGHT_TEXTS ?? 100_000);
const MOST_PERCENT = 0.1;

/** How often `fromText` and `fromTree` part, over generated texts and over the corpus that `FORETHOUGHT_CORPUS` names. */
export async function run(): Promise<readonly BenchRow[]> {
  const causes = new Map<string, number>();
  let parted = 0;
  for (let seed = 0; seed < TEXTS; seed++) {
    const asked = generated(seed);
    if (agree(asked)) continue;
    parted++;
    const cause = causeOf(asked.text);
    causes.set(cause, (causes.get(cause) ?? 0) + 1);
  }
  const words = [...causes].map(([cause, count]) => `${cause} ${count}`).join(', ');
  const rows = [row('generated texts', parted, TEXTS, words)];
  const corpus = corpusTexts(process.env.FORETHOUGHT_CORPUS);
  if (corpus.length === 0) return rows;
  return [...rows, row('corpus', corpus.filter((asked) => !agree(asked)).length, corpus.length, '')];
}

function row(what: string, parted: number, of: number, causes: string): BenchRow {
  const ratio = (100 * parted) / of;
  const detail = `${parted} of ${of} differ${causes === '' ? '' : `: ${causes}`}`;
  return {
    name: `two readers over ${what}: % that differ`,
    ratio,
    limit: MOST_PERCENT,
    ok: ratio <= MOST_PERCENT,
    detail,
  };
}
