import type { PlanView, PracticeView, RuleView, UnitView } from '../plan-view.js';
import { paint } from './paint.js';
import { pad, plain, truncate, wrap } from './sanitise.js';
import { counted } from './words.js';

/** How a plan is printed. */
export interface PlanOptions {
  readonly color?: boolean;
  readonly width?: number;
}

const COLUMNS = 100;
const NAME_COLUMNS = 39;
const INDENT = ' '.repeat(11);

/** A plan for a terminal: phases, units and practices, each rule with how strictly it speaks, since when and why, each metric with its target; what is not built yet says *planned*. */
export function renderPlan(view: PlanView, options: PlanOptions = {}): string {
  const columns = options.width ?? COLUMNS;
  const lines = [
    `${plain(view.title)} (${view.plan})`,
    `  ${planStanding(view)}`,
    ...view.phases.flatMap((phase) => [
      '',
      plain(phase.title),
      ...phase.units.flatMap((unit) => unitLines(unit, columns)),
    ]),
    ...(view.besides.length === 0 ? [] : ['', 'Besides the plan', ...rulesLines(view.besides)]),
    '',
    planSummary(view),
  ];
  const { bold } = paint(options.color ?? false);
  return `${lines
    .map((line) => truncate(line, columns))
    .map((line) => (line.startsWith(' ') ? line : bold(line)))
    .join('\n')}\n`;
}

/** Mode, day and person of a view. */
export function planStanding({ mode, asOf, engineer }: PlanView): string {
  const who = engineer === null ? '' : `, for ${plain(engineer)}`;
  return `mode ${mode}, as of ${asOf.slice(0, 10)}${who}`;
}

function unitLines(unit: UnitView, columns: number): readonly string[] {
  const weeks = unit.weeks === undefined ? '' : ` (weeks ${unit.weeks[0]}–${unit.weeks[1]})`;
  const begins = unit.begins === null ? [] : [`    ${beginning(unit.begins)}`];
  const success =
    unit.success === undefined
      ? []
      : [`    success: ${plain(unit.success.words)} [${unit.success.metrics.join(', ')}]`];
  return [
    `  ${plain(unit.title)}${weeks}`,
    ...begins,
    ...success,
    ...unit.practices.flatMap((practice) => practiceLines(practice, columns)),
  ];
}

/** When a unit begins to warn and to block. */
export function beginning({ warns, blocks }: NonNullable<UnitView['begins']>): string {
  return warns === undefined ? `blocks from ${blocks}` : `warns from ${warns}, blocks from ${blocks}`;
}

function practiceLines(practice: PracticeView, columns: number): readonly string[] {
  const metrics = practice.metrics.map(({ metricId, target, isTeams, planned }) => {
    const goal = target === null ? '' : ` ${target}`;
    return `${pad(metricId, NAME_COLUMNS)}metric${goal}${isTeams ? ', the team’s target' : ''}${planned ? ', planned' : ''}`;
  });
  const nothing = practice.rules.length + metrics.length === 0 && practice.note !== undefined;
  return [
    `    ${pad(practice.id, 6)} ${plain(practice.title)}`,
    ...wrap(practice.items.map(plain).join('; '), columns - INDENT.length).flatMap((line) =>
      line === '' ? [] : [`${INDENT}${line}`],
    ),
    ...rulesLines(practice.rules),
    ...metrics.map((line) => `${INDENT}${line}`),
    ...(nothing ? [`${INDENT}${plain(practice.note ?? '')}`] : []),
  ];
}

/** Each rule with its name once; what holds for some paths only stands below it. */
function rulesLines(rules: readonly RuleView[]): readonly string[] {
  return rules.flatMap((rule, at) => {
    const name = `${INDENT}${pad(rule.ruleId, NAME_COLUMNS)}`;
    if (rule.severity === 'planned') return [`${name}planned`];
    const words = severityWords(rule);
    const why = `${INDENT}  ${rule.kinds.join(', ')}; ${plain(rule.because)}`;
    if (rule.onlyFor === undefined) return [`${name}${words}`, why];
    const isNext = rules[at - 1]?.ruleId === rule.ruleId;
    const limits = `${INDENT}  for ${plain(rule.onlyFor.join(', '))}: ${words}`;
    return [...(isNext ? [] : [`${INDENT}${rule.ruleId}`]), limits, why];
  });
}

/** How strictly a rule speaks, since when, and what comes next. */
export function severityWords({ severity, since, next }: RuleView): string {
  const from = since === null ? '' : ` since ${since}`;
  const later = next === null ? '' : `, ${next.severity} from ${next.from}`;
  return `${severity}${from}${later}`;
}

/** How much a plan asks for, and how much of it is still to come. */
export function planSummary(view: PlanView): string {
  const practices = view.phases.flatMap(({ units }) => units.flatMap((unit) => unit.practices));
  const rules = practices.flatMap((practice) => practice.rules);
  const isPlanned = ({ severity }: RuleView): boolean => severity === 'planned';
  const planned = new Set(rules.filter(isPlanned).map(({ ruleId }) => ruleId));
  const built = new Set(rules.filter((rule) => !isPlanned(rule)).map(({ ruleId }) => ruleId));
  return `${counted(practices.length, 'practice')}; ${counted(built.size, 'rule')} in use, ${planned.size} planned, which are shown and never pass anything.`;
}
