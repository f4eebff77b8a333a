import { type Evidence, fromText, type ReadOptions } from '@forethought/core';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { policy } from '../helpers/policy.js';
import { random } from '../helpers/random.js';
import { type BenchRow, median } from './row.js';

const BODIES = 40;
const ROUNDS = 15;
/** How often ours reads all bodies while remark does once: short stretches measure the clock. */
const REPEATS = 25;
const LEAST_TIMES = 50;
const LEAST_TIMES_ANSWERED = 10;
const MOST_EXPONENT = 1.1;
const SIZES = [125_000, 250_000, 500_000, 1_000_000];

const remark = unified().use(remarkParse).use(remarkGfm).freeze();
const options: ReadOptions = { kind: 'pull-request', index: policy.sections, hashHeadings: 'count' };

/** Compares reading pull-request bodies of 2 kB with parsing alone by remark, and tells how time grows up to 1 MB. */
export async function run(): Promise<readonly BenchRow[]> {
  return [...againstRemark(), growth()];
}

/** Asks for everything that is otherwise worked out on demand. */
function answers(evidence: Evidence): number {
  const entries = [...evidence.prose, ...evidence.sections.flatMap((section) => section.entries)];
  const states = evidence.sections.filter((section) => section.state !== 'empty');
  return states.length + entries.reduce((sum, entry) => sum + entry.references.length, 0);
}

/** Where every section, label, heading and trailer stands: what remark's tree does not tell yet. */
function read(text: string): number {
  return fromText(text, options).sections.length;
}

function againstRemark(): readonly BenchRow[] {
  const bodies = Array.from({ length: BODIES }, (_, seed) => body(seed));
  const every = (work: (text: string) => number, repeats: number) => (): void => {
    for (let repeat = 0; repeat < repeats; repeat++) {
      for (const text of bodies) if (work(text) === 0) throw new Error('nothing was read');
    }
  };
  const works = {
    remark: every((text) => remark.parse(text).children.length, 1),
    read: every(read, REPEATS),
    answers: every((text) => answers(fromText(text, options)), REPEATS),
  };
  for (const work of Object.values(works)) [0, 1].forEach(work);
  const rounds = Array.from({ length: ROUNDS }, () => ({
    remark: cpuMs(works.remark) / BODIES,
    read: cpuMs(works.read) / BODIES / REPEATS,
    answers: cpuMs(works.answers) / BODIES / REPEATS,
  }));
  const middle = (key: 'remark' | 'read' | 'answers'): string =>
    median(rounds.map((round) => round[key])).toFixed(3);
  const row = (key: 'read' | 'answers', what: string, limit: number): BenchRow => {
    const ratio = median(rounds.map((round) => round.remark / round[key]));
    const detail = `${middle(key)} ms a body, remark with GFM ${middle('remark')} ms; ${BODIES} bodies of 2 kB, median of ${ROUNDS}`;
    return {
      name: `pull-request bodies: times faster than remark, ${what}`,
      ratio,
      limit,
      ok: ratio >= limit,
      detail,
    };
  };
  return [
    row('read', 'read', LEAST_TIMES),
    row('answers', 'every state and reference asked for', LEAST_TIMES_ANSWERED),
  ];
}

/** The exponent of time over length, every answer asked for: 1 is linear. Each size reads as much text in all, in turns. */
function growth(): BenchRow {
  const texts = SIZES.map((size) => joined(size));
  const whole = Math.max(...SIZES);
  const turns = Array.from({ length: ROUNDS }, () =>
    texts.map((text) => {
      const repeats = whole / text.length;
      const work = (): void => {
        for (let repeat = 0; repeat < repeats; repeat++) answers(fromText(text, options));
      };
      return cpuMs(work) / repeats;
    }),
  );
  const times = SIZES.map((_, at) => median(turns.map((turn) => turn[at] ?? Number.NaN)));
  const [first = 1, last = 1] = [times[0], times.at(-1)];
  const [small = 1, large = 1] = [SIZES[0], SIZES.at(-1)];
  const ratio = Math.log(last / first) / Math.log(large / small);
  const detail = SIZES.map((size, at) => `${size / 1000} kB ${times[at]?.toFixed(0)} ms`).join(', ');
  const name = 'pull-request bodies: growth exponent up to 1 MB';
  return { name, ratio, limit: MOST_EXPONENT, ok: ratio <= MOST_EXPONENT, detail };
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
    `<!-- Say what changes and why. -->\n## What changes\n\n${prose(6)}`,
    `## How was this tested?\n\n${items(3)}\n\n\`\`\`sh\nnpm test -- queue\n# 41 passed, 0 failed\n\`\`\``,
    `## Sources consulted\n\n- https://docs.example/queue/${seed}\n- [Retries](https://docs.example/retries)`,
    `### Risks\n\n| what | how it was checked |\n|---|---|\n| ${source.pick(SENTENCES)} | staging |\n| double delivery | ${seed} runs |`,
    '## Checklist\n\n- [x] tests pass on this machine\n- [ ] the runbook names the new limit\n- [x] N/A: no migration',
    `<details>\n<summary>Log</summary>\n\n${prose(7)}\n\n</details>`,
  ].join('\n\n');
}
