import type { Entry } from '../schema/evidence.js';
import { anyOf } from './pattern.js';

/** A number with a unit that a run or a benchmark prints. */
const VALUE =
  /(?<![\w.])\d[\d.,]*\s?(?:ns|us|µs|μs|ms|s|secs?|seconds|ops\/s(?:ec)?|ops|req\/s|qps|rps|fps|[KMG]i?B\/s|ns\/op|B\/op|allocs\/op|micros\/op|it\/s|cycles|[KMG]i?B|%)(?![\w/])|±/g;
const PROMPT = /^\s*(?:[$%] |>>> |\[?[\w.-]{1,40}@[\w.:-]{1,60}[ :~][^\]$#]{0,80}[\]$#]{1,2} ?)\S/;
const RUNNER_OUTPUT = new RegExp(
  `^${
    anyOf([
      String.raw`\[ {1,2}PASSED {1,2}\]`,
      String.raw`ok {1,4}\S+\s+[\d.]+s`,
      '--- PASS',
      String.raw`PASS(?:ED)?\b`,
      String.raw`Tests?:\s+\d+ (?:passed|total)`,
      'test result: ok',
      String.raw`={3,}.{0,60}\b\d+ passed\b`,
      String.raw`Ran \d+ tests? in`,
      String.raw`OK \(\d+ (?:tests?|assertions)`,
      String.raw`\d+ (?:tests?|examples?|specs?),? (?:passed|0 failures)`,
      'All tests passed',
      String.raw`\d+ passing\b`,
      'BUILD SUCCESS',
    ]).source
  }`,
);
const COMPARED =
  /\b(?:benchmark\w*|before|after|baseline|faster|slower|speed-?up|throughput|latency|HEAD|master|main|old|new)\b/i;
const BENCHMARK =
  /\b(?:benchmark\w*|baseline|throughput|latency|faster|slower|performance|speed-?up)\b|\bbefore\b[\s\S]{0,600}\bafter\b/i;
const GAIN = String.raw`(?:improv\w+|gains?|faster|slower|speed-?ups?|reduc\w+|boost\w*|decreas\w+|increas\w+|throughput|latency|overhead|regress\w+)`;
const REPORTED = anyOf([
  String.raw`\b(?:i|we) (?:see|saw|measured|observed|get|got|gain(?:ed)?)\b.{0,80}\b${GAIN}\b.{0,60}\d`,
  String.raw`\bbenchmark\w*\b.{0,80}\b(?:shows?|showed|showcased|gives?|results?|indicated?s?|improv\w+|went)\b.{0,100}\d`,
  String.raw`\b\d[\d.,]*\s?(?:%|x\b|times\b).{0,30}\b(?:improvement|gain|faster|slower|speed-?up|boost)\b`,
  String.raw`\b(?:improvement|gain|speed-?up|boost|reduction) of (?:about |around |up to |some |~ ?)*\d[\d.,]*\s?(?:%|x\b|times\b)`,
]);

/** Whether a sentence reports a measured difference. */
export function reportsMeasure(sentence: string): boolean {
  return REPORTED.test(sentence);
}

/** Entries that hold pasted output or tables of measurements; `conclusive` when somebody else could compare them. */
export function measurementsIn(entries: readonly Entry[]): {
  readonly found: ReadonlySet<Entry>;
  readonly conclusive: boolean;
} {
  const found = new Set<Entry>();
  let conclusive = false;
  let compared = false;
  let benchmark = false;
  let lines = 0;
  let rows = 0;
  for (const entry of entries) {
    const text = entry.text.slice(0, 20_000);
    const measured = text.split('\n').filter(isMeasurement).length;
    const row = entry.kind === 'row' && /\|\s*[~+-]?\d[\d.,]*\S{0,6}\s*(?:\||$)/.test(text.slice(0, 400));
    const output = entry.kind === 'code' && isOutput(text, measured);
    if (output || measured >= 2 || row) found.add(entry);
    conclusive ||= output;
    compared ||= COMPARED.test(text.slice(0, 4000));
    benchmark ||= BENCHMARK.test(text.slice(0, 4000));
    lines += measured;
    rows += row ? 1 : 0;
  }
  const table = (lines >= 4 && compared) || (rows >= 2 && benchmark);
  return { found: conclusive || table || lines >= 2 ? found : new Set(), conclusive: conclusive || table };
}

/** What a test runner prints when it passes, or a command with the measurement that it printed. */
function isOutput(text: string, measurements: number): boolean {
  const lines = text.split('\n');
  if (measurements > 0 && lines.some((line) => PROMPT.test(line.slice(0, 200)))) return true;
  return lines.some((line) => RUNNER_OUTPUT.test(line.trim().slice(0, 200)));
}

/** A line as a report of measurements prints it: two values with units, or columns of which one is such a value. */
function isMeasurement(line: string): boolean {
  if (line.length > 400) return false;
  const values = (line.match(VALUE) ?? []).length;
  if (values !== 1) return values > 1;
  const columns = /\S\s{2,}\S|[|\t]/.test(line);
  return columns && /(?:\s{2}|[|\t:])\s*[\d.,]+\S{0,10}(?:\s{2}|\s*[|\t;]|\s*$)/.test(line);
}
