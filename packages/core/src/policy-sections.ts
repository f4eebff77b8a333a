import { fold } from './evidence/fold.js';
import type { Config } from './schema/config.js';
import type { Plan } from './schema/plan.js';
import type { SectionIndex } from './schema/policy.js';

type Sections = Plan['sections'];
type Section = Sections[string];
type Parts = Section['parts'];

/** The plans' sections with the team's names added. A section that only the team has needs a title. */
export function mergeSections(plans: readonly Plan[], config: Config | undefined): Sections {
  const merged = new Map<string, Section>();
  for (const [id, section] of plans.flatMap((plan) => Object.entries(plan.sections))) {
    merged.set(id, withNames(merged.get(id), section));
  }
  for (const [id, section] of Object.entries(config?.sections ?? {})) {
    merged.set(id, withNames(merged.get(id), section));
  }
  return Object.fromEntries(merged);
}

type Named = { readonly title?: string | undefined; readonly aliases: readonly string[] };
type NamedSection = Named & {
  readonly parts?: Readonly<Record<string, Named>> | undefined;
  readonly skeleton?: readonly string[] | undefined;
};

/** The later title leads; every earlier title and alias stays a name. */
function withNames(before: Section | undefined, added: NamedSection): Section {
  const parts: Parts = { ...before?.parts };
  for (const [id, part] of Object.entries(added.parts ?? {})) parts[id] = namesOf(parts[id], part, id);
  const skeleton =
    added.skeleton !== undefined && added.skeleton.length > 0 ? added.skeleton : (before?.skeleton ?? []);
  return { ...namesOf(before, added, ''), parts, skeleton: [...skeleton] };
}

function namesOf(before: Named | undefined, added: Named, id: string): { title: string; aliases: string[] } {
  const title = added.title ?? before?.title ?? id;
  const names = [
    ...added.aliases,
    ...(before?.title === undefined ? [] : [before.title]),
    ...(before?.aliases ?? []),
  ];
  return { title, aliases: [...new Set(names)].filter((name) => name !== title) };
}

/**
 * The index by which readers find sections: folded ids, titles and aliases to canonical names. Of two sections that claim one
 * name the later one has it, so that a team's alias can take over a name of the plan.
 */
export function indexSections(sections: Sections): SectionIndex {
  const bySection: Record<string, string> = {};
  const parts: Record<string, Record<string, string>> = {};
  const words: SectionIndex['words'] = {};
  for (const [id, section] of Object.entries(sections)) {
    for (const name of foldedNames(id, section)) bySection[name] = id;
    const byPart: Record<string, string> = {};
    const titles: Record<string, string> = {};
    for (const [part, names] of Object.entries(section.parts)) {
      for (const name of foldedNames(part, names)) byPart[name] = part;
      titles[part] = names.title;
    }
    parts[id] = byPart;
    words[id] = { title: section.title, skeleton: [...section.skeleton], parts: titles };
  }
  return { sections: bySection, parts, words };
}

/** Every name of a section or part in the form in which names are compared. */
export function foldedNames(id: string, names: Named): readonly string[] {
  return [id, names.title ?? id, ...names.aliases].map(fold).filter((name) => name !== '');
}
