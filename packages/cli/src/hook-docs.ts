import {
  documentationOfTechnology,
  matches,
  type Policy,
  type RuleSetting,
  severityOn,
  technologiesOfFiles,
} from '@forethought/core';

/** At most so many technologies are offered: an editor's comment is no catalogue. */
const MOST = 8;

/**
 * What an editor shows where sources have to cover technologies: the official documentation of those that the repository's files of
 * that kind belong to. `tracked` lists the files; it is asked only where such a setting is in force.
 */
export function docsHint(policy: Policy, day: string, tracked: () => readonly string[]): string {
  const settings = policy.rules.filter(
    (setting) => matchesTechnology(setting) && severityOn(setting, day) !== 'off',
  );
  if (settings.length === 0) return '';
  const files = tracked()
    .filter((path) => settings.some(({ when: { paths } }) => paths === undefined || matches(paths, path)))
    .map((path) => ({ path, status: 'M', added: null, deleted: null }) as const);
  const technologies = [...technologiesOfFiles(files, policy)].sort(
    (a, b) => b.files.length - a.files.length,
  );
  if (technologies.length === 0) return '';
  const lines = technologies
    .slice(0, MOST)
    .map((technology) => `  ${technology.title}: ${documentationOfTechnology(technology)}`);
  const where = settings.every(({ when }) => when.paths !== undefined) ? ' where these change' : '';
  return [`Which documentation comes first${where}?`, ...lines, ''].join('\n');
}

function matchesTechnology({ kinds, options }: RuleSetting): boolean {
  return kinds.includes('commit') && options['matchTechnology'] === true;
}
