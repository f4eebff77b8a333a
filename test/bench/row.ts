/** One line of the benchmark table: a ratio measured in this run, and the limit that it has to keep. */
export interface BenchRow {
  readonly name: string;
  readonly ratio: number;
  readonly limit: number;
  readonly ok: boolean;
  /** The figures behind the ratio, with their units and the number of runs. */
  readonly detail: string;
}

/** The middle value; the mean of the two middle ones where the number is even. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const high = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  const low = sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN;
  return (low + high) / 2;
}
