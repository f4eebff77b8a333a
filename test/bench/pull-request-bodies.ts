import { type Evidence, fromText, type ReadOptions } from '@forethought/core';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { policy } from '../helpers/policy.js';
import { random } from '../helpers/random.js';
import { type BenchRow, median } from './row.js';

const BODIES = 40;
const ROUNDS = 9;
const LEAST_TIMES = 50;
const MOST_EXPONENT = 1.1;
const SIZES = [125_000, 250_000, 500_000, 1_000_000];

const remark = unified().use(remarkParse).use(remarkGfm).freeze();
const options: ReadOptions = { kind: 'pull-request', index: policy.sections, hashHeadings: 'count' };

/** Compares reading pull-request bodies of 2 kB, every answer asked for, with parsing alone by remark, and tells how time grows up to 1 MB. */
export async function run(): Promise<readonly BenchRow[]> {
  return [againstRemark(), growth()];
}

/** Asks for everything that is otherwise worked out on demand. */
function answers(evidence: Evidence): number {
  const entries = [...evidence.prose, ...evidence.sections.flatMap((section) => section.entries)];
  const states = evidence.sections.filter((section) => section.state !== 'empty');
  return states.length + entries.reduce((sum, entry) => sum + entry.references.length, 0);
}

function againstRemark(): BenchRow {
  const bodies = Array.from({ length: BODIES }, (_, seed) => body(seed));
  const ours = (): void => {
    for (const text of bodies)
      if (answers(fromText(text, options)) === 0) throw new Error('nothing was read');
  };
  const theirs = (): void => {
    for (const text of bodies)
      if (remark.parse(text).children.length === 0) throw new Error('nothing was parsed');
  };
  for (let warm = 0; warm < 3; warm++) [ours, theirs].map(cpuMs);
  const rounds = Array.from({ length: ROUNDS }, () => ({ theirs: cpuMs(theirs), ours: cpuMs(ours) }));
  const ratio = median(rounds.map((round) => round.theirs / round.ours));
  const perBody = (key: 'ours' | 'theirs'): string =>
    (median(rounds.map((round) => round[key])) / BODIES).toFixed(3);
  const detail = `${perBody('ours')} ms a body, remark with GFM ${perBody('theirs')} ms; ${BODIES} bodies, median of ${ROUNDS}`;
  return {
    name: 'pull-request bodies: times faster than remark',
    ratio,
    limit: LEAST_TIMES,
    ok: ratio >= LEAST_TIMES,
    detail,
  };
}

/** The exponent of time over length: 1 is linear. The steepest of the steps from one size to the next, and of the whole. */
function growth(): BenchRow {
  const times = SIZES.map((size) => {
    const text = joined(size);
    const runs = Array.from({ length: 5 }, () => cpuMs(() => answers(fromText(text, options))));
    return Math.min(...runs);
  });
  const [first = 1, last = 1] = [times[0], times.at(-1)];
  const [small = 1, large = 1] = [SIZES[0], SIZES.at(-1)];
  const ratio = Math.log(last / first) / Math.log(large / small);
  const detail = SIZES.map((size, at) => `${size / 1000} kB ${times[at]?.toFixed(0)} ms`).join(', ');
  return {
    name: 'pull-request bodies: growth exponent up to 1 MB',
    ratio,
    limit: MOST_EXPONENT,
    ok: ratio <= MOST_EXPONENT,
    detail,
  };
}

function cpuMs(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

function joined(size: number): string {
  let text = '';
  for (let seed = 0; text.length < size; seed++) text += `${body(seed)}\n\n`;
  return text.slice(0, size);
}

const SENTENCES = [
  'The queue retries without a cap, so an outage of the store turns into a storm.',
  'Waits now double up to [thirty seconds](https://docs.example/backoff), with jitter.',
  'See `retry.ts` and RFC 9110 §10.2.3 for what `Retry-After` means.',
  'This closes #214 and replaces the workaround of **last month**.',
  'Nothing changes for callers that set their own limit.',
];

/** A body of about 2 kB in the form of a filled-in template. */
function body(seed: number): string {
  const source = random(seed);
  const prose = (count: number): string =>
    Array.from({ length: count }, () => source.pick(SENTENCES)).join(' ');
  const items = (count: number): string =>
    Array.from({ length: count }, () => `- ${source.pick(SENTENCES)}`).join('\n');
  return [
    `<!-- Say what changes and why. -->\n## What changes\n\n${prose(5)}`,
    `## How was this tested?\n\n${items(3)}\n\n\`\`\`sh\nnpm test -- queue\n# 41 passed, 0 failed\n\`\`\``,
    `## Sources consulted\n\n- https://docs.example/queue/${seed}\n- [Retries](https://docs.example/retries)`,
    `### Risks\n\n| what | how it was checked |\n|---|---|\n| ${source.pick(SENTENCES)} | staging |\n| double delivery | ${seed} runs |`,
    '## Checklist\n\n- [x] tests pass on this machine\n- [ ] the runbook names the new limit\n- [x] N/A: no migration',
    `<details>\n<summary>Log</summary>\n\n${prose(4)}\n\n</details>`,
  ].join('\n\n');
}
