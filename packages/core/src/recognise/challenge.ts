import type { Entry, Evidence } from '../schema/evidence.js';
import { isNothing } from './nothing.js';
import { anyOf } from './pattern.js';
import { placeholderState } from './placeholder.js';
import { contentWords, differentWords } from './words.js';

/** The four questions of the challenge protocol, by the ids of the parts of its section. */
export const CHALLENGES = ['assumptions', 'prerequisites', 'failure', 'simpler'] as const;
export type Challenge = (typeof CHALLENGES)[number];

/** The questions in a list of what is open. */
export const CHALLENGE_TITLES: Readonly<Record<Challenge, string>> = {
  assumptions: 'what is assumed',
  prerequisites: 'what has to be there',
  failure: 'what if it fails',
  simpler: 'a simpler way',
};

/** Words by which a sentence or a name shows which question it is about. */
const ABOUT: Readonly<Record<Challenge, RegExp>> = {
  assumptions: anyOf([
    String.raw`\b(?:assum(?:e[sd]?|ing|ptions?)|presum(?:e[sd]?|ing|ably))\b`,
    String.raw`\btak(?:es?|en|ing) \S{0,20} ?for granted\b`,
    String.raw`\brel(?:y|ies|ied|ying) on\b`,
  ]),
  prerequisites: anyOf([
    String.raw`\bpre-?(?:requisites?|conditions?)\b`,
    String.raw`\b(?:not|never|isn't|aren't|un) ?(?:being )?checked\b`,
    String.raw`\bdepends? on\b`,
    String.raw`\b(?:has|have|needs?|must) (?:to )?(?:already )?(?:exist|be (?:there|installed|enabled|set up|in place))\b`,
    String.raw`\b(?:exists?|installed|enabled|provisioned|migrated) (?:yet|already|first|beforehand)\b`,
  ]),
  failure: anyOf([
    String.raw`\bwhat (?:if|when|happens?)\b`,
    String.raw`\b(?:if|when|once|should|after|while) [^.?!]{1,60}\b(?:fail(?:s|ed|ing|ure)?|break(?:s|ing)?|broken|down|crash(?:es|ed)?|dies|unavailable|unreachable|times? out|timeouts?|gone|full|slow)\b`,
    String.raw`\bfail(?:ure)? (?:modes?|cases?|paths?|over|open|closed)\b`,
    String.raw`^\W{0,6}fail(?:s|ure|ures)?\b`,
  ]),
  simpler: anyOf([
    String.raw`\bsimpl(?:er|est|if(?:y|ies|ied|ication))\b`,
    String.raw`\b(?:overkill|over-?engineered|alternatives?|less code|fewer lines)\b`,
    String.raw`\b(?:could|can|would|why) (?:(?:we|this|it|not|be|you|i) ){0,3}(?:just|instead)\b`,
    String.raw`\binstead of\b`,
  ]),
};

/** Words of the questions themselves, of their names, and of approval without content. */
const GENERIC =
  /\b(?:assum\w{0,8}|presum\w{0,6}|granted|prerequisites?|preconditions?|checked|unchecked|fails?|failures?|breaks?|happens?|happen|simpler|simplest|simplify|way|alternatives?|what|which|how|why|where|there|part|question|answer|lgtm|looks?|good|great|nice|approved?|thanks?|thank|you|ship|agreed?|see|none|any|could|would|relied|relies|rely|depends?|instead|made|being)\b/gi;

/** Longest text of an entry that is read, and longest name of what follows, in UTF-16 units. */
const LONGEST = 4000;
const LONGEST_NAME = 80;

/** Where evidence may stand: a review, a comment, or a part of a text. */
export type Answers = Pick<Evidence, 'sections' | 'prose' | 'headings'>;

/**
 * The questions of the challenge protocol that a text answers, or asks about something it names. The bare question, `LGTM` and an
 * empty form answer nothing; `N/A` does with its reason. Names, headings and sentences are recognised in English, and in every
 * language those that the plan gives the parts of the section.
 */
export function challengesIn({ sections, prose, headings }: Answers): ReadonlySet<Challenge> {
  const found = new Set<Challenge>();
  for (const { title, entries, place } of sections) {
    read(entries, headings, { about: aboutOf(title), line: place.line }, found);
  }
  read(prose, headings, { about: [], line: 0 }, found);
  addHeadings(headings, found);
  return found;
}

