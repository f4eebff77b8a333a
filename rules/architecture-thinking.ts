import {
  defineRule,
  type Entry,
  type Evidence,
  ownStatements,
  sectionOf,
  shortfallOf,
} from '@forethought/core';

const SECTION = 'architecture-thinking';

/** Every change is looked at once from further away. */
export default defineRule({
  id: 'architecture-thinking',
  lifecycle: 'experimental',
  question: 'What does this change for the design as a whole?',
  summary:
    'The change says what it does to the design, which trade-off it makes, or which design it follows.',
  why: 'A design is lost in small changes of which none was looked at from further away.',
  appliesTo: ['pull-request'],
  sections: [SECTION, 'design'],
  options: {},
  problems: {
    missing: {
      actual: 'nothing on what this does to the design as a whole',
      expected: 'its effect on the design, a trade-off, or a link to the design that it follows',
      fix: 'Add one of the lines below, or `N/A:` with the reason.',
    },
    unfilled: {
      actual: 'under “{title}” stands {content}',
      expected: 'its effect on the design, a trade-off, or a link to the design that it follows',
      fix: 'Write one sentence, or `N/A:` with the reason why the design stays as it is.',
    },
    hollow: {
      actual: 'under “{title}” nothing that tells this change from any other',
      expected: 'its effect on the design, a trade-off, or a link to the design that it follows',
      fix: 'Name what depends on what now, or what was given up; where the design stays as it is, write `N/A:` with the reason.',
    },
  },
  check(evidence) {
    if (linksDesign(sectionOf(evidence, 'design')?.entries ?? [])) return { problems: [] };
    const lack = shortfallOf(evidence, SECTION);
    if (lack !== undefined) return 'notApplicable' in lack ? lack : { problems: [lack.problem] };
    const section = sectionOf(evidence, SECTION);
    if (section === undefined || tells(section.entries, evidence)) return { problems: [] };
    const data = { section: SECTION, title: section.title };
    return { problems: [{ code: 'hollow', data, place: section.place }] };
  },
  examples: [
    {
      name: 'an effect and a trade-off',
      kind: 'pull-request',
      text: '## Architecture\n\n- Effect on the design: logins depend on Redis now, and fall back on the database\n- Trade-off: one more service to run, for a tenth of the queries\n',
      expect: 'pass',
    },
    {
      name: 'a link to the design',
      kind: 'pull-request',
      text: 'Architecture: as agreed in docs/designs/session-cache.md\n',
      expect: 'pass',
    },
    {
      name: 'a design under its own name',
      kind: 'pull-request',
      text: '## Design\n\nSecond step of #398.\n',
      expect: 'pass',
    },
    {
      name: 'nothing on it',
      kind: 'pull-request',
      text: 'Sessions are cached in Redis.\n',
      expect: ['missing'],
    },
    {
      name: 'the form as it was',
      kind: 'pull-request',
      text: '## Architecture\n\n- Effect on the design: <what this changes for the system as a whole>\n- Trade-off: <what was given up, and for what>\n- Design: <path or pull request of the design>\n',
      expect: ['unfilled'],
    },
    {
      name: 'a sentence that fits every change',
      kind: 'pull-request',
      text: '## Architecture\n\nNo architectural impact, trivial change.\n',
      expect: ['hollow'],
    },
    {
      name: 'a reason why the design stays as it is',
      kind: 'pull-request',
      text: '## Architecture\n\nN/A: the wording of one log line\n',
      expect: 'not-applicable',
    },
  ],
});

function tells(entries: readonly Entry[], { title }: Evidence): boolean {
  return linksDesign(entries) || ownStatements(entries, title).length > 0;
}

/** A file, an issue or pull request, or a page; nothing that is quoted or shown as code. */
function linksDesign(entries: readonly Entry[]): boolean {
  return entries.some(
    ({ kind, checked, references }) =>
      kind !== 'code' &&
      kind !== 'quote' &&
      checked !== false &&
      references.some((reference) => reference.excluded === undefined && reference.kind !== 'commit'),
  );
}
