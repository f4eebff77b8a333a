import type { Command } from 'commander';
import {
  day,
  type SetCode,
  several,
  withOwn,
  withPerson,
  withPolicy,
  withSource,
} from './program-options.js';
import type { World } from './world.js';

const ASK =
  'ask the questions although nobody sits at a terminal; answers come from standard input, a line each';

/** `week`, `assess` and `learn`: the weekly file. */
export function addWeek(program: Command, world: World, setCode: SetCode): void {
  withOwn(program.command('week'))
    .description('goals and review of a week, in weekly/<week>/<login>.md; asks at a terminal')
    .option('--week <week>', 'ISO week, e.g. 2026-W47; default: the current one')
    .option('--goal <id=words>', 'set a goal, e.g. read="a chapter"; may be given several times', several)
    .option('--done <ids>', 'goals that are met, e.g. read,ship')
    .option('--review <id=words>', 'answer a question of the review; may be given several times', several)
    .option(
      '--hours <list>',
      'hours of the week by what they were spent on, e.g. design=6,coding=4.5; nobody asks',
    )
    .option('--ask', ASK)
    .addHelpText(
      'after',
      `
What stands in the file stays. Without a terminal and without options an empty file is made.

  forethought week --goal read="the chapter on stability patterns" --goal ship="retries of the queue"
  forethought week --done read,ship --review went-well="the rollback was rehearsed"`,
    )
    .action(async (options) => {
      const { week } = await import('./programme/week-command.js');
      setCode(await week(world, options));
    });
  addAssess(program, world, setCode);
  addLearn(program, world, setCode);
}

function addAssess(program: Command, world: World, setCode: SetCode): void {
  withOwn(program.command('assess'))
    .description('the self-assessment of a week, from 1 to 10 each; asks at a terminal')
    .option('--week <week>', 'ISO week, e.g. 2026-W47; default: the current one')
    .option('--scores <list>', 'e.g. docs=9,tests=8,anticipation=7,assumptions=8,design=6')
    .option('--ask', ASK)
    .action(async (options) => {
      const { assess } = await import('./programme/assess-command.js');
      setCode(await assess(world, options));
    });
}

function addLearn(program: Command, world: World, setCode: SetCode): void {
  withOwn(program.command('learn'))
    .argument('<what>', 'what was learnt, in quotation marks')
    .description('note something that was learnt, with where it stands, in the weekly file of its day')
    .requiredOption('--source <address-or-path>', 'where it stands')
    .option('--on <day>', 'the day, yyyy-mm-dd; default: today', day)
    .action(async (what: string, options) => {
      const { learn } = await import('./programme/learn-command.js');
      setCode(await learn(world, what, options));
    });
}

/** `day start`, `day deploy` and `day finish`: the daily file. */
export function addDay(program: Command, world: World, setCode: SetCode): void {
  const group = program
    .command('day')
    .description('the routines of a day, in daily/<day>/<login>.md; asks at a terminal');
  const parts = {
    start: 'the morning: its steps, and what the day before should have caught',
    deploy: 'before a deployment: its steps; --again begins those of another one',
    finish: 'the evening: its steps',
  } as const;
  for (const part of ['start', 'deploy', 'finish'] as const) {
    const command = withOwn(group.command(part))
      .description(parts[part])
      .option('--on <day>', 'the day, yyyy-mm-dd; default: today', day)
      .option('--done <steps>', 'steps that were done, by number or id, e.g. 1,2 or yesterday,patterns')
      .option('--note <step=words>', 'words behind a step; may be given several times', several)
      .option('--ask', ASK);
    if (part === 'start')
      command.option('--answer <id=words>', 'answer a question about the day before', several);
    if (part === 'deploy') command.option('--again', 'the steps of another deployment of the same day');
    command.action(async (options) => {
      const { day: command } = await import('./programme/day-command.js');
      setCode(await command(world, part, options));
    });
  }
}

/** `review` and `me`: the month, and what concerns one person. */
export function addReview(program: Command, world: World, setCode: SetCode): void {
  withSource(withPolicy(program.command('review')))
    .description('the monthly review as Markdown: the items of the plan, each answered by what was measured')
    .option('--month <month>', 'e.g. 2026-10; default: the last one that is over')
    .option('--facts <file>', 'facts collected earlier, from a file or -')
    .option('--published', 'rows by name only of whoever the roster shows by name')
    .option('--repo <path>', 'the repository', '.')
    .action(async (options) => {
      const { review } = await import('./programme/review-command.js');
      setCode(await review(world, options));
    });
  withPerson(program.command('me'))
    .description('where on the plan, what is due, and the own scorecard; nothing is written')
    .action(async (options) => {
      const { me } = await import('./programme/me-command.js');
      setCode(await me(world, options));
    });
}
