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
const PASSING =
  /\b(?:all|existing|unit|the|these|every|both|new|our|full|integration)\b(?: \w+){0,4} (?:tests?|suites?|testsuite)(?: \w+){0,2}? (?:still |now |are |all |have )*(?:pass(?:es|ed|ing)?|green|succeed(?:s|ed)?)\b|\bno tests? fail(?:s|ed)?\b/i;
const SUBJECT_MATTER =
  /\b(?:not|never|un)[- ]?(?:been |yet |properly |fully )?(?:tested|verified|validated)\b|\b(?:should|must|can|could|cannot|to|will|would|may|might|needs? to) (?:now |also |then |still )?(?:be )?(?:tested|verified|validated|confirmed|pass)\b|\bso that\b.{0,60}\btests? (?:now )?pass|\b(?:make|makes|making|made|get|let|ensure|ensures) .{0,60}\btests? pass|\bif .{0,40}\btests? pass|\b(?:tested|verified|validated|confirmed) (?:users?|by the|by our|by a|against the schema|boot|badge|commits?|emails?|accounts?|domains?)\b|\buntil\b.{0,40}\bpass/i;
const RUNNER_OUTPUT =
  /^(?:\[ {1,2}PASSED {1,2}\]|ok {1,4}\S+\s+[\d.]+s|--- PASS|PASS(?:ED)?\b|Tests?:\s+\d+ (?:passed|total)|test result: ok|={3,}.{0,60}\b\d+ passed\b|Ran \d+ tests? in|OK \(\d+ (?:tests?|assertions)|\d+ (?:tests?|examples?|specs?),? (?:passed|0 failures)|All tests passed|\s*\d+ passing\b|BUILD SUCCESS)/;
const MEASURED =
  /(?<![\w.])\d[\d.,]*\s?(?:ns|us|µs|μs|ms|s|sec|secs|seconds|ops\/s(?:ec)?|ops|req\/s|qps|rps|fps|MB\/s|GB\/s|KB\/s|MiB\/s|ns\/op|B\/op|allocs\/op|micros\/op|it\/s|cycles|[KMG]i?B|%)(?![\w/])|±/g;
const COMPARISON = /\b(?:benchmark\w*|before|after|baseline|faster|slower|speed-?up|throughput|latency|improve\w*|regress\w*|HEAD|master|main|old|new)\b/i;
const IMPROVED = /\b(?:I see|we see|observed|measured|measurements?|benchmark\w* (?:shows?|results?)|results? in|shows?)\b.{0,120}\d/i;

/** Entries without a heading that say what was tested or measured, and whether any of it is an output or a measurement. */
export function testingProse(prose: readonly Entry[]): { readonly entries: readonly Entry[]; readonly measured: boolean } {
  const entries: Entry[] = [];
  let measured = false;
  let rows = 0;
  let compared = false;
  for (const entry of prose) {
    if (entry.kind === 'task') continue;
    const text = entry.text.slice(0, 20_000);
    if (entry.kind !== 'quote') {
      const table = measuredLines(text);
      rows += table;
      compared ||= COMPARISON.test(text.slice(0, 4000));
      if (table >= 2 || (entry.kind === 'code' && text.split('\n').some((line) => RUNNER_OUTPUT.test(line.trim())))) {
        entries.push(entry);
        measured ||= entry.kind === 'code' && table < 2;
      } else if (entry.kind !== 'code' && sentences(text).some(isStatement)) entries.push(entry);
    }
  }
  return { entries, measured: measured || (rows >= 4 && compared) };
}

/** How many lines hold measurements as a report prints them: two or more in one line. */
function measuredLines(text: string): number {
  let count = 0;
  for (const line of text.split('\n')) {
    if (line.length <= 400 && (line.match(MEASURED) ?? []).length >= 2) count++;
  }
  return count;
}

function isStatement(sentence: string): boolean {
  if (SUBJECT_MATTER.test(sentence)) return false;
  return SAID.test(sentence) || RAN.test(sentence) || PASSING.test(sentence) || (/\bfaster\b|%/.test(sentence) && IMPROVED.test(sentence));
}

function sentences(text: string): readonly string[] {
  return text
    .replace(/`[^`\n]{0,300}`/g, ' x ')
    .split(/(?<=[.!?;])\s+|\n\s*\n/)
    .map((sentence) => sentence.replace(/\s+/g, ' ').trim().slice(0, 500));
}
