/**
 * What most runs of a bundle never use goes into files beside it, which are loaded at the first use: reading and compiling text is
 * the largest part of a short run. Who uses it notices nothing.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { isOfDocuments, ruleInTwo } from './rule-source.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * The files, with the modules that go there: paths from the root, without their ending, or folders. They hand out functions alone.
 * What rules of documents do goes to the first, what other rules say to the last.
 * @typedef {Readonly<Record<string, readonly string[]>>} Files
 */

/** The entry points that become the files. @param {Files} files */
export function seldomEntries(files) {
  return Object.keys(files).map((file) => ({ in: `seldom:all:${file}`, out: file }));
}

/**
 * @param {Files} files
 * @param {(text: string) => string} change what happens to every module of the product
 * @returns {import('esbuild').Plugin}
 */
export function seldomAside(files, change) {
  const moved = movedTo(files);
  // Names from the root: where the repository lies must not show in what is made of it.
  const whole = (/** @type {string} */ path) => ({
    path: relative(root, path),
    namespace: 'moved',
    sideEffects: false,
  });
  return {
    name: 'seldom-aside',
    setup(build) {
      build.onResolve({ filter: /^seldom:/ }, ({ path }) => ({
        path,
        namespace: 'seldom',
        sideEffects: false,
      }));
      build.onResolve({ filter: /^later:/ }, ({ path }) => ({
        path: path.slice('later:'.length),
        external: true,
      }));
      build.onResolve({ filter: /^moved:/ }, ({ path }) => whole(resolve(root, path.slice('moved:'.length))));
      build.onResolve({ filter: /^\.\.?\//, namespace: 'moved' }, ({ path, resolveDir }) => {
        const target = resolve(resolveDir, path);
        return moved.has(target) ? whole(target) : undefined;
      });
      build.onLoad({ filter: /^seldom:of:/, namespace: 'seldom' }, ({ path }) => ({
        contents: loaderOf(path.slice('seldom:of:'.length)),
      }));
      build.onLoad({ filter: /^seldom:all:/, namespace: 'seldom' }, ({ path }) => ({
        contents: [...moved]
          .filter(([, { file }]) => path === `seldom:all:${file}`)
          .map(([module, { at }]) => `export * as m${at} from 'moved:${relative(root, module)}';`)
          .join(''),
      }));
      build.onLoad({ filter: /./, namespace: 'moved' }, ({ path }) => {
        const file = resolve(root, path);
        const text = readFileSync(file, 'utf8');
        const own = isRule(text) ? ruleInTwo(text, '').later : text;
        return { contents: change(own), resolveDir: dirname(file) };
      });
      build.onLoad({ filter: /[/\\]dist[/\\].*\.js$/ }, async ({ path }) => {
        const place = moved.get(path);
        if (place === undefined) return undefined;
        const text = readFileSync(path, 'utf8');
        const from = `import {of,rule} from 'seldom:of:${place.file}';\n`;
        const inherited = `__proto__:rule,at:${place.at},`;
        if (isRule(text)) return { contents: change(from + ruleInTwo(text, inherited).now) };
        return { contents: from + (await standIn(path, `of(${place.at})`)) };
      });
    },
  };
}

/**
 * The file of every module that moves, and its number.
 * @param {Files} files
 */
function movedTo(files) {
  const names = Object.keys(files);
  const rules = modulesIn('rules/dist').flatMap((path) => {
    const text = readFileSync(path, 'utf8');
    return isRule(text) ? [{ path, file: (isOfDocuments(text) ? names[0] : names.at(-1)) ?? '' }] : [];
  });
  const others = names.flatMap((file) =>
    (files[file] ?? []).flatMap(modulesIn).map((path) => ({ path, file })),
  );
  return new Map([...rules, ...others].map(({ path, file }, at) => [path, { file, at }]));
}

/**
 * The module that loads one of the files. A rule inherits of `rule` what it has there.
 * @param {string} file
 */
function loaderOf(file) {
  const words = ['question', 'summary', 'why', 'problems'];
  return `let made;export const of=at=>(made??=require('later:./${file}.js'))['m'+at],rule={
${words.map((word) => `get ${word}(){return of(this.at).default.${word}},`).join('')}
check(...given){return of(this.at).default.check(...given)}}`;
}

/** Functions that hand on what they are given. @param {string} path @param {string} real */
async function standIn(path, real) {
  const made = Object.entries(await import(pathToFileURL(path).href));
  const lines = made.map(([name, value]) => {
    if (typeof value !== 'function') throw new Error(`${path} hands out more than functions: ${name}`);
    return `export function ${name}(...given){return ${real}.${name}(...given)}`;
  });
  return lines.join('');
}

/** @param {string} text */
function isRule(text) {
  return text.includes('export default defineRule(');
}

/** @param {string} place */
function modulesIn(place) {
  const path = resolve(root, place);
  if (existsSync(`${path}.js`)) return [`${path}.js`];
  return readdirSync(path)
    .sort()
    .flatMap((name) => (name.endsWith('.js') ? [resolve(path, name)] : []));
}
