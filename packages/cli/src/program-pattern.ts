import { type Command, Option } from 'commander';
import { type SetCode, several } from './program-options.js';
import type { World } from './world.js';

/** `pattern list`, `pattern match` and `pattern add`: the team's pattern library. */
export function addPattern(program: Command, world: World, setCode: SetCode): void {
  const pattern = program
    .command('pattern')
    .description('what went wrong once and what prevents it, in COMMON_PATTERNS.md');
  const format = (): Option =>
    new Option('--format <name>', 'form of the answer').choices(['text', 'json']).default('text');
  pattern
    .command('list', { isDefault: true })
    .description('the entries by category')
    .addOption(format())
    .option('--repo <path>', 'the repository', '.')
    .action(async (options) => {
      const { patternList } = await import('./programme/pattern-command.js');
      setCode(await patternList(world, options));
    });
  pattern
    .command('match')
    .description('entries that the staged changes call for, or those of a branch')
    .option('--from <rev>', 'changes since the merge base with this …')
    .option('--to <rev>', '… up to this one; default: HEAD')
    .addOption(format())
    .option('--repo <path>', 'the repository', '.')
    .action(async (options) => {
      const { patternMatch } = await import('./programme/pattern-command.js');
      setCode(await patternMatch(world, options));
    });
  addAdd(pattern, world, setCode);
}

function addAdd(pattern: Command, world: World, setCode: SetCode): void {
  pattern
    .command('add')
    .description(
      'add an entry, from words, a finding or a postmortem; asks at a terminal for what is missing',
    )
    .option('--category <name>', 'the heading that it stands under')
    .option('--title <words>', 'its heading; default: made of the problem')
    .option('--problem <words>', 'what went wrong')
    .option('--prevention <words>', 'what keeps it from coming again')
    .option('--applies-to <glob>', 'only where such a path changes; may be given several times', several)
    .option('--from-finding <id>', 'start from what a rule asks, or a metric counts')
    .option('--from <file>', 'start from the cause and the first action of a postmortem')
    .option('--change <rev-or-number>', 'the change that taught it, a revision or #12', several)
    .option('--ask', 'ask although nobody sits at a terminal; answers come from standard input')
    .option('--print', 'print what the file would say, and write nothing')
    .option('--repo <path>', 'the repository', '.')
    .addHelpText(
      'after',
      `
  forethought pattern add --category "Race Conditions" --change "#12" \\
    --problem "a job resolves a name before DNS answers" --prevention "wait for the pods of CoreDNS"
  forethought pattern add --from-finding test-evidence --category Testing
  forethought pattern add --from docs/postmortems/2026-11-20.md --category "Configuration Drift"`,
    )
    .action(async (options) => {
      const { patternAdd } = await import('./programme/pattern-add.js');
      setCode(await patternAdd(world, options));
    });
}
