import type { TestedRun } from '../tested-run.js';
import { shellLine } from './shell.js';

/** The section that recorded runs are written under, in label form. */
export const RECORDED_TITLE = 'Test Evidence';

/** Characters of a command that stand in a message. */
const LONGEST = 160;

const STAGE_NAMES: Readonly<Record<NonNullable<TestedRun['stage']>, string>> = {
  isolation: 'Isolation',
  integration: 'Integration',
  failure: 'Failure cases',
};

/** The line of evidence that a recorded run makes: what was run, and what came out. */
export function testedLine(run: TestedRun): string {
  const command = shellLine(run.command).replaceAll('`', "'");
  const shown = command.length > LONGEST ? `${command.slice(0, LONGEST)}…` : command;
  const stage = run.stage === undefined ? '' : `${STAGE_NAMES[run.stage]}: `;
  const beside = run.untracked === 0 ? '' : `, with ${files(run.untracked)} beside it`;
  return `- ${stage}\`${shown}\` - ${runOutcome(run)}${beside}`;
}

/** `passed, exit code 0 after 2.1 s`; a signal by its name. */
export function runOutcome({ exit, signal, durationMs }: TestedRun): string {
  const end = signal === undefined ? `exit code ${exit}` : `ended by ${signal}`;
  return `${exit === 0 ? 'passed' : 'failed'}, ${end} after ${seconds(durationMs)}`;
}

/** The command that repeats a run and records it. */
export function rerunLine({ command, stage }: Pick<TestedRun, 'command' | 'stage'>): string {
  return `forethought test ${stage === undefined ? '' : `--stage ${stage} `}-- ${shellLine(command)}`;
}

function seconds(milliseconds: number): string {
  const value = milliseconds / 1000;
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} s`;
}

function files(count: number): string {
  return count === 1 ? '1 untracked file' : `${count} untracked files`;
}

/** Whether a line is one that `testedLine` made. */
export function isTestedLine(line: string): boolean {
  return /^- .{0,40}`.{1,400}` - (?:passed|failed), (?:exit code \d{1,3}|ended by SIG[A-Z0-9]{1,10}) after \d/.test(
    line,
  );
}