/** Where reading begins, and what the name of that place is about. */
interface Start {
  readonly about: readonly Challenge[];
  readonly line: number;
}

/** What a name says that its content is about, and up to what: the next heading, or the list or paragraph right behind it. */
interface Topic {
  readonly about: readonly Challenge[];
  readonly ends: 'heading' | 'list' | 'paragraph';
}

/** Reads what stands in one place; headings from `start` on say what the entries behind them are about. */
function read(
  entries: readonly Entry[],
  headings: Evidence['headings'],
  start: Start,
  found: Set<Challenge>,
): void {
  let topic: Topic = { about: start.about, ends: 'heading' };
  let next = headings.findIndex(({ place }) => place.line >= start.line);
  for (const entry of entries) {
    for (; next !== -1 && (headings[next]?.place.line ?? Infinity) < entry.place.line; next += 1) {
      topic = { about: aboutOf(headings[next]?.title ?? ''), ends: 'heading' };
    }
    if (entry.kind === 'quote' || entry.kind === 'code' || entry.checked === false) continue;
    if (topic.ends === 'list' && entry.kind === 'text') topic = { about: [], ends: 'heading' };
    const name = nameIn(entry);
    if (name.length > 0) topic = { about: name, ends: 'paragraph' };
    else {
      for (const challenge of answeredBy(entry, topic)) found.add(challenge);
      if (topic.ends === 'paragraph') topic = { ...topic, ends: 'list' };
    }
  }
}

/** A heading may be the question itself: `### What if Redis is down?`. */
function addHeadings(headings: Evidence['headings'], found: Set<Challenge>): void {
  for (const { title } of headings) {
    if (ownWords(title) >= 2) for (const challenge of aboutOf(title)) found.add(challenge);
  }
}

function answeredBy(entry: Entry, topic: Topic): readonly Challenge[] {
  const part = CHALLENGES.find((each) => each === entry.part);
  if (part !== undefined) return says(entry.text) ? [part] : [];
  const own = aboutOf(entry.text);
  if (own.length === 0) return says(entry.text) ? topic.about : [];
  return sentencesOf(entry.text).flatMap((sentence) => {
    const label = /^[^:：?]{1,80}[:：?]\s/.exec(sentence)?.[0] ?? '';
    const named = aboutOf(label);
    if (named.length > 0 && ownWords(label) < 2) return says(sentence.slice(label.length)) ? named : [];
    return isTelling(sentence) && !isNothing(sentence) ? aboutOf(sentence) : [];
  });
}

/** What a line is about that only names what follows: `Assumptions:`, `Is there a simpler way?`, `What if it fails`. */
function nameIn({ text }: Entry): readonly Challenge[] {
  const bare = text.trim();
  if (bare.length > LONGEST_NAME || ownWords(bare) > 0) return [];
  return /[:：?]\W{0,4}$/.test(bare) || differentWords(bare).size <= 4 ? aboutOf(bare) : [];
}

function aboutOf(text: string): readonly Challenge[] {
  return CHALLENGES.filter((challenge) => ABOUT[challenge].test(text.slice(0, LONGEST)));
}

/** Lines and sentences; a line that begins with a name keeps what stands behind it together. */
function sentencesOf(text: string): readonly string[] {
  return text
    .slice(0, LONGEST)
    .split(/\n|(?<=[.!])\s/)
    .map((sentence) => sentence.trim().slice(0, 600))
    .filter((sentence) => sentence !== '');
}

/** A sentence that shows by its own words what it is about needs more of them than one that stands under a name. */
function isTelling(sentence: string): boolean {
  const own = ownWords(sentence);
  return own >= 2 || (own === 1 && differentWords(sentence).size >= 5);
}

/** Whether an answer says something of its own, or why there is none. */
function says(text: string): boolean {
  if (isNothing(text)) return false;
  const state = placeholderState(text)?.state;
  if (state === 'not-applicable') return true;
  return state === undefined && ownWords(text) >= 1 && differentWords(text).size >= 2;
}

function ownWords(text: string): number {
  return contentWords(text.slice(0, LONGEST).replace(GENERIC, ' '));
}
