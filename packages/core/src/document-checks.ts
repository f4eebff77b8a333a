import { faultAt, globFaults, itemsOf, membersOf } from './checks.js';
import { didYouMean } from './nearest.js';
import type { Fault } from './schema/issues.js';

/** Kinds of documents: their paths, and the sections that they must or may have. */
export function documentFaults(value: unknown, sections: readonly string[]): readonly Fault[] {
  return membersOf(value, 'documents').flatMap(([kind, document]) => [
    ...globFaults(document, ['documents', kind], 'paths'),
    ...(['sections', 'optional'] as const).flatMap((key) =>
      itemsOf(document, key).flatMap((section, at) =>
        typeof section === 'string' && !sections.includes(section)
          ? [
              faultAt(
                ['documents', kind, key, at],
                `no section \`${section}\`${didYouMean(section, sections)}; sections of documents stand under \`documentSections\` by their id`,
              ),
            ]
          : [],
      ),
    ),
  ]);
}

/** Ids of the sections of documents that a plan or configuration may name: its own and those of every known plan. */
export function documentSectionsOf(
  value: unknown,
  plans: readonly { readonly documentSections: object }[],
): readonly string[] {
  return [
    ...membersOf(value, 'documentSections').map(([id]) => id),
    ...plans.flatMap((plan) => Object.keys(plan.documentSections)),
  ];
}
