import {
  type CheckAnswer,
  checklistAnswers,
  defineRule,
  type Evidence,
  ownStatements,
  type Problem,
  sectionOf,
  shortfallOf,
} from '@forethought/core';

const SECTION = 'pre-implementation-checklist';
const POINTS = [
  {
    part: 'documentation',
    title: 'official documentation is read',
    words: /\b(?:docs?|documentation|manuals?|specifications?)\b/i,
  },
  {
    part: 'codebase',
    title: 'the codebase is searched',
    words: /\b(?:code ?base|existing (?:code|patterns?|helpers?)|searched)\b/i,
  },
  {
    part: 'related',
    title: 'related issues and pull requests are reviewed',
    words: /\b(?:issues?|pull requests?|PRs?|tickets?)\b/i,
  },
  { part: 'assumptions', title: 'assumptions are written down', words: /\bassum\w{1,10}\b/i },
];

/** Nothing is implemented before it was read about, searched for and thought through. */
export default defineRule({
  id: 'pre-implementation-checklist',
  lifecycle: 'experimental',
  question: 'What was read, searched and assumed before the first line was written?',
  summary: 'The four points of the checklist are ticked, or say why they do not apply.',
  why: 'What is looked up before the first line costs minutes; afterwards it costs the lines.',
  appliesTo: ['pull-request'],
  sections: [SECTION],
  options: {},
  problems: {
    missing: {
      actual: 'no checklist on what came before the implementation',
      expected: 'its four points, each ticked or with `N/A:` and the reason',
      fix: 'Add the section and tick what was done.',
    },
    unfilled: {
      actual: 'under “{title}” stands {content}',
      expected: 'four points, each ticked or with `N/A:` and the reason',
      fix: 'Tick what was done, and say behind it what came of it.',
    },
    incomplete: {
      actual: 'not there: {items}',
      expected: 'all four points, each ticked or with `N/A:` and the reason',
      fix: 'Add the points that are missing.',
    },
    open: {
      actual: 'neither ticked nor said why not: {items}',
      expected: 'a tick, or `N/A:` with the reason behind the point',
      fix: 'Do it now and tick it, or write why it does not apply here.',
    },
    unsupported: {
      actual: 'ticked, and nothing of it stands in the text: {items}',
      expected: 'the page that was read, the assumptions that were written down',
      fix: 'Name them behind the point or in a section of their own.',
    },
  },
  check(evidence, _, { partNames }) {
    const lack = shortfallOf(evidence, SECTION);
    const section = sectionOf(evidence, SECTION);
    if (lack !== undefined && 'notApplicable' in lack) return lack;
    const answers = checklistAnswers(section?.entries ?? [], POINTS, partNames[SECTION]);
    if (lack !== undefined && answers.every(({ state }) => state === 'absent' || state === 'open')) {
      return { problems: [lack.problem] };
    }
    const problems: Problem[] = [];
    const tell = (code: string, found: readonly CheckAnswer[]): void => {
      const [first] = found;
      if (first === undefined) return;
      const place = first.place ?? section?.place;
      const data = { section: SECTION, items: found.map(({ title }) => title) };
      problems.push({ code, data, ...(place === undefined ? {} : { place }) });
    };
    tell(
      'incomplete',
      answers.filter(({ state }) => state === 'absent'),
    );
    tell(
      'open',
      answers.filter(({ state }) => state === 'open' || state === 'unfilled'),
    );
    tell(
      'unsupported',
      answers.filter((answer) => answer.state === 'ticked' && !isSupported(answer, evidence)),
    );
    return { problems };
  },
  examples: [
    {
      name: 'each point ticked, with what came of it',
      kind: 'pull-request',
      text: '## Pre-implementation checklist\n\n- [x] Official documentation is read: https://redis.io/docs/latest/commands/expire/\n- [x] The codebase is searched for patterns: `src/cache` has a helper for keys\n- [x] Related issues and pull requests are reviewed: #398 wanted the same and stopped at expiry\n- [ ] Assumptions are written down: N/A: the port of a helper that stays as it was\n',
      expect: 'pass',
    },
    {
      name: 'bare ticks, with pages and assumptions in sections of their own',
      kind: 'pull-request',
      text: '## Before implementing\n\n- [x] Read official docs for technology being used\n- [x] Check existing codebase for patterns\n- [x] Review related issues/PRs in GitHub\n- [x] Document assumptions BEFORE coding\n\n## Assumptions\n\n- The clocks of all hosts agree within a second.\n\n## Documentation Reviewed\n\n- https://redis.io/docs/latest/commands/expire/ - expiry counts from the last write\n',
      expect: 'pass',
    },
    {
      name: 'no checklist',
      kind: 'pull-request',
      text: 'Sessions are cached in Redis.\n',
      expect: ['missing'],
    },
    {
      name: 'the form as it was',
      kind: 'pull-request',
      text: '## Pre-implementation checklist\n\n- [ ] Official documentation is read: <url or path>\n- [ ] The codebase is searched for patterns: <what was found>\n- [ ] Related issues and pull requests are reviewed: <what they say>\n- [ ] Assumptions are written down: <what is taken for granted>\n',
      expect: ['unfilled'],
    },
    {
      name: 'two of four points',
      kind: 'pull-request',
      text: '## Pre-implementation checklist\n\n- [x] Documentation: https://redis.io/docs/latest/commands/expire/\n- [x] Codebase: no cache of ours expires by time yet\n',
      expect: ['incomplete'],
    },
    {
      name: 'a point left open and one with a reason that is none',
      kind: 'pull-request',
      text: '## Pre-implementation checklist\n\n- [x] Documentation: https://redis.io/docs/latest/commands/expire/\n- [x] Codebase: no cache of ours expires by time yet\n- [ ] Related issues and pull requests are reviewed\n- [x] Assumptions: N/A: na\n',
      expect: ['open'],
    },
    {
      name: 'four ticks, and no page and no assumption anywhere',
      kind: 'pull-request',
      text: 'Sessions are cached in Redis.\n\n## Pre-implementation checklist\n\n- [x] Official documentation is read\n- [x] The codebase is searched for patterns\n- [x] Related issues and pull requests are reviewed\n- [x] Assumptions are written down\n',
      expect: ['unsupported'],
    },
    {
      name: 'reasons in parentheses and below the point',
      kind: 'pull-request',
      text: '## Pre-implementation checklist\n\n- [x] Documentation: https://redis.io/docs/latest/commands/expire/\n- [x] Codebase: no cache of ours expires by time yet\n- [ ] Related issues (N/A: the service is new)\n- [ ] Assumptions\n  - N/A: the port of a helper that stays as it was\n',
      expect: 'pass',
    },
    {
      name: 'a reason for all of it',
      kind: 'pull-request',
      text: '## Pre-implementation checklist\n\nN/A: the version number of a release, nothing is implemented\n',
      expect: 'not-applicable',
    },
  ],
});

/** A tick that says that something was read or written down is believed where that stands somewhere in the text. */
function isSupported({ part }: CheckAnswer, { sections, prose }: Evidence): boolean {
  if (part === 'documentation') {
    const entries = [...prose, ...sections.flatMap((section) => section.entries)];
    return entries.some(({ references }) =>
      references.some(
        ({ kind, excluded }) => excluded === undefined && kind !== 'issue' && kind !== 'commit',
      ),
    );
  }
  if (part !== 'assumptions') return true;
  const stated = sections.filter(({ name }) => name === 'assumptions-stated');
  return stated.some(({ entries, state }) => state === 'not-applicable' || ownStatements(entries).length > 0);
}
