import {
  type AnyRule,
  describe,
  type Evidence,
  matchPattern,
  type Place,
  type Problem,
  type RuleContext,
  requiredSections,
  withDefaults,
} from '@forethought/core';
import { type LintedText, policy, programmeOn, technologiesOf } from './plan.js';
import { type DoorSettings, rulesById } from './settings.js';

/** One problem that a linter reports: where, which rule and code, and the words for people. */
export interface DoorProblem {
  readonly ruleId: string;
  readonly code: string;
  readonly place: Place | undefined;
  /** Question, what is there, what was expected, the next step, and `[rule-id/code]`. */
  readonly message: string;
  readonly actual: string;
  readonly expected: string;
  readonly fix: string;
  /** Lines to paste, where the rule has a section to offer. */
  readonly skeleton: readonly string[];
  /** Why anybody should care, in one line. */
  readonly why: string;
}

/**
 * What one rule has to say about one text. Empty where the rule passes, does not apply to this kind of text, or could only be
 * decided by looking something up that the linter was not told.
 */
export function judgeText(
  ruleId: string,
  evidence: Evidence,
  settings: DoorSettings,
  linted?: LintedText,
): readonly DoorProblem[] {
  const rule = rulesById.get(ruleId);
  if (rule === undefined || !rule.appliesTo.includes(evidence.kind)) return [];
  const result = rule.check(
    evidence,
    withDefaults(rule, settings.options),
    contextOf(evidence, settings, linted),
  );
  return 'problems' in result ? result.problems.map((problem) => wordsOf(rule, problem, evidence)) : [];
}

/** Nothing is looked up: a linter knows the text, its path, and what its configuration says. */
function contextOf(evidence: Evidence, settings: DoorSettings, linted: LintedText | undefined): RuleContext {
  const { facts } = settings;
  const document = linted?.document;
  return {
    kind: evidence.kind,
    technologies: facts.changedFiles && technologiesOf(facts.changedFiles),
    existingPaths: facts.existingPaths && new Set(facts.existingPaths),
    matchPattern,
    nearPaths: facts.existingPaths && new Map(),
    earlier: undefined,
    conversation: undefined,
    isRevert: undefined,
    causes: undefined,
    library: undefined,
    miss: undefined,
    lands: undefined,
    record: undefined,
    programme: programmeOn(facts.asOf),
    answers: undefined,
    tree: undefined,
    knownTechnologies: policy.technologies,
    partNames: policy.sections.parts,
    documentKind: document?.kind,
    documentPath: evidence.kind === 'document' && linted?.path !== '' ? linted?.path : undefined,
    documentKinds: policy.documents,
    requiredSections: requiredSections(policy, document),
    asOf: facts.asOf,
    changedAt: facts.changedAt,
  };
}

function wordsOf(rule: AnyRule, problem: Problem, evidence: Evidence): DoorProblem {
  const subject = { kind: SUBJECTS[evidence.kind], id: '', title: evidence.title };
  const finding = {
    ruleId: rule.id,
    outcome: 'fail',
    severity: 'block',
    subject,
    asked: null,
    problem,
  } as const;
  const { question, actual, expected, fix, skeleton, why } = describe(finding, { rules: [rule], policy });
  const sentences = [
    question,
    `Found: ${actual}.`,
    `Expected: ${expected}.`,
    fix,
    `[${rule.id}/${problem.code}]`,
  ];
  return {
    ruleId: rule.id,
    code: problem.code,
    place: problem.place,
    message: sentences.filter((sentence) => sentence !== '').join(' '),
    actual,
    expected,
    fix,
    skeleton,
    why,
  };
}

const SUBJECTS = { commit: 'message', 'pull-request': 'pull-request', document: 'document' } as const;
