import {
  type Attribution,
  defineMetric,
  documentsOf,
  type LandedChange,
  type Ledger,
  ledgerWith,
  outcomeRows,
  type PullFact,
  pullsById,
  startCounting,
  type TallyInput,
  taughtBy,
} from '@forethought/core';

const RULE = 'lesson-recorded';
/** A repair counts as one of a miss for so many days after the landing. */
const FIX_FORWARD_DAYS = 14;
const UNFORESEEN = 'unforeseen';

/** How many of the changes that went wrong have left something to learn from. */
export default defineMetric({
  id: 'lessons-from-misses',
  rule: RULE,
  summary: 'Every change that went wrong leaves a lesson that names it.',
  why: 'A mistake is paid for once; without a lesson it is paid for again.',
  unit: 'ratio',
  better: 'higher',
  counting: 'census',
  tier: 'E2',
  formula:
    'landed changes that were repaired within 14 days, taken back, or had a defect in production or a surprise, and that a pattern, postmortem or incident names, or whose repair records a lesson, divided by all such changes; a change counts once, in the week in which it first went wrong',
  windowDays: 91,
  lagDays: 14,
  minimumSample: { person: 1, team: 1 },
  noData: 'nothing that landed went wrong in this window',
  needs: ['git'],
  gaming: 'A line in the pattern library that names the change and teaches nothing.',
  counterMeasure:
    'Entries of the library need a problem and a prevention, postmortems their causes, and how often patterns are used by others is counted beside.',
  tally,
  examples: [
    {
      name: 'two of three misses are named by a pattern and by a postmortem',
      ledger: {
        changes: [{ id: '#1' }, { id: '#2' }, { id: '#3' }, { id: '#4' }],
        attributions: [
          { fix: '#4', culprit: '#1', days: 3 },
          { fix: '#5', culprit: '#2', rung: 'revert', isRevert: true },
        ],
        escapes: [{ change: '#3', kind: 'issue' }],
        documents: [
          { path: 'COMMON_PATTERNS.md', kind: 'common-patterns', fields: { changes: ['#1'] } },
          { path: 'docs/postmortems/2.md', kind: 'postmortem', fields: { changes: ['#2'] } },
        ],
      },
      expect: { state: 'missed', numerator: 2, denominator: 3, misses: ['#3'] },
    },
    {
      name: 'the repair says what was learned',
      ledger: {
        changes: [{ id: '#1' }, { id: '#2', practices: { 'lesson-recorded': 'pass' } }],
        attributions: [{ fix: '#2', culprit: '#1', days: 1 }],
        documents: [],
      },
      expect: { state: 'met', numerator: 1, denominator: 1 },
    },
    {
      name: 'a surprise that nothing names',
      ledger: {
        changes: [{ id: '#1' }],
        pulls: [{ number: 1, surprises: 1 }],
        documents: [],
      },
      expect: { state: 'missed', numerator: 0, denominator: 1, misses: ['#1'] },
    },
    {
      name: 'a revert that was taken back, and a repair after a month, are no misses',
      ledger: {
        changes: [{ id: '#1' }, { id: '#2' }],
        attributions: [
          { fix: '#3', culprit: '#1', rung: 'revert', isRevert: true, isUndone: true },
          { fix: '#4', culprit: '#2', days: 30 },
        ],
        documents: [],
      },
      expect: { state: 'not-applicable', numerator: null, denominator: null },
    },
    {
      name: 'documents that were not read are not taken for none',
      ledger: {
        changes: [{ id: '#1' }],
        attributions: [{ fix: '#2', culprit: '#1', days: 1 }],
      },
      expect: { state: 'no-data', numerator: null, denominator: null },
    },
  ],
});

function tally(input: TallyInput) {
  const ledger = ledgerWith(input);
  if ('noData' in ledger) return ledger;
  const documents = documentsOf(input.facts);
  if ('noData' in documents) return documents;
  const isTaught = taughtBy(documents);
  const pulls = pullsById(input);
  const misses = missesOf(pulls, ledger);
  const counter = startCounting();
  for (const [id, { at, repairs }] of misses) {
    const change = ledger.byId.get(id);
    if (change === undefined) continue;
    const isLearnt =
      isTaught([id, ...change.shas, ...repairs]) ||
      [id, ...repairs].some((each) => recordsLesson(ledger.byId.get(each), pulls.get(each)));
    counter.add(outcomeRows(input, change), at, {
      of: 1,
      hits: isLearnt ? 1 : 0,
      sample: id,
      miss: isLearnt ? undefined : id,
    });
  }
  return counter.tallies();
}

/** A change that went wrong: when that first came to light, and what repaired it. */
interface Miss {
  readonly at: string;
  readonly repairs: readonly string[];
}

function missesOf(pulls: ReadonlyMap<string, PullFact>, ledger: Ledger): ReadonlyMap<string, Miss> {
  const found = new Map<string, Miss>();
  const add = (id: string, at: string, repair?: string): void => {
    const known = found.get(id);
    const isEarlier = known === undefined || Date.parse(at) < Date.parse(known.at);
    const repairs = [...(known?.repairs ?? []), ...(repair === undefined ? [] : [repair])];
    found.set(id, { at: isEarlier ? at : known.at, repairs });
  };
  for (const each of ledger.attributions) if (isMiss(each)) add(each.culprit, each.at, each.fix);
  for (const { change, foundAt } of ledger.escapes) add(change, foundAt);
  for (const { id, landedAt } of ledger.changes) {
    const pull = pulls.get(id);
    if ((pull?.surprises ?? 0) > 0 || pull?.labels.includes(UNFORESEEN) === true) add(id, landedAt);
  }
  return found;
}

function isMiss({ isRevert, isUndone, days }: Attribution): boolean {
  return !isUndone && (isRevert || days <= FIX_FORWARD_DAYS);
}

/** The rule found a lesson in its text; where nobody asked the rule, something stands under that name. */
function recordsLesson(change: LandedChange | undefined, pull: PullFact | undefined): boolean {
  if (change === undefined) return false;
  const answer = change.practices[RULE];
  if (answer !== undefined) return answer === 'pass';
  const sections = pull?.digest?.sections ?? {};
  return ['claimed', 'substantive'].includes(sections[RULE] ?? '');
}
