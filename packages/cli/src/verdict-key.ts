import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Repository } from '@forethought/io';
import { builtInPlans } from '@forethought/rules';
import type { CheckContext } from './check-context.js';
import type { RangeBase } from './judge-range.js';

declare const FORETHOUGHT_BUILD: string;
/** Name of this build, put in by the bundler: another one may judge otherwise. */
const BUILD = typeof FORETHOUGHT_BUILD === 'string' ? FORETHOUGHT_BUILD : undefined;

/**
 * Whether verdicts may be kept and believed at all. Not where a sha may mean something else tomorrow (shallow clones, grafts), not by the
 * attributes of a revision that may move, and not on a server, where another job may have written to the folder.
 */
export function mayKeepVerdicts({ world, options, repo, source }: CheckContext): boolean {
  const { CI: onServer = '', GIT_GRAFT_FILE: grafted } = world.env;
  if (BUILD === undefined || options.cache === false || (onServer !== '' && onServer !== 'false'))
    return false;
  if (repo.shallow || source.policyFrom !== undefined) return false;
  return grafted === undefined && !existsSync(join(repo.commonDirectory, 'info', 'grafts'));
}

/**
 * Names everything that a verdict on a commit hangs on beside the commit, as it is now: the build, the configuration and the plans, which
 * make the policies, the base of the range, who is whom, and the attributes that no revision holds. The name is made once the adoption
 * is known. What day it is changes nothing, as a commit is judged as of its own.
 */
export function verdictKeys(
  { repo, source, options }: CheckContext,
  { before, mailmap }: RangeBase,
): () => string {
  const hash = createHash('sha256').update(
    JSON.stringify([
      [BUILD, before, options.engineer, options.local],
      source.config,
      source.plan.plan,
      [source.plan, ...source.plans].filter((plan) => !builtInPlans.includes(plan)),
      [...mailmap].map(([address, { plain, byName }]) => [address, plain, [...byName]]),
      attributesBeside(repo),
    ]),
  );
  return () =>
    hash
      .copy()
      .update(source.adoption?.sha ?? '')
      .digest('hex')
      .slice(0, 32);
}

/** https://git-scm.com/docs/gitattributes: `$GIT_DIR/info/attributes` has the highest precedence. */
function attributesBeside({ commonDirectory }: Repository): string | null {
  try {
    return readFileSync(join(commonDirectory, 'info', 'attributes'), 'utf8');
  } catch {
    return null;
  }
}
