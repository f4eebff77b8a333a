import { createInterface } from 'node:readline/promises';
import { openRepository } from '@forethought/io';
import { applyInit, type HookManager, type InitPlan, planInit, planLines, undoLines } from './init.js';
import { activateHusky, liveness } from './init-liveness.js';
import { EXIT, UsageError, type World } from './world.js';

/** Options of `init` as the command line gives them. */
export interface InitOptions {
  readonly repo: string;
  readonly hooks?: HookManager;
  readonly observe?: boolean;
  readonly standard?: boolean;
  readonly strict?: boolean;
  readonly yes?: boolean;
}

/** What to type to meet the rules, without a commit. */
const NEXT =
  'Next, to see what is asked of a commit of code:\n  echo "feat: try it" | npx forethought check --message -\n';

/** Sets a repository up: says what is going to be written, asks where somebody can answer, writes, and says how to undo it. */
export async function initCommand(world: World, options: InitOptions): Promise<number> {
  const repo = await openRepository(world.cwd, options.repo);
  if (repo.workTree === null)
    throw new UsageError('a bare repository has no work tree to set up; name a clone with --repo');
  const plan = await planInit(repo, options.hooks, { mode: modeOf(options), today: world.now.slice(0, 10) });
  const lines = planLines(plan);
  const notes = plan.notes.map((note) => `note: ${note}\n`).join('');
  if (lines.length === 0) {
    world.out.write(`Everything is set up already; nothing was changed.\n${notes}${NEXT}`);
    return EXIT.pass;
  }
  world.out.write(`To be written in ${repo.directory}:\n${lines.join('\n')}\n`);
  if (options.yes !== true && !(await isConfirmed(world))) {
    world.out.write('Nothing was written.\n');
    return EXIT.pass;
  }
  await applyInit(plan);
  const undo = undoLines(plan);
  world.out.write(`Written.\n${notes}${await hooksNow(plan)}To undo it:\n${undo.join('\n')}\n${NEXT}`);
  return EXIT.pass;
}

/** Activates the hooks where that is ours to do, and says whether git runs them. */
async function hooksNow({ manager, repo }: InitPlan): Promise<string> {
  if (manager !== 'husky' && manager !== 'plain') return '';
  const words = manager === 'husky' ? activateHusky(repo) : undefined;
  return `${words === undefined ? '' : `note: ${words}\n`}${await liveness(repo)}\n`;
}

function modeOf(options: InitOptions): 'observe' | 'standard' | 'strict' {
  const named = (['observe', 'standard', 'strict'] as const).filter((mode) => options[mode] === true);
  if (named.length > 1)
    throw new UsageError(`only one mode can be set: ${named.map((mode) => `--${mode}`).join(' or ')}`);
  return named[0] ?? 'standard';
}

/** Without a terminal nobody can answer, so `--yes` has to say it. */
async function isConfirmed(world: World): Promise<boolean> {
  const isTerminal = 'isTTY' in world.in && world.in.isTTY === true && world.out.isTTY === true;
  if (!isTerminal) throw new UsageError('nobody can be asked here; --yes writes what is listed above');
  const asking = createInterface({ input: world.in, output: world.out });
  const answer = await asking.question('Write it? [y/N] ', { signal: world.signal }).catch(() => '');
  asking.close();
  return /^y(?:es)?$/i.test(answer.trim());
}
