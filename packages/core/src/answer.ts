import type { Change, Need, Tell } from './change.js';
import { asksByPaths, asksBySize } from './conditions.js';
import type { CheckResult } from './define.js';
import type { AskedRule } from './prepared.js';
import { type Asking, askingAbout, learn } from './rule-context.js';
import type { Outcome, Problem } from './schema/finding.js';
import type { Policy } from './schema/policy.js';
import { lapsedWaivers, waiverOf } from './waiver-record.js';

/** What one rule answered. */
export interface Answer {
  readonly outcome: Outcome;
  readonly problems: readonly Problem[];
  readonly reason: string | undefined;
  readonly asked: boolean | null;
  readonly need: Need | undefined;
}

/** What every rule is judged with. */
export interface Matter {
  readonly policy: Policy;
  readonly at: string;
  readonly day: string;
  readonly ruleIds: readonly string[];
  readonly outcomes: ReadonlyMap<string, Outcome>;
  readonly asking: Asking;
}

/** What a change is judged with, before any rule was asked. */
export function matterOf(
  change: Change,
  policy: Policy,
  { at, ruleIds, outcomes }: Pick<Matter, 'at' | 'ruleIds' | 'outcomes'>,
): Matter {
  return { policy, at, day: at.slice(0, 10), ruleIds, outcomes, asking: askingAbout(change, policy, at) };
}

/** What a rule answers about the change, told more of it as far as `tell` can. */
export function answerOf(asked: AskedRule, matter: Matter, tell: Tell | undefined): Answer {
  const { asking, policy } = matter;
  let answer = answerNow(asked, matter);
  let before: Need | undefined;
  while (tell !== undefined && answer.need !== undefined && answer.need !== before) {
    before = answer.need;
    const told = tell(asking.change, policy, answer.need);
    if (told === undefined) break;
    learn(asking, told);
    answer = answerNow(asked, matter);
  }
  return answer;
}

const NONE: readonly Problem[] = [];

function answerNow(asked: AskedRule, matter: Matter): Answer {
  const { policy, day } = matter;
  const { change } = matter.asking;
  const { rule, setting } = asked;
  if (change.exemption !== undefined && rule.asks?.includes(change.exemption.kind) !== true)
    return said('exempt', exemptionReason(change.exemption), false);
  const byPaths = asksByPaths(setting, change, policy);
  if (byPaths.asked === 'no') return said('not-applicable', byPaths.reason, false);
  const assumed =
    change.assumeSource === true && change.files === undefined && setting.when.paths === undefined;
  if (byPaths.asked === 'unknown' && !assumed) return unknown(byPaths.need);
  const result = run(asked, matter);
  if ('error' in result) return said('error', result.error, null);
  if ('needs' in result) return unknown(result.needs);
  if ('notAsked' in result) return said('not-applicable', result.notAsked, false);
  const bySize = assumed ? YES : asksBySize(setting, change, policy);
  const isAsked = bySize.asked === 'unknown' ? null : bySize.asked === 'yes';
  if ('notApplicable' in result && !setting.forbidNotApplicable)
    return said('not-applicable', `na: ${result.notApplicable}`, isAsked);
  const problems: readonly Problem[] =
    'notApplicable' in result
      ? [{ code: 'not-applicable-forbidden', data: { reason: result.notApplicable } }]
      : result.problems;
  if (problems.length === 0) return said('pass', undefined, isAsked);
  if (bySize.asked === 'no') return said('not-applicable', bySize.reason, isAsked);
  if (bySize.asked === 'unknown') return unknown(bySize.need);
  if (!change.attributesRead && change.files !== undefined) return unknown('attributes');
  const waiver = waiverOf(setting.ruleId, change, policy, day);
  if (waiver !== undefined) return said('waived', waiver, isAsked);
  return { outcome: 'fail', problems, reason: undefined, asked: isAsked, need: undefined };
}

const YES = { asked: 'yes' } as const;

/** An answer without problems. */
function said(outcome: Outcome, reason: string | undefined, asked: boolean | null): Answer {
  return { outcome, problems: NONE, reason, asked, need: undefined };
}

function unknown(need: Need): Answer {
  return { outcome: 'unknown', problems: NONE, reason: `needs ${need}`, asked: null, need };
}

function exemptionReason({ kind, detail }: NonNullable<Change['exemption']>): string {
  return detail === '' ? kind : `${kind}: ${detail}`;
}

/** A rule that throws is an error of the product, reported as such, and never a pass. */
function run(asked: AskedRule, matter: Matter): CheckResult | { readonly error: string } {
  const { rule, setting, options, needsAnswers } = asked;
  const { asking } = matter;
  try {
    asking.paths = setting.when.paths;
    asking.answers = needsAnswers ? answersFor(matter) : undefined;
    return rule.check(asking.change.evidence, options, asking);
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

function answersFor({ asking, policy, day, ruleIds, outcomes }: Matter): Asking['answers'] {
  return { ruleIds, outcomes, lapsed: lapsedWaivers(asking.change, policy, day) };
}
