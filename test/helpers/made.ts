import type { Commit } from '@forethought/core';
import { type GitPlace, gitPlace, type HistoryQuery, readCommits } from '@forethought/io';
import { afterEach } from '@jest/globals';
import { makeRepository, type RepositoryOptions, type TestRepository } from './repository.js';

/** Makes repositories that are removed after each test of the file that calls this. */
export function repositories(): (options?: RepositoryOptions) => TestRepository {
  const made: TestRepository[] = [];
  afterEach(() => {
    for (const repository of made.splice(0)) repository.cleanup();
  });
  return (options) => {
    const repository = makeRepository(options);
    made.push(repository);
    return repository;
  };
}

/** The repository as the product is handed it: another one than the current, in its isolated environment. */
export function placeOf(repository: TestRepository): GitPlace {
  return gitPlace(repository.path, repository.env);
}

/** All commits of a query, newest first, with the names of their files. */
export async function commitsOf(
  repository: TestRepository,
  query: Partial<HistoryQuery> = {},
): Promise<readonly Commit[]> {
  const commits: Commit[] = [];
  const wanted: HistoryQuery = { repo: placeOf(repository), withFiles: 'names', ...query };
  for await (const commit of readCommits(wanted)) commits.push(commit);
  return commits;
}
