import {
  type Attribution,
  defineMetric,
  knownByWords,
  ledgerWith,
  outcomeRows,
  standings,
  startCounting,
  type TallyInput,
  unowned,
} from '@forethought/core';

/** A repair that comes later than this is no longer one of a change that did not work the first time. */
const MOST_DAYS = 14;

/** Share of changes that another change had to repair within two weeks; the plan's second success metric. */
export default defineMetric({
  id: 'fix-forward',
  summary: 'No change has to be repaired by another one after it landed.',
  why: 'A repair after the fact costs a second review, a second deployment, and what happened in between.',
  unit: 'ratio',
  better: 'lower',
  counting: 'census',
  tier: 'E1',
  formula:
    'landed changes that another change repaired within 14 days, by its own words (a `Fixes: <sha>` trailer, prose that names a change), a link that the platform keeps, or a label ÷ landed changes; lines that both touch are candidates and in no count',
  windowDays: 91,
  lagDays: 14,
  minimumSample: { person: 20, team: 20 },
  noData: 'no change landed in this window',
  needs: ['git'],
  gaming:
    'Leaving out the trailer, putting the repair into a pull request about something else, or pushing it directly with a committer date from before.',
  counterMeasure:
    'Changes to the same lines by the same engineer are listed as candidates to confirm or dispute, whatever the words say, and changes taken back stand beside the value. What a machine or a stranger writes charges nobody. A direct push lands when its committer says so, which can be dated back: a protected default branch leaves no such pushes.',
  tally,
  examples: [
    {
      name: 'one of twenty changes was repaired a day later',
      ledger: {
        changes: Array.from({ length: 20 }, (_, index) => ({ id: `#${index + 1}` })),
        attributions: [{ fix: '#20', culprit: '#3' }],
      },
      expect: { state: 'missed', numerator: 1, denominator: 20, misses: ['#3'] },
    },
    {
      name: 'two repairs of one change are one miss, and one after a month is none',
      ledger: {
        changes: Array.from({ length: 20 }, (_, index) => ({ id: `#${index + 1}` })),
        attributions: [
          { fix: '#19', culprit: '#3' },
          { fix: '#20', culprit: '#3', rung: 'prose' },
          { fix: '#21', culprit: '#4', days: 30 },
        ],
      },
      expect: { state: 'missed', numerator: 1, denominator: 20, misses: ['#3'] },
    },
    {
      name: 'lines that both touch are shown and not counted, and a change taken back stands beside',
      ledger: {
        changes: Array.from({ length: 20 }, (_, index) => ({ id: `#${index + 1}` })),
        candidates: [{ fix: '#20', culprit: '#5' }],
        attributions: [
          { fix: '#18', culprit: '#6', rung: 'revert' },
          { fix: '#19', culprit: '#7', rung: 'revert', isUndone: true },
        ],
      },
      expect: {
        state: 'met',
        numerator: 0,
        denominator: 20,
        candidates: ['#5'],
        beside: { 'taken back': 1 },
      },
    },
    {
      name: 'the repair is the matter of whose change it was, not of who repaired it',
      ledger: {
        changes: [
          ...Array.from({ length: 20 }, (_, index) => ({ id: `#${index + 1}` })),
          { id: '#50', owner: 'bob' },
        ],
        attributions: [{ fix: '#20', culprit: '#50' }],
      },
      expect: { state: 'met', numerator: 0, denominator: 20 },
    },
    {
      name: 'a verdict that hangs on a contested miss',
      ledger: {
        changes: Array.from({ length: 20 }, (_, index) => ({ id: `#${index + 1}` })),
        attributions: [{ fix: '#20', culprit: '#3' }],
      },
      disputed: ['#3'],
      expect: { state: 'disputed', numerator: 1, denominator: 20 },
    },
    {
      name: 'without pull requests their texts were not read, so that none found is not none',
      ledger: {
        changes: Array.from({ length: 20 }, (_, index) => ({ id: `#${index + 1}` })),
        gaps: { pulls: 'only Git was read' },
      },
      expect: { state: 'uncertain', numerator: 0, denominator: 20 },
    },
    {
      name: 'a change whose owner is not known counts for everybody, and how many there are stands beside',
      row: '*',
      ledger: {
        changes: [
          ...Array.from({ length: 20 }, (_, index) => ({ id: `#${index + 1}` })),
          { id: '#30', owner: null },
          { id: '#31', isMachine: true },
        ],
      },
      expect: { state: 'met', numerator: 0, denominator: 21, beside: { 'without a known owner': 1 } },
    },
    {
      name: 'five changes are too few for a verdict',
      ledger: { changes: [{ id: '#1' }, { id: '#2' }, { id: '#3' }, { id: '#4' }, { id: '#5' }] },
      expect: { state: 'insufficient', numerator: 0, denominator: 5 },
    },
    {
      name: 'nothing landed',
      ledger: {},
      expect: { state: 'not-applicable', numerator: null, denominator: null },
    },
  ],
});

function tally(input: TallyInput) {
  const ledger = ledgerWith(input);
  if ('noData' in ledger) return ledger;
  const timely = ledger.attributions.filter(({ days, rung }) => days <= MOST_DAYS && rung !== 'candidate');
  const repaired = culprits(timely.filter(({ isRevert }) => !isRevert));
  const standingOf = standings(ledger);
  const ownerOf = (id: string): string | null | undefined => ledger.byId.get(id)?.owner;
  const suspected = culprits(
    ledger.candidates.filter(
      ({ fix, culprit, days }) =>
        days <= MOST_DAYS && ownerOf(fix) != null && ownerOf(fix) === ownerOf(culprit),
    ),
  );
  const counter = startCounting();
  for (const change of ledger.changes) {
    const { id, landedAt } = change;
    const isRepaired = repaired.has(id);
    counter.add(outcomeRows(input, change), landedAt, {
      of: 1,
      hits: isRepaired ? 1 : 0,
      sample: id,
      miss: isRepaired ? id : undefined,
      candidate: suspected.has(id) && !isRepaired ? id : undefined,
      beside: standingOf(change) === 'taken back' ? { 'taken back': 1, ...unowned(change) } : unowned(change),
    });
  }
  return knownByWords(ledger, counter.tallies());
}

function culprits(attributions: readonly Attribution[]): ReadonlySet<string> {
  return new Set(attributions.map(({ culprit }) => culprit));
}
