import { type TestedRun, testedRunOf } from '@forethought/core';
import { readTestedRecords } from '@forethought/io';

/** The runs that `forethought test` has recorded under a Git directory, oldest first; damaged records are passed over. */
export function recordedRuns(gitDirectory: string): readonly TestedRun[] {
  return readTestedRecords(gitDirectory).flatMap((text) => testedRunOf(text) ?? []);
}
