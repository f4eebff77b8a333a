import { STAGES } from '@forethought/core';
import { type Command, Option } from 'commander';
import { day, type SetCode, withPolicy } from './program-options.js';
import type { World } from './world.js';

/** `init` */
export function addInit(program: Command, world: World, setCode: SetCode): void {
  program
    .command('init')
    .description('set forethought up in this repository')
    .addOption(
      new Option('--hooks <manager>', 'how hooks are installed').choices([
        'husky',
        'plain',
        'lefthook',
        'pre-commit',
      ]),
    )
    .option('--observe', 'nothing blocks')
    .option('--standard', 'the default: sources and test evidence block commits of code')
    .option('--strict', 'every rule in force blocks')
    .option('--yes', 'write without asking')
    .option('--repo <path>', 'the repository', '.')
    .action(async (options) => {
      const { initCommand } = await import('./init-command.js');
      setCode(await initCommand(world, options));
    });
}

/** `test` */
export function addTest(program: Command, world: World, setCode: SetCode): void {
  program
    .command('test')
    .argument('<command...>', 'the command and its words, as they are; `--` before it may be left out')
    .description(
      'run a command of tests and record on which tree it ran and what came out; the exit code is its own',
    )
    .addOption(new Option('--stage <name>', 'which stage of testing it is').choices([...STAGES]))
    .addHelpText(
      'after',
      `
Nothing comes between the command and the terminal. The record stands under the Git directory; the next commit of exactly
that tree gets it as Test Evidence, with a Tested-Tree trailer that the hook and CI compare with the commit's own tree.

  git add -A
  forethought test --stage isolation -- npm test -- --watch=false
  git commit`,
    )
    .action(async (words: string[], options) => {
      const { testCommand } = await import('./tested/test-command.js');
      setCode(await testCommand(world, words, options));
    });
}

/** `doctor` */
export function addDoctor(program: Command, world: World, setCode: SetCode): void {
  program
    .command('doctor')
    .description(
      'say whether the hooks of this clone run, or with --github what in the settings lets a change by; exit 0 nothing open, 1 gaps, 3 something could not be read',
    )
    .option('--github', 'look at the settings of the repository on GitHub')
    .option('--repo <path-or-name>', 'the repository; with --github also owner/name', '.')
    .option('--token-env <name>', 'variable that holds the token, instead of GITHUB_TOKEN or GH_TOKEN')
    .option('--check <name>', 'the check that stands for the gate, where its workflow stands elsewhere')
    .option('--config <file>', 'configuration instead of forethought.yml')
    .addOption(new Option('--format <name>', 'form of the answer').choices(['text', 'json']).default('text'))
    .action(async (options) => {
      const { doctor } = await import('./doctor.js');
      setCode(await doctor(world, options));
    });
}

/** `people` and `people enrol` */
export function addPeople(program: Command, world: World, setCode: SetCode): void {
  const people = program.command('people').description('who stands behind the changes, and who is enrolled');
  withPolicy(people.command('list', { isDefault: true }))
    .description('people by account, with addresses that may belong to one of them')
    .option('--facts <file>', 'facts collected earlier, from a file or -')
    .option('--since <day>', 'first day, yyyy-mm-dd', day)
    .option('--redact', 'without addresses')
    .option('--repo <path>', 'the repository', '.')
    .action(async (options) => {
      const { people: list } = await import('./people.js');
      setCode(await list(world, options));
    });
  people
    .command('enrol')
    .argument('<login>', 'login on the platform')
    .description('put somebody on the roster by name, for a pull request that this person opens or approves')
    .option('--email <address...>', 'addresses that their commits carry')
    .option('--start <day>', 'first day of week 1; default: today', day)
    .option('--print', 'print the file, and write nothing')
    .option('--repo <path>', 'the repository', '.')
    .action(async (login: string, options) => {
      const { enrol } = await import('./people.js');
      setCode(await enrol(world, login, options));
    });
}
