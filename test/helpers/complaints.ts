import { PlanError } from '@forethought/core';

/** The messages of a `PlanError`, a line each; what is read without one gives none. */
export function complaints(read: () => unknown): readonly string[] {
  try {
    read();
    return [];
  } catch (error) {
    if (!(error instanceof PlanError)) throw error;
    return error.message.split('\n');
  }
}
