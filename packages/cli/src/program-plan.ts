import { type Command, InvalidArgumentError, Option } from 'commander';
import { type SetCode, withPolicy } from './program-options.js';
import type { World } from './world.js';

/** The commands about what is asked: the plan in force, whether files are valid, and what another policy would have asked. */
export function addPlan(program: Command, world: World, setCode: SetCode): void {
  const plan = program.command('plan').description('the plan in force, and whether plan files are valid');
  withPolicy(plan.command('show', { isDefault: true }))
    .description('what is in force and why: phases, practices, rules, metrics, and what is planned')
    .addOption(formats('markdown', 'json'))
    .option('--repo <path>', 'the repository', '.')
    .action(async (options) => {
      const { planShow } = await import('./plan-show.js');
      setCode(await planShow(world, options));
    });
  plan
    .command('validate')
    .argument(
      '[files...]',
      'plan files and configurations; default: the configuration and the plans that it names',
    )
    .description('every mistake with its place and what would be valid; exit 0 valid, 2 not')
    .option('--repo <path>', 'the repository', '.')
    .action(async (files: string[], options: { repo: string }) => {
      const { planValidate } = await import('./plan-validate.js');
      setCode(await planValidate(world, files, options.repo));
    });
}

/** Judging past changes by another policy. */
export function addReplay(program: Command, world: World, setCode: SetCode): void {
  withPolicy(program.command('replay'))
    .description(
      'judge past changes of a branch by another policy as well, and say what would come out differently',
    )
    .option(
      '--with <file-or-rev>',
      'configuration file, or revision, of the policy to try; --plan tries a plan alone',
    )
    .option('--last <count>', 'how many of the newest changes; default 20, or all of --from', changeCount)
    .option('--from <rev>', 'changes after this one …')
    .option('--to <rev>', '… up to this one')
    .option('--branch <rev>', 'whose changes; default HEAD')
    .addOption(formats('markdown', 'json'))
    .option('--repo <path>', 'the repository', '.')
    .action(async (options) => {
      const { replayCommand } = await import('./replay.js');
      setCode(await replayCommand(world, options));
    });
}

function formats(...others: readonly string[]): Option {
  return new Option('--format <name>', 'form of the answer').choices(['text', ...others]).default('text');
}

function changeCount(text: string): number {
  const count = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (count < 1 || count > 1000) throw new InvalidArgumentError('It is a number from 1 to 1000.');
  return count;
}
