import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** A copy of everything that scaffolds write to, with the built packages linked in. */
export interface Scaffold {
  readonly folder: string;
  /** Runs Node there; what it said on both streams. */
  node(...args: readonly string[]): { readonly code: number | null; readonly said: string };
  /** Compiles the rules. */
  compile(): { readonly code: number | null; readonly said: string };
  read(path: string): string;
  remove(): void;
}

/** Makes a copy in a temporary folder. */
export function makeScaffold(): Scaffold {
  const folder = mkdtempSync(join(tmpdir(), 'forethought-new-'));
  const isSource = (path: string) => !/[\\/](?:dist|node_modules)$/.test(path);
  for (const name of ['rules', 'scripts', 'docs'])
    cpSync(name, join(folder, name), { recursive: true, filter: isSource });
  for (const file of ['tsconfig.base.json', 'package.json', 'README.md', 'CONTRIBUTING.md'])
    cpSync(file, join(folder, file));
  for (const name of ['node_modules', 'packages']) symlinkSync(resolve(name), join(folder, name), 'junction');
  const node: Scaffold['node'] = (...args) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
    return { code: status, said: stdout + stderr };
  };
  const tsc = resolve('node_modules/typescript-native/bin/tsc');
  return {
    folder,
    node,
    compile: () => node(tsc, '-p', 'rules', '--incremental', 'false', '--composite', 'false'),
    read: (path) => readFileSync(join(folder, path), 'utf8'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
