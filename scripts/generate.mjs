/**
 * Writes the generated files, and only those whose content differs.
 * `--before` runs the generators that the build starts with, `--core` those that it needs once core is built; without either all of
 * them run, on a finished build.
 *
 * A generator is `scripts/generate/<name>.mjs` with `generate(root)`, which returns a Map (or a promise of
 * one) from paths, relative to the root, to contents.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Plain Node.js on the source tree; must not import anything that is built. */
const beforeBuild = ['rules-index'];

/** May import core, and nothing else that is built. */
const withCore = ['plans', 'schemas'];

/** May import the packages. */
const afterBuild = ['docs', 'gate-examples', 'weekly-examples', 'programme-example'];

const names = process.argv.includes('--before')
  ? beforeBuild
  : process.argv.includes('--core')
    ? withCore
    : [...beforeBuild, ...withCore, ...afterBuild];
for (const name of names) {
  /** @type {{ generate(root: string): Map<string, string> | Promise<Map<string, string>> }} */
  const generator = await import(`./generate/${name}.mjs`);
  for (const [path, content] of await generator.generate(root)) {
    const file = join(root, path);
    if (existsSync(file) && readFileSync(file, 'utf8') === content) continue;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    console.log(`generated ${path}`);
  }
}
