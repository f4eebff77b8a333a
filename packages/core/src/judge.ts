import type { Change, Need } from './change.js';
import { asksByPaths, asksBySize } from './conditions.js';
import type { AnyRule, CheckResult, RuleContext } from './define.js';
import { contextOf } from './rule-context.js';
import { ruleIdOf, ruleNamed } from './rule-name.js';
import type { Severity } from './schema/common.js';
import type { Finding, Outcome, Problem } from './schema/finding.js';
import type { Policy, RuleSetting } from './schema/policy.js';
import { settingsFor } from './settings.js';
import { lapsedWaivers, waiverOf } from './waiver-record.js';

/** Findings of one change, and what would have to be looked up before the unknown ones can be decided. */
export interface Judgement {
  readonly findings: readonly Finding[];
  readonly needs: readonly Need[];
}

/** What each rule answered about a change, by its setting. */
export type KnownAnswers = Map<RuleSetting, Answer>;

/**
 * Judges one change by every rule that the policy has in force at `at` (an ISO instant; default: the policy's own time).
 * The size of a change and its file attributes are asked for only after a rule failed: a small change that carries the
 * evidence passes, and smallness is an excuse, not a ban. KnownAnswers in `known` are taken as they are; those found out join them.
 */
export function judge(
  change: Change,
  policy: Policy,
  rules: readonly AnyRule[],
  at = policy.asOf,
  known?: KnownAnswers,
): Judgement {
  const day = at.slice(0, 10);
  const findings: Finding[] = [];
  const needs = new Set<Need>();
  const outcomes = new Map<string, Outcome>();
  const matter: Matter = { change, policy, at, rules, outcomes };
  const groups = settingsFor(change, policy);
  const isLast = ([setting]: readonly RuleSetting[]): boolean =>
    setting !== undefined && ruleNamed(rules, setting.ruleId)?.needs?.includes('answers') === true;
  const last = groups.filter(isLast);
  const inOrder = last.length === 0 ? groups : [...groups.filter((group) => !isLast(group)), ...last];
  for (const settings of inOrder) {
    const answers: Answered[] = [];
    for (const setting of settings) {
      const severity = severityOn(setting, day);
      const rule = ruleNamed(rules, setting.ruleId);
      if (severity === 'off' || rule === undefined) continue;
      const answer = known?.get(setting) ?? answerOf(rule, setting, matter);
      known?.set(setting, answer);
      answers.push({ answer, severity, setting });
    }
    const [strictest] = answers.sort(byStrictness);
    if (strictest === undefined) continue;
    const { severity, setting } = strictest;
    const answer = untold(strictest, findings);
    outcomes.set(setting.ruleId, answer.outcome);
    for (const { answer: each } of answers) if (each.need !== undefined) needs.add(each.need);
    findings.push(...toFindings(answer, setting.ruleId, severity, setting, change));
  }
  return { findings, needs: [...needs] };
}

/** What a rule answers where it is asked again by a name, without what it has told already, at least as strictly. */
function untold({ answer, severity, setting: { ruleId } }: Answered, before: readonly Finding[]): Answer {
  const id = ruleIdOf(ruleId);
  if (id === ruleId || answer.outcome !== 'fail') return answer;
  const isTold = ({ code }: Problem): boolean =>
    before.some(
      (each) =>
        each.ruleId === id &&
        each.problem?.code === code &&
        SEVERITIES.indexOf(each.severity) <= SEVERITIES.indexOf(severity),
    );
  const problems = answer.problems.filter((problem) => !isTold(problem));
  if (problems.length > 0) return { ...answer, problems };
  return { outcome: 'not-applicable', problems, reason: `${id} tells it`, asked: answer.asked };
}

/** How strictly a setting speaks on a day (`yyyy-mm-dd`): the last step of its timeline that has begun. */
export function severityOn(setting: RuleSetting, day: string): Severity | 'off' {
  let severity: Severity | 'off' = 'off';
  for (const step of setting.timeline) {
    if (step.from === null || step.from <= day) severity = step.severity;
  }
  return severity;
}

/** What one rule answered. */
export interface Answer {
  readonly outcome: Outcome;
  readonly problems: readonly Problem[];
  readonly reason?: string;
  readonly asked: boolean | null;
  readonly need?: Need;
}

interface Answered {
  readonly answer: Answer;
  readonly severity: Severity;
  readonly setting: RuleSetting;
}

const OUTCOMES: readonly Outcome[] = [
  'fail',
  'error',
  'unknown',
  'waived',
  'pass',
  'exempt',
  'not-applicable',
];
const SEVERITIES: readonly Severity[] = ['block', 'warn', 'observe'];

/** What blocks and does not pass stands first, then what warns and does not pass; the rest by outcome. */
function byStrictness(a: Answered, b: Answered): number {
  const byOutcome = OUTCOMES.indexOf(a.answer.outcome) - OUTCOMES.indexOf(b.answer.outcome);
  const bySeverity = SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity);
  return isOpen(a.answer) && isOpen(b.answer) ? bySeverity || byOutcome : byOutcome || bySeverity;
}

