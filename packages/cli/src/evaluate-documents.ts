import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  documentKindOf,
  documentOptions,
  documentPart,
  drawsSomething,
  type Evidence,
  fromText,
  type Policy,
  picturesIn,
  readMermaid,
} from '@forethought/core';
import type { Pointer } from './evaluate-rows.js';
import { type Scores, scoreOf } from './evaluate-score.js';

/** Scores by part and over all of them, and how many documents had no text to read. */
export interface DocumentScores {
  readonly scores: Scores;
  readonly notMeasured: number;
}

/** Parts of labels with the kind of document and the section in which they would stand here; a diagram has no section. */
const PARTS: Readonly<Record<string, { readonly kind: string; readonly section: string } | 'diagram'>> = {
  architectureDiagram: 'diagram',
  dataFlow: { kind: 'design', section: 'data-flow' },
  failureModes: { kind: 'design', section: 'failure-modes' },
  rollbackPlan: { kind: 'design', section: 'rollback' },
  decision: { kind: 'design', section: 'decision' },
  monitoring: { kind: 'service', section: 'monitoring' },
  slo: { kind: 'service', section: 'slo' },
};

/** Labels of parts that somebody could call there or not. */
const UNCLEAR: readonly string[] = ['image-only'];

/** Asks every document whose text lies at `<folder>/<repo>/<path>` for every part that has a place here. */
export async function scoreDocuments(
  pointers: readonly Pointer[],
  folder: string | undefined,
  policy: Policy,
): Promise<DocumentScores> {
  const answers: {
    readonly part: string;
    readonly id: string;
    readonly expected: boolean;
    readonly got: boolean;
  }[] = [];
  let notMeasured = 0;
  for (const pointer of pointers) {
    const text = folder === undefined ? undefined : await textOf(pointer, folder);
    if (text === undefined) notMeasured += 1;
    else answers.push(...answersOf(pointer, text, policy));
  }
  const scored = (name: string | null) => {
    const own = answers.filter(({ part }) => name === null || part === name);
    return scoreOf({
      hits: own.filter(({ expected, got }) => expected && got).length,
      said: own.filter(({ got }) => got).length,
      n: own.length,
      positives: own.filter(({ expected }) => expected).length,
      disagreements: own
        .filter(({ expected, got }) => expected !== got)
        .map(({ part, id, expected, got }) => ({ id: `${id} ${part}`, expected, got })),
    });
  };
  const byPart = Object.keys(PARTS).map((part) => [part, scored(part)] as const);
  return { scores: { documents: scored(null), ...Object.fromEntries(byPart) }, notMeasured };
}

async function textOf({ repo, path }: Pointer, folder: string): Promise<string | undefined> {
  try {
    return await readFile(join(folder, repo, path), 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function answersOf({ path, parts }: Pointer, text: string, policy: Policy) {
  return Object.entries(PARTS).flatMap(([part, place]) => {
    const status = parts[part]?.status;
    if (status !== undefined && UNCLEAR.includes(status)) return [];
    const got = place === 'diagram' ? hasDiagram(text, policy) : hasSection(text, place, policy);
    return [{ part, id: path, expected: status === 'present', got }];
  });
}

function evidenceAs(kind: string, text: string, policy: Policy): Evidence {
  return fromText(text, documentOptions(policy, documentKindOf(policy, '', [], kind)));
}

function hasSection(
  text: string,
  { kind, section }: { readonly kind: string; readonly section: string },
  policy: Policy,
): boolean {
  const state = documentPart(evidenceAs(kind, text, policy), section)?.state;
  return state === 'claimed' || state === 'substantive';
}

/** A picture, or a Mermaid block that draws something. */
function hasDiagram(text: string, policy: Policy): boolean {
  const evidence = evidenceAs('design', text, policy);
  if (picturesIn(evidence).length > 0) return true;
  const entries = [...evidence.prose, ...evidence.sections.flatMap((section) => section.entries)];
  return entries.some((entry) => {
    const drawn = entry.kind === 'code' ? readMermaid(entry.text) : null;
    return drawn !== null && drawsSomething(drawn);
  });
}
