import type { Block } from './block.js';
import { continued, DEEPEST, opening } from './container.js';
import { type Cursor, cursorAt, restart } from './cursor.js';
import { closeLeaf, readLeaf } from './leaf.js';
import type { Scan } from './open.js';

/**
 * Block structure of a text as CommonMark and GFM see it, in one pass over its lines: containers first, then leaves.
 * Time is linear in the text: a line is looked at once per container that it stands in, and there are at most `DEEPEST`.
 * https://spec.commonmark.org/0.31.2/#appendix-a-parsing-strategy
 */
export function scan(lines: readonly string[], first: number, skip?: ReadonlySet<number>): Block[] {
  const state: Scan = { blocks: [], containers: [], leaf: null };
  const cursor = cursorAt('');
  for (let index = first; index < lines.length; index++) {
    if (skip?.has(index)) continue;
    restart(cursor, lines[index] ?? '');
    readLine(state, cursor, index + 1);
  }
  closeContainers(state, 0);
  return state.blocks;
}

function readLine(state: Scan, cursor: Cursor, line: number): void {
  const matched = continued(cursor, state.containers);
  const whole = matched === state.containers.length;
  if (whole && (state.leaf?.kind === 'fence' || state.leaf?.kind === 'html')) {
    readLeaf(state, cursor, line, false);
    return;
  }
  if (openContainers(state, cursor, matched, line) || whole) {
    readLeaf(state, cursor, line, false);
    return;
  }
  if (readLeaf(state, cursor, line, true)) return;
  closeContainers(state, matched);
  readLeaf(state, cursor, line, false);
  if (state.leaf?.kind === 'indented') state.leaf.solid = false;
}

/** Opens what begins on the line; what the line does not continue is closed then. True when something began. */
function openContainers(state: Scan, cursor: Cursor, matched: number, line: number): boolean {
  const { containers } = state;
  const interrupts = matched === containers.length && state.leaf !== null && state.leaf.solid;
  let depth = matched;
  while (!cursor.blank && cursor.indent < 4 && depth < DEEPEST) {
    const container = opening(cursor, containers[depth - 1], interrupts, line);
    if (!container) break;
    if (depth === matched) closeContainers(state, matched);
    containers.push(container);
    depth++;
  }
  return depth > matched;
}

/** Closes the open leaf and every container beyond the first `keep`. */
function closeContainers(state: Scan, keep: number): void {
  closeLeaf(state);
  if (state.containers.length > keep) state.containers.length = keep;
}
