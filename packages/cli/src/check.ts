import { checkCommit } from './check-commits.js';
import { policyNow } from './check-context.js';
import { checkDocuments } from './check-documents.js';
import { checkEdited } from './check-edit.js';
import { checkRange } from './check-range.js';
import { checkMessage, checkPullRequest } from './check-texts.js';
import type { PolicyOptions } from './policy-source.js';
import type { Format } from './sink.js';
import { sayDated, UsageError, type World } from './world.js';

/** Options of `check` as the command line gives them. */
export interface CheckOptions extends PolicyOptions {
  readonly edit?: string;
  readonly message?: string;
  readonly commit?: string;
  readonly from?: string;
  readonly to?: string;
  readonly pullRequest?: string;
  readonly title?: string;
  readonly changedFiles?: string;
  readonly label?: readonly string[];
  readonly staged?: boolean;
  /** False: verdicts of earlier runs are neither believed nor kept. */
  readonly cache?: boolean;
  readonly format: Format;
  readonly repo: string;
}

/** What can be judged, one at a time. */
const SUBJECTS = ['edit', 'message', 'commit', 'from', 'pullRequest'] as const;

/** Those that carry a date of their own, by which they are judged. */
const DATED: readonly string[] = ['edit', 'commit', 'from'];

/** Judges exactly one kind of thing and gives the exit code. Throws `UsageError` when none or several are named. */
export async function check(
  world: World,
  documents: readonly string[],
  options: CheckOptions,
): Promise<number> {
  const named = SUBJECTS.filter((subject) => options[subject] !== undefined);
  if (documents.length > 0 || (options.staged === true && named.length === 0))
    named.push('documents' as never);
  if (named.length !== 1) throw new UsageError(usage(named.length));
  if (options.to !== undefined && options.from === undefined) {
    throw new UsageError('--to goes with --from: name the commit after which judging begins');
  }
  const context = await policyNow(world, options);
  if (named.some((subject) => DATED.includes(subject))) sayDated(world, options.asOf);
  if (options.edit !== undefined) return checkEdited(context, options.edit);
  if (options.message !== undefined) return checkMessage(context, options.message);
  if (options.commit !== undefined) return checkCommit(context, options.commit);
  if (options.from !== undefined) return checkRange(context, options.from, options.to ?? 'HEAD');
  if (options.pullRequest !== undefined) return checkPullRequest(context, options.pullRequest);
  return checkDocuments(context, documents);
}

function usage(count: number): string {
  const choices = '--edit, --message, --commit, --from with --to, --pull-request, or paths of documents';
  return count === 0
    ? `nothing to judge was named: give one of ${choices}`
    : `only one thing is judged at a time: ${choices}`;
}
