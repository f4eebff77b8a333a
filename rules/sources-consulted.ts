import {
  type CheckResult,
  defineRule,
  documentationOfTechnology,
  type Entry,
  type Evidence,
  isOfficial,
  type Reference,
  type RuleContext,
  type Section,
  sectionOf,
  shortfallOf,
  sourcesIn,
  type TouchedTechnology,
  uncoveredTechnologies,
  withNear,
} from '@forethought/core';

const SECTION = 'sources-consulted';

/** Every change names what was read before it was written. */
export default defineRule({
  id: 'sources-consulted',
  lifecycle: 'stable',
  question: 'Which documentation was read before this was written?',
  summary: 'The change names at least one source that somebody else can open.',
  why: 'A named source lets a reviewer check the reasoning instead of guessing it.',
  appliesTo: ['commit', 'pull-request'],
  sections: [SECTION],
  options: {
    atLeast: { type: 'number', default: 1, words: 'How many different sources are needed.' },
    matchTechnology: {
      type: 'boolean',
      default: false,
      words:
        'Whether the official documentation of each technology that the changed files belong to has to be among them.',
    },
  },
  problems: {
    missing: {
      actual: 'no section says which sources were consulted',
      expected: 'at least {atLeast} source',
      fix: 'Add the section with a link, path or document number per line, or `N/A:` with the reason.',
    },
    unfilled: {
      actual: 'under “{title}” stands {content}',
      expected: 'at least {atLeast} source',
      fix: 'Name what was read: a link, a path of the repository, a specification with its section.',
    },
    'no-source': {
      actual: 'nothing under “{title}” counts as a source ({found})',
      expected:
        'documentation that explains the change, not the change, its review, its build or a picture of it',
      fix: 'Name the page, specification, manual page, document or issue that was read.',
    },
    'missing-path': {
      actual: 'under “{title}” stands what the repository does not have at this commit: {paths}',
      expected: 'paths that somebody else can open, from the root of the repository',
      fix: 'Correct the path, or name the page that was read.',
    },
    'too-few': {
      actual: '{count} under “{title}”',
      expected: 'different sources, {atLeast} or more',
      fix: 'Add what else was read, one source a line.',
    },
    'technology-uncovered': {
      actual: 'what changes belongs to {technologies}, and “{title}” names no official documentation of it',
      expected: 'a page of the official documentation of each, or its name with `N/A:` and the reason',
      fix: 'Open it, and add the page that says how this is done; the lines below lead there.',
    },
  },
  check(evidence, { atLeast, matchTechnology }, context) {
    // Working them out takes as long as all the rest: only who needs them asks.
    const technologies = matchTechnology ? context.technologies : [];
    if (matchTechnology && technologies === undefined) return { needs: 'files' };
    const lack = shortfallOf(evidence, SECTION);
    if (lack !== undefined) {
      if ('notApplicable' in lack) return lack;
      const { problem } = lack;
      const entries = matchTechnology ? pagesOf(technologies) : [];
      return { problems: [{ ...problem, data: { ...problem.data, atLeast, entries } }] };
    }
    const section = sectionOf(evidence, SECTION);
    if (section === undefined) return { problems: [] };
    const uncovered = matchTechnology ? uncoveredTechnologies(technologies ?? [], readEntries(evidence)) : [];
    if (uncovered === undefined) return { needs: 'technologies' };
    if (uncovered.length === 0) return shortOfSources(section, atLeast, context) ?? { problems: [] };
    const { title, place } = section;
    const names = uncovered.map((technology) => technology.title);
    const data = { section: SECTION, title, technologies: names, entries: pagesOf(uncovered) };
    return { problems: [{ code: 'technology-uncovered', data, place }] };
  },
  examples: [
    {
      name: 'a commit names the page it relies on',
      kind: 'commit',
      text: 'feat: wait for the database before serving\n\nSources Consulted:\n- https://kubernetes.io/docs/concepts/workloads/pods/init-containers/ - init containers run to the end first\n',
      expect: 'pass',
    },
    {
      name: 'a commit names its source in a trailer',
      kind: 'commit',
      text: 'fix: answer HEAD without a body\n\nThe proxy hung on the bytes that followed.\n\nSource: RFC 9110 §9.3.2\nSigned-off-by: Ada <ada@users.noreply.github.com>\n',
      expect: 'pass',
    },
    {
      name: 'a pull request names a specification and a document of the repository',
      kind: 'pull-request',
      text: '## Sources Consulted\n\n- RFC 6455 section 5.5 on ping and pong frames\n- docs/design/sockets.md\n',
      existingPaths: ['docs/design/sockets.md'],
      options: { atLeast: 2 },
      expect: 'pass',
    },
    {
      name: 'a commit without the section',
      kind: 'commit',
      text: 'feat: retry uploads\n\nUploads are tried three times.\n',
      expect: ['missing'],
    },
    {
      name: 'a pull request with a placeholder',
      kind: 'pull-request',
      text: '## Sources Consulted\n\nTBD\n',
      expect: ['unfilled'],
    },
    {
      name: 'a commit whose only links lead to its own review and build',
      kind: 'commit',
      text: 'feat: retry uploads\n\nSources Consulted:\n- https://review.acme.dev/c/store/+/4711\n- https://ci.acme.dev/job/store/88\n',
      expect: ['no-source'],
    },
    {
      name: 'a commit that names what it did not read',
      kind: 'commit',
      text: 'feat: retry uploads\n\nSources Consulted: did not read RFC 9110, see https://www.google.com/search?q=retry\n',
      expect: ['no-source'],
    },
    {
      name: 'a commit that cites as people type',
      kind: 'commit',
      text: 'fix: keep the old file until the new one is whole\n\nSources Consulted: man 2 rename, docs.python.org/3/library/os.html, rfc 2119\n',
      options: { atLeast: 3 },
      expect: 'pass',
    },
    {
      name: 'a pull request that names a path that does not exist',
      kind: 'pull-request',
      text: '## Sources Consulted\n\n- docs/uploads.md\n',
      existingPaths: ['docs/upload.md'],
      expect: ['missing-path'],
    },
    {
      name: 'a commit with one source where two are asked for',
      kind: 'commit',
      text: 'feat: rotate keys\n\nSources Consulted:\n- https://developer.hashicorp.com/vault/docs/secrets/pki\n',
      options: { atLeast: 2 },
      expect: ['too-few'],
    },
    {
      name: 'a commit that says why no source was needed',
      kind: 'commit',
      text: 'style: sort imports\n\nSources Consulted: N/A: the formatter moved lines, nothing was decided\n',
      expect: 'not-applicable',
    },
    {
      name: 'a deployment whose sources lead to the documentation of what it touches',
      kind: 'commit',
      text: 'feat: wait for the database before serving\n\nSources Consulted:\n- https://kubernetes.io/docs/concepts/workloads/pods/init-containers/ - init containers run to the end first\n',
      files: ['k8s/store.yaml'],
      options: { matchTechnology: true },
      expect: 'pass',
    },
    {
      name: 'a deployment whose source explains something else',
      kind: 'commit',
      text: 'feat: wait for the database before serving\n\nSources Consulted:\n- https://www.postgresql.org/docs/current/app-pg-isready.html - exit codes of pg_isready\n',
      files: ['k8s/store.yaml', 'infra/dns.tf'],
      options: { matchTechnology: true },
      expect: ['technology-uncovered'],
    },
    {
      name: 'one technology with its page, and a reason why the other needs none',
      kind: 'pull-request',
      text: '## Sources Consulted\n\n- https://kubernetes.io/docs/concepts/workloads/pods/init-containers/ - init containers run to the end first\n- Terraform: N/A: only a name in a comment follows the new service\n',
      files: ['k8s/store.yaml', 'infra/dns.tf'],
      options: { matchTechnology: true },
      expect: 'pass',
    },
  ],
});

