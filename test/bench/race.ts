import { setTimeout as wait } from 'node:timers/promises';
import type { Fault } from '../github/faults.js';
import { type Gate, makeGate, pullOf } from '../helpers/gate-run.js';
import { type Random, random } from '../helpers/random.js';
import type { BenchRow } from './row.js';

const SCHEDULES = 100;
const COMMENTS = '/repos/octo/demo/issues/1/comments';
const MARKER = '<!-- forethought:v1 ';

/** Two runs of the built Action at once, a hundred times with other gaps, latencies and lost replies: at most one live comment. */
export async function run(): Promise<readonly BenchRow[]> {
  const source = random(20_261_122);
  const gate = await makeGate({ pull: { body: '' } });
  let most = 0;
  let none = 0;
  try {
    for (let schedule = 0; schedule < SCHEDULES; schedule += 1) {
      const live = await raced(gate, source);
      most = Math.max(most, live);
      none += live === 0 ? 1 : 0;
    }
    if (gate.github.violations().length > 0) throw new Error('a request did not fit the description');
  } finally {
    await gate.stop();
  }
  const detail = `${SCHEDULES} schedules of two runs, ${none} of them without a comment at the end`;
  const ok = most === 1 && none === 0;
  return [
    { name: 'two built runs at once, most live comments at the end', ratio: most, limit: 1, ok, detail },
  ];
}

/** How many comments are live after one schedule. Each starts from none. */
async function raced({ github, start, comments }: Gate, source: Random): Promise<number> {
  pullOf(github).comments.length = 0;
  github.clearFaults();
  github.script(...scheduleOf(source));
  const inputs = { comment: 'true' };
  const gap = source.below(200);
  const runs = await Promise.all([start({ inputs }), wait(gap).then(() => start({ inputs }))]);
  const wrong = runs.find(({ verdict }) => verdict !== 'fail');
  if (wrong !== undefined) throw new Error(`a run did not fail: ${wrong.stdout}${wrong.stderr}`);
  return comments().filter((body) => body.startsWith(MARKER)).length;
}

function scheduleOf(source: Random): readonly Fault[] {
  const slow = [1, 2, 3, 4].flatMap((nth): Fault[] => [
    { method: 'GET', path: COMMENTS, nth, kind: 'latency', ms: source.below(120) },
    { method: 'POST', path: COMMENTS, nth, kind: 'latency', ms: source.below(120) },
  ]);
  if (!source.chance(0.2)) return slow;
  return [...slow, { method: 'POST', path: COMMENTS, nth: 1, kind: 'reset', at: 'after' }];
}
