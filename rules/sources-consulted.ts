import { defineRule, isOfficial, sectionOf, shortfallOf, sourcesIn } from '@forethought/core';

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
    'too-few': {
      actual: '{count} under “{title}”',
      expected: 'at least {atLeast} different sources',
      fix: 'Add what else was read, one source a line.',
    },
  },
  check(evidence, { atLeast }, context) {
    const lack = shortfallOf(evidence, SECTION);
    if (lack !== undefined) {
      if ('notApplicable' in lack) return lack;
      const { problem } = lack;
      return { problems: [{ ...problem, data: { ...problem.data, atLeast } }] };
    }
    const section = sectionOf(evidence, SECTION);
    const { counted, undecided, refused } = sourcesIn(
      section?.entries ?? [],
      context.existingPaths,
      (reference) => isOfficial(reference, context.technologies),
    );
    if (counted.length >= atLeast) return { problems: [] };
    if (counted.length + undecided.length >= atLeast) return { needs: 'paths' };
    const data = { section: SECTION, title: section?.title ?? '', count: counted.length, atLeast };
    const found = refused.length === 0 ? 'no link, path, document or issue' : refused.join(', ');
    const problem =
      counted.length === 0 ? { code: 'no-source', data: { ...data, found } } : { code: 'too-few', data };
    return { problems: [{ ...problem, ...(section === undefined ? {} : { place: section.place }) }] };
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
      existingPaths: [],
      expect: ['no-source'],
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
  ],
});