/** What is missing where fewer sources count than are asked for. */
function shortOfSources(
  { title, entries, place }: Section,
  atLeast: number,
  context: RuleContext,
): CheckResult | undefined {
  const { existingPaths, nearPaths } = context;
  const isWhole = (reference: Reference): boolean => isOfficial(reference, context.technologies ?? []);
  const { counted, undecided, missing, refused } = sourcesIn(entries, existingPaths, isWhole);
  if (counted.length >= atLeast) return undefined;
  if (counted.length + undecided.length >= atLeast) return { needs: 'paths' };
  const data = { section: SECTION, title, count: counted.length, atLeast };
  if (missing.length > 0) {
    const paths = missing.map((path) => withNear(path, nearPaths));
    return { problems: [{ code: 'missing-path', data: { ...data, paths }, place }] };
  }
  const found = refused.length === 0 ? 'no link, path, document or issue' : refused.join(', ');
  const code = counted.length === 0 ? 'no-source' : 'too-few';
  return { problems: [{ code, data: { ...data, found }, place }] };
}

/** Entries in which sources may stand. */
function readEntries({ sections }: Evidence): readonly Entry[] {
  const read = sections.filter(({ name }) => name === SECTION || name === 'documentation-reviewed');
  return read.flatMap(({ entries }) => entries);
}

/** Where to begin reading, as entries to finish. */
function pagesOf(technologies: readonly TouchedTechnology[] = []): string[] {
  return technologies.map(
    (technology) => `- ${documentationOfTechnology(technology)} - <what it says about this change>`,
  );
}
