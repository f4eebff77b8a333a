import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { TestRepository } from './repository.js';

/** One commit of a generated history. `files` replace what stands there; `null` deletes. `seconds` is the committer date in Unix time. */
export interface ImportCommit {
  readonly message: string;
  readonly author: string;
  readonly seconds: number;
  readonly files: Readonly<Record<string, string | null>>;
}

/** Writes a linear history onto `branch` by `git fast-import`: thousands of commits per second, with bounded memory. */
export async function fastImport(
  repository: TestRepository,
  commits: Iterable<ImportCommit>,
  branch = 'main',
): Promise<void> {
  const child = spawn('git', ['fast-import', '--quiet', '--done'], {
    cwd: repository.path,
    env: repository.env,
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  let words = '';
  child.stderr.on('data', (chunk: Buffer) => {
    words += chunk.toString();
  });
  child.stdin.on('error', () => {});
  const ended = once(child, 'close') as Promise<[number | null]>;
  for (const commit of commits) {
    if (!child.stdin.write(asImport(commit, branch))) await Promise.race([once(child.stdin, 'drain'), ended]);
  }
  child.stdin.end('done\n');
  const [code] = await ended;
  if (code !== 0) throw new Error(`git fast-import gave ${code}\n${words}`);
}

/** A commit in the language of fast-import: https://git-scm.com/docs/git-fast-import#_input_format */
function asImport(commit: ImportCommit, branch: string): string {
  const lines = [
    `commit refs/heads/${branch}`,
    `author ${commit.author} ${commit.seconds} +0000`,
    `committer ${commit.author} ${commit.seconds} +0000`,
    `data ${Buffer.byteLength(commit.message)}`,
    commit.message,
  ];
  for (const [path, content] of Object.entries(commit.files)) {
    if (content === null) lines.push(`D ${path}`);
    else lines.push(`M 100644 inline ${path}`, `data ${Buffer.byteLength(content)}`, content);
  }
  return `${lines.join('\n')}\n`;
}
