import { defineMetric, ledgerWith, rowsOf, startCounting, type TallyInput } from '@forethought/core';

const LABEL = 'kudos:foresight';

/** How often somebody else noticed that an engineer saw something coming. */
export default defineMetric({
  id: 'foresight-acknowledged',
  summary: 'Others notice that something was seen coming.',
  why: 'What was prevented leaves no trace, unless somebody says that they noticed.',
  unit: 'count',
  better: 'higher',
  counting: 'census',
  tier: 'E3',
  population: 'everybody',
  formula:
    'pull requests on which somebody else than their author set the label `kudos:foresight` and left it there, against pull requests whose labels were read over time',
  windowDays: 91,
  lagDays: 0,
  minimumSample: { person: 1, team: 1 },
  noData: 'no pull request was opened in this window',
  gaming: 'Friends who praise one another.',
  counterMeasure: 'A pull request counts once, and every one is linked for others to read.',
  tally,
  examples: [
    {
      name: 'somebody else noticed, once however often',
      ledger: {
        pulls: [
          { number: 1, labels: [LABEL], labelEvents: [labelled('bob'), labelled('eve')] },
          { number: 2, labelEvents: [] },
        ],
      },
      expect: { state: 'uncertain', numerator: 1, denominator: 2 },
    },
    {
      name: 'an own label, one of a machine and one that was taken away are none',
      ledger: {
        pulls: [
          { number: 1, labels: [LABEL], labelEvents: [labelled('ada')] },
          {
            number: 2,
            labels: [LABEL],
            labelEvents: [{ ...labelled('robot'), by: { login: 'robot', kind: 'bot' } }],
          },
          { number: 3, labels: [], labelEvents: [labelled('bob')] },
        ],
      },
      expect: { state: 'uncertain', numerator: 0, denominator: 3 },
    },
    {
      name: 'labels over time were not read',
      row: '*',
      ledger: { pulls: [{ number: 1, labels: [LABEL] }] },
      expect: { state: 'no-data', numerator: null, denominator: null },
    },
  ],
});

function tally(input: TallyInput) {
  const ledger = ledgerWith(input, 'pulls');
  if ('noData' in ledger) return ledger;
  const engineerOf = input.engineerOf ?? ((login: string) => login);
  const counter = startCounting();
  for (const { number, author, createdAt, labels, labelEvents } of input.facts.pulls ?? []) {
    const engineer = author === null || author.kind === 'bot' ? undefined : engineerOf(author.login);
    if (engineer === undefined) continue;
    if (labelEvents === undefined) {
      counter.add(['*'], createdAt, { excluded: 'unknown' });
      continue;
    }
    counter.add(['*'], createdAt, { of: 1 });
    const praised = labelEvents.some(
      ({ label, added, by }) =>
        label === LABEL && added && by?.kind === 'user' && engineerOf(by.login) !== engineer,
    );
    if (praised && labels.includes(LABEL))
      counter.add(rowsOf(input, [engineer]), createdAt, { hits: 1, sample: `#${number}` });
  }
  return counter.tallies();
}

function labelled(login: string) {
  return {
    label: LABEL,
    added: true,
    by: { login, kind: 'user' as const },
    at: '2026-11-17T10:00:00Z',
  };
}
