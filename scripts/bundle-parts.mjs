/**
 * Turns a bundle of modules that was split into CommonJS, which Node loads sooner. Only modules can be split, so that is done before;
 * and what the first file needs at once becomes one file again, so that nothing is looked up on the way.
 */
import { basename } from 'node:path';
import { build, transform } from 'esbuild';

/** Stands for a file's own address where there is no `import.meta`. */
export const OWN_ADDRESS = '__own_address';

/** @type {import('esbuild').TransformOptions} */
const form = {
  format: 'cjs',
  platform: 'node',
  target: 'node20',
  supported: { 'dynamic-import': false },
  minify: true,
  legalComments: 'none',
};

/** @typedef {{ readonly name: string, readonly text: string }} File */

/**
 * The files of a split bundle as CommonJS: the first with all that it imports, and those that it loads when they are needed.
 * @param {string} first name of the file that starts
 * @param {readonly import('esbuild').OutputFile[]} outputFiles
 * @param {import('esbuild').Metafile} metafile
 * @returns {Promise<readonly File[]>}
 */
export async function commonJsOf(first, outputFiles, metafile) {
  const texts = new Map(outputFiles.map(({ path, text }) => [basename(path), text]));
  const joined = [...importedBy(first, importsIn(metafile))];
  const shared = joined.filter((name) => name !== first);
  const start = await oneFile(first, shared, texts);
  const later = [...texts].filter(([name]) => !joined.includes(name));
  const parts = await Promise.all(
    later.map(async ([name, text]) => {
      const { code } = await transform(text, form);
      return {
        name,
        text: withAddress(shared.reduce((done, part, at) => fromFirst(done, part, first, at), code)),
      };
    }),
  );
  return [{ name: first, text: withAddress(start) }, ...parts];
}

/**
 * What each file imports at once, by name.
 * @param {import('esbuild').Metafile} metafile
 * @returns {ReadonlyMap<string, readonly string[]>}
 */
function importsIn({ outputs }) {
  return new Map(
    Object.entries(outputs).map(([path, { imports }]) => [
      basename(path),
      imports.flatMap((each) =>
        each.kind === 'import-statement' && !each.external ? [basename(each.path)] : [],
      ),
    ]),
  );
}

/**
 * A file and all that it imports, directly or not.
 * @param {string} name
 * @param {ReadonlyMap<string, readonly string[]>} imports
 * @param {Set<string>} [found]
 * @returns {ReadonlySet<string>}
 */
function importedBy(name, imports, found = new Set()) {
  if (found.has(name)) return found;
  found.add(name);
  for (const each of imports.get(name) ?? []) importedBy(each, imports, found);
  return found;
}

/**
 * One CommonJS file of the first module and those that it imports. It hands out what the others hold, as other parts need that.
 * @param {string} first
 * @param {readonly string[]} shared
 * @param {ReadonlyMap<string, string>} texts
 */
async function oneFile(first, shared, texts) {
  const entry = [`import './${first}';`, ...shared.map((name, at) => `export * as p${at} from './${name}';`)];
  const { outputFiles } = await build({
    ...form,
    bundle: true,
    write: false,
    stdin: { contents: entry.join('\n'), resolveDir: '/' },
    plugins: [
      {
        name: 'parts',
        setup(setup) {
          setup.onResolve({ filter: /./ }, ({ path, kind }) => {
            const name = basename(path);
            const isOurs = kind === 'import-statement' && path.startsWith('./') && texts.has(name);
            return isOurs ? { path: name, namespace: 'part' } : { path, external: true };
          });
          setup.onLoad({ filter: /./, namespace: 'part' }, ({ path }) => ({
            contents: texts.get(path) ?? '',
          }));
        },
      },
    ],
  });
  return outputFiles[0]?.text ?? '';
}

/** @param {string} code @param {string} part @param {string} first @param {number} at */
function fromFirst(code, part, first, at) {
  return code.replaceAll(`require("./${part}")`, `require("./${first}").p${at}`);
}

/** @param {string} code */
function withAddress(code) {
  const own = `const ${OWN_ADDRESS}=require("node:url").pathToFileURL(__filename).href;`;
  return code.includes(OWN_ADDRESS) ? own + code : code;
}
