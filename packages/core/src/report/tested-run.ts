import type { RunOnTree, TestedRun } from '../tested-run.js';
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

/** The line of evidence that a recorded run makes: what was run, what came out, and that it came out otherwise on the same tree before. */
export function testedLine(run: TestedRun | RunOnTree): string {
  const beside = run.untracked === 0 ? '' : `, with ${files(run.untracked)} beside it`;
  const before = 'earlier' in run ? otherwiseBefore(run) : '';
  return `${runHead(run)}${runOutcome(run)}${beside}${before === '' ? '' : `; ${before}`}`;
}

/** What a run's line begins with, whatever came out: its stage and its command. */
export function runHead(run: Pick<TestedRun, 'command' | 'stage'>): string {
  const command = shellLine(run.command).replaceAll('`', "'");
  const shown = command.length > LONGEST ? `${command.slice(0, LONGEST)}…` : command;
  const stage = run.stage === undefined ? '' : `${STAGE_NAMES[run.stage]}: `;
  return `- ${stage}\`${shown}\` - `;
}

/** `failed once before on this tree` of a run that passed, the opposite of one that failed; empty where the command always ended so. */
export function otherwiseBefore({ exit, earlier }: RunOnTree): string {
  const count = exit === 0 ? earlier.failed : earlier.passed;
  if (count === 0) return '';
  return `${exit === 0 ? 'failed' : 'passed'} ${count === 1 ? 'once' : `${count} times`} before on this tree`;
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

const OUTCOME =
  /^(?:passed|failed), (?:exit code \d{1,3}|ended by SIG[A-Z0-9]{1,10}) after \d{1,9}(?:\.\d)? s/;
const BESIDE =
  /^(?:, with \d{1,9} untracked files? beside it)?(?:; (?:failed|passed) (?:once|\d{1,9} times) before on this tree)?$/;

/** Whether a line is one that `testedLine` made and nobody has added to. */
export function isTestedLine(line: string): boolean {
  const head = /^- [^`]{0,40}`[^`]{1,400}` - /.exec(line)?.[0];
  if (head === undefined) return false;
  const rest = line.slice(head.length);
  const outcome = OUTCOME.exec(rest)?.[0];
  return outcome !== undefined && BESIDE.test(rest.slice(outcome.length));
}
