import {
  type CheckFact,
  checksRead,
  defineMetric,
  ledgerWith,
  outcomeRows,
  type PullFact,
  pullsById,
  startCounting,
  type TallyInput,
} from '@forethought/core';

/** Share of changes whose checks passed on the first head that was ready for review. */
export default defineMetric({
  id: 'first-try-green',
  summary: 'Every change passes its checks at the first head that is ready for review.',
  why: 'A check that fails on a ready change tells that it could have been run before it was pushed.',
  unit: 'ratio',
  better: 'higher',
  counting: 'census',
  tier: 'E1',
  formula:
    'landed pull requests of whose first head after *ready for review* every check passed that came to an end ÷ landed pull requests with checks there; a check that passed when it was run again on the same head counts as passed',
  windowDays: 28,
  lagDays: 0,
  minimumSample: { person: 20, team: 20 },
  noData: 'no pull request of this window had a check',
  whenEmpty: 'no-data',
  gaming:
    'Pushing untested work to a draft first, marking checks so that they never fail, or cancelling a check before it does.',
  counterMeasure:
    'Drafts are free on purpose, as failing early is wished for; only heads that ask for review count, and what failed is linked. A cancelled check came to no end and says nothing: where all of them were, the change is left out and seen in the counts.',
  tally,
  examples: [
    {
      name: 'nineteen of twenty were green at once',
      ledger: {
        changes: Array.from({ length: 20 }, (_, index) => ({ id: `#${index + 1}` })),
        pulls: Array.from({ length: 20 }, (_, index) => ({
          number: index + 1,
          checks: [check('build', 'a', '10:00', index === 3 ? 'failure' : 'success')],
        })),
      },
      expect: { state: 'missed', numerator: 19, denominator: 20, misses: ['#4'] },
    },
    {
      name: 'what failed in a draft, or passed when it was run again, is no failure',
      ledger: {
        changes: Array.from({ length: 20 }, (_, index) => ({ id: `#${index + 1}` })),
        pulls: Array.from({ length: 20 }, (_, index) => ({
          number: index + 1,
          createdAt: '2026-11-17T09:00:00Z',
          readyAt: '2026-11-17T12:00:00Z',
          checks: [
            check('build', 'draft', '10:00', 'failure'),
            check('build', 'ready', '11:30', 'success'),
            check('flaky', 'ready', '11:30', 'failure'),
            check('flaky', 'ready', '12:30', 'success'),
            check('build', 'later', '14:00', 'failure'),
          ],
        })),
      },
      expect: { state: 'met', numerator: 20, denominator: 20 },
    },
    {
      name: 'a pull request whose checks were not read is unknown, one without checks does not apply',
      ledger: {
        changes: [{ id: '#1' }, { id: '#2' }],
        pulls: [{ number: 1 }, { number: 2, checks: [] }],
      },
      expect: { state: 'no-data', numerator: null, denominator: null },
    },
    {
      name: 'checks could not be read at all',
      ledger: { changes: [{ id: '#1' }], gaps: { checks: 'no permission to read checks' } },
      expect: { state: 'no-data', numerator: null, denominator: null },
    },
  ],
});

function tally(input: TallyInput) {
  const ledger = ledgerWith(input, 'pulls', 'checks');
  if ('noData' in ledger) return ledger;
  const pulls = pullsById(input);
  const counter = startCounting();
  for (const change of ledger.changes) {
    const pull = pulls.get(change.id);
    if (pull === undefined) continue;
    const isGreen = isGreenAtFirst(pull);
    const rows = outcomeRows(input, change);
    const { id, landedAt } = change;
    if (isGreen === null || isGreen === undefined)
      counter.add(rows, landedAt, { excluded: isGreen === null ? 'notApplicable' : 'unknown' });
    else
      counter.add(rows, landedAt, {
        of: 1,
        hits: isGreen ? 1 : 0,
        sample: id,
        miss: isGreen ? undefined : id,
      });
  }
  return counter.tallies();
}

/** Whether the first ready head was green; null without checks there, undefined where checks were not read. */
function isGreenAtFirst(pull: PullFact): boolean | null | undefined {
  const checks = checksRead(pull);
  if (checks === undefined) return undefined;
  const head = firstReadyHead(checks, Date.parse(pull.readyAt ?? pull.createdAt));
  const passed = new Map<string, boolean>();
  for (const check of checks) {
    if (check.sha !== head) continue;
    const key = `${check.app ?? ''} ${check.name}`;
    if (check.conclusion === 'success') passed.set(key, true);
    else if (check.conclusion === 'failure' || check.conclusion === 'timed-out')
      passed.set(key, passed.get(key) ?? false);
  }
  return passed.size === 0 ? null : [...passed.values()].every(Boolean);
}

/** The head that stood when review was asked for: the last one whose checks had begun, or else the first one whose checks began. */
function firstReadyHead(checks: readonly CheckFact[], readyAt: number): string | undefined {
  const begun = new Map<string, number>();
  for (const { sha, startedAt, completedAt } of checks) {
    const at = Date.parse(startedAt ?? completedAt ?? '');
    if (!Number.isNaN(at)) begun.set(sha, Math.min(at, begun.get(sha) ?? at));
  }
  const inOrder = [...begun].sort(([, a], [, b]) => a - b);
  return (inOrder.filter(([, at]) => at <= readyAt).at(-1) ?? inOrder[0])?.[0];
}

function check(
  name: string,
  sha: string,
  time: string,
  conclusion: NonNullable<CheckFact['conclusion']>,
): CheckFact {
  const at = `2026-11-17T${time}:00Z`;
  return { name, app: 'actions', sha, conclusion, startedAt: at, completedAt: at };
}
