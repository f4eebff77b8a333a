import type { Person } from '@forethought/core';
import { hunkLines } from './added-lines.js';
import { withoutAttributes } from './attribute-free.js';
import { type GitPlace, streamGit } from './git.js';
import { unquoted } from './merged.js';
import { NEUTRAL_CONFIG, NEUTRAL_DIFF } from './neutral.js';
import type { LookupOptions } from './tree.js';

/** A title that a commit added to a file, or took away from it. */
export interface HeadingChange {
  readonly title: string;
  readonly sha: string;
  readonly author: Person;
  /** Unix time of the committer. */
  readonly seconds: string;
  readonly path: string;
}

/** Which titles are looked for; `fold` gives the title that a line holds. */
export interface TitleOptions extends LookupOptions {
  readonly titles: ReadonlySet<string>;
  readonly fold: (line: string) => string;
}

/** No line of a patch begins so. */
const MARK = '\u0001';
const FORMAT = `--format=tformat:${MARK}%H%x00%an%x00%ae%x00%ct`;
const PATCH: readonly string[] = [
  '--patch',
  '--unified=0',
  '--text',
  '--src-prefix=a/',
  '--dst-prefix=b/',
  '--no-ext-diff',
  '--no-textconv',
  '--no-color',
];
const CONFIG: readonly string[] = [...NEUTRAL_CONFIG, '-c', 'core.quotePath=false'];
const DOCUMENTS: readonly string[] = ['*.md', '*.markdown', '*.mdx', '*.rst', '*.adoc', '*.txt'];

/** Every addition of one of the titles to a file, newest first; the file is followed where it was renamed. */
export async function readTitleChanges(
  repo: GitPlace,
  { rev, path, signal, ...options }: TitleOptions & { readonly rev: string; readonly path: string },
): Promise<readonly HeadingChange[]> {
  const command = [...CONFIG, 'log', '--follow', '--no-show-signature', FORMAT, ...PATCH, rev, '--', path];
  return readChanges(repo, command, '+', options, { signal });
}

/** What these commits (full shas) took away of the titles, from any document. */
export async function readMovedHeadings(
  repo: GitPlace,
  shas: readonly string[],
  { signal, ...options }: TitleOptions,
): Promise<readonly HeadingChange[]> {
  if (shas.length === 0) return [];
  const command = [
    ...CONFIG,
    'diff-tree',
    '--stdin',
    '-r',
    FORMAT,
    ...PATCH,
    ...NEUTRAL_DIFF,
    '--',
    ...DOCUMENTS,
  ];
  return readChanges(repo, command, '-', options, { signal, input: [...shas, ''].join('\n') });
}

async function readChanges(
  repo: GitPlace,
  command: readonly string[],
  sign: '+' | '-',
  options: Pick<TitleOptions, 'titles' | 'fold'>,
  git: LookupOptions & { readonly input?: string },
): Promise<readonly HeadingChange[]> {
  const found: HeadingChange[] = [];
  const take = reader(sign, options, found);
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of streamGit(await withoutAttributes(repo), command, git)) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) take(line);
  }
  take(rest);
  return found;
}

/** Reads patches without context. The head of a file stands outside of hunks, whose lines are counted. */
function reader(
  sign: '+' | '-',
  { titles, fold }: Pick<TitleOptions, 'titles' | 'fold'>,
  found: HeadingChange[],
): (line: string) => void {
  let commit = { sha: '', author: { name: '', email: '' }, seconds: '0' };
  let [path, left] = ['', 0];
  const head = sign === '+' ? '+++ ' : '--- ';
  return (line) => {
    if (left > 0 && (line.startsWith('+') || line.startsWith('-'))) {
      left--;
      const title = line.startsWith(sign) ? fold(line.slice(1)) : '';
      if (title !== '' && titles.has(title)) found.push({ title, path, ...commit });
    } else if (line.startsWith('@@ ')) left = hunkLines(line);
    else if (line.startsWith(head)) path = unquoted(line.slice(4).replace(/\t$/, '')).slice(2);
    else if (line.startsWith(MARK)) {
      const [sha = '', name = '', email = '', seconds = '0'] = line.slice(1).split('\0');
      commit = { sha, author: { name, email }, seconds };
    }
  };
}
