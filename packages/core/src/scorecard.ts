import { attainment, starsOf } from './attainment.js';
import type { Metric } from './define-metric.js';
import type { PersonOverview } from './programme/overview.js';
import type { Measure } from './schema/measure.js';
import type { Plan, Unit } from './schema/plan.js';
import type { Policy } from './schema/policy.js';
import { parseTarget } from './target.js';

/** One metric of one practice for one row: what was measured, and how much of the target that is. */
export interface ScoreLine {
  readonly practiceId: string;
  readonly practiceTitle: string;
  readonly metricId: string;
  /** As the plan or the team wrote it. */
  readonly target: string | null;
  readonly isSuccess: boolean;
  readonly measure: Measure;
  /** From 0 to 1; null where there is no number to reach or no verdict. */
  readonly attainment: number | null;
}

/** A unit of the plan with what is measured of it; `unmeasured` counts metrics that nothing measures for this row. */
export interface ScoreUnit {
  readonly unitId: string;
  readonly title: string;
  readonly weeks: NonNullable<Unit['weeks']> | null;
  readonly lines: readonly ScoreLine[];
  readonly unmeasured: number;
}

/** A habit that is to grow: up to five stars, null where none of its metrics has a verdict for this row. */
export interface GrowthArea {
  readonly id: string;
  readonly title: string;
  readonly stars: number | null;
  readonly metrics: readonly string[];
}

/** One of the changes that would move most: what the practice asks, and from which share of the target to all of it. */
export interface NextChange {
  readonly line: ScoreLine;
  readonly question: string;
  /** Ids of what missed. */
  readonly misses: readonly string[];
}

/** One row against the plan: never beside another row, and never one number for everything. */
export interface Scorecard {
  readonly engineer: string;
  readonly plan: string;
  readonly planTitle: string;
  readonly phases: readonly { readonly title: string; readonly units: readonly ScoreUnit[] }[];
  readonly growth: readonly GrowthArea[];
  readonly changes: readonly NextChange[];
  /** Certificates and level, by their evidence; absent without a record of training. */
  readonly training?: PersonOverview;
}

/** What a scorecard is made from. `engineer` may be a group's row such as `*`. */
export interface ScorecardInput {
  readonly engineer: string;
  readonly plan: Plan;
  readonly policy: Policy;
  readonly measures: readonly Measure[];
  readonly metrics: readonly Metric[];
  readonly training?: PersonOverview | undefined;
}

/** How many changes are named as those that would move most. */
const CHANGES = 3;

/** The scorecard of one row: the plan's phases and practices with their measures, growth areas, and what would move most. */
export function scorecardOf(input: ScorecardInput): Scorecard {
  const { plan, engineer } = input;
  const mine = new Map<string, Measure>();
  for (const measure of input.measures)
    if (measure.engineer === engineer) mine.set(keyOf(measure.metricId, measure.target), measure);
  const phases = plan.phases.map(({ title, units }) => ({
    title,
    units: units.map((unit) => unitOf(unit, mine, input)),
  }));
  const lines = phases.flatMap(({ units }) => units.flatMap((unit) => unit.lines));
  return {
    engineer,
    plan: plan.plan,
    planTitle: plan.title,
    phases: phases.filter(({ units }) => units.some((unit) => unit.lines.length + unit.unmeasured > 0)),
    growth: (plan.growth ?? []).map(({ id, title, metrics }) => ({
      id,
      title,
      metrics,
      stars: starsOf(
        firstOfEach(lines.filter(({ metricId }) => metrics.includes(metricId))).flatMap(shareOf),
      ),
    })),
    changes: nextChanges(lines, plan),
    ...(input.training === undefined ? {} : { training: input.training }),
  };
}

function keyOf(metricId: string, target: Measure['target']): string {
  return JSON.stringify([metricId, target?.operator, target?.value]);
}

function unitOf(
  unit: Unit,
  mine: ReadonlyMap<string, Measure>,
  { policy, metrics }: ScorecardInput,
): ScoreUnit {
  const planned = policy.metrics.filter(({ unitId }) => unitId === unit.id);
  const lines = planned.flatMap(({ metricId, practiceId, target, success }): ScoreLine[] => {
    const metric = metrics.find(({ id }) => id === metricId);
    const measure = metric && mine.get(keyOf(metricId, parseTarget(target, metric)));
    if (measure === undefined || measure.state === 'not-measured') return [];
    const practice = unit.practices.find(({ id }) => id === practiceId);
    return [
      {
        practiceId,
        practiceTitle: practice?.title ?? practiceId,
        metricId,
        target,
        isSuccess: success !== null,
        measure,
        attainment: attainment(measure, metric),
      },
    ];
  });
  const { id, title, weeks } = unit;
  return { unitId: id, title, weeks: weeks ?? null, lines, unmeasured: planned.length - lines.length };
}

function shareOf({ attainment: share }: ScoreLine): readonly number[] {
  return share === null ? [] : [share];
}

/** Each metric once, by the first practice that has it. */
function firstOfEach(lines: readonly ScoreLine[]): readonly ScoreLine[] {
  return lines.filter((line, at) => lines.findIndex(({ metricId }) => metricId === line.metricId) === at);
}

/** What is furthest from its target; the plan's success metrics first where two are equally far. */
function nextChanges(lines: readonly ScoreLine[], plan: Plan): readonly NextChange[] {
  const practices = plan.phases.flatMap(({ units }) => units.flatMap((unit) => unit.practices));
  const open = firstOfEach(lines).filter((line) => line.attainment !== null && line.attainment < 1);
  return open
    .map((line, at) => ({ line, at }))
    .sort(
      (a, b) =>
        (a.line.attainment ?? 1) - (b.line.attainment ?? 1) ||
        Number(b.line.isSuccess) - Number(a.line.isSuccess) ||
        a.at - b.at,
    )
    .slice(0, CHANGES)
    .map(({ line }) => ({
      line,
      question: practices.find(({ id }) => id === line.practiceId)?.question ?? line.practiceTitle,
      misses: line.measure.misses,
    }));
}
