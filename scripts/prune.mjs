/** Removes emitted files whose source is gone, so that a deleted test or module cannot run on. */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const emitted = /\.(?:js|d\.ts)(?:\.map)?$/;
/** Parts of the command: bundle.mjs removes those that a new build left behind. */
const bundled = /^part-\w+\.js$/;

/** @type {[sources: string, output: string][]} */
const folders = [
  ['packages/core/src', 'packages/core/dist'],
  ['packages/io/src', 'packages/io/dist'],
  ['packages/cli/src', 'packages/cli/dist'],
  ['packages/action/src', 'packages/action/.build'],
  ['rules', 'rules/dist'],
  ['test', 'test/.build'],
];

for (const [sources, output] of folders) {
  const folder = join(root, output);
  if (!existsSync(folder)) continue;
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!emitted.test(file) || bundled.test(file)) continue;
    if (!existsSync(join(root, sources, file.replace(emitted, '.ts')))) rmSync(join(folder, file));
  }
}
