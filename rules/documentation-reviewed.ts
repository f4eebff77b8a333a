import {
  defineRule,
  isOfficial,
  learntWords,
  type Statement,
  sectionOf,
  shortfallOf,
  sourcesIn,
  statementsIn,
} from '@forethought/core';

const SECTION = 'documentation-reviewed';

/** Every change says what the documentation taught, entry by entry. */
export default defineRule({
  id: 'documentation-reviewed',
  lifecycle: 'stable',
  question: 'What did the documentation say, and what did it decide here?',
  summary:
    'The change names the documentation that was reviewed and, for each entry, what it taught or decided.',
  why: 'A link shows that a page exists; a sentence about it shows that it was read.',
  appliesTo: ['commit', 'pull-request'],
  sections: [SECTION],
  options: {
    minWords: {
      type: 'number',
      default: 4,
      words:
        'How many different words an entry needs beside its reference; two of them must say something of their own.',
    },
  },
  problems: {
    missing: {
      actual: 'no section says which documentation was reviewed',
      expected: 'one entry per document with what it taught or decided',
      fix: 'Add the section, a line per document, or `N/A:` with the reason.',
    },
    unfilled: {
      actual: 'under “{title}” stands {content}',
      expected: 'one entry per document with what it taught or decided',
      fix: 'Name each document and write beside it what it said that matters here.',
    },
    'no-reference': {
      actual: 'nothing under “{title}” can be looked up ({found})',
      expected: 'a link, path, specification or document in every entry',
      fix: 'Add where each statement comes from.',
    },
    'no-learning': {
      actual: '{count} of {total} entries name a document and not what it taught: {target}',
      expected: 'at least {minWords} different words of its own beside the reference',
      fix: 'Write after the reference what it said and what that decided here.',
    },
  },
  check(evidence, { minWords }, context) {
    const lack = shortfallOf(evidence, SECTION);
    if (lack !== undefined) return 'notApplicable' in lack ? lack : { problems: [lack.problem] };
    const section = sectionOf(evidence, SECTION);
    if (section === undefined) return { problems: [] };
    const counted: Statement[] = [];
    const refused = new Set<string>();
    let undecided = 0;
    for (const statement of statementsIn(section.entries)) {
      const sources = sourcesIn(statement.entries, context.existingPaths, (reference) =>
        isOfficial(reference, context.technologies ?? []),
      );
      for (const each of sources.refused) refused.add(each);
      if (sources.counted.length > 0) counted.push(statement);
      else if (sources.undecided.length > 0) undecided++;
    }
    const data = { section: SECTION, title: section.title, minWords };
    const silent = counted.filter((statement) => learntWords(statement) < minWords);
    const [first] = silent;
    if (first !== undefined) {
      const target = first.entries.flatMap((entry) => entry.references)[0]?.target ?? '';
      const counts = { count: silent.length, total: counted.length, target };
      return { problems: [{ code: 'no-learning', data: { ...data, ...counts }, place: first.entry.place }] };
    }
    if (counted.length > 0) return { problems: [] };
    if (undecided > 0) return { needs: 'paths' };
    const found = refused.size === 0 ? 'no link, path, document or issue' : [...refused].join(', ');
    return { problems: [{ code: 'no-reference', data: { ...data, found }, place: section.place }] };
  },
  examples: [
    {
      name: 'a pull request says what each page taught',
      kind: 'pull-request',
      text: '## Documentation Reviewed\n\n- [Probes](https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/): a failing liveness probe restarts, so the database check moved to readiness\n- RFC 9110 §9.2.2 - PUT is idempotent, which allows the retry\n',
      expect: 'pass',
    },
    {
      name: 'a commit says what a manual page decided',
      kind: 'commit',
      text: 'feat: read trailers\n\nDocumentation Reviewed:\n- git-interpret-trailers(1)\n  - folded lines belong to the trailer before, so they are joined\n',
      expect: 'pass',
    },
    {
      name: 'a pull request without the section',
      kind: 'pull-request',
      text: '## Summary\n\nMoves the database check to the readiness probe.\n',
      expect: ['missing'],
    },
    {
      name: 'a commit with an empty section',
      kind: 'commit',
      text: 'feat: read trailers\n\nDocumentation Reviewed:\n',
      expect: ['unfilled'],
    },
    {
      name: 'a pull request that tells and does not say from where',
      kind: 'pull-request',
      text: '## Documentation Reviewed\n\n- The guide recommends a readiness probe for this case\n',
      expect: ['no-reference'],
    },
    {
      name: 'a pull request with a bare list of links',
      kind: 'pull-request',
      text: '## Documentation Reviewed\n\n- https://developer.hashicorp.com/terraform/language/state\n- [Kubernetes documentation on probes](https://kubernetes.io/docs/concepts/workloads/pods/)\n',
      expect: ['no-learning'],
    },
    {
      name: 'a pull request that praises a page',
      kind: 'pull-request',
      text: '## Documentation Reviewed\n\n- RFC 9110 §9.2.2 - good, good, read it all, very useful\n',
      expect: ['no-learning'],
    },
    {
      name: 'a pull request that says why nothing was read',
      kind: 'pull-request',
      text: '## Documentation Reviewed\n\nN/A: the change takes back wording of the last release notes\n',
      expect: 'not-applicable',
    },
  ],
});
