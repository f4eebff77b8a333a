import {
  addDays,
  type Commit,
  exampleLedger,
  isoWeek,
  type LandedChange,
  type Metric,
  measureTallies,
  type TallyInput,
  tallyMetrics,
} from '@forethought/core';
import { metrics } from '@forethought/rules';
import { commitValue, factsValue, policyValue } from '../helpers/values.js';
import { type BenchRow, median } from './row.js';

const FACTS = 1_000_000;
const ENGINEERS = 500;
const DAYS = 364;
const REPAIRS = 20_000;
const RUNS = 5;
const MOST_SECONDS = 1;
/** A loop that only counts takes what reading a million commits takes. */
const MOST_LOOPS = 4;
const AS_OF = '2026-11-22T12:00:00Z';
const names = Array.from({ length: ENGINEERS }, (_, index) => `engineer-${index}`);

/**
 * Tallies and reduces a million change facts of a year and of 500 engineers, for an outcome metric and for a coverage metric, one row
 * for each engineer and one for everybody. The plain loop beside them only counts the same facts by engineer and week.
 */
export async function run(): Promise<readonly BenchRow[]> {
  const days = Array.from({ length: DAYS }, (_, index) => `${addDays(AS_OF, -index)}T10:00:00Z`);
  return [outcomeRow(days), coverageRow(days)];
}

function outcomeRow(days: readonly string[]): BenchRow {
  const changes = exampleChanges(days);
  return row(
    'fix-forward',
    outcomes(changes),
    (count) => {
      for (const { owner, landedAt } of changes) count(owner ?? '', landedAt);
    },
    'seconds',
  );
}

function coverageRow(days: readonly string[]): BenchRow {
  const input = commitsOf(days);
  return row(
    'test-evidence-coverage',
    input,
    (count) => {
      for (const { sha, committedAt } of input.facts.commits)
        count(input.engineersOf(sha)[0] ?? '', committedAt);
    },
    'ratio',
  );
}

type Facts = (count: (engineer: string, at: string) => void) => void;

function row(id: string, input: TallyInput, facts: Facts, limit: 'seconds' | 'ratio'): BenchRow {
  const loop = seconds(() => plainLoop(facts));
  const took = seconds(() => verify(id, aggregate(id, input)));
  const detail = `median of ${RUNS}: ${took.toFixed(2)} s, ${(took / loop).toFixed(1)} × a plain loop of ${loop.toFixed(2)} s`;
  return limit === 'seconds'
    ? {
        name: `seconds for 1,000,000 change facts, ${id}`,
        ratio: took,
        limit: MOST_SECONDS,
        ok: took <= MOST_SECONDS,
        detail,
      }
    : {
        name: `1,000,000 commits against a plain loop, ${id}`,
        ratio: took / loop,
        limit: MOST_LOOPS,
        ok: took / loop <= MOST_LOOPS,
        detail,
      };
}

function aggregate(id: string, input: TallyInput): number {
  const chosen = (metrics as readonly Metric[]).filter((metric) => metric.id === id);
  const use = { practiceId: 'A1.3', unitId: 'unit', success: 1, planned: false };
  const measures = measureTallies(tallyMetrics(chosen, input), {
    policy: policyValue({ metrics: [{ ...use, metricId: id, target: '0' }] }),
    metrics: chosen,
    engineers: names,
    asOf: AS_OF,
    window: { from: addDays(AS_OF, 1 - DAYS), to: AS_OF.slice(0, 10) },
  });
  const everybody = measures.find(({ engineer }) => engineer === '*')?.denominator ?? 0;
  const apart = measures.reduce(
    (sum, each) => sum + (each.engineer === '*' ? 0 : (each.denominator ?? 0)),
    0,
  );
  return everybody === apart ? everybody : Number.NaN;
}

/** A sum that is fast because it leaves facts out would pass the limit. */
function verify(id: string, counted: number): void {
  const least = id === 'fix-forward' ? FACTS * 0.94 : FACTS;
  if (!(counted >= least)) throw new Error(`${id} counted ${counted} of ${FACTS} facts`);
}

function exampleChanges(days: readonly string[]): readonly LandedChange[] {
  const [first] = exampleLedger({ changes: [{ id: '#0' }] }, AS_OF).ledger.changes;
  if (first === undefined) throw new Error('an example has its changes');
  return Array.from({ length: FACTS }, (_, index) => {
    const owner = names[(index * 7) % ENGINEERS] ?? '';
    return { ...first, id: `#${index}`, owner, engineers: [owner], landedAt: dayAt(index, days) };
  });
}

/** Facts come in the order of time, as a ledger and Git have them. */
function dayAt(index: number, days: readonly string[]): string {
  return days[Math.floor((index * DAYS) / FACTS)] ?? AS_OF;
}

function outcomes(changes: readonly LandedChange[]): TallyInput {
  const attributions = Array.from({ length: REPAIRS }, (_, index) => ({
    fix: `#${index * 11 + 1}`,
    culprit: `#${index * 11}`,
  }));
  const { ledger } = exampleLedger({ attributions }, AS_OF);
  const byId = new Map(changes.map((change) => [change.id, change]));
  return inputOf([], { ...ledger, changes, byId });
}

function commitsOf(days: readonly string[]): TallyInput {
  const passed = [{ rule: 'test-evidence', outcome: 'pass' as const, asked: true }];
  const failed = [{ rule: 'test-evidence', outcome: 'fail' as const, asked: true }];
  const first = commitValue('', 'ada@team.example', AS_OF);
  const commits = Array.from({ length: FACTS }, (_, index) => ({
    ...first,
    sha: index.toString(16).padStart(40, '0'),
    committedAt: dayAt(index, days),
    verdicts: index % 9 === 0 ? failed : passed,
  }));
  return inputOf(commits);
}

function inputOf(commits: readonly Commit[], ledger?: TallyInput['ledger']): TallyInput {
  const rows = names.map((name) => [name]);
  return {
    facts: { ...factsValue([]), commits: commits as Commit[] },
    findings: [],
    engineersOf: (sha) => rows[Number.parseInt(sha.slice(-6), 16) % ENGINEERS] ?? [],
    landedBody: () => false,
    ...(ledger === undefined ? {} : { ledger }),
  };
}

function plainLoop(facts: Facts): void {
  const counts = new Map<string, number>();
  const weeks = new Map<string, string>();
  facts((engineer, at) => {
    const week = weeks.get(at) ?? isoWeek(at);
    weeks.set(at, week);
    const key = `${week} ${engineer}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  });
  if (counts.size < ENGINEERS) throw new Error('the loop counted nothing');
}

/** What the process took of a machine that has others to serve: the time that passed, or its own on all cores where that is less. */
function seconds(work: () => void): number {
  return median(
    Array.from({ length: RUNS }, () => {
      const [start, used] = [performance.now(), process.cpuUsage()];
      work();
      const { user, system } = process.cpuUsage(used);
      return Math.min((performance.now() - start) / 1000, (user + system) / 1e6);
    }),
  );
}
