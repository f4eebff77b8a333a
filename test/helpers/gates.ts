import { afterEach, expect } from '@jest/globals';
import { type Gate, type GateRun, type GateSetup, makeGate, SOURCE } from './gate-run.js';

/**
 * Makes gates that are stopped after each test of the file that calls this, or by another hook. It ends with the question whether
 * GitHub's own description allows everything that was sent.
 */
export function gates(after: typeof afterEach = afterEach): (setup?: GateSetup) => Promise<Gate> {
  const made: Gate[] = [];
  after(async () => {
    const all = made.splice(0);
    const violations = all.flatMap(({ github }) => github.violations());
    for (const gate of all) await gate.stop();
    expect(violations).toEqual([]);
  });
  return async (setup) => {
    const gate = await makeGate(setup);
    made.push(gate);
    return gate;
  };
}

/** A commit of thirty lines without a word of evidence. */
export const UNDOCUMENTED = { message: 'feat: values\n', author: 'ada', files: { 'src/values.ts': SOURCE } };

/** The committer of what GitHub makes, and signs, itself. */
export const PLATFORM = 'GitHub <noreply@github.com>';

/** An open finding of the output `findings`, as far as tests ask. */
export interface OpenFinding {
  readonly ruleId: string;
  readonly outcome: string;
  readonly severity: string;
  readonly subject: { readonly kind: string; readonly id: string; readonly title: string };
}

/**
 * The outputs of a run as a runner reads the file, values by name. Throws on a line that it would refuse.
 * https://github.com/actions/runner/blob/main/src/Runner.Worker/FileCommandManager.cs
 */
export function outputsOf({ outputs }: Pick<GateRun, 'outputs'>): ReadonlyMap<string, string> {
  const lines = outputs.split('\n');
  const found = new Map<string, string>();
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (line === '') continue;
    const [equals, heredoc] = [line.indexOf('='), line.indexOf('<<')];
    if (heredoc === -1 || (equals !== -1 && equals < heredoc)) {
      if (equals < 1) throw new Error(`a runner refuses the line ${JSON.stringify(line)}`);
      found.set(line.slice(0, equals), line.slice(equals + 1));
      continue;
    }
    const end = lines.indexOf(line.slice(heredoc + 2), at + 1);
    if (end === -1) throw new Error(`a runner finds no end of ${JSON.stringify(line)}`);
    found.set(line.slice(0, heredoc), lines.slice(at + 1, end).join('\n'));
    at = end;
  }
  return found;
}

/** The findings that are open after a run. */
export function openFindings(run: Pick<GateRun, 'outputs'>): readonly OpenFinding[] {
  return JSON.parse(outputsOf(run).get('findings') ?? '[]');
}

/** The texts that a blocking rule failed: their titles, each once, in their order. */
export function blockedTitles(run: Pick<GateRun, 'outputs'>): readonly string[] {
  const blocked = openFindings(run).filter(
    ({ outcome, severity }) => outcome === 'fail' && severity === 'block',
  );
  return [...new Set(blocked.map(({ subject }) => subject.title))];
}
