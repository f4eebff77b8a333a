import type { Change, Miss } from './change.js';
import { matches } from './patterns.js';
import { fixCause } from './recognise/fix-cause.js';
import { revertCause } from './recognise/revert-cause.js';
import type { Policy } from './schema/policy.js';

/** Kinds of documents in which lessons are written down. */
const LESSONS: readonly string[] = ['common-patterns', 'postmortem', 'incident'];

/**
 * The miss that a change says itself that it repairs: it names the change that caused what it fixes, or takes it back. What adds to the
 * pattern library or to a postmortem in the same breath has written its lesson down. Null where it names none: what only the
 * platform knows about it is not asked here.
 */
export function missOf(
  { evidence, files = [] }: Change,
  { documents }: Pick<Policy, 'documents'>,
): Miss | null {
  const reverted = revertCause(evidence);
  const fix = reverted === undefined ? fixCause(evidence) : undefined;
  const [number] = fix?.numbers ?? [];
  const change = reverted ?? fix?.shas[0]?.slice(0, 12) ?? (number === undefined ? undefined : `#${number}`);
  if (change === undefined) return null;
  const places = documents.filter(({ kind }) => LESSONS.includes(kind)).flatMap(({ paths }) => paths);
  const lessons = files.filter(({ path, status }) => status !== 'D' && matches(places, path));
  const kind = reverted === undefined ? 'fix-forward' : 'revert';
  return { change, kind, lessons: lessons.map(({ path }) => path) };
}
