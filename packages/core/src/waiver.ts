import { perhaps } from './nearest.js';
import type { Place } from './schema/common.js';
import type { Evidence } from './schema/evidence.js';

/** A request to let one rule go for one change. It takes effect by somebody else's approval, never by itself. */
export interface WaiverRequest {
  readonly rule: string;
  readonly reason: string;
  readonly place: Place;
}

/** A request that can't be one, and why. */
export interface WaiverProblem {
  readonly code: 'no-rule' | 'unknown-rule' | 'no-reason';
  readonly text: string;
  /** The rule that was probably meant, in words, or nothing. */
  readonly hint: string;
  readonly place: Place;
}

/** The fewest letters and digits of a reason. */
const REASON_LETTERS = 3;

/**
 * The waivers that a text asks for: `Waive: <rule> - <reason>`, as a trailer of a commit or as a line of its own in a pull
 * request's body. Dashes of any width part rule and reason.
 */
export function waiverRequests(
  evidence: Evidence,
  ruleIds: readonly string[],
): { readonly requests: readonly WaiverRequest[]; readonly problems: readonly WaiverProblem[] } {
  const requests: WaiverRequest[] = [];
  const problems: WaiverProblem[] = [];
  for (const { text, place } of waiverLines(evidence)) {
    const read = readWaiver(text, place, ruleIds);
    if ('code' in read) problems.push(read);
    else requests.push(read);
  }
  return { requests, problems };
}

/** Reads what follows `Waive:`. */
export function readWaiver(
  text: string,
  place: Place,
  ruleIds: readonly string[],
): WaiverRequest | WaiverProblem {
  const trimmed = text.trim().replaceAll('`', '');
  const end = trimmed.search(/\s|[:–—]/);
  const rule = end === -1 ? trimmed : trimmed.slice(0, end);
  if (rule === '') return { code: 'no-rule', text, hint: '', place };
  if (!ruleIds.includes(rule)) return { code: 'unknown-rule', text, hint: perhaps(rule, ruleIds), place };
  const reason = trimmed
    .slice(rule.length)
    .replace(/^[\s:–—-]{1,20}/, '')
    .trim();
  const letters = reason.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
  return letters < REASON_LETTERS ? { code: 'no-reason', text, hint: '', place } : { rule, reason, place };
}

interface WaiverLine {
  readonly text: string;
  readonly place: Place;
}

const KEY = 'waive:';

function waiverLines(evidence: Evidence): readonly WaiverLine[] {
  const trailers = evidence.trailers
    .filter((trailer) => trailer.key.toLowerCase() === 'waive')
    .map(({ value, place }) => ({ text: value, place }));
  if (evidence.kind !== 'pull-request') return trailers;
  const entries = [...evidence.prose, ...evidence.sections.flatMap((section) => section.entries)];
  const lines = entries
    .filter((entry) => entry.kind === 'text' || entry.kind === 'item')
    .flatMap((entry) =>
      entry.text
        .split('\n')
        .map((line, at) => ({ line: line.trim(), place: { ...entry.place, line: entry.place.line + at } })),
    )
    .filter(({ line }) => line.slice(0, KEY.length).toLowerCase() === KEY)
    .map(({ line, place }) => ({ text: line.slice(KEY.length), place }));
  const known = new Set(trailers.map(({ place }) => place.line));
  return [...trailers, ...lines.filter(({ place }) => !known.has(place.line))];
}
