import { journalEvidence, readJournal } from '@forethought/core';
import type { Weekly } from './journal-file.js';
import { replacedWords } from './replaced.js';

/** Scores as the lines of a weekly file. */
export function typedLines(
  scores: Readonly<Record<string, number>>,
  { questions }: Weekly,
): readonly string[] {
  return questions.flatMap(({ id, title }) =>
    scores[id] === undefined ? [] : [`- ${title}: ${scores[id]}/10`],
  );
}

function scoresIn(text: string, weekly: Weekly): Readonly<Record<string, number | undefined>> {
  const { scores } = readJournal(journalEvidence(text), weekly);
  return Object.fromEntries(scores.map(({ id, score }) => [id, score]));
}

function standingWords(text: string, weekly: Weekly): readonly string[] {
  const { scores } = readJournal(journalEvidence(text), weekly);
  const said = scores.map(({ id, score }) => `${id} ${score ?? 'open'}`);
  return [`self-assessment: ${said.join(', ')}`];
}

/** How every question stands after an edit, and which scores gave way to others. */
export function assessedWords(before: string, text: string, weekly: Weekly): readonly string[] {
  return [...standingWords(text, weekly), ...replacedWords(scoresIn(before, weekly), scoresIn(text, weekly))];
}
