import { readdirSync } from 'node:fs';
import type { BenchRow } from './row.js';

/** Every file here that exports `run` is a benchmark; words on the command line choose among them by name. */
interface Benchmark {
  readonly run?: () => Promise<readonly BenchRow[]>;
}

const wanted = process.argv.slice(2);
const here = new URL('.', import.meta.url);
const files = readdirSync(here).filter((file) => file.endsWith('.js') && file !== 'main.js');
const chosen = files.filter((file) => wanted.length === 0 || wanted.some((word) => file.startsWith(word)));
if (chosen.length === 0) {
  console.error(
    `no benchmark is called ${wanted.join(', ')}; there are ${files.map((file) => file.slice(0, -3)).join(', ')}`,
  );
  process.exitCode = 2;
}

for (const file of chosen.sort()) {
  const module = (await import(new URL(file, here).href)) as Benchmark;
  if (module.run === undefined) continue;
  for (const row of await module.run()) {
    console.log(
      `${row.ok ? 'ok  ' : 'MISS'}  ${row.ratio.toFixed(2).padStart(8)}  limit ${String(row.limit).padStart(6)}  ${row.name}`,
    );
    console.log(`                                ${row.detail}`);
    if (!row.ok) process.exitCode = 1;
  }
}
