import { matchingOwners } from './patterns.js';
import type { FileChange } from './schema/facts.js';
import type { Policy } from './schema/policy.js';

/** A technology that a change touches, with its official documentation as `host` or `host/path`. */
export type Technology = Policy['technologies'][number];

/** The technologies whose path patterns match a changed file. Contents are not read here. */
export function touchedTechnologies(files: readonly FileChange[], policy: Policy): readonly Technology[] {
  const touched = new Set(files.flatMap((file) => [...matchingOwners(policy.technologies, file.path)]));
  return policy.technologies.filter((_, at) => touched.has(at));
}