function isOpen({ outcome }: Answer): boolean {
  return outcome === 'fail' || outcome === 'error' || outcome === 'unknown';
}

/** What every rule is judged with. */
interface Matter {
  readonly change: Change;
  readonly policy: Policy;
  readonly at: string;
  readonly rules: readonly AnyRule[];
  readonly outcomes: ReadonlyMap<string, Outcome>;
  /** What rules without paths and answers of their own are judged with. */
  context?: RuleContext;
}

function answerOf(rule: AnyRule, setting: RuleSetting, matter: Matter): Answer {
  const { change, policy, at } = matter;
  if (change.exemption !== undefined && rule.asks?.includes(change.exemption.kind) !== true) {
    return { outcome: 'exempt', problems: [], reason: exemptionReason(change), asked: false };
  }
  const byPaths = asksByPaths(setting, change, policy);
  if (byPaths.asked === 'no')
    return { outcome: 'not-applicable', problems: [], reason: byPaths.reason, asked: false };
  const assumed =
    change.assumeSource === true && change.files === undefined && setting.when.paths === undefined;
  if (byPaths.asked === 'unknown' && !assumed) return unknown(byPaths.need);
  const result = run(rule, setting, matter);
  if ('error' in result) return { outcome: 'error', problems: [], reason: result.error, asked: null };
  if ('needs' in result) return unknown(result.needs);
  if ('notAsked' in result) {
    return { outcome: 'not-applicable', problems: [], reason: result.notAsked, asked: false };
  }
  const bySize = assumed ? ({ asked: 'yes' } as const) : asksBySize(setting, change, policy);
  const asked = bySize.asked === 'unknown' ? null : bySize.asked === 'yes';
  if ('notApplicable' in result && !setting.forbidNotApplicable) {
    return { outcome: 'not-applicable', problems: [], reason: `na: ${result.notApplicable}`, asked };
  }
  const problems: readonly Problem[] =
    'notApplicable' in result
      ? [{ code: 'not-applicable-forbidden', data: { reason: result.notApplicable } }]
      : result.problems;
  if (problems.length === 0) return { outcome: 'pass', problems, asked };
  if (bySize.asked === 'no') return { outcome: 'not-applicable', problems: [], reason: bySize.reason, asked };
  if (bySize.asked === 'unknown') return unknown(bySize.need);
  if (!change.attributesRead && change.files !== undefined) return unknown('attributes');
  const waiver = waiverOf(setting.ruleId, change, policy, at.slice(0, 10));
  if (waiver !== undefined) return { outcome: 'waived', problems: [], reason: waiver, asked };
  return { outcome: 'fail', problems, asked };
}

function exemptionReason(change: Change): string {
  const exemption = change.exemption;
  if (exemption === undefined) return '';
  return exemption.detail === '' ? exemption.kind : `${exemption.kind}: ${exemption.detail}`;
}

function unknown(need: Need): Answer {
  return { outcome: 'unknown', problems: [], reason: `needs ${need}`, asked: null, need };
}

/** A rule that throws is an error of the product, reported as such, and never a pass. */
function run(rule: AnyRule, setting: RuleSetting, matter: Matter): CheckResult | { readonly error: string } {
  try {
    return rule.check(matter.change.evidence, optionsOf(rule, setting), contextFor(rule, setting, matter));
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

function contextFor(rule: AnyRule, setting: RuleSetting, matter: Matter): RuleContext {
  const { change, policy, at, rules, outcomes } = matter;
  const around = { change, policy, setting };
  if (rule.needs?.includes('answers') === true) {
    const lapsed = lapsedWaivers(change, policy, at.slice(0, 10));
    return contextOf(around, at, { ruleIds: rules.map(({ id }) => id), outcomes, lapsed });
  }
  if (setting.when.paths !== undefined) return contextOf(around, at, undefined);
  matter.context ??= contextOf(around, at, undefined);
  return matter.context;
}

type Options = Readonly<Record<string, unknown>>;

const optionsIn = new WeakMap<RuleSetting, { readonly rule: AnyRule; readonly values: Options }>();

/** The values of a setting's options, worked out once and kept as long as the setting. */
function optionsOf(rule: AnyRule, setting: RuleSetting): Options {
  const known = optionsIn.get(setting);
  if (known?.rule === rule) return known.values;
  const values: Record<string, unknown> = {};
  for (const [name, spec] of Object.entries<{ readonly default: unknown }>(rule.options)) {
    values[name] = setting.options[name] ?? spec.default;
  }
  optionsIn.set(setting, { rule, values });
  return values;
}

function toFindings(
  answer: Answer,
  ruleId: string,
  severity: Severity,
  setting: RuleSetting,
  change: Change,
): readonly Finding[] {
  const base = {
    ruleId,
    outcome: answer.outcome,
    severity,
    subject: change.subject,
    asked: answer.asked,
    ...(setting.practiceId === undefined ? {} : { practiceId: setting.practiceId }),
    ...(answer.reason === undefined ? {} : { reason: answer.reason }),
  };
  return answer.problems.length === 0 ? [base] : answer.problems.map((problem) => ({ ...base, problem }));
}
