import type { Entry } from '../schema/evidence.js';
import { withoutAboutChange } from './about-change.js';
import { isCheckRun } from './check-run.js';
import { isName, isTelling, isTellingLine, runsNothing } from './command.js';
import { isBlankCode } from './nothing.js';
import { anyOf } from './pattern.js';
import { isPointer, isScenario, isStepList } from './scenario.js';
import { contentWords } from './words.js';

const UNIT = [
  '%|×',
  String.raw`(?:x|[munµμ]?s|secs?|seconds?|minutes?|mins?|hours?|hrs?|[KMGTkm]i?[Bb](?:ps)?|bytes?|ops|[qrf]ps|MHz|GHz)\b`,
  String.raw`(?:times|iterations?|runs|pass(?:es|ed)?|failed|failures?|errors?|warnings?|chars?)\b`,
].join('|');
/** What can be counted without having observed anything. */
const NOT_OBSERVED = String.raw`(?:new|unit|more|additional|extra|tests?|specs?|cases?|PRs?|commits?|reviewers?|days?|weeks?|months?|years?)\b|files? changed`;
/** A measured or counted value. */
const MEASURE = anyOf(
  [
    String.raw`(?<![\w.#-])[~<>≤≥±+-]?\d[\d.,]*[kKM]?\s?(?:${UNIT})`,
    String.raw`(?<![\w.#-])[~<>]?\d[\d.,]*[kKM]?\+?\s+(?!${NOT_OBSERVED})[a-z]{3,20}s\b`,
    String.raw`(?<![\w/.])\d{1,6}\s?\/\s?\d{1,6}\s+(?:tests?\s+)?(?:pass|ok|green|succe)`,
  ],
  '',
);

/** What most runners print; it is a `MEASURE` too, whose expression takes long to make. */
const COUNTED = /(?<![\w.#-])\d{1,7} (?:passed|failed)\b/;

/** What came out of something named before it: `shellcheck hooks/*: no findings`, `GET /health -> 200 OK`, `make check: OK (31 tests)`. */
const OUTCOME = anyOf(
  [
    String.raw`[\w.)*\x60]\s?(?::|->|→)\s?(?:no (?:findings|problems|issues|leaks|errors|warnings|diff\w*|changes)\b|\d{3} [A-Z]|OK\b.{0,20}\d)`,
    String.raw`\b\d{1,6} tests? (?:ok|pass|green|succe)\w{0,6}`,
    String.raw`\b\d{1,5} to (?:add|change|destroy)\b`,
    String.raw`\b\d{1,6} (?:tests? )?(?:bestanden|réussis?|réussies?|aprobad[ao]s|superad[ao]s|superati|geslaagd)`,
    String.raw`\d{1,6} ?(?:个|件|項目?|개)?\S{0,4}(?:通过|通過|成功|合格|통과)`,
  ],
  'i',
);
/** The entry says itself that nothing was run: a denial, a plan, a hope. */
const DENIED =
  /\b(?:not|never) (?:been )?(?:run|ran|executed|tested|tried)\b|\b(?:did not|didn't|could not|couldn't|haven't|have not) (?:run|test|execute|try)\b|^\W{0,6}skipped\b|[:–—-]\s?(?:todo|tbd|\?{2,6}|not run|untested)\W{0,4}$|\b(?:should|would|ought to) (?:pass|work)\b|^\W{0,6}(?:plan|todo)\s?:/i;
/** Of these every denial has one. */
const DENYING = "not|never|n't|skipped|todo|tbd|??|untested|should|would|ought|plan".split('|');
const OBSERVED = /\b(?:passed|verified|confirmed|observed|saw|measured)\b/i;

function isDenial({ kind, text }: Entry): boolean {
  const start = text.slice(0, 600);
  const lower = start.toLowerCase();
  if (kind === 'code' || !DENYING.some((word) => lower.includes(word))) return false;
  return DENIED.test(start) && !OBSERVED.test(start);
}

/** Whether entries about testing hold something that a third person could repeat or check. */
export function hasSubstance(entries: readonly Entry[]): boolean {
  const said = entries.filter((entry) => entry.checked !== false && !isDenial(entry)).map(withOwnText);
  if (said.some(tells) || said.some(linksRun)) return true;
  const stories = said.filter(({ kind }) => kind !== 'task' && kind !== 'code').map(({ text }) => text);
  return (
    isScenario(stories) ||
    isStepList(said.filter(({ kind }) => kind === 'item').map(({ text }) => text)) ||
    (said.some(showsPicture) && contentWords(withoutLinks(stories.join(' '))) >= 3)
  );
}

/** The entry without its lines about the change. References are read only where somebody asks, so an entry is copied only if it must. */
function withOwnText(entry: Entry): Entry {
  const text = entry.kind === 'code' ? entry.text : withoutAboutChange(entry.text);
  return text === entry.text ? entry : { ...entry, references: entry.references, text };
}

/** References are read only where there is a link. */
function linksRun(entry: Entry): boolean {
  return entry.text.includes('://') && entry.references.some(isCheckRun);
}

/** A picture shows a result; with words beside it somebody else can tell what of. */
function showsPicture(entry: Entry): boolean {
  if (!/!\[|<img|:\/\//i.test(entry.text)) return false;
  return entry.references.some((reference) => reference.excluded === 'image');
}

function withoutLinks(text: string): string {
  if (!(text.includes('](') || text.includes('<') || text.includes('://'))) return text;
  return text.replace(
    /!?\[[^\]\n]{0,300}\]\([^)\s]{0,2000}\)|<[a-z/][^<>]{0,2000}>|https?:\/\/\S{1,2000}/gi,
    ' ',
  );
}

/** A command with what came out of it, as a run that was recorded is told. */
const RUN = /^[^`\n]{0,40}`([^`\n]{1,400})`\W{0,4}(?:passed|failed|ok)\b/i;

/** One entry that can be checked by itself: code or output, a measured value, a name out of code. */
function tells(entry: Entry): boolean {
  if (entry.kind === 'code') return isTellingCode(entry.text);
  const text = withoutLinks(entry.text.slice(0, 8000));
  const run = text.includes('`') ? RUN.exec(text)?.[1] : undefined;
  if (isPointer(text) || (run !== undefined && runsNothing(run))) return false;
  if (entry.kind === 'row' && /\d/.test(text)) return true;
  return (
    text.split('\n').some(isTellingLine) ||
    hasTellingSpan(text) ||
    hasName(text) ||
    text.split('\n').some((line) => isMeasured(line.slice(0, 600)))
  );
}

/** Whether a line of at most 600 characters holds a measured or counted value, or what came out of something named before it. */
export function isMeasured(line: string): boolean {
  return COUNTED.test(line) || MEASURE.test(line) || OUTCOME.test(line);
}

function isTellingCode(text: string): boolean {
  if (isBlankCode(text)) return false;
  const lines = text
    .slice(0, 20_000)
    .split('\n')
    .filter((line) => line.trim() !== '');
  return lines.length > 2 || lines.some(isTelling);
}

/** Inline code that is no standard test run. */
function hasTellingSpan(text: string): boolean {
  const spans = text.split('`').filter((_, index, all) => index % 2 === 1 && index < all.length - 1);
  return spans.some((span) => {
    if (span.trim().length <= 2) return false;
    return isTelling(span) || (/[^\w\s./-]/.test(span) && !/^\W+$/.test(span));
  });
}

function hasName(text: string): boolean {
  return text
    .replace(/`[^`\n]{0,500}`/g, ' ')
    .split(/[\s,;]+/)
    .some(isName);
}
