import { evidenceOutcome } from '../recorded.js';
import type { StoredVerdict } from '../schema/cause.js';
import type { Facts } from '../schema/facts.js';
import type { Finding, Outcome } from '../schema/finding.js';
import type { DefaultLine } from './default-line.js';

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

/**
 * Looks answers up in findings, or in the verdicts that the facts store (`bySha` has the commits). Changes about which all is alike
 * share one value.
 */
export function practicesOf(
  { pulls = [] }: Pick<Facts, 'pulls'>,
  bySha: DefaultLine['bySha'],
  findings: readonly Finding[] | undefined,
): PracticesOf {
  const answerOf = findings === undefined ? stored(bySha, pulls) : found(findings);
  const alone = new Map<Answer, Practices>();
  const together = new Map<string, Practices>();
  return (ids) => {
    const told = new Set<Answer>();
    for (const id of ids) {
      const answer = answerOf(id);
      if (answer !== undefined) told.add(answer);
    }
    const [only] = told;
    if (only === undefined || told.size > 1) return shared(bestOf(told), together);
    const known = alone.get(only) ?? bestOf(told);
    alone.set(only, known);
    return known;
  };
}

function shared(practices: Practices, known: Map<string, Practices>): Practices {
  let key = '';
  for (const [rule, outcome] of Object.entries(practices)) key += `${rule} ${outcome} `;
  const same = known.get(key);
  if (same !== undefined) return same;
  known.set(key, practices);
  return practices;
}

type Practices = Readonly<Record<string, Outcome>>;
type Answer = readonly (readonly [string, Outcome])[];
type Answers = (id: string) => Answer | undefined;

function bestOf(answers: Iterable<Answer>): Practices {
  const best: Record<string, Outcome> = {};
  for (const answer of answers)
    for (const [rule, outcome] of answer) {
      const before = Object.hasOwn(best, rule) ? best[rule] : undefined;
      if (before === undefined || BEST_FIRST.indexOf(outcome) < BEST_FIRST.indexOf(before))
        best[rule] = outcome;
    }
  return best;
}

function stored(bySha: DefaultLine['bySha'], pulls: NonNullable<Facts['pulls']>): Answers {
  const byNumber = new Map(pulls.map(({ number, verdicts }) => [`#${number}`, verdicts]));
  // Whoever reads a long history keeps equal verdicts once.
  const known = new Map<readonly StoredVerdict[], Answer>();
  return (id) => {
    const verdicts = bySha.get(id)?.verdicts ?? byNumber.get(id);
    if (verdicts === undefined) return undefined;
    const answer =
      known.get(verdicts) ??
      verdicts.map(({ rule, outcome, asked }) => [rule, answerOf(outcome, asked)] as const);
    known.set(verdicts, answer);
    return answer;
  };
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
  const lists = new Map([...answers].map(([id, rules]) => [id, [...rules]]));
  return (id) => lists.get(id);
}

/** A rule that did not have to ask found nothing wanting; where the size is not known, neither is whether it had to. */
function answerOf(outcome: Outcome, asked: boolean | null): Outcome {
  if (outcome !== 'fail' || asked === true) return outcome;
  return asked === null ? 'unknown' : 'not-applicable';
}
