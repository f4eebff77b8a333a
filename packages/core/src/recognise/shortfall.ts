import type { Entry, Evidence, Section, SectionState } from '../schema/evidence.js';
import type { Problem } from '../schema/finding.js';
import { placeholderState } from './placeholder.js';

/** What stands under a section's name, in words, for the states that are no evidence. */
const CONTENT: Partial<Readonly<Record<SectionState, string>>> = {
  empty: 'nothing',
  template: 'only the text of the template',
  placeholder: 'only a placeholder',
  deferred: 'only a promise for later',
  planned: 'only boxes of which none is ticked',
};

/** What a section lacks before its content is looked at: a problem, or the reason why its author says that it does not apply. */
export type Shortfall = { readonly problem: Problem } | { readonly notApplicable: string };

/**
 * The common beginning of every rule on a section. Problem codes: `missing`, `doomed` (it stands only on `#` lines that git is
 * about to delete), `unfilled` (with `content`, what stands there instead). Undefined where the section holds something.
 */
export function shortfallOf(evidence: Evidence, name: string): Shortfall | undefined {
  const section = evidence.sections.find((candidate) => candidate.name === name);
  if (section === undefined) return { problem: absence(evidence, name) };
  if (section.state === 'not-applicable') return { notApplicable: section.reason ?? '' };
  const content = contentOf(section);
  if (content === undefined) return undefined;
  const data = { section: name, title: section.title, content };
  return { problem: { code: 'unfilled', data, place: section.place } };
}

/** What stands under a section's name when it is no evidence, e.g. `only a placeholder`; undefined when it says something. */
export function contentOf(section: Section): string | undefined {
  return CONTENT[section.state];
}

function absence(evidence: Evidence, name: string): Problem {
  const doomed = evidence.doomed.find((candidate) => candidate.name === name);
  if (doomed === undefined) return { code: 'missing', data: { section: name } };
  return { code: 'doomed', data: { section: name, title: doomed.title }, place: doomed.place };
}

/** The parts of a section about which something is said: done, or not applicable with a reason. */
export function partsSaid(entries: readonly Entry[], section: string): ReadonlySet<string> {
  const said = new Set<string>();
  for (const { kind, text, part, checked } of entries) {
    if (part === undefined || checked === false) continue;
    const gap = kind === 'code' ? null : placeholderState(text, section);
    if (gap === null || gap.state === 'not-applicable') said.add(part);
  }
  return said;
}
