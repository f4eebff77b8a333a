import { isDay } from '@forethought/core';
import { type Command, InvalidArgumentError, Option } from 'commander';

/** Sets the exit code of the command that ran. */
export type SetCode = (code: number) => void;

/** Where facts come from, and where they are kept. */
export function withSource(command: Command): Command {
  return command
    .addOption(
      new Option('--source <name>', 'where facts come from; github reads the clone as well')
        .choices(['git', 'github'])
        .default('git'),
    )
    .option('--github <owner/name>', 'the repository on GitHub, where origin is another one')
    .option('--token-env <name>', 'variable that holds the token, instead of GITHUB_TOKEN or GH_TOKEN')
    .option('--store <folder>', 'keep facts in this folder, or in branch:<name>, and read only what is new');
}

/** By which configuration, and as whom. */
export function withPolicy(command: Command): Command {
  return command
    .option('--config <file>', 'configuration instead of forethought.yml')
    .option('--policy-from <rev>', 'take the configuration from this revision')
    .option('--plan <id>', 'plan instead of the configured one')
    .option('--engineer <login>', 'judge as this person of the roster')
    .option('--as-of <day>', 'judge as on this day, yyyy-mm-dd; a commit is judged as on its own', day);
}

/** For commands that write somebody's own files. */
export function withOwn(command: Command): Command {
  return withPerson(command).option('--print', 'print what the file would say, and write nothing');
}

/** For commands about one person, by default whoever asks. */
export function withPerson(command: Command): Command {
  return command
    .option('--engineer <login>', 'whose files; default: whoever of the roster has the user.email of git')
    .option('--config <file>', 'configuration instead of forethought.yml')
    .option('--plan <id>', 'plan instead of the configured one')
    .option('--as-of <day>', 'as on this day, yyyy-mm-dd', day)
    .option('--repo <path>', 'the repository', '.');
}

/** One of an option that may be given several times. */
export function several(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

/** A day as an option names it. Throws where there is none. */
export function day(text: string): string {
  const isForm = /^\d{4}-\d{2}-\d{2}$/.test(text);
  if (!isForm) throw new InvalidArgumentError('A day is written yyyy-mm-dd, e.g. 2026-11-22.');
  if (!isDay(text))
    throw new InvalidArgumentError('There is no such day; one is written yyyy-mm-dd, e.g. 2026-11-22.');
  return text;
}
