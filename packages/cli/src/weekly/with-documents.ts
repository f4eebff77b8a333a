import { type Facts, type Programme, troubleLines } from '@forethought/core';
import { readProgramme } from '../programme/record-world.js';
import { type DocumentsQuery, gatherDocuments } from './documents.js';
import { gatherTraining } from './training.js';

/** Facts of Git with what the documents at their head tell, the programme that stands there, and what somebody should know of that. */
export async function withDocuments<F extends Omit<Facts, 'commits'>>(
  facts: F,
  query: Omit<DocumentsQuery, 'rev' | 'asOf'>,
): Promise<{ readonly facts: F; readonly programme: Programme; readonly notices: readonly string[] }> {
  const { head } = facts.repository;
  if (head === null) return { facts, programme: await readProgramme(query.repo, query), notices: [] };
  const { standing, source, troubles } = await gatherDocuments({ ...query, rev: head, asOf: facts.asOf });
  const { readAt, ...found } = standing;
  const { training, programme } = await gatherTraining({
    ...query,
    rev: head,
    facts: { ...facts, ...found },
  });
  return {
    facts: { ...facts, ...found, training, sources: [...facts.sources, source] },
    programme,
    notices: troubleLines(troubles),
  };
}
