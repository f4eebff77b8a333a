import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { nearest } from '@forethought/core';
import { Command, Option } from 'commander';
import { day, type SetCode, withPolicy, withSource } from './program-options.js';
import { addDay, addReview, addWeek } from './program-own.js';
import { addPattern } from './program-pattern.js';
import { addPlan, addReplay } from './program-plan.js';
import { addDoctor, addInit, addPeople, addTest } from './program-setup.js';
import { addTrain } from './program-train.js';
import { VERSION } from './version.js';
import { UsageError, type World } from './world.js';

/** The command line as data: names, options and what each runs. Handlers are loaded only when their command runs. */
export function buildProgram(world: World, setCode: SetCode): Command {
  const program = new Command('forethought')
    .description(
      'Checks that work was thought through: sources, tests and pre-mortems, in commits and pull requests.',
    )
    .version(VERSION)
    .exitOverride()
    .showHelpAfterError('(forethought --help lists the commands)')
    .configureOutput({
      writeOut: (text) => world.out.write(text),
      writeErr: (text) => world.err.write(text),
    });
  addOverview(program, world, setCode);
  addCheck(program, world, setCode);
  addReport(program, world, setCode);
  addCollect(program, world, setCode);
  addTest(program, world, setCode);
  addLookups(program, world, setCode);
  addPlan(program, world, setCode);
  addReplay(program, world, setCode);
  addInit(program, world, setCode);
  addPeople(program, world, setCode);
  addDoctor(program, world, setCode);
  addWeek(program, world, setCode);
  addDay(program, world, setCode);
  addPattern(program, world, setCode);
  addTrain(program, world, setCode);
  addReview(program, world, setCode);
  return program;
}

/**
 * Throws `UsageError` where the first word is neither a command nor a path and looks like a command: it would be taken for the
 * repository of the overview.
 */
export function refuseMistyped(program: Command, world: World, word: string | undefined): void {
  const names = program.commands.map((command) => command.name());
  if (word === undefined || word.startsWith('-') || names.includes(word) || word === 'help') return;
  const meant = nearest(word, names);
  if (meant === undefined || existsSync(resolve(world.cwd, word))) return;
  throw new UsageError(`unknown command ${word}, and no folder of that name (did you mean ${meant}?)`);
}

function addOverview(program: Command, world: World, setCode: SetCode): void {
  withPolicy(program.command('overview', { isDefault: true }))
    .argument('[repository]', 'path of any Git repository', '.')
    .description('judge the last 13 weeks of a repository and score each engineer against the plan')
    .addOption(new Option('--people <which>', 'rows to show').choices(['some', 'all']).default('some'))
    .addOption(new Option('--format <name>', 'form of the answer').choices(['text', 'json']).default('text'))
    .action(async (repository: string, options) => {
      const { overview } = await import('./overview.js');
      setCode(await overview(world, { ...options, repo: repository }));
    });
}

function addCheck(program: Command, world: World, setCode: SetCode): void {
  withPolicy(program.command('check'))
    .argument('[documents...]', 'Markdown files or folders to judge as documents')
    .description(
      'judge a message, commits, a pull request or documents; exit 0 pass, 1 violations, 2 wrong call or configuration, 3 could not evaluate',
    )
    .option('--edit <file>', 'the message that git is about to store (commit-msg)')
    .option('--message <file>', 'a message, from a file or - for standard input')
    .option('--commit <rev>', 'one stored commit')
    .option('--from <rev>', 'commits after this one …')
    .option('--to <rev>', '… up to this one')
    .option('--pull-request <file>', 'a pull-request body, from a file or -')
    .option('--title <text>', "the pull request's title")
    .option('--changed-files <file>', 'changed paths, a line each, from a file or -')
    .option('--label <name...>', "the pull request's labels")
    .option('--staged', 'judge the staged content of the documents')
    .option('--no-cache', 'judge every commit of a range anew')
    .option('--local', 'treat everybody as inside the roster, as the hooks do')
    .addOption(
      new Option('--format <name>', 'form of the answer')
        .choices(['text', 'json', 'github', 'junit', 'sarif'])
        .default('text'),
    )
    .option('--repo <path>', 'the repository', '.')
    .action(async (documents: string[], options) => {
      const { check } = await import('./check.js');
      setCode(await check(world, documents, options));
    });
}

function addReport(program: Command, world: World, setCode: SetCode): void {
  withSource(withPolicy(program.command('report')))
    .description("score each engineer against the plan's success metrics")
    .option('--week <week>', 'the report of one ISO week, e.g. 2026-W47, as the tracking issue shows it')
    .option('--programme', 'what comes of the training programme: certificates, levels, education')
    .option('--published', 'with --programme: without whoever the roster does not show by name')
    .option('--facts <file>', 'facts collected earlier, from a file or -')
    .option('--since <day>', 'first day, yyyy-mm-dd', day)
    .option('--until <day>', 'last day, yyyy-mm-dd', day)
    .addOption(new Option('--people <which>', 'rows to show').choices(['some', 'all']).default('some'))
    .addOption(
      new Option('--format <name>', 'form of the report')
        .choices(['text', 'markdown', 'json', 'csv'])
        .default('text'),
    )
    .option('--repo <path>', 'the repository', '.')
    .action(async (options) => {
      const { report } = await import('./report.js');
      setCode(await report(world, options));
    });
}

function addCollect(program: Command, world: World, setCode: SetCode): void {
  withSource(program.command('collect'))
    .description('write the facts of a repository as JSON, or keep them in a store')
    .option('--since <day>', 'first day, yyyy-mm-dd', day)
    .option('--until <day>', 'last day, yyyy-mm-dd', day)
    .option('--redact', 'the stored form: no texts and no addresses')
    .option('--output <file>', 'write to a file, whole or not at all')
    .option('--repo <path>', 'the repository', '.')
    .action(async (options) => {
      const { collect } = await import('./collect.js');
      setCode(await collect(world, options));
    });
}

function addLookups(program: Command, world: World, setCode: SetCode): void {
  program
    .command('explain')
    .argument('<rule-or-metric>', 'an id as findings and reports print it')
    .description('what a rule or a metric asks, why, and an example that passes')
    .action(async (id: string) => {
      const { explainCommand } = await import('./explain.js');
      setCode(await explainCommand(world, id));
    });
  withPolicy(program.command('why'))
    .argument('<rev>', 'a commit')
    .description('facts, evidence and findings of one commit, step by step')
    .option('--repo <path>', 'the repository', '.')
    .action(async (rev: string, options) => {
      const { why } = await import('./why.js');
      setCode(await why(world, rev, options));
    });
}
