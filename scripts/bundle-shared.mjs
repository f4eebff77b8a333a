/** What every bundle is made with. */
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** @type {import('esbuild').BuildOptions} */
export const shared = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20',
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'none',
  logLevel: 'warning',
};

/** Names of constants in the engine for patterns. */
const CONSTANT = /^[A-Z][A-Z0-9_]{3,}$/;
/** What others use of it. */
const PUBLIC = [
  'CASE_INSENSITIVE',
  'DOTALL',
  'MULTILINE',
  'DISABLE_UNICODE_GROUPS',
  'LONGEST_MATCH',
  'LOOKBEHINDS',
];

/**
 * The engine for a team's own patterns, which `patternsWhenNeeded` loads. Its constants have short names, but for those that others use and
 * those that it makes from texts.
 */
export async function patternEngine() {
  const source = readFileSync(fileURLToPath(import.meta.resolve('re2js')), 'utf8');
  const texts = [...source.matchAll(/["']([A-Z][A-Z0-9_]{3,})["']/g)].map(([, text]) => text);
  const { outputFiles, metafile } = await build({
    ...shared,
    entryPoints: ['re2js'],
    outfile: 're2js.cjs',
    format: 'cjs',
    minifyIdentifiers: true,
    mangleProps: CONSTANT,
    reserveProps: new RegExp(`^(?:${[...new Set([...PUBLIC, ...texts])].join('|')})$`),
    metafile: true,
    write: false,
  });
  return { text: outputFiles[0]?.text ?? '', metafile };
}

/**
 * Parts of an earlier build go.
 * @param {string} dist
 * @param {ReadonlySet<string>} made
 */
export function removeParts(dist, made) {
  for (const file of readdirSync(`${root}/${dist}`)) {
    if (file.startsWith('part-') && !made.has(file)) rmSync(`${root}/${dist}/${file}`);
  }
}

/**
 * Escapes what esbuild leaves alone in regular expressions: a text of one byte per character is read and compiled faster.
 * @param {string} text
 */
export function asAscii(text) {
  return text.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/**
 * Files of which something is left in the output, with their bytes there.
 * @param {import('esbuild').Metafile | undefined} metafile
 */
export function contents(metafile) {
  const outputs = Object.values(metafile?.outputs ?? {});
  const files = outputs.flatMap((output) => Object.entries(output.inputs));
  return Object.fromEntries(
    files.flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? [[path, bytesInOutput]] : [])),
  );
}
