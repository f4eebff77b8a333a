import { spawnSync } from 'node:child_process';
import { documented, type Gate, makeGate, SOURCE } from '../helpers/gate-run.js';
import { type BenchRow, median } from './row.js';

const ROUNDS = 11;
const TIMED = ['bash', '-c', 'TIMEFORMAT="cpu %U %S"; time "$@"', 'bash'];
const LONG = `\n\n${'What changed, and why it had to, in a few more words. '.repeat(36)}\n`;

/** A pull request of thirty commits with a body of 2 kB, from the start of the built Action to its verdict, against `node -e 0`. */
export async function run(): Promise<readonly BenchRow[]> {
  const commits = Array.from({ length: 30 }, (_, at) => ({
    ...documented(),
    files: { [`src/v${at}.ts`]: SOURCE },
  }));
  const gate = await makeGate({ pull: { commits } });
  gate.github.state().repositories[0]?.pulls.forEach((pull) => {
    pull.body += LONG;
  });
  try {
    const pairs: (readonly [base: number, subject: number])[] = [];
    await subject(gate);
    for (let round = 0; round < ROUNDS; round += 1) pairs.push([base(), await subject(gate)]);
    const ratio = median(pairs.map(([node, action]) => action / node));
    const middle = (at: 0 | 1): string => (1000 * median(pairs.map((pair) => pair[at]))).toFixed(0);
    const detail = `node ${middle(0)} ms, the Action with its git processes ${middle(1)} ms of CPU, ${ROUNDS} runs`;
    return [
      { name: 'built Action, thirty commits, CPU, times node -e 0', ratio, limit: 8, ok: ratio <= 8, detail },
    ];
  } finally {
    await gate.stop();
  }
}

async function subject({ start }: Gate): Promise<number> {
  const { verdict, stderr, stdout } = await start({ through: TIMED });
  if (verdict !== 'pass') throw new Error(`the Action did not pass: ${stdout}${stderr}`);
  return seconds(stderr);
}

function base(): number {
  const { NODE_EXTRA_CA_CERTS: _, ...env } = process.env;
  return seconds(
    spawnSync(TIMED[0] ?? '', [...TIMED.slice(1), process.execPath, '-e', '0'], { env, encoding: 'utf8' })
      .stderr,
  );
}

/** User and system time of a command and its children, as bash's `time` prints them. */
function seconds(words: string): number {
  const [, user = Number.NaN, system = Number.NaN] = /cpu (\d+\.\d+) (\d+\.\d+)/.exec(words) ?? [];
  return Number(user) + Number(system);
}
