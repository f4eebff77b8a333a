import type { Evidence } from '../schema/evidence.js';
import { causesIn } from './cause.js';
import { placeholderState } from './placeholder.js';
import { isFix, isMerge, looksAutomated } from './subject.js';

/** What a fix says about the change that caused what it repairs. */
export interface FixCause {
  /** Shas as the text names them, in lower case. */
  readonly shas: readonly string[];
  /** Issues and pull requests by number. */
  readonly numbers: readonly number[];
  /** Why there is no such change, in the author's words. */
  readonly reason?: string;
}

const NAMES_CAUSE = /^(?:fixes|caused-by|introduced-by|regression-from|broken-by)$/i;

let last: { readonly evidence: Evidence; readonly cause: FixCause | undefined } | undefined;

/**
 * Reads what a text says about the cause of what it repairs, once for all who ask about it one after another; undefined where it is no
 * fix, by its title.
 */
export function fixCause(evidence: Evidence): FixCause | undefined {
  if (last?.evidence !== evidence) {
    const { title } = evidence;
    const isNone = !isFix(title) || isMerge(title) || looksAutomated(title);
    last = { evidence, cause: isNone ? undefined : readCause(evidence) };
  }
  return last.cause;
}

function readCause(evidence: Evidence): FixCause {
  const { title, trailers, prose, sections } = evidence;
  const told = [...prose, ...sections.flatMap(({ entries }) => entries)]
    .filter(({ kind }) => kind !== 'code' && kind !== 'quote')
    .map(({ text }) => text);
  const lines = trailers.map(({ key, value }) => `${key}: ${value}`);
  const causes = causesIn([title, '', ...told, '', ...lines].join('\n'), {
    kind: evidence.kind === 'commit' ? 'commit' : 'pull-request',
  });
  const targets = causes.map(({ target }) => target);
  const reason = trailers
    .filter(({ key }) => NAMES_CAUSE.test(key))
    .map(({ value }) => placeholderState(value))
    .find((gap) => gap?.state === 'not-applicable')?.reason;
  return {
    shas: targets.flatMap((target) => (target.kind === 'commit' ? [target.sha] : [])),
    numbers: targets.flatMap((target) => (target.kind === 'number' ? [target.number] : [])),
    ...(reason === undefined ? {} : { reason }),
  };
}
