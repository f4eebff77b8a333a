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

const SECTION = 'pre-commit-checklist';
const POINTS = [
  {
    part: 'works',
    title: 'it works locally',
    words: /\b(?:works?|runs?|tried|tested)\b.{0,40}\blocal(?:ly)?\b/i,
  },
  { part: 'edges', title: 'edge cases are tested', words: /\b(?:edge|corner|boundary|border) cases?\b/i },
  {
    part: 'prerequisites',
    title: 'prerequisites are verified',
    words: /\b(?:pre-?requisites?|preconditions?|dependenc(?:y|ies) exist)\b/i,
  },
  { part: 'risk', title: 'what could go wrong is written down', words: /\b(?:go(?:es)? wrong|risks?)\b/i },
];

/** Nothing is committed before it was tried, and before its author wrote what could still go wrong. */
export default defineRule({
  id: 'pre-commit-checklist',
  lifecycle: 'experimental',
  question: 'Does it work here, and what could still go wrong?',
  summary:
    'The four points are ticked or say why they do not apply, and the fourth says what could go wrong.',
  why: 'The minute before a commit is the last one in which a mistake costs nobody else anything.',
  appliesTo: ['pull-request'],
  sections: [SECTION],
  options: {},
  problems: {
    missing: {
      actual: 'no checklist on what was made sure of before committing',
      expected: 'its four points, each ticked or with `N/A:` and the reason',
      fix: 'Add the section and tick what was made sure of.',
    },
    unfilled: {
      actual: 'under “{title}” stands {content}',
      expected: 'four points, each ticked or with `N/A:` and the reason',
      fix: 'Tick what was made sure of, and write down what could go wrong.',
    },
    incomplete: {
      actual: 'not there: {items}',
      expected: 'all four points, each ticked or with `N/A:` and the reason',
      fix: 'Add the points that are missing.',
    },
    open: {
      actual: 'neither ticked nor said why not: {items}',
      expected: 'a tick, or `N/A:` with the reason behind the point',
      fix: 'Make sure of it now and tick it, or write why it does not apply here.',
    },
    'not-written': {
      actual: 'a tick behind what could go wrong, and no word on what that is',
      expected: 'what could go wrong, in a sentence',
      fix: 'Write it behind the point, or fill in a pre-mortem.',
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
    const isWritten = hasPremortem(evidence);
    tell(
      'incomplete',
      answers.filter(({ state, part }) => state === 'absent' && !(part === 'risk' && isWritten)),
    );
    tell(
      'open',
      answers.filter(({ state }) => state === 'open' || state === 'unfilled'),
    );
    tell(
      'not-written',
      answers.filter(({ part, state }) => part === 'risk' && state === 'ticked' && !isWritten),
    );
    return { problems };
  },
  examples: [
    {
      name: 'four points, the fourth in words',
      kind: 'pull-request',
      text: '## Pre-commit checklist\n\n- [x] It works locally: `make run`, then logged in twice\n- [x] Edge cases are tested: no cookie, two cookies, an expired one\n- [x] Prerequisites are verified to exist\n- [x] What could go wrong is written down: Redis evicts live sessions once its memory is full\n',
      expect: 'pass',
    },
    {
      name: 'the questions of the plan, with one that does not apply',
      kind: 'pull-request',
      text: '## Before committing\n\n- [x] Does it work locally?\n- [x] Did I test edge cases?\n- [ ] Did I verify prerequisites exist? N/A: nothing new is needed\n- [x] What could go wrong? (Write it down!)\n  - Redis evicts live sessions once its memory is full\n',
      expect: 'pass',
    },
    {
      name: 'what could go wrong in a pre-mortem',
      kind: 'pull-request',
      text: '## Pre-commit checklist\n\n- [x] It works locally\n- [x] Edge cases are tested\n- [x] Prerequisites are verified to exist\n- [x] What could go wrong is written down\n\n## Pre-mortem\n\n- Redis evicts live sessions -> set maxmemory and saw no evictions\n',
      expect: 'pass',
    },
    {
      name: 'no checklist',
      kind: 'pull-request',
      text: 'Sessions are cached in Redis.\n',
      expect: ['missing'],
    },
    {
      name: 'no box ticked',
      kind: 'pull-request',
      text: '## Pre-commit checklist\n\n- [ ] It works locally\n- [ ] Edge cases are tested\n- [ ] Prerequisites are verified to exist\n- [ ] What could go wrong is written down\n',
      expect: ['unfilled'],
    },
    {
      name: 'one point of four',
      kind: 'pull-request',
      text: '## Pre-commit checklist\n\n- [x] It works locally: `make run`, then logged in twice\n',
      expect: ['incomplete'],
    },
    {
      name: 'a point left open',
      kind: 'pull-request',
      text: '## Pre-commit checklist\n\n- [x] It works locally\n- [ ] Edge cases are tested\n- [x] Prerequisites are verified to exist: the secret is in both clusters\n- [x] What could go wrong is written down: Redis evicts live sessions once its memory is full\n',
      expect: ['open'],
    },
    {
      name: 'four ticks, and nothing written down',
      kind: 'pull-request',
      text: '## Pre-commit checklist\n\n- [x] It works locally\n- [x] Edge cases are tested\n- [x] Prerequisites are verified to exist\n- [x] What could go wrong is written down\n',
      expect: ['not-written'],
    },
    {
      name: 'a reason for all of it',
      kind: 'pull-request',
      text: '## Pre-commit checklist\n\nN/A: the version number of a release, nothing runs differently\n',
      expect: 'not-applicable',
    },
  ],
});

function hasPremortem({ sections }: Evidence): boolean {
  return sections.some(({ name, entries }) => name === 'pre-mortem' && ownStatements(entries).length > 0);
}
