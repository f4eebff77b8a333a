import type { Change, Miss } from './change.js';
import { sectionOf } from './define.js';
import { LESSON_KINDS } from './lessons.js';
import { matches } from './patterns.js';
import { fixCause } from './recognise/fix-cause.js';
import { revertCause } from './recognise/revert-cause.js';
import type { Pattern, Policy } from './schema/policy.js';

/**
 * The miss that a change says itself that it repairs: it names the change that caused what it fixes, takes one back, or tells of a
 * surprise. What adds to the pattern library or to a postmortem in the same breath has written its lesson down. Null where it names
 * none: what only the platform knows about it is said by whoever asks the platform.
 */
export function missOf(change: Change, policy: Pick<Policy, 'documents'>): Miss | null {
  const { evidence, files = [] } = change;
  const reverted = revertCause(evidence);
  const fix = reverted === undefined ? fixCause(evidence) : undefined;
  const [number] = fix?.numbers ?? [];
  const named = reverted ?? fix?.shas[0]?.slice(0, 12) ?? (number === undefined ? undefined : `#${number}`);
  if (named === undefined && !tellsSurprise(change)) return null;
  const places = lessonPlaces(policy.documents);
  const written = files.filter(({ path, status }) => status !== 'D' && matches(places, path));
  const lessons = written.map(({ path }) => path);
  if (named === undefined) return { change: nameOfChange(change), kind: 'surprise', lessons };
  return { change: named, kind: reverted === undefined ? 'fix-forward' : 'revert', lessons };
}

const placesOf = new WeakMap<Policy['documents'], readonly Pattern[]>();

/** Where lessons are written down: one list for all who ask, as a list is prepared for matching where it is first used. */
function lessonPlaces(documents: Policy['documents']): readonly Pattern[] {
  const known = placesOf.get(documents);
  if (known !== undefined) return known;
  const places = documents.filter(({ kind }) => LESSON_KINDS.includes(kind)).flatMap(({ paths }) => paths);
  placesOf.set(documents, places);
  return places;
}

/** What documents call a change: `#12`, or its sha. */
export function nameOfChange({ subject: { kind, id } }: Pick<Change, 'subject'>): string {
  return kind === 'pull-request' && !id.startsWith('#') ? `#${id}` : id;
}

/** Whether something stands under *Surprises* that happened. */
function tellsSurprise({ evidence }: Change): boolean {
  const section = sectionOf(evidence, 'surprises');
  return section !== undefined && ['claimed', 'substantive'].includes(section.state);
}
