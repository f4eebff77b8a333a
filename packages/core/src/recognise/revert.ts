import type { Entry, Evidence, Trailer } from '../schema/evidence.js';
import { isAboutChange } from './about-change.js';
import { anyOf } from './pattern.js';
import { placeholderState } from './placeholder.js';
import { isReapply, isRevert, revertedSha } from './subject.js';
import { differentWords } from './words.js';

const SECTION = 'revert-reason';
/** What git and GitHub write into every revert. */
const WRITTEN = [
  /^[ \t]{0,3}(?:this|the) {1,3}(?:commit {1,3})?reverts {1,3}(?:commit {1,3})?[`'"(]{0,2}[0-9a-f]{7,64}\b[`'")]{0,2}[.,]?/gim,
  /\breversing\s{1,3}changes made to [0-9a-f]{7,64}\.?/gi,
  /^[ \t]{0,3}reverts? {1,3}(?:[\w.-]{1,60}\/[\w.-]{1,100})?#\d{1,9}\.?[ \t]{0,3}$/gim,
  /^[ \t]{0,3}\(cherry picked from commit [0-9a-f]{7,64}\)$/gim,
] as const;
const REVERTS_PULL = /^[ \t]{0,3}reverts? {1,3}(?:[\w.-]{1,60}\/[\w.-]{1,100})?#\d/i;
/** Words that tell what happens instead, or that nothing does. */
const NEXT = anyOf([
  String.raw`\b(?:will|shall|going to|plans? to|planned|until|instead|follow-? ?ups?|tracked|replaced|permanent(?:ly)?|for good|abandon\w{0,4}|incident|post-?mortem)\b`,
  String.raw`\bre-?(?:land|appl|introduc)\w{0,6}\b`,
  String.raw`\b(?:try|tried|land|come|comes|bring|brought|put) (?:it |this )?(?:again|back)\b`,
  String.raw`\bnext (?:step|attempt|try|version|release|week|sprint)\b`,
  String.raw`\b(?:no longer|not) (?:needed|wanted|necessary)\b`,
  String.raw`\b(?:proper|real|right|actual) (?:fix|solution)\b`,
]);
const LINK_KEYS = /^(?:bug|bugs|issue|incident|closes?|fixes|refs?|see|link|resolves?|tracking|follow-up)$/i;
const REVIEW_KEYS = /^(?:review\w*|change|differential|original|cherry|pr|pull)\b/i;

/** What a revert says about itself. */
export interface RevertReason {
  /** Different words beside what Git and GitHub write by themselves. */
  readonly words: number;
  /** It tells what comes instead, or links the incident or issue. */
  readonly hasNext: boolean;
}

/**
 * Whether a text says that it takes a change back: a commit by naming the commit, a pull request by its title or by what it names.
 * Bringing a reverted change back is no revert.
 */
export function saysRevert(evidence: Evidence): boolean {
  const said = entriesOf(evidence).map(({ text }) => text);
  const message = [evidence.title, '', ...said].join('\n');
  if (evidence.kind === 'commit') return revertedSha(message) !== undefined;
  if (isReapply(message)) return false;
  return isRevert(message) || said.some((text) => text.split('\n').some((line) => REVERTS_PULL.test(line)));
}

/** Reads why a revert was made, in its own section or in prose; code, quotations, placeholders and promises give no reason. */
export function revertReason(evidence: Evidence): RevertReason {
  const entries = [
    ...evidence.prose,
    ...evidence.sections.filter(({ name }) => name === SECTION).flatMap((section) => section.entries),
  ].filter(({ kind, checked }) => kind !== 'code' && kind !== 'quote' && checked !== false);
  const words = new Set<string>();
  let hasNext = evidence.trailers.some(linksTracker);
  for (const entry of entries) {
    const text = withoutWritten(entry.text);
    const state = placeholderState(text)?.state;
    if (state === 'placeholder') continue;
    hasNext ||= entry.part === 'next' || NEXT.test(text) || isLinked(entry, text);
    if (state === undefined && entry.part !== 'next')
      for (const word of differentWords(text)) words.add(word);
  }
  return { words: words.size, hasNext };
}

function linksTracker({ key, value }: Trailer): boolean {
  if (LINK_KEYS.test(key)) return value !== '';
  return /^https?:\/\/\S/i.test(value) && !REVIEW_KEYS.test(key);
}

function entriesOf({ prose, sections }: Evidence): readonly Entry[] {
  return [...prose, ...sections.flatMap(({ entries }) => entries)].filter(({ kind }) => kind !== 'quote');
}

function withoutWritten(text: string): string {
  const rest = WRITTEN.reduce((left, written) => left.replace(written, ''), text.slice(0, 20_000));
  return rest
    .split('\n')
    .filter((line) => !isAboutChange(line))
    .join('\n')
    .trim();
}

/** Links count where they are not the change that is taken back. */
function isLinked({ references }: Entry, text: string): boolean {
  return references.some(
    ({ kind, excluded, target }) => kind !== 'commit' && excluded === undefined && text.includes(target),
  );
}
