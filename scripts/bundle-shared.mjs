/** What every bundle is made with. */
import { readdirSync, rmSync } from 'node:fs';
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

/** The engine for a team's own patterns, which `patternsWhenNeeded` loads; its constants have short names but those that others use. */
export async function patternEngine() {
  const { outputFiles, metafile } = await build({
    ...shared,
    entryPoints: ['re2js'],
    outfile: 're2js.cjs',
    format: 'cjs',
    minifyIdentifiers: true,
    mangleProps: /^[A-Z][A-Z0-9_]{3,}$/,
    reserveProps: /^(?:CASE_INSENSITIVE|DOTALL|MULTILINE|DISABLE_UNICODE_GROUPS|LONGEST_MATCH|LOOKBEHINDS)$/,
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
