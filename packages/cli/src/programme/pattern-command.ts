import { type PatternEntry, readPatternLibrary } from '@forethought/core';
import { openRepository, type PullChanges, readPullChanges, readStagedChanges } from '@forethought/io';
import { LIBRARY } from '../pattern-library.js';
import { patternsFor } from '../pattern-matches.js';
import { write } from '../sink.js';
import { EXIT, UsageError, type World } from '../world.js';
import { ownText } from './own-file.js';

/** Options of `pattern list` and `pattern match`. */
export interface PatternOptions {
  readonly repo: string;
  readonly format: 'text' | 'json';
  readonly from?: string;
  readonly to?: string;
}

/** Lists the entries of the pattern library by category, and what keeps one from being of use. */
export async function patternList(world: World, options: PatternOptions): Promise<number> {
  const repo = await openRepository(world.cwd, options.repo);
  const library = readPatternLibrary(libraryText(repo) ?? '');
  if (options.format === 'json') {
    await write(world, `${JSON.stringify(library.entries.map(plain), null, 2)}\n`);
    return EXIT.pass;
  }
  const categories = [...new Set(library.entries.map(({ category }) => category))];
  const lines = categories.flatMap((category) => [
    category === '' ? 'Without a category' : category,
    ...library.entries.filter((entry) => entry.category === category).flatMap(entryLines),
    '',
  ]);
  const problems = library.problems.map(
    ({ code, title, place }) => `${LIBRARY}:${place.line}: ${code}: ${title}; forethought check ${LIBRARY}`,
  );
  const none = [`${LIBRARY} has no entry yet; forethought pattern add writes the first one`];
  await write(world, `${[...(lines.length === 0 ? none : lines.slice(0, -1)), ...problems].join('\n')}\n`);
  return EXIT.pass;
}

/** Offers the entries that staged changes call for, or those of a branch since `--from`. */
export async function patternMatch(world: World, options: PatternOptions): Promise<number> {
  const repo = await openRepository(world.cwd, options.repo);
  const { files, added } = await changesOf(world, repo, options);
  const found = patternsFor(libraryText(repo) ?? '', files, added);
  if (options.format === 'json') {
    const list = found.map(({ entry, because }) => ({ ...plain(entry), because }));
    await write(world, `${JSON.stringify(list, null, 2)}\n`);
    return EXIT.pass;
  }
  const what = options.from === undefined ? 'what is staged' : `what changed since ${options.from}`;
  const lines = found.flatMap(({ entry, because }) => [
    ...entryLines(entry),
    `    because of: ${because.join(', ')}`,
  ]);
  const words =
    files.length === 0
      ? [`nothing is staged; git add stages, and --from <rev> looks at a branch`]
      : lines.length === 0
        ? [`no entry of ${LIBRARY} is called for by ${what}`]
        : [`Called for by ${what}; name in the pre-mortem what applies:`, ...lines];
  await write(world, `${words.join('\n')}\n`);
  return EXIT.pass;
}

async function changesOf(
  world: World,
  repo: Parameters<typeof readStagedChanges>[0],
  { from, to }: PatternOptions,
): Promise<PullChanges> {
  if (from === undefined && to !== undefined)
    throw new UsageError('--to says where changes end; --from says after what they begin');
  if (from === undefined) return readStagedChanges(repo, { signal: world.signal });
  return readPullChanges(repo, from, to ?? 'HEAD', { signal: world.signal });
}

/** The text of the library in the work tree; undefined where there is none. */
function libraryText(repo: Parameters<typeof ownText>[0]['repo']): string | undefined {
  return ownText({ repo }, LIBRARY);
}

function entryLines({ id, problem, prevention }: PatternEntry): readonly string[] {
  return [`  ${id}`, `    problem:    ${problem}`, `    prevention: ${prevention}`];
}

function plain({ id, category, title, problem, prevention, paths }: PatternEntry) {
  return { id, category, title, problem, prevention, ...(paths === undefined ? {} : { paths }) };
}
