import { type Command, InvalidArgumentError, Option } from 'commander';
import { day, type SetCode, several, withOwn, withPerson } from './program-options.js';
import type { World } from './world.js';

/** `train status`, `start`, `complete`, `shadow` and `sign-off-request`: the record of one person. */
export function addTrain(program: Command, world: World, setCode: SetCode): void {
  const train = program
    .command('train')
    .description(
      'where somebody stands in the training, and what is written into training/people/<login>.yml',
    );
  withPerson(train.command('status', { isDefault: true }))
    .argument('[login]', 'whose; default: whoever asks')
    .description('track, modules, certificates with what is missing and who can sign, level, and whom to ask')
    .action(async (login: string | undefined, options) => {
      const { trainStatus } = await import('./programme/train-status.js');
      setCode(await trainStatus(world, login, options));
    });
  withOwn(train.command('start'))
    .argument('<certificate>', 'its id, e.g. on-call')
    .description('begin the way to a certificate; the clock runs from this day')
    .option('--on <day>', 'the day, yyyy-mm-dd; default: today', day)
    .option('--joined <day>', 'since when the person is here, for a new record', day)
    .option('--track <id>', 'the track, e.g. new-hire; default: that of the roster')
    .action(async (certificate: string, options) => {
      const { trainStart } = await import('./programme/train-edit.js');
      setCode(await trainStart(world, certificate, options));
    });
  addDone(train, world, setCode);
}

function addDone(train: Command, world: World, setCode: SetCode): void {
  withOwn(train.command('complete'))
    .argument('<module>', 'its id, e.g. sre-foundations')
    .description('write down a completed module with its assessment and what it left behind')
    .option('--on <day>', 'the day, yyyy-mm-dd; default: today', day)
    .option('--certificate <id>', 'where the module belongs to several')
    .option('--hours <hours>', 'how long it took', hours)
    .option('--assessed-by <login>', 'who found out that it was understood')
    .option('--score <words>', 'the result, e.g. "18 of 20"')
    .option('--artefact <path>', 'a path, #12 or an address; may be given several times', several)
    .action(async (module: string, options) => {
      const { trainComplete } = await import('./programme/train-edit.js');
      setCode(await trainComplete(world, module, options));
    });
  withOwn(train.command('shadow'))
    .description('write down a shift that was shadowed')
    .requiredOption('--hours <hours>', 'how long', hours)
    .requiredOption('--with <login>', 'whose shift it was')
    .addOption(
      new Option('--time <when>', 'a shift over both is two')
        .choices(['day', 'off-hours'])
        .makeOptionMandatory(),
    )
    .option('--on <day>', 'the day, yyyy-mm-dd; default: today', day)
    .option('--notes <path>', 'notes and questions, as a path or an address')
    .option('--certificate <id>', 'where it belongs to several')
    .action(async (options) => {
      const { trainShadow } = await import('./programme/train-edit.js');
      setCode(await trainShadow(world, options));
    });
  withPerson(train.command('sign-off-request'))
    .description('print the branch, the pull request and who may sign; opens and writes nothing')
    .option('--certificate <id>', 'where there are several')
    .action(async (options) => {
      const { trainRequest } = await import('./programme/train-request.js');
      setCode(await trainRequest(world, options));
    });
}

function hours(text: string): number {
  const count = /^\d{1,3}(?:\.\d{1,2})?$/.test(text) ? Number(text) : 0;
  if (count <= 0) throw new InvalidArgumentError('It is a number above 0, e.g. 6 or 1.5.');
  return count;
}
