import { type Evidence, fromText, type Kind, type ReadOptions } from '@forethought/core';
import { policy } from './policy.js';

type More = Partial<Omit<ReadOptions, 'kind' | 'index'>>;

/** Reads lines as one text of that kind, by the built-in plan. */
export function read(kind: Kind, lines: readonly string[], more: More = {}): Evidence {
  return fromText(lines.join('\n'), { kind, index: policy.sections, hashHeadings: 'count', ...more });
}

/** Every section as `name style: entry / entry`, and the prose. */
export function outline(evidence: Evidence): readonly string[] {
  const sections = evidence.sections.map(
    (each) => `${each.name} ${each.style}: ${each.entries.map((entry) => entry.text).join(' / ')}`,
  );
  return [...sections, `prose: ${evidence.prose.map((entry) => entry.text).join(' / ')}`];
}

/** Outline of a commit message with that body. */
export const commit = (...body: readonly string[]): readonly string[] =>
  outline(read('commit', ['Cap the retries', '', ...body]));
/** Outline of a pull-request body. */
export const pull = (...body: readonly string[]): readonly string[] => outline(read('pull-request', body));
/** An entry that counts. */
export const RAN = '`npm test -- queue` passed';
