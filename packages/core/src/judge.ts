import { type Answer, answerOf, matterOf } from './answer.js';
import type { Change, Need, Tell } from './change.js';
import type { AnyRule } from './define.js';
import { type AskedGroup, type AskedRule, type Prepared, preparedFor } from './prepared.js';
import { changeWithTold } from './rule-context.js';
import { ruleIdOf } from './rule-name.js';
import type { Severity } from './schema/common.js';
import type { Finding, Outcome, Problem } from './schema/finding.js';
import type { Policy, RuleSetting } from './schema/policy.js';
import { settingsAmong } from './settings.js';

/** Findings of one change, and what would have to be looked up before the unknown ones can be decided. */
export interface Judgement {
  readonly findings: readonly Finding[];
  readonly needs: readonly Need[];
  /** Where something is needed: what each setting answered so far, and the change with what was told of it. */
  readonly answers: KnownAnswers;
  readonly change: Change;
}

/** What each rule answered about a change, by its setting. */
export type KnownAnswers = ReadonlyMap<RuleSetting, Answer>;

/** What is known while a change is judged. */
export interface Judging {
  /** Answers that are taken as they are. */
  readonly known?: KnownAnswers | undefined;
  readonly tell?: Tell | undefined;
}

const NOTHING: KnownAnswers = new Map();

/**
 * Judges one change by every rule that the policy has in force at `at` (an ISO instant; default: the policy's own time).
 * The size of a change and its file attributes are asked for only after a rule failed: a small change that carries the
 * evidence passes, and smallness is an excuse, not a ban.
 */
export function judge(
  change: Change,
  policy: Policy,
  rules: readonly AnyRule[],
  at = policy.asOf,
  { known, tell }: Judging = {},
): Judgement {
  const prepared = preparedFor(policy, change.evidence.kind, rules);
  const outcomes = new Map<string, Outcome>();
  const matter = matterOf(change, policy, { at, ruleIds: prepared.ruleIds, outcomes });
  const answers: (Answer | undefined)[] = [];
  const findings: Finding[] = [];
  const needs: Need[] = [];
  for (const group of prepared.groups) {
    let strictest: Answered | undefined;
    for (const asked of group.byPath ? askedAmong(group, change, policy) : group.asked) {
      const severity = severityOn(asked.setting, matter.day);
      if (severity === 'off') continue;
      const answer = known?.get(asked.setting) ?? answerOf(asked, matter, tell);
      answers[asked.at] = answer;
      if (answer.need !== undefined && !needs.includes(answer.need)) needs.push(answer.need);
      const next = { answer, severity, setting: asked.setting };
      if (strictest === undefined || byStrictness(next, strictest) < 0) strictest = next;
    }
    if (strictest === undefined) continue;
    const told = untold(strictest, findings);
    outcomes.set(strictest.setting.ruleId, told.outcome);
    addFindings(findings, told, strictest, change);
  }
  if (needs.length === 0) return { findings, needs, answers: NOTHING, change };
  return {
    findings,
    needs,
    answers: answersOf(prepared, answers),
    change: changeWithTold(matter.asking),
  };
}

/** Of a group those that a change is asked by: with an override for paths, the ones of its files. */
function askedAmong({ asked }: AskedGroup, change: Change, policy: Policy): readonly AskedRule[] {
  const settings = asked.map(({ setting }) => setting);
  return settingsAmong(settings, change, policy).flatMap(
    (setting) => asked.find((each) => each.setting === setting) ?? [],
  );
}

function answersOf({ all }: Prepared, answers: readonly (Answer | undefined)[]): KnownAnswers {
  const known = new Map<RuleSetting, Answer>();
  for (const { at, setting } of all) {
    const answer = answers[at];
    if (answer !== undefined) known.set(setting, answer);
  }
  return known;
}

/** What a rule answers where it is asked again by a name, without what it has told already, at least as strictly. */
function untold({ answer, severity, setting: { ruleId } }: Answered, before: readonly Finding[]): Answer {
  if (answer.outcome !== 'fail') return answer;
  const id = ruleIdOf(ruleId);
  if (id === ruleId) return answer;
  const isTold = ({ code }: Problem): boolean =>
    before.some(
      (each) =>
        each.ruleId === id &&
        each.problem?.code === code &&
        SEVERITIES.indexOf(each.severity) <= SEVERITIES.indexOf(severity),
    );
  const problems = answer.problems.filter((problem) => !isTold(problem));
  if (problems.length > 0) return { ...answer, problems };
  return { ...answer, outcome: 'not-applicable', problems, reason: `${id} tells it` };
}

/** How strictly a setting speaks on a day (`yyyy-mm-dd`): the last step of its timeline that has begun. */
export function severityOn(setting: RuleSetting, day: string): Severity | 'off' {
  let severity: Severity | 'off' = 'off';
  for (const step of setting.timeline) {
    if (step.from === null || step.from <= day) severity = step.severity;
  }
  return severity;
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

function addFindings(
  findings: Finding[],
  { outcome, problems, reason, asked }: Answer,
  { severity, setting: { ruleId, practiceId } }: Answered,
  { subject }: Change,
): void {
  const base: { -readonly [K in keyof Finding]: Finding[K] } = { ruleId, outcome, severity, subject, asked };
  if (practiceId !== undefined) base.practiceId = practiceId;
  if (reason !== undefined) base.reason = reason;
  if (problems.length === 0) findings.push(base);
  else for (const problem of problems) findings.push({ ...base, problem });
}
