import type { Entry } from '../schema/evidence.js';
import { measurementsIn, reportsMeasure } from './measurement.js';
import { isNothing } from './nothing.js';
import { anyOf } from './pattern.js';

const WHO = [
  "(?:i|we)(?:'ve|’ve| have)? (?:also |only |just )?",
  '(?:this|it|the (?:change|patch|fix|code|commit|pr|series)|everything)(?: change| patch| fix| commit| pr)? (?:was|has been|is|were|have been) ',
  'was |has been |also |and ',
].join('|');
const HOW =
  'manually|locally|successfully|briefly|extensively|thoroughly|lightly|only|fully|also|personally|smoke|stress|build|boot|compile|hand|unit|runtime|load';
const DID =
  'tested|verified|validated|benchmarked|confirmed|double-checked|booted|built and (?:tested|booted|ran|run)';
const OBJECT = [
  ' (?:it|this|that|both|manually|locally|end[- ]to[- ]end|successfully|the (?:fix|change|patch|build|result|output))',
  String.raw`(?= (?:with|on|by|using|against|in|via|under|through|and|for|to|from)\b)`,
  '(?=[:,.]|$)',
].join('|');

/** Sentences that say that something was tested. */
const STATEMENTS: readonly RegExp[] = [
  new RegExp(`^(?:${WHO})?(?:(?:${HOW})[- ])*(?:${DID})(?:${OBJECT})`, 'i'),
  anyOf([
    String.raw`\b(?:i|we) (?:also |have |'ve )*(?:re-?ran|ran)\b.{0,80}\b(?:tests?|benchmarks?|suite|checks?)\b`,
    String.raw`\b(?:re-?ran|ran) (?:the |all |our |a |full |unit |complete )*(?:[\w./-]+ ){0,3}(?:tests?|test suite|benchmarks?|regression)\b`,
    String.raw`^(?:i |we |also )?(?:ran|booted|installed|deployed|flashed|opened|executed|built)\b.{1,160}(?: and| then|,) (?:i |we )?(?:confirmed|verified|saw|observed|checked|got|it work(?:s|ed))\b`,
    String.raw`\b(?:all|existing|unit|the|these|every|both|new|our|full|integration)\b(?: \w+){0,4} (?:tests|suites?|testsuites?) (?:still |now |are |all |have |also )*(?:pass(?:es|ed|ing)?|green|succeed(?:s|ed)?)\b`,
    String.raw`\bno tests? fail(?:s|ed)?\b`,
  ]),
];

/** Sentences about tests as subject matter, and about what is yet to be done. */
const SUBJECT_MATTER = anyOf([
  String.raw`\b(?:not|never|un)[- ]?(?:been |yet |properly |fully )?(?:tested|verified|validated)\b`,
  String.raw`\b(?:should|must|can|could|cannot|to|will|would|may|might|needs? to) (?:now |also |then |still )?(?:be )?(?:tested|verified|validated|confirmed|pass)\b`,
  String.raw`\b(?:so that|make|makes|making|made|get|let|ensure|ensures)\b.{0,60}\bpass`,
  String.raw`\b(?:if|when|once|unless|while|until|because)\b.{0,60}\bpass`,
  String.raw`\b(?:tested|verified|validated|confirmed) (?:users?|by the|by our|by a|against the schema|boot|badge|commits?|emails?|accounts?|domains?)\b`,
]);

/** A cheap test that spares the search in most sentences. */
const WORTHWHILE =
  /tested|verified|validated|benchmark|confirmed|checked|booted|built|\bran\b|pass|green|succeed|fail|saw|see|measured|observed|\bg[oe]t\b|gain|improvement|speed|faster|slower|boost|reduction|installed|deployed|flashed|opened|executed/i;

/** An item of a form that everybody ticks. */
const BOILERPLATE = anyOf(
  [
    String.raw`^\W{0,4}\[[^\]\n]{0,30}\]`,
    String.raw`^\W{0,6}(?::\w{1,30}:)?\W{0,6}i(?:['’]ve| have) (?:run|added|signed|read|performed|updated|made|checked|commented|followed|reviewed|ensured|verified|tested)\b`,
  ],
  'i',
);

/** Entries without a heading that say what was tested or measured; `measured`: one of them is an output or a comparison. */
export function testingProse(prose: readonly Entry[]): {
  readonly entries: readonly Entry[];
  readonly measured: boolean;
} {
  const own = prose.filter(
    ({ kind, text }) => kind !== 'task' && kind !== 'quote' && !(kind === 'item' && BOILERPLATE.test(text)),
  );
  const { found, conclusive } = measurementsIn(own);
  const entries = own.filter(
    (entry, index) =>
      found.has(entry) || (entry.kind !== 'code' && saysTested(entry.text) && !announces(own, index)),
  );
  return { entries, measured: conclusive };
}

/** A line that announces what was tested, with nothing of its kind behind it. */
function announces(entries: readonly Entry[], index: number): boolean {
  if (!/[:：]\s*$/.test(entries[index]?.text ?? '')) return false;
  const next = entries[index + 1];
  return next === undefined || (next.kind !== 'code' && isNothing(next.text));
}

function saysTested(text: string): boolean {
  if (!WORTHWHILE.test(text)) return false;
  return text
    .slice(0, 20_000)
    .replace(/`[^`\n]{0,300}`/g, ' x ')
    .split(/(?<=[.!?;])\s+|\n\s*\n/)
    .some((sentence) => isStatement(sentence.replace(/\s+/g, ' ').trim().slice(0, 500)));
}

function isStatement(sentence: string): boolean {
  if (!WORTHWHILE.test(sentence) || SUBJECT_MATTER.test(sentence)) return false;
  return STATEMENTS.some((statement) => statement.test(sentence)) || reportsMeasure(sentence);
}
