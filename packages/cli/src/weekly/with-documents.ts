import { type Facts, troubleLines } from '@forethought/core';
import { type DocumentsQuery, gatherDocuments } from './documents.js';
import { gatherTraining } from './training.js';

/** Facts of Git with what the documents at their head tell, and what somebody should know of that. */
export async function withDocuments<F extends Omit<Facts, 'commits'>>(
  facts: F,
  query: Omit<DocumentsQuery, 'rev' | 'asOf'>,
): Promise<{ readonly facts: F; readonly notices: readonly string[] }> {
  const { head } = facts.repository;
  if (head === null) return { facts, notices: [] };
  const { standing, source, troubles } = await gatherDocuments({ ...query, rev: head, asOf: facts.asOf });
  const { readAt, ...found } = standing;
  const training = await gatherTraining({ ...query, rev: head, facts: { ...facts, ...found } });
  return {
    facts: { ...facts, ...found, training, sources: [...facts.sources, source] },
    notices: troubleLines(troubles),
  };
}
