import {
  defineRule,
  type Entry,
  type Evidence,
  type Problem,
  partsSaid,
  type RuleContext,
  sectionOf,
  shortfallOf,
  wordsIn,
} from '@forethought/core';

/** Sections that a team asks for in its own words, without code. */
export default defineRule({
  id: 'named-sections',
  lifecycle: 'experimental',
  question: 'What does this team want to read here?',
  summary: 'The change has the sections that the team asks for, each with content of its own.',
  why: 'A team knows best what its next outage will turn on, and a section of its own makes somebody think of it.',
  appliesTo: ['commit', 'pull-request'],
  sections: [],
  options: {
    sections: {
      type: 'strings',
      default: [] as string[],
      names: 'sections',
      needed: true,
      words: 'Sections that must be there, by their ids under `sections`; without any nothing is asked.',
    },
    minWords: {
      type: 'number',
      default: 3,
      words: 'How many different words each of them needs; code, a picture or a link stands for five.',
    },
    allParts: {
      type: 'boolean',
      default: false,
      words: 'Something is said about every part that the section has.',
    },
  },
  problems: {
    missing: {
      actual: 'no section {section}',
      expected: 'the section with its content',
      fix: 'Add the section, or `N/A:` with the reason.',
    },
    unfilled: {
      actual: 'under “{title}” stands {content}',
      expected: 'content, or `N/A:` with a reason',
      fix: 'Write what the section asks for.',
    },
    thin: {
      actual: 'the section “{title}” says {count} different words',
      expected: 'at least {atLeast}, or code, a picture or a link',
      fix: 'Say it so that somebody else could act on it.',
    },
    incomplete: {
      actual: 'under “{title}” nothing is said about {parts}',
      expected: 'something on each part, or `N/A:` with the reason',
      fix: 'Add the lines that are missing under their names.',
    },
  },
  check(evidence, { sections, minWords, allParts }, context) {
    if (sections.length === 0) return { notAsked: 'no section is named' };
    const problems: Problem[] = [];
    const reasons: string[] = [];
    for (const name of sections) {
      const lack = shortfallOf(evidence, name);
      if (lack !== undefined && 'notApplicable' in lack) reasons.push(lack.notApplicable);
      else if (lack !== undefined) problems.push(lack.problem);
      else
        problems.push(...contentProblems(evidence, name, minWords, allParts ? partsOf(context, name) : []));
    }
    return reasons.length === sections.length ? { notApplicable: reasons.join('; ') } : { problems };
  },
  examples: [
    {
      name: 'a commit with the section that the team asks for',
      kind: 'commit',
      text: 'feat: drop the old table\n\nLesson:\n- a backup of last night is restored in four minutes, tried on Monday\n',
      options: { sections: ['lesson-recorded'] },
      expect: 'pass',
    },
    {
      name: 'a pull request with two sections, each with all its parts',
      kind: 'pull-request',
      text: '## Explanation\n\n- What it does: the list is read once\n- Why it is correct: nobody writes to it later\n- What was validated: two hundred requests at once\n\n## Lesson\n\n- the list was read for each row, which nobody had measured\n',
      options: { sections: ['explanation', 'lesson-recorded'], allParts: true },
      expect: 'pass',
    },
    {
      name: 'a commit without the section',
      kind: 'commit',
      text: 'feat: drop the old table\n',
      options: { sections: ['lesson-recorded'] },
      expect: ['missing'],
    },
    {
      name: 'a pull request with the form as it was',
      kind: 'pull-request',
      text: '## Lesson\n\nTODO\n',
      options: { sections: ['lesson-recorded'] },
      expect: ['unfilled'],
    },
    {
      name: 'a section of one word',
      kind: 'pull-request',
      text: '## Lesson\n\n- backups\n',
      options: { sections: ['lesson-recorded'] },
      expect: ['thin'],
    },
    {
      name: 'a section with one of its three parts',
      kind: 'pull-request',
      text: '## Explanation\n\n- What it does: the list is read once and kept for the whole request\n',
      options: { sections: ['explanation'], allParts: true },
      expect: ['incomplete'],
    },
    {
      name: 'a reason why it does not apply',
      kind: 'commit',
      text: 'docs: fix a word\n\nLesson: N/A: only a word in a comment changed\n',
      options: { sections: ['lesson-recorded'] },
      expect: 'not-applicable',
    },
    {
      name: 'no section is named',
      kind: 'pull-request',
      text: 'Reads the list once.\n',
      expect: 'not-applicable',
    },
  ],
});

function partsOf({ partNames }: RuleContext, section: string): readonly string[] {
  const names = Object.hasOwn(partNames, section) ? partNames[section] : undefined;
  return [...new Set(Object.values(names ?? {}))];
}

function contentProblems(
  evidence: Evidence,
  name: string,
  minWords: number,
  parts: readonly string[],
): readonly Problem[] {
  const section = sectionOf(evidence, name);
  if (section === undefined) return [];
  const data = { section: name, title: section.title };
  const entries: readonly Entry[] = section.entries;
  const count = wordsIn(entries);
  if (count < minWords) {
    return [{ code: 'thin', data: { ...data, count, atLeast: minWords }, place: section.place }];
  }
  const said = partsSaid(entries, name);
  const missing = parts.filter((part) => !said.has(part));
  return missing.length === 0
    ? []
    : [{ code: 'incomplete', data: { ...data, parts: missing }, place: section.place }];
}
