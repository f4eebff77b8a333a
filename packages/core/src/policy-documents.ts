import { foldedNames } from './policy-sections.js';
import type { Config } from './schema/config.js';
import type { Plan } from './schema/plan.js';
import type { Policy } from './schema/policy.js';

type Sections = Plan['documentSections'];
type Compiled = Policy['documentSections'];

/** Sections of documents by id, those of the first plan before those of later ones, with the team's names added. */
export function compileDocumentSections(plans: readonly Plan[], config: Config | undefined): Compiled {
  const merged = plans.reduceRight<Sections>(
    (known, plan) => mergeDocumentSections(known, plan.documentSections),
    {},
  );
  const all = mergeDocumentSections(merged, config?.documentSections ?? {});
  return Object.fromEntries(
    Object.entries(all).map(([id, { title = id, aliases, skeleton }]) => [
      id,
      { title, names: [...new Set(foldedNames(id, { title, aliases }))], skeleton: [...skeleton] },
    ]),
  );
}

/** Both, where the later title and skeleton lead, and every earlier title and alias stays a name. */
export function mergeDocumentSections(before: Sections, added: Sections): Sections {
  const merged: Sections = { ...before };
  for (const [id, section] of Object.entries(added)) {
    const known = merged[id];
    const earlier = known === undefined ? [] : [known.title ?? id, ...known.aliases];
    const title = section.title ?? known?.title;
    merged[id] = {
      ...(title === undefined ? {} : { title }),
      aliases: [...new Set([...section.aliases, ...earlier])],
      skeleton: section.skeleton.length > 0 ? section.skeleton : (known?.skeleton ?? []),
    };
  }
  return merged;
}
