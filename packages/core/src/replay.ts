import type { Finding, Subject } from './schema/finding.js';

/** One change whose answer by a rule is another under the other policy. */
export interface ReplayedChange {
  readonly subject: Subject;
  /** Problem codes, of whichever side fails. */
  readonly codes: readonly string[];
}

/** What a change of policy would have done to one rule's answers, newest change first as they were given. */
export interface ReplayedRule {
  readonly ruleId: string;
  /** Fails and blocks afterwards, and did not before. */
  readonly newlyFail: readonly ReplayedChange[];
  /** Failed and blocked before, and does not afterwards. */
  readonly newlyPass: readonly ReplayedChange[];
  /** Fails without blocking afterwards, where nothing failed before. */
  readonly newlyWarn: readonly ReplayedChange[];
  /** Failed without blocking before, and nothing fails afterwards. */
  readonly noLongerWarn: readonly ReplayedChange[];
  /** Changes that the rule could not judge under one of the two; they count nowhere else. */
  readonly unknown: number;
}

/** Two judgements of the same changes side by side. Only rules with a difference are listed, the most blocking first. */
export interface ReplaySummary {
  /** How many changes were judged twice. */
  readonly changes: number;
  /** Changes that some rule blocks, before and after. */
  readonly blockedBefore: number;
  readonly blockedAfter: number;
  readonly rules: readonly ReplayedRule[];
}

type Findings = readonly Finding[];

/**
 * Compares the findings of the same changes under two policies: one list of findings for each change, in the same order. A change
 * may have findings on several subjects (the commits of a merge); it fails where one of them fails.
 */
export function replay(before: readonly Findings[], after: readonly Findings[]): ReplaySummary {
  const changes = Math.min(before.length, after.length);
  const [was, is] = [before.slice(0, changes).map(byRule), after.slice(0, changes).map(byRule)];
  const ids = [...new Set([...was, ...is].flatMap((answers) => [...answers.keys()]))].sort();
  const rules = ids.map((ruleId) => replayRule(ruleId, was, is)).filter(hasDifference);
  return {
    changes,
    blockedBefore: was.filter(isBlocked).length,
    blockedAfter: is.filter(isBlocked).length,
    rules: rules.sort(
      (a, b) => b.newlyFail.length - a.newlyFail.length || b.newlyPass.length - a.newlyPass.length,
    ),
  };
}

/** What one rule says of one change: the worst of its findings. */
interface Answer {
  readonly level: 'none' | 'warns' | 'blocks' | 'unknown';
  readonly change: ReplayedChange | undefined;
}

type Answers = ReadonlyMap<string, Answer>;

function byRule(findings: Findings): Answers {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const group = groups.get(finding.ruleId);
    if (group === undefined) groups.set(finding.ruleId, [finding]);
    else group.push(finding);
  }
  return new Map([...groups].map(([ruleId, group]) => [ruleId, answerOf(group)]));
}

function answerOf(findings: Findings): Answer {
  const failing = findings.filter(({ outcome }) => outcome === 'fail');
  const worst = failing.find(({ severity }) => severity === 'block') ?? failing[0];
  if (worst === undefined) {
    const isOpen = findings.some(({ outcome }) => outcome === 'unknown' || outcome === 'error');
    return { level: isOpen ? 'unknown' : 'none', change: undefined };
  }
  const codes = [...new Set(failing.map(({ problem }) => problem?.code ?? ''))].filter((code) => code !== '');
  return {
    level: worst.severity === 'block' ? 'blocks' : 'warns',
    change: { subject: worst.subject, codes },
  };
}

function isBlocked(answers: Answers): boolean {
  return [...answers.values()].some(({ level }) => level === 'blocks');
}

const NOTHING: Answer = { level: 'none', change: undefined };

function replayRule(ruleId: string, was: readonly Answers[], is: readonly Answers[]): ReplayedRule {
  const pairs = was.map((answers, at) => ({
    before: answers.get(ruleId) ?? NOTHING,
    after: is[at]?.get(ruleId) ?? NOTHING,
  }));
  const known = pairs.filter(({ before, after }) => before.level !== 'unknown' && after.level !== 'unknown');
  const moved = (wanted: (from: Answer['level'], to: Answer['level']) => boolean): ReplayedChange[] =>
    known
      .filter(({ before, after }) => wanted(before.level, after.level))
      .map(({ before, after }) => after.change ?? before.change)
      .filter((change) => change !== undefined);
  return {
    ruleId,
    newlyFail: moved((from, to) => from !== 'blocks' && to === 'blocks'),
    newlyPass: moved((from, to) => from === 'blocks' && to !== 'blocks'),
    newlyWarn: moved((from, to) => from === 'none' && to === 'warns'),
    noLongerWarn: moved((from, to) => from === 'warns' && to === 'none'),
    unknown: pairs.length - known.length,
  };
}

function hasDifference({ newlyFail, newlyPass, newlyWarn, noLongerWarn, unknown }: ReplayedRule): boolean {
  return newlyFail.length + newlyPass.length + newlyWarn.length + noLongerWarn.length + unknown > 0;
}
