import {
  defineMetric,
  type Facts,
  ledgerWith,
  type PullFact,
  rowsOf,
  startCounting,
  type TallyInput,
} from '@forethought/core';

const LABEL = 'design';

/** How many people asked an engineer by name to look at a design. */
export default defineMetric({
  id: 'advice-sought',
  summary: 'Others ask for advice on their designs.',
  why: 'Who is asked before something is built prevents more than who is asked after it broke.',
  unit: 'count',
  better: 'higher',
  counting: 'census',
  reducer: 'distinct',
  tier: 'E1',
  population: 'everybody',
  formula:
    'distinct people who asked the engineer by name to review a pull request that holds a design document or is labelled `design`, against all such requests; requests that code owners brought about, own ones and those of machines stay out',
  windowDays: 91,
  lagDays: 0,
  minimumSample: { person: 1, team: 1 },
  noData: 'nobody was asked by name to review a design in this window',
  gaming: 'Friends who ask one another for reviews.',
  counterMeasure: 'People count and not requests, and every request is linked.',
  tally,
  examples: [
    {
      name: 'two people asked, one of them twice',
      ledger: {
        pulls: [
          { number: 1, labels: ['design'], author: user('bob'), reviewers: [asked('ada', 'bob')] },
          { number: 2, labels: ['design'], author: user('bob'), reviewers: [asked('ada', 'bob')] },
          { number: 3, labels: ['design'], author: user('eve'), reviewers: [asked('ada', 'eve')] },
        ],
      },
      expect: { state: 'uncertain', numerator: 2, denominator: 3, value: 2 },
    },
    {
      name: 'a code owner, a machine and an own request are nobody who asked',
      ledger: {
        pulls: [
          {
            number: 1,
            labels: ['design'],
            author: user('bob'),
            reviewers: [
              { ...asked('ada', 'bob'), isOwner: true },
              { ...asked('ada', 'robot'), by: { login: 'robot', kind: 'bot' } },
              asked('ada', 'ada'),
            ],
          },
          { number: 2, author: user('bob'), reviewers: [asked('ada', 'bob')] },
        ],
      },
      expect: { state: 'not-applicable', numerator: null, denominator: null },
    },
    {
      name: 'others were asked',
      ledger: {
        pulls: [{ number: 1, labels: ['design'], author: user('eve'), reviewers: [asked('bob', 'eve')] }],
      },
      expect: { state: 'uncertain', numerator: 0, denominator: 1, value: 0 },
    },
  ],
});

function tally(input: TallyInput) {
  const ledger = ledgerWith(input, 'pulls', 'reviews');
  if ('noData' in ledger) return ledger;
  const engineerOf = input.engineerOf ?? ((login: string) => login);
  const designs = designsOf(input.facts);
  const counter = startCounting();
  for (const pull of input.facts.pulls ?? []) {
    if (!isDesign(pull, designs)) continue;
    for (const { reviewer, by, isOwner, at } of pull.reviewers ?? []) {
      const asker = by === null || by.kind !== 'user' ? undefined : engineerOf(by.login);
      const adviser = engineerOf(reviewer.login);
      if (isOwner || asker === undefined || adviser === undefined || asker === adviser) continue;
      counter.add(rowsOf(input, [adviser]), at, { of: 1, hits: 1, id: asker, sample: `#${pull.number}` });
    }
  }
  return counter.tallies();
}

function designsOf({ documents }: Facts): ReadonlySet<string> {
  return new Set(documents.flatMap(({ path, kind }) => (kind === 'design' ? [path] : [])));
}

function isDesign({ labels, paths }: PullFact, designs: ReadonlySet<string>): boolean {
  return labels.includes(LABEL) || (paths ?? []).some((path) => designs.has(path));
}

function user(login: string) {
  return { login, kind: 'user' as const };
}

function asked(reviewer: string, by: string) {
  return { reviewer: user(reviewer), by: user(by), isOwner: false, at: '2026-11-17T10:00:00Z' };
}
