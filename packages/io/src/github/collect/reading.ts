import type { PullFact } from '@forethought/core';
import { GitHubError } from '../error.js';
import { note, type Run } from './run.js';

/** A pull request that is being read. `isWhole` is false where another reading may bring more. */
export interface Reading {
  readonly fact: PullFact;
  readonly threads: readonly unknown[] | undefined;
  readonly isWhole: boolean;
}

/** What a record is made into; a record that does not look as it should is a gap. */
export function orUnread<Fact>(run: Run, number: number, make: () => Fact): Fact | undefined {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof GitHubError && error.kind === 'malformed')) throw error;
    note(run, `#${number}`, error.message);
    return undefined;
  }
}
