import {
  allEntries,
  defineRule,
  type Entry,
  type Evidence,
  fold,
  ownStatements,
  type Problem,
  type RuleContext,
  sectionOf,
  shortfallOf,
} from '@forethought/core';

const SECTION = 'explanation';
const TITLES = { what: 'what it does', why: 'why it is correct', validated: 'what was validated' };

/** What cannot be explained is not deployed. */
export default defineRule({
  id: 'explanation',
  lifecycle: 'experimental',
  question: 'What does this do, why is it correct, and what was validated?',
  summary: 'The change says what it does, why it is correct, and what was validated.',
  why: 'Explaining finds what reading does not: the step that nobody can name.',
  appliesTo: ['pull-request'],
  sections: [SECTION],
  options: {},
  problems: {
    missing: {
      actual: 'no explanation',
      expected: 'what it does, why it is correct, and what was validated',
      fix: 'Add the section with a sentence on each, or `N/A:` with the reason.',
    },
    unfilled: {
      actual: 'under “{title}” stands {content}',
      expected: 'what it does, why it is correct, and what was validated',
      fix: 'Explain it as one would to somebody who will be on call.',
    },
    incomplete: {
      actual: 'nothing that explains {parts}',
      expected: 'a sentence of its own on each of the three',
      fix: 'Add the lines that are missing under their names.',
    },
    repeated: {
      actual: 'the same sentence for two of the three, “{item}”',
      expected: 'a sentence of its own on each',
      fix: 'Say separately what happens, what makes sure of it, and what was tried.',
    },
  },
  check(evidence, _, context) {
    const apart = sectionOf(evidence, SECTION) === undefined ? headedParts(evidence, context) : undefined;
    const lack = apart === undefined ? shortfallOf(evidence, SECTION) : undefined;
    if (lack !== undefined) return 'notApplicable' in lack ? lack : { problems: [lack.problem] };
    const section = apart ?? sectionOf(evidence, SECTION);
    if (section === undefined) return { problems: [] };
    const own = ownStatements(section.entries);
    const parts = (['what', 'why', 'validated'] as const).filter(
      (part) =>
        !section.entries.some(
          (entry) => entry.part === part && (own.includes(entry) || entry.kind === 'code'),
        ),
    );
    const again = section.entries.find(
      ({ text, part }, at) =>
        section.entries.findIndex((other) => other.text === text && other.part !== part && text !== '') <
          at && section.entries.some((other) => other.text === text && other.part !== part),
    );
    const problems: Problem[] = [];
    if (again !== undefined) {
      problems.push({ code: 'repeated', data: { section: SECTION, item: again.text }, place: again.place });
    } else if (parts.length > 0) {
      const data = { section: SECTION, parts: parts.map((part) => TITLES[part]) };
      problems.push({ code: 'incomplete', data, place: section.place });
    }
    return { problems };
  },
  examples: [
    {
      name: 'the three parts as items',
      kind: 'pull-request',
      text: '## Explanation\n\n- What it does: sessions live in Redis for an hour and are read from there first\n- Why it is correct: Redis alone counts the hour, so no clock of ours matters\n- What was validated: set the clock of one host back by a day and stayed logged in\n',
      files: ['deploy/k8s/redis.yaml'],
      expect: 'pass',
    },
    {
      name: 'the three parts as headings of another language',
      kind: 'pull-request',
      text: '## Erklärung\n\n### Was es tut\n\nSitzungen liegen eine Stunde lang in Redis.\n\n### Warum es richtig ist\n\nNur Redis zählt die Stunde, keine Uhr der Rechner.\n\n### Was geprüft wurde\n\nDie Uhr eines Rechners um einen Tag zurückgestellt, die Anmeldung blieb.\n',
      expect: 'pass',
    },
    {
      name: 'the three parts as headings of their own, below none',
      kind: 'pull-request',
      text: '### What this does\n\nSessions live in Redis for an hour.\n\n### Why it is correct\n\nRedis alone counts the hour, so no clock of ours matters.\n\n### What was validated\n\nSet the clock of one host back by a day and stayed logged in.\n',
      files: ['deploy/k8s/redis.yaml'],
      expect: 'pass',
    },
    {
      name: 'one of those headings is left without words',
      kind: 'pull-request',
      text: '### What this does\n\nSessions live in Redis for an hour.\n\n### Why it is correct\n\nRedis alone counts the hour, so no clock of ours matters.\n\n### What was validated\n\nTBD\n',
      expect: ['incomplete'],
    },
    {
      name: 'no explanation',
      kind: 'pull-request',
      text: 'Sessions are cached in Redis.\n',
      files: ['deploy/k8s/redis.yaml'],
      expect: ['missing'],
    },
    {
      name: 'the form as it was',
      kind: 'pull-request',
      text: '## Explanation\n\n- What it does: <what happens now that did not before>\n- Why it is correct: <what makes sure of it>\n- What was validated: <what was tried, and what came out>\n',
      expect: ['unfilled'],
    },
    {
      name: 'what it does, and of the rest that it is obvious',
      kind: 'pull-request',
      text: '## Explanation\n\n- What it does: sessions live in Redis for an hour and are read from there first\n- Why it is correct: self-explanatory\n- What was validated: everything works as expected\n',
      expect: ['incomplete'],
    },
    {
      name: 'one sentence, three times',
      kind: 'pull-request',
      text: '## Explanation\n\n- What it does: sessions live in Redis for an hour\n- Why it is correct: sessions live in Redis for an hour\n- What was validated: sessions live in Redis for an hour\n',
      expect: ['repeated'],
    },
    {
      name: 'a reason why there is nothing to explain',
      kind: 'pull-request',
      text: '## Explanation\n\nN/A: the manifest only gains a comment\n',
      expect: 'not-applicable',
    },
  ],
});

/** The parts where they are headings of their own, below none that is called like the section: at least two, so that none is so by chance. */
function headedParts(evidence: Evidence, { partNames }: RuleContext) {
  const names = partNames[SECTION] ?? {};
  const all = allEntries(evidence);
  const { headings } = evidence;
  const found = headings.flatMap(({ title, place }, at) => {
    const key = fold(title);
    const part = Object.hasOwn(names, key) ? names[key] : undefined;
    const until = headings[at + 1]?.place.line ?? Number.POSITIVE_INFINITY;
    const below = all.filter((entry) => entry.place.line > place.line && entry.place.line < until);
    return part === undefined
      ? []
      : [{ part, place, entries: below.map((entry): Entry => withPart(entry, part)) }];
  });
  const [first] = found;
  if (first === undefined || new Set(found.map(({ part }) => part)).size < 2) return undefined;
  return { place: first.place, entries: found.flatMap(({ entries }) => entries) };
}

/** References are read where somebody asks, so they are copied by name. */
function withPart(entry: Entry, part: string): Entry {
  return { ...entry, references: entry.references, part };
}
