import type { Reference } from '../schema/evidence.js';

/** The number or name of one run, build, job or report. */
const ONE = /[/=](?:\d{1,20}|[0-9a-f]{8}-[0-9a-f-]{27})(?:[/?#&]|$)/i;

/**
 * Whether a reference leads to one run of a check, a workflow or a build, where everybody can read what came out. A link to all of
 * them, or to their definition, tells nothing. It is no source: nobody learns from it what to do.
 */
export function isCheckRun({ target, excluded }: Reference): boolean {
  return excluded === 'ci' && ONE.test(target.slice(0, 500));
}
