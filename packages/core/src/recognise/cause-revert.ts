import type { Cause } from '../schema/cause.js';
import type { Evidence } from '../schema/evidence.js';
import { type NamedChange, type Naming, namedChanges } from './named-change.js';
import { isReapply, isRevert } from './subject.js';

/** Git's sentence with what it names: `This reverts commit 0a1b2c3d.`, several of them joined by commas and “and”. */
const SENTENCE =
  /^(?:this|the)\s{1,3}(?:commit\s{1,3})?reverts\s{1,3}(?:(?:the\s)?(?:commits?|merge|pr|pull request|changes? (?:in|from)|merge commit)\s{1,3}){0,2}[`'"(]{0,2}/i;
/** What GitHub's button writes. */
const BUTTON = /^reverts?\s{1,3}(?=[\w.-]{1,60}\/[\w.-]{1,100}#\d|#\d|https?:)/i;
/** A line below which what is taken back stands as a list: `This reverts:`, `Reverts the following pull requests:`. */
const LISTS =
  /^(?:(?:this|the)\s{1,3}(?:(?:commit|change|pr|pull request)\s{1,3})?)?revert(?:s|ed|ing)?(?:\s{1,3}(?:the|following|these|commits?|changes?|prs?|pull requests?|merges?)){0,4}\s{0,2}:?$/i;
const ITEM = /^(?:[-*+]|\d{1,3}[.)])\s{1,4}/;
const TITLE =
  /^(?:\[[^\]]{1,40}\]\s{0,2})?(?:(?:temporar(?:y|ily)|partial(?:ly)?)\s{1,3})?revert(?:ed|s|ing)?(?:\([^()]{0,80}\))?:?\s{1,3}(?:(?:the|changes?|commits?|prs|pull requests|merge|made|in|by|from|of)\s{1,3}){0,5}/i;
const QUOTED = /^["“'`]/;
const CONVENTIONAL = /^revert(?:\([^()]{0,80}\))?:/i;
/** The number under which the revert itself landed. */
const OWN_NUMBER = /^[)\s"”]{0,4}(?:\(#\d{1,9}\)\s{0,3})?$/;
const JOINS = /^[`'")\].]{0,3}(?:\s{0,2},?\s{0,2}(?:and|&|,)?\s{1,3}(?:commits?\s)?)[`'"(]{0,2}$/i;

/**
 * What a text says to take back, by what Git and forges write and by its title. A change that brings a reverted one back names the
 * revert, so that who resolves it can tell that the revert is undone.
 */
export function revertedIn({ title, prose }: Evidence, naming: Naming): readonly Cause[] {
  const isBack = isReapply(title);
  const named = isBack ? [] : inTitle(title, naming);
  const isTitled = isBack || isRevert(title);
  let isListing = false;
  for (const { kind, text } of prose) {
    if (kind === 'code' || kind === 'quote') continue;
    for (const whole of text.split('\n')) {
      const line = whole.slice(0, 400).trim();
      if (line === '') continue;
      const listed: readonly NamedChange[] = isListing ? inItem(line, naming) : [];
      isListing = listed.length > 0 || LISTS.test(line);
      named.push(...(listed.length > 0 ? listed : inLine(line, naming, isTitled)));
    }
  }
  return named.map(({ target }) => ({ rung: 'revert', target }));
}

function inLine(line: string, naming: Naming, isTitled: boolean): readonly NamedChange[] {
  const lead = SENTENCE.exec(line) ?? BUTTON.exec(line);
  if (lead !== null) return joined(line, lead[0].length, naming);
  return isTitled && /^reverts? ["“]/i.test(line) ? inTitle(line, naming) : [];
}

/** One entry of a list of what is taken back: it begins with what it names. */
function inItem(line: string, naming: Naming): readonly NamedChange[] {
  return joined(line, ITEM.exec(line)?.[0].length ?? 0, naming);
}

/** `Revert "Pool: … (#12)" (#13)`, `Revert #12`, `revert: pool … (#12)`: what it takes back stands last of what is quoted, or first. */
function inTitle(title: string, naming: Naming): NamedChange[] {
  const line = title.slice(0, 400);
  const lead = TITLE.exec(line)?.[0].length ?? 0;
  if (lead === 0) return [];
  if (CONVENTIONAL.test(line)) return landedLast(line, naming);
  if (!QUOTED.test(line.slice(lead))) return [...joined(line, lead, naming)];
  const end = Math.max(line.lastIndexOf('"'), line.lastIndexOf('”'));
  const quoted = landedLast(line.slice(0, end <= lead ? line.length : end), naming);
  return quoted.length > 0 ? quoted : behindQuote(line, end, naming);
}

/** The number in brackets with which a squashed title ends. */
function landedLast(text: string, naming: Naming): NamedChange[] {
  const last = namedChanges(text, naming)
    .filter(({ target, start }) => target.kind === 'number' && text.charCodeAt(start - 1) === ROUND)
    .at(-1);
  return last !== undefined && OWN_NUMBER.test(text.slice(last.end)) ? [last] : [];
}

/** `Revert "Pool: …" #12 (#13)` */
function behindQuote(line: string, end: number, naming: Naming): NamedChange[] {
  const first = namedChanges(line, naming).find(({ start }) => start > end);
  return first !== undefined && first.start - end <= 4 ? [first] : [];
}

/** What is named from a place on, one right after another. */
function joined(line: string, from: number, naming: Naming): readonly NamedChange[] {
  const found: NamedChange[] = [];
  let at = from;
  for (const named of namedChanges(line, naming)) {
    if (named.start < from) continue;
    const between = line.slice(at, named.start);
    if (!(found.length === 0 ? /^[`'"(<[]{0,2}$/.test(between) : JOINS.test(between))) break;
    found.push(named);
    at = named.end;
  }
  return found;
}

const ROUND = 40;
