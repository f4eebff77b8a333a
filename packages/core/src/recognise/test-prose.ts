import type { Entry } from '../schema/evidence.js';

const LEAD =
  String.raw`(?:(?:i|we)(?:'ve|’ve| have)? (?:also |only |just )?|(?:this|it|the (?:change|patch|fix|code|commit|pr|series)|everything)(?: change| patch| fix| commit| pr)? (?:was|has been|is|were|have been) |was |has been |also |and )?`;
const HOW =
  String.raw`(?:(?:manually|locally|successfully|briefly|extensively|thoroughly|lightly|only|fully|also|personally|smoke|stress|build|boot|compile|hand|unit|runtime|load)[- ])*`;
const SAID = new RegExp(
  String.raw`^${LEAD}${HOW}(?:tested|verified|validated|benchmarked|confirmed|double-checked|booted|built and (?:tested|booted|ran|run))(?:(?: it| this| that| both| manually| locally| end[- ]to[- ]end| successfully| the (?:fix|change|patch|build|result|output))|(?= (?:with|on|by|using|against|in|via|under|through|and|for|to|from)\b)|(?=[:,.]|$))`,
  'i',
);
const RAN =
  /\b(?:i |we )(?:also |have |'ve )*(?:re-?ran|ran|run)\b.{0,80}\b(?:tests?|benchmarks?|suite|checks?)\b|\b(?:re-?ran|ran) (?:the |all |our |a |full |unit |complete )*(?:[\w./-]+ ){0,3}(?:tests?|test suite|benchmarks?|regression)\b/i;
const RAN_AND_SAW =
  /^(?:i |we |also )?(?:ran|booted|installed|deployed|flashed|opened|executed|built)\b.{1,160}\b(?:and|then|,) (?:i |we )?(?:confirmed|verified|saw|observed|checked|got|it (?:works|worked))\b/i;
const PASSING =
  /\b(?:all|existing|unit|the|these|every|both|new|our|full|integration)\b(?: \w+){0,4} (?:tests?|suites?|testsuite)(?: \w+){0,2}? (?:still |now |are |all |have )*(?:pass(?:es|ed|ing)?|green|succeed(?:s|ed)?)\b|\bno tests? fail(?:s|ed)?\b/i;
const SUBJECT_MATTER =
  /\b(?:not|never|un)[- ]?(?:been |yet |properly |fully )?(?:tested|verified|validated)\b|\b(?:should|must|can|could|cannot|to|will|would|may|might|needs? to) (?:now |also |then |still )?(?:be )?(?:tested|verified|validated|confirmed|pass)\b|\bso that\b.{0,60}\btests? (?:now )?pass|\b(?:make|makes|making|made|get|let|ensure|ensures) .{0,60}\btests? pass|\b(?:if|when|once|unless|while)\b.{0,60}\bpass|\b(?:tested|verified|validated|confirmed) (?:users?|by the|by our|by a|against the schema|boot|badge|commits?|emails?|accounts?|domains?)\b|\buntil\b.{0,40}\bpass/i;
const RUNNER_OUTPUT =
  /^(?:\[ {1,2}PASSED {1,2}\]|ok {1,4}\S+\s+[\d.]+s|--- PASS|PASS(?:ED)?\b|Tests?:\s+\d+ (?:passed|total)|test result: ok|={3,}.{0,60}\b\d+ passed\b|Ran \d+ tests? in|OK \(\d+ (?:tests?|assertions)|\d+ (?:tests?|examples?|specs?),? (?:passed|0 failures)|All tests passed|\s*\d+ passing\b|BUILD SUCCESS)/;
const MEASURED =
  /(?<![\w.])\d[\d.,]*\s?(?:ns|us|µs|μs|ms|s|sec|secs|seconds|ops\/s(?:ec)?|ops|req\/s|qps|rps|fps|MB\/s|GB\/s|KB\/s|MiB\/s|ns\/op|B\/op|allocs\/op|micros\/op|it\/s|cycles|[KMG]i?B|%)(?![\w/])|±/g;
const PROMPT = /^\s*(?:[$%] |>>> |\[?[\w.-]{1,40}@[\w.:-]{1,60}[ :~][^\]$#]{0,80}[\]$#]{1,2} ?)\S/;
const COMPARISON = /\b(?:benchmark\w*|before|after|baseline|faster|slower|speed-?up|throughput|latency|improve\w*|regress\w*|HEAD|master|main|old|new)\b/i;
const IMPROVED =
  /\b(?:i|we) (?:see|saw|measured|observed|get|got)\b.{0,120}\d|\bbenchmark\w*\b.{0,60}\b(?:shows?|gives?|results?|improv\w+|went)\b.{0,80}\d|\b(?:improv\w+|reduc\w+|speeds? up|decreas\w+|drop(?:s|ped)|goes|went|down|up)\b.{0,80}\bfrom (?:~|about )?[\d.]+\s?\S{0,8} to (?:~|about )?[\d.]+/i;
/** An item of a form that everybody ticks. */
const BOILERPLATE =
  /^\W{0,4}\[[^\]\n]{0,30}\]|^\W{0,6}(?::\w{1,30}:)?\W{0,6}i(?:['’]ve| have) (?:run|added|signed|read|performed|updated|made|checked|commented|followed|reviewed|ensured|verified|tested)\b/i;

/** Entries without a heading that say what was tested or measured, and whether any of it is an output or a measurement. */
export function testingProse(prose: readonly Entry[]): { readonly entries: readonly Entry[]; readonly measured: boolean } {
  const entries: Entry[] = [];
  let measured = false;
  let rows = 0;
  let compared = false;
  for (const entry of prose) {
    if (entry.kind === 'task' || entry.kind === 'quote' || (entry.kind === 'item' && BOILERPLATE.test(entry.text))) continue;
    const text = entry.text.slice(0, 20_000);
    const lines = text.split('\n');
    const table = lines.filter(isMeasurement).length;
    rows += table;
    compared ||= COMPARISON.test(text.slice(0, 4000));
    const output = entry.kind === 'code' && isOutput(lines, table);
    measured ||= output;
    if (output || table >= 2 || (entry.kind !== 'code' && sentences(text).some(isStatement))) entries.push(entry);
  }
  return { entries, measured: measured || (rows >= 4 && compared) };
}

/** What a test runner prints when it passes, or a command with the measurement that it printed. */
function isOutput(lines: readonly string[], measurements: number): boolean {
  if (measurements > 0 && lines.some((line) => PROMPT.test(line.slice(0, 200)))) return true;
  return lines.some((line) => RUNNER_OUTPUT.test(line.trim().slice(0, 200)));
}

/** A line as a report of measurements prints it: two values with units, or columns of which one is such a value. */
function isMeasurement(line: string): boolean {
  if (line.length > 400) return false;
  const values = (line.match(MEASURED) ?? []).length;
  return values >= 2 || (values === 1 && /(?:\s{2}|[|\t:])\s*[\d.,]+\S{0,10}(?:\s{2}|\s*[|\t;]|\s*$)/.test(line) && /\S\s{2,}\S|[|\t]/.test(line));
}

function isStatement(sentence: string): boolean {
  if (SUBJECT_MATTER.test(sentence)) return false;
  return SAID.test(sentence) || RAN_AND_SAW.test(sentence) || RAN.test(sentence) || PASSING.test(sentence) || IMPROVED.test(sentence);
}

function sentences(text: string): readonly string[] {
  return text
    .replace(/`[^`\n]{0,300}`/g, ' x ')
    .split(/(?<=[.!?;])\s+|\n\s*\n/)
    .map((sentence) => sentence.replace(/\s+/g, ' ').trim().slice(0, 500));
}
