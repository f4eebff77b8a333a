import { PlanError } from '@forethought/core';
import { ConfigPlaceError, GitError } from '@forethought/io';
import { EXIT, UsageError, type World } from './world.js';

/** The exit code that a thrown value stands for: a mistake in the call or the configuration 2, interrupted 130, anything else 3. */
export function exitCodeOf(error: unknown, signal: AbortSignal): number {
  if (signal.aborted) return 130;
  if (isConfiguration(error) || isWrongPath(error)) return EXIT.configuration;
  return EXIT.couldNotEvaluate;
}

/** One clear message for what the user can mend; a stack only for a defect of the product. */
export function sayError(world: World, error: unknown): void {
  if (world.signal.aborted) return;
  if (hasFix(error)) {
    world.err.write(`forethought: ${error.message}; ${error.fix}\n`);
    return;
  }
  if (isConfiguration(error)) {
    world.err.write(`forethought: ${error.message}\n`);
    return;
  }
  const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
  world.err.write(`forethought: internal error, nothing was judged\n${words}\n`);
}

/** An error that says its next step: of git, of the store, or of the platform, whose client is not loaded for this. */
export function hasFix(error: unknown): error is Error & { readonly fix: string } {
  return error instanceof Error && 'fix' in error && typeof error.fix === 'string';
}

/** A mistake in the call or in the configuration: whoever called can mend it. */
function isConfiguration(error: unknown): error is Error {
  return error instanceof PlanError || error instanceof UsageError || error instanceof ConfigPlaceError;
}

/** A file or folder that was named and is not there. A missing repository or commit may be the fault of the clone instead. */
function isWrongPath(error: unknown): boolean {
  return error instanceof GitError && ['no-such-file', 'no-directory'].includes(error.trouble);
}
