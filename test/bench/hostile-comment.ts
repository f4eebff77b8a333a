import { renderComment } from '@forethought/core';
import { gateValue, MARKER } from '../helpers/gate-values.js';
import { hostileWords } from '../helpers/hostile-words.js';
import { rendered } from '../helpers/meant.js';
import type { BenchRow } from './row.js';

const TEXTS = 100_000;

/** Renders 100,000 hostile titles, names and texts into comments, and looks for a node that the product did not mean. */
export async function run(): Promise<readonly BenchRow[]> {
  const { skeleton } = rendered(renderComment(gateValue(() => 'word')));
  const hostile = hostileWords(2026);
  let texts = 0;
  let wrong = 0;
  let first = '';
  const word = (): string => {
    texts += 1;
    return hostile();
  };
  while (texts < TEXTS) {
    const comment = renderComment(gateValue(word));
    const found = rendered(comment);
    const isRight =
      found.unmeant.length === 0 &&
      found.skeleton === skeleton &&
      comment.startsWith(MARKER) &&
      comment.indexOf('<!--', 1) === -1;
    if (isRight) continue;
    wrong += 1;
    if (first === '') first = `, first: ${found.unmeant[0] ?? found.skeleton}`;
  }
  const detail = `${texts} texts of others in comments, ${wrong} comments with something unmeant${first}`;
  return [
    {
      name: 'hostile texts that mean something in a comment',
      ratio: wrong,
      limit: 0,
      ok: wrong === 0,
      detail,
    },
  ];
}
