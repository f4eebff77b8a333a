import { access } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import { rules } from '@forethought/rules';
import { type CheckContext, startTally } from './check-context.js';
import { distinctFindings } from './hook-answer.js';
import { authorOf } from './hook-facts.js';
import { askFacts } from './hook-git.js';
import { cleanSettings, readText } from './hook-message.js';
import { commitInstant, gitDirOf, type HookPlace } from './hook-place.js';
import { settleMessage } from './hook-settle.js';
import { UsageError } from './world.js';

/**
 * Judges the message file that git handed to commit-msg, exactly as the hook does: cleaned as git will clean it, with the
 * staged changes. Everybody counts as inside the roster.
 */
export async function checkEdited(context: CheckContext, file: string): Promise<number> {
  const { world, repo, source } = context;
  const path = resolve(world.cwd, file);
  await access(path).catch(() => {
    throw new UsageError(
      `${file}: can't be read; commit-msg gets the name of the message file as its first argument`,
    );
  });
  const place: HookPlace = {
    root: repo.directory,
    gitDir: gitDirOf(repo.directory, relative(repo.directory, path)) ?? repo.gitDirectory,
    env: world.env,
    now: Date.parse(world.now),
  };
  const facts = askFacts(place);
  const author = authorOf(place.env, facts);
  const settled = await settleMessage({
    place,
    raw: readText(path, facts),
    settings: cleanSettings(facts, place.env['GIT_EDITOR']),
    author,
    files: facts.files,
    policy: source.policyOf(author),
    rules,
    at: commitInstant(place),
  });
  const tally = startTally(context);
  await tally.add(distinctFindings(settled));
  return tally.end();
}
