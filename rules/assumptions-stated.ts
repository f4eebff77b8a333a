import { defineRule, ownStatements, sectionOf, shortfallOf } from '@forethought/core';

const SECTION = 'assumptions-stated';

/** What a change takes for granted stands where a reviewer can doubt it. */
export default defineRule({
  id: 'assumptions-stated',
  lifecycle: 'experimental',
  question: 'What is taken for granted here, and where would that be looked up?',
  summary: 'The change says what it takes for granted.',
  why: 'A written assumption can be doubted by whoever knows better; an unwritten one fails first.',
  appliesTo: ['pull-request'],
  sections: [SECTION],
  options: {
    atLeast: { type: 'number', default: 1, words: 'How many different assumptions are needed.' },
  },
  problems: {
    missing: {
      actual: 'nothing on what is taken for granted',
      expected: 'at least {atLeast} assumption',
      fix: 'Add the section with an assumption a line, or `N/A:` with the reason.',
    },
    unfilled: {
      actual: 'under “{title}” stands {content}',
      expected: 'at least {atLeast} assumption',
      fix: 'Write what has to be true for this change to work.',
    },
    hollow: {
      actual:
        '{count} under “{title}” that could be doubted, beside what fits every change or repeats its title',
      expected: 'at least {atLeast}, each in a sentence of its own',
      fix: 'Name what the change relies on: a version, an order, a limit, somebody else’s behaviour.',
    },
  },
  check(evidence, { atLeast }) {
    const lack = shortfallOf(evidence, SECTION);
    if (lack !== undefined) {
      if ('notApplicable' in lack) return lack;
      return { problems: [{ ...lack.problem, data: { ...lack.problem.data, atLeast } }] };
    }
    const section = sectionOf(evidence, SECTION);
    const count = ownStatements(section?.entries ?? [], evidence.title).length;
    if (section === undefined || count >= atLeast) return { problems: [] };
    const data = { section: SECTION, title: section.title, count, atLeast };
    return { problems: [{ code: 'hollow', data, place: section.place }] };
  },
  examples: [
    {
      name: 'two assumptions',
      kind: 'pull-request',
      text: '## Assumptions\n\n- The clocks of all hosts agree within a second, which chrony holds.\n- Nobody but the gateway writes these keys.\n',
      options: { atLeast: 2 },
      expect: 'pass',
    },
    {
      name: 'one in a sentence, in another language',
      kind: 'pull-request',
      text: '## Annahmen\n\nDie Uhren aller Rechner gehen höchstens eine Sekunde auseinander.\n',
      expect: 'pass',
    },
    {
      name: 'none stated',
      kind: 'pull-request',
      text: 'Sessions are cached in Redis.\n',
      expect: ['missing'],
    },
    {
      name: 'the form as it was',
      kind: 'pull-request',
      text: '## Assumptions\n\n- <what is taken for granted, and where it would be looked up>\n',
      expect: ['unfilled'],
    },
    {
      name: 'an assumption that fits every change',
      kind: 'pull-request',
      text: '## Assumptions\n\n- No special assumptions, everything should be fine.\n',
      expect: ['hollow'],
    },
    {
      name: 'one assumption, twice',
      kind: 'pull-request',
      text: '## Assumptions\n\n- Nobody but the gateway writes these keys.\n- Nobody but the gateway writes these keys\n',
      options: { atLeast: 2 },
      expect: ['hollow'],
    },
    {
      name: 'a reason why there is none',
      kind: 'pull-request',
      text: '## Assumptions\n\nN/A: the change only moves files\n',
      expect: 'not-applicable',
    },
  ],
});
