import { type SectionIndex, wilson } from '@forethought/core';
import { evidenceOf, type Question, questions, type Row } from './evaluate-rows.js';

/** How well one question is answered. Shares are `null` without a case; intervals are Wilson's at 95 %. */
export interface Score {
  readonly precision: number | null;
  readonly recall: number | null;
  /** Rows that carry the label and are not borderline. */
  readonly n: number;
  readonly positives: number;
  readonly precisionInterval: readonly [number, number] | null;
  readonly recallInterval: readonly [number, number] | null;
  readonly disagreements: readonly {
    readonly id: string;
    readonly expected: boolean;
    readonly got: boolean;
  }[];
}

/** Scores by question. */
export type Scores = Readonly<Record<string, Score>>;

/** Answers every question on every row that is not borderline. */
export function scoreRows(rows: readonly Row[], index: SectionIndex): Scores {
  const clear = rows.filter((row) => !row.borderline);
  const read = clear.map((row) => ({ row, evidence: evidenceOf(row, index) }));
  return Object.fromEntries(questions.map((question) => [question.key, score(question, read)]));
}

function score(
  question: Question,
  read: readonly { readonly row: Row; readonly evidence: ReturnType<typeof evidenceOf> }[],
): Score {
  const answers = read.flatMap(({ row, evidence }) => {
    const expected = question.expected(row);
    return expected === undefined ? [] : [{ id: row.id, expected, got: question.got(row, evidence) }];
  });
  return scoreOf({
    hits: answers.filter(({ expected, got }) => expected && got).length,
    said: answers.filter(({ got }) => got).length,
    n: answers.length,
    positives: answers.filter(({ expected }) => expected).length,
    disagreements: answers.filter(({ expected, got }) => expected !== got),
  });
}

/** The score of so many answers: `said` of them yes, `hits` rightly so. */
export function scoreOf({
  hits,
  said,
  ...counts
}: Pick<Score, 'n' | 'positives' | 'disagreements'> & {
  readonly hits: number;
  readonly said: number;
}): Score {
  return {
    ...counts,
    precision: said === 0 ? null : hits / said,
    recall: counts.positives === 0 ? null : hits / counts.positives,
    precisionInterval: interval(hits, said),
    recallInterval: interval(hits, counts.positives),
  };
}

function interval(hits: number, of: number): readonly [number, number] | null {
  const found = wilson(hits, of);
  return found && [found.low, found.high];
}
