import { fromText } from './evidence/text.js';
import type { Evidence, SectionState } from './schema/evidence.js';
import type { Policy } from './schema/policy.js';

/** A section that the pull request's body had in full and that the landed commit lacks. */
export interface LostSection {
  /** Canonical name. */
  readonly section: string;
  /** What stands in the landed message in its place. */
  readonly landed: SectionState;
}

/**
 * After landing: the sections of a pull request's body that say something checkable and did not arrive in the landed message, in the
 * body's order. None where everything arrived, or where the body had nothing to lose.
 */
export function auditLanding(
  landedMessage: string,
  body: Evidence,
  policy: Pick<Policy, 'sections'>,
): readonly LostSection[] {
  const promised = body.sections.filter(({ state }) => state === 'substantive');
  if (promised.length === 0) return [];
  const read = fromText(landedMessage, { kind: 'commit', index: policy.sections, hashHeadings: 'count' });
  const arrived: ReadonlyMap<string, SectionState> = new Map(
    read.sections.map(({ name, state }) => [name, state]),
  );
  return promised
    .map(({ name }): LostSection => ({ section: name, landed: arrived.get(name) ?? 'absent' }))
    .filter(({ landed }) => landed !== 'substantive');
}
