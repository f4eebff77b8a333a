import { evidenceOutcome } from '../recorded.js';
import type { StoredVerdict } from '../schema/cause.js';
import type { Facts } from '../schema/facts.js';
import type { Finding, Outcome } from '../schema/finding.js';

/** Answers about the texts of one change, the best first: what is known to be there counts before what could not be found out. */
const BEST_FIRST: readonly Outcome[] = [
  'pass',
  'waived',
  'unknown',
  'error',
  'fail',
  'exempt',
  'not-applicable',
];

/** What the rules answered about a change, by the ids of its texts (`#12`, shas): for each rule the best answer. */
export type PracticesOf = (ids: readonly string[]) => Readonly<Record<string, Outcome>>;

/** Looks answers up in findings, or in the verdicts that the facts store. Changes about which all is alike share one value. */
export function practicesOf(
  { commits, pulls = [] }: Pick<Facts, 'commits' | 'pulls'>,
  findings: readonly Finding[] | undefined,
): PracticesOf {
  const answers = findings === undefined ? stored(commits, pulls) : found(findings);
  const alone = new Map<Answer, Practices>();
  return (ids) => {
    const told = ids.flatMap((id) => {
      const answer = answers.get(id);
      return answer === undefined ? [] : [answer];
    });
    const [only] = told;
    if (only === undefined || told.length > 1) return bestOf(told);
    const known = alone.get(only) ?? bestOf(told);
    alone.set(only, known);
    return known;
  };
}

type Practices = Readonly<Record<string, Outcome>>;
type Answer = readonly (readonly [string, Outcome])[];
type Answers = ReadonlyMap<string, Answer>;

function bestOf(answers: readonly Answer[]): Practices {
  const best: Record<string, Outcome> = {};
  for (const answer of answers)
    for (const [rule, outcome] of answer) {
      const before = Object.hasOwn(best, rule) ? best[rule] : undefined;
      if (before === undefined || BEST_FIRST.indexOf(outcome) < BEST_FIRST.indexOf(before))
        best[rule] = outcome;
    }
  return best;
}

function stored(commits: Facts['commits'], pulls: NonNullable<Facts['pulls']>): Answers {
  const answers = new Map<string, Answer>();
  // Whoever reads a long history keeps equal verdicts once.
  const known = new Map<readonly StoredVerdict[], Answer>();
  const keep = (id: string, verdicts: readonly StoredVerdict[] | undefined): void => {
    if (verdicts === undefined) return;
    const answer =
      known.get(verdicts) ??
      verdicts.map(({ rule, outcome, asked }) => [rule, answerOf(outcome, asked)] as const);
    known.set(verdicts, answer);
    answers.set(id, answer);
  };
  for (const { sha, verdicts } of commits) keep(sha, verdicts);
  for (const { number, verdicts } of pulls) keep(`#${number}`, verdicts);
  return answers;
}

/** Several findings of one rule about one text are its problems: a failing one tells more than the others. */
function found(findings: readonly Finding[]): Answers {
  const answers = new Map<string, Map<string, Outcome>>();
  for (const finding of findings) {
    const { subject, ruleId, asked } = finding;
    const rules = answers.get(subject.id) ?? new Map<string, Outcome>();
    const answer = answerOf(evidenceOutcome(finding), asked);
    if (answer === 'fail' || !rules.has(ruleId)) rules.set(ruleId, answer);
    answers.set(subject.id, rules);
  }
  return new Map([...answers].map(([id, rules]) => [id, [...rules]]));
}

/** A rule that did not have to ask found nothing wanting; where the size is not known, neither is whether it had to. */
function answerOf(outcome: Outcome, asked: boolean | null): Outcome {
  if (outcome !== 'fail' || asked === true) return outcome;
  return asked === null ? 'unknown' : 'not-applicable';
}
