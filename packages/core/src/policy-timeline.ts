import type { UnitDates } from './schedule.js';
import type { Severity } from './schema/common.js';
import type { Config } from './schema/config.js';
import type { RuleSetting } from './schema/policy.js';

/** How the product starts where a team has not said otherwise. */
export type Mode = Config['mode'];
/** Severities by day, in ascending order. */
export type Timeline = RuleSetting['timeline'];
type Step = Timeline[number];

/**
 * A rule's severities by the plan alone: with `dates` the person's schedule, without them `standing` – in the standard mode as
 * the plan says, in the observing mode never more than counting. The strict mode blocks from the beginning.
 */
export function planTimeline(
  mode: Mode,
  standing: Severity | undefined,
  dates: UnitDates | undefined,
): Timeline {
  if (mode === 'strict') return [{ from: null, severity: 'block' }];
  if (dates === undefined) return [{ from: null, severity: softened(mode, standing ?? 'off') }];
  const steps: Step[] = [{ from: null, severity: 'off' }];
  if (dates.warns !== undefined) steps.push({ from: dates.warns, severity: softened(mode, 'warn') });
  steps.push({ from: dates.blocks, severity: softened(mode, 'block') });
  return steps;
}

/** A later use of a rule in the same plan: on each day as strict as the earlier one or its own, whichever is stricter. */
export function againTimeline(before: Timeline | undefined, own: Timeline): Timeline {
  if (before === undefined) return own;
  const days = [...new Set([...before, ...own].map(({ from }) => from))].sort(byDay);
  const steps = days.map(
    (from): Step => ({ from, severity: stricter(stepAt(before, from), stepAt(own, from)) }),
  );
  return steps.filter((step, at) => step.severity !== steps[at - 1]?.severity);
}

const STRICTNESS: readonly Step['severity'][] = ['off', 'observe', 'warn', 'block'];

function stricter(a: Step['severity'], b: Step['severity']): Step['severity'] {
  return STRICTNESS.indexOf(a) < STRICTNESS.indexOf(b) ? b : a;
}

function byDay(a: Step['from'], b: Step['from']): number {
  return (a ?? '') < (b ?? '') ? -1 : 1;
}

function stepAt(timeline: Timeline, day: Step['from']): Step['severity'] {
  const begun = timeline.filter(({ from }) => from === null || (day !== null && from <= day));
  return begun.at(-1)?.severity ?? 'off';
}

function softened(mode: Mode, severity: Step['severity']): Step['severity'] {
  return mode === 'observe' && severity !== 'off' ? 'observe' : severity;
}

/** A team's own words on severity, which stand above mode and plan; a schedule counts from its first day on. */
export interface OwnSeverity {
  readonly severity?: Step['severity'] | undefined;
  readonly schedule?: readonly { readonly from: string; readonly severity: Step['severity'] }[] | undefined;
}

/** The plan's timeline as the team has changed it. */
export function teamTimeline(base: Timeline, own: OwnSeverity): Timeline {
  const before: Timeline = own.severity === undefined ? base : [{ from: null, severity: own.severity }];
  const schedule = [...(own.schedule ?? [])].sort((a, b) => (a.from < b.from ? -1 : 1));
  const first = schedule[0];
  if (first === undefined) return before;
  return [...before.filter((step) => step.from === null || step.from < first.from), ...schedule];
}

/** Never more than a warning, as it is for people outside the roster. */
export function warningsOnly(timeline: Timeline): Timeline {
  return timeline.map((step) => (step.severity === 'block' ? { ...step, severity: 'warn' } : step));
}
