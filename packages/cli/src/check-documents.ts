import { isSame, type Measure, recordFormOf } from '@forethought/core';
import {
  type GitPlace,
  listDocuments,
  listTree,
  pathsInWorkTree,
  readDocument,
  readExistingMany,
} from '@forethought/io';
import { type CheckContext, startTally } from './check-context.js';
import { lookupsIn } from './judge-commits.js';
import { type Judging, startJudging } from './programme/judge-document.js';
import { recordPathsIn } from './programme/record-world.js';
import type { Lookups } from './settle.js';
import { UsageError } from './world.js';

/**
 * Judges Markdown documents and people's records of the work tree, or with `--staged` as the index holds them. Folders stand for
 * those files that git knows below them; no path at all means the staged ones.
 */
export async function checkDocuments(context: CheckContext, paths: readonly string[]): Promise<number> {
  const { repo, options, world, source } = context;
  const staged = options.staged === true;
  const recordPaths = recordPathsIn(source);
  const isRecord = (path: string): boolean => recordFormOf(recordPaths, path) !== undefined;
  const query = { paths, staged, cwd: world.cwd, signal: world.signal, isRecord };
  const documents = await listDocuments(repo, query);
  if (documents.length === 0 && !staged) {
    throw new UsageError(
      `no Markdown document or record is called ${paths.join(', ')}; name files or folders of this repository`,
    );
  }
  if (documents.length === 0) context.notices.push('no document or record is staged: nothing was judged');
  const tally = startTally(context);
  const policy = source.policyOf(null);
  const lookups = documentLookups(repo, staged, world.signal);
  const judge = startJudging({
    ...{ repo, source, policy, lookups, recordPaths, at: source.asOf, signal: world.signal, id: 'HEAD' },
    files: () => listTree(repo, staged ? 'index' : 'worktree', { signal: world.signal }),
    judged: documents,
    ...(staged ? {} : { measured: measuring(context) }),
  });
  for (const path of documents) {
    const text = await readDocument(repo, path, { staged, signal: world.signal });
    await tally.add((await judge(path, text)).findings);
  }
  return tally.end();
}

/** Measures of people by the history below HEAD, counted once for all of them. */
function measuring({ repo, world, source }: CheckContext): NonNullable<Judging['measured']> {
  let counted: Promise<readonly Measure[]> | undefined;
  return async (login) => {
    counted ??= import('./programme/measured.js').then(({ measuredNow }) => measuredNow(world, repo, source));
    return (await counted).filter(({ engineer }) => isSame(engineer, login));
  };
}

/** What a document names is looked for where the document itself was read. */
export function documentLookups(repo: GitPlace, staged: boolean, signal?: AbortSignal): Lookups {
  const existing: Lookups['existing'] = (asked) =>
    staged
      ? readExistingMany(
          repo,
          asked.map(({ paths }) => ({ rev: null, paths })),
          { signal },
        )
      : Promise.all(asked.map(({ paths }) => pathsInWorkTree(repo, paths)));
  return { ...lookupsIn(repo, signal), existing };
}
