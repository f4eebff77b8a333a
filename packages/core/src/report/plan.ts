import { severityOn } from '../judge.js';
import type { Plan, Practice, Unit } from '../schema/plan.js';
import type { Policy } from '../schema/policy.js';
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

/** A plan for a terminal: phases, units and practices, each rule with how strictly it speaks at the policy's time, each metric with its target; what is not built yet says *planned*. */
export function renderPlan(plan: Plan, policy: Policy, options: PlanOptions = {}): string {
  const columns = options.width ?? COLUMNS;
  const lines = [
    `${plain(plan.title)} (${plan.plan}), mode ${policy.mode}, as of ${policy.asOf.slice(0, 10)}${who(policy)}`,
    ...plan.phases.flatMap((phase) => [
      '',
      plain(phase.title),
      ...phase.units.flatMap((unit) => unitLines(unit, policy, columns)),
    ]),
    '',
    summaryLine(plan),
  ];
  const { bold } = paint(options.color ?? false);
  return `${lines
    .map((line) => truncate(line, columns))
    .map((line) => (line.startsWith(' ') ? line : bold(line)))
    .join('\n')}\n`;
}

function who(policy: Policy): string {
  return policy.engineer === null ? '' : `, for ${plain(policy.engineer)}`;
}

function unitLines(unit: Unit, policy: Policy, columns: number): readonly string[] {
  const weeks = unit.weeks === undefined ? '' : ` (weeks ${unit.weeks[0]}–${unit.weeks[1]})`;
  const success =
    unit.success === undefined
      ? []
      : [`    success: ${plain(unit.success.words)} [${unit.success.metrics.join(', ')}]`];
  return [
    `  ${plain(unit.title)}${weeks}`,
    ...success,
    ...unit.practices.flatMap((practice) => practiceLines(practice, policy, columns)),
  ];
}

function practiceLines(practice: Practice, policy: Policy, columns: number): readonly string[] {
  const rules = Object.entries(practice.rules).map(
    ([id, use]) =>
      `${pad(id, NAME_COLUMNS)}${'planned' in use ? 'planned' : standing(id, practice.id, policy)}`,
  );
  const metrics = Object.entries(practice.metrics).map(([id, use]) => {
    const target = use.target === undefined ? '' : ` ${use.target}`;
    return `${pad(id, NAME_COLUMNS)}metric${target}${use.planned === true ? ', planned' : ''}`;
  });
  const nothing = rules.length + metrics.length === 0 && practice.note !== undefined;
  return [
    `    ${pad(practice.id, 6)} ${plain(practice.title)}`,
    ...wrap(practice.items.map(plain).join('; '), columns - 11).flatMap((line) =>
      line === '' ? [] : [`           ${line}`],
    ),
    ...[...rules, ...metrics].map((line) => `           ${line}`),
    ...(nothing ? [`           ${plain(practice.note ?? '')}`] : []),
  ];
}

/** How strictly a rule speaks on the policy's day, and when it becomes stricter. */
function standing(ruleId: string, practiceId: string, policy: Policy): string {
  const day = policy.asOf.slice(0, 10);
  const settings = policy.rules.filter((setting) => setting.ruleId === ruleId);
  const setting = settings.find((each) => each.practiceId === practiceId) ?? settings[0];
  if (setting === undefined) return 'off';
  const next = setting.timeline.find((step) => step.from !== null && step.from > day);
  const later = next === undefined ? '' : `, ${next.severity} from ${next.from}`;
  return `${severityOn(setting, day)}${later} (${setting.kinds.join(', ')})`;
}

function summaryLine(plan: Plan): string {
  const practices = plan.phases.flatMap((phase) => phase.units).flatMap((unit) => unit.practices);
  const uses = practices.flatMap((practice) => Object.entries(practice.rules));
  const planned = new Set(uses.filter(([, use]) => 'planned' in use).map(([id]) => id));
  const built = new Set(uses.filter(([, use]) => !('planned' in use)).map(([id]) => id));
  return `${counted(practices.length, 'practice')}; ${counted(built.size, 'rule')} in use, ${planned.size} planned, which are shown and never pass anything.`;
}
