import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Mailmap, Repository } from '@forethought/io';
import { builtInPlans } from '@forethought/rules';
import type { CheckContext } from './check-context.js';

declare const FORETHOUGHT_BUILD: string;
/** Name of this build, put in by the bundler: another one may judge otherwise. */
const BUILD = typeof FORETHOUGHT_BUILD === 'string' ? FORETHOUGHT_BUILD : undefined;

/** What the commits of a range are judged against. */
export interface RangeBase {
  readonly before: string | null;
  readonly mailmap: Mailmap;
}

/**
 * Whether verdicts may be kept and believed at all. Not where a sha may mean something else tomorrow (shallow clones, grafts),
 * and not on a server, where another job may have written to the folder.
 */
export function mayKeepVerdicts({ world, options, repo }: CheckContext): boolean {
  const { CI: onServer = '' } = world.env;
  if (BUILD === undefined || options.cache === false || (onServer !== '' && onServer !== 'false'))
    return false;
  return !repo.shallow && !existsSync(join(repo.commonDirectory, 'info', 'grafts'));
}

/**
 * Names everything that a verdict on a commit hangs on beside the commit: the build, the configuration, the plans and the policy that
 * they make, the base of the range, who is whom, and the attributes that no revision holds. The adoption must be known by now. What day
 * it is changes nothing, as a commit is judged as of its own.
 */
export function verdictKey({ repo, source, options }: CheckContext, { before, mailmap }: RangeBase): string {
  const { rules, sections, technologies, documents, paths, bots, waivers, mode } = source.policyOf(null);
  const parts = [
    [BUILD, before, options.engineer, options.local, source.policyFrom, source.adoption?.sha],
    [rules, sections, technologies, documents, paths, bots, waivers, mode],
    source.config,
    source.plan.plan,
    [source.plan, ...source.plans].filter((plan) => !builtInPlans.includes(plan)),
    [...mailmap].map(([address, { plain, byName }]) => [address, plain, [...byName]]),
    attributesBeside(repo),
  ];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}

/** https://git-scm.com/docs/gitattributes: `$GIT_DIR/info/attributes` has the highest precedence. */
function attributesBeside({ commonDirectory }: Repository): string | null {
  try {
    return readFileSync(join(commonDirectory, 'info', 'attributes'), 'utf8');
  } catch {
    return null;
  }
}
