/** A command that a runner would have carried out, and how it was written. */
export interface RunnerCommand {
  readonly name: string;
  readonly form: '::' | '##[';
}

/** Commands that a runner knows. https://github.com/actions/runner/blob/main/src/Runner.Worker/ActionCommandManager.cs */
const KNOWN = new Set([
  'add-mask',
  'add-matcher',
  'add-path',
  'debug',
  'echo',
  'endgroup',
  'error',
  'group',
  'internal-set-repo-path',
  'notice',
  'remove-matcher',
  'save-state',
  'set-env',
  'set-output',
  'stop-commands',
  'warning',
]);

/** Characters that .NET takes for white space at a line's start, and those that its culture-aware search may pass over. */
const START = /^[\s\u0085\uFEFF]+/;
const IGNORABLE = /\p{Default_Ignorable_Code_Point}/gu;

/**
 * The commands that a runner finds in what a step writes to standard output or standard error, line by line as .NET's
 * `ReadLine` parts them (`\n`, `\r`, both). The current form counts at a line's start, the old one anywhere in it. Every line is
 * also read without the characters that some searches ignore, so that the port finds rather more than the runner.
 */
export function runnerCommands(output: string): readonly RunnerCommand[] {
  return output.split(/\r\n|\r|\n/).flatMap((line) => {
    const readings = [line, line.replace(IGNORABLE, '')];
    return readings.flatMap((reading) => current(reading) ?? old(reading) ?? []);
  });
}

function current(line: string): RunnerCommand | undefined {
  const text = line.replace(START, '');
  const end = text.indexOf('::', 2);
  if (!text.startsWith('::') || end === -1) return undefined;
  return known(text.slice(2, end), '::');
}

function old(line: string): RunnerCommand | undefined {
  const start = line.indexOf('##[');
  const end = start === -1 ? -1 : line.indexOf(']', start);
  return end === -1 ? undefined : known(line.slice(start + 3, end), '##[');
}

function known(info: string, form: RunnerCommand['form']): RunnerCommand | undefined {
  const name = (info.split(' ')[0] ?? '').toLowerCase();
  return KNOWN.has(name) ? { name, form } : undefined;
}
