/** What the bundles change of the files that they take in, so that what starts is small; what it does stays the same. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { addGates, lazyConstants } from './hook-source.mjs';
import { withoutDoing, withoutPages, withoutWords } from './rule-source.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** In the hook's own bundle, the slow one is a file to load when it is needed, and rules come without their words. */
export const fastHook = {
  name: 'fast-hook',
  /** @param {import('esbuild').PluginBuild} build */
  setup(build) {
    addGates(build);
    build.onResolve({ filter: /^\.\/hook-slow\.js$/ }, () => ({ path: './hook-slow.cjs', external: true }));
    // A message has no front matter.
    build.onLoad({ filter: /[/\\]matter-fields\.js$/ }, () => ({
      contents: 'export const matterOf = () => ({ matterFields: [] }), unclosedMatter = matterOf;',
    }));
    // Which technologies are left out, and which path was meant, is found out where it is said.
    build.onLoad({ filter: /[/\\]technology-cover\.js$/ }, () => ({
      contents: 'export const uncoveredTechnologies = () => undefined, documentationOfTechnology = String;',
    }));
    build.onLoad({ filter: /[/\\]near-path\.js$/ }, () => ({ contents: 'export const withNear = String;' }));
    build.onLoad({ filter: /[/\\](?:rules|core)[/\\]dist[/\\].*\.js$/ }, ({ path }) => ({
      contents: lazyConstants(withoutWords(readFileSync(path, 'utf8'))),
    }));
  },
};

/**
 * In what the hook loads when it has to speak, rules of commits have their words and no examples, and others are known by name.
 * @type {import('esbuild').Plugin}
 */
export const slowHook = {
  name: 'slow-hook',
  setup(build) {
    build.onLoad({ filter: /[/\\]rules[/\\]dist[/\\].*\.js$/ }, ({ path }) => ({
      contents: withoutDoing(readFileSync(path, 'utf8')),
    }));
  },
};

/**
 * Of the thousand routes that Octokit knows those stay whose group is asked and whose method is named anywhere in the product.
 * @type {import('esbuild').Plugin}
 */
export const namedRoutes = {
  name: 'named-routes',
  setup(build) {
    build.onLoad(
      { filter: /[/\\]plugin-rest-endpoint-methods[/\\]dist-src[/\\]generated[/\\]endpoints\.js$/ },
      async ({ path }) => {
        const { default: routes } = await import(pathToFileURL(path).href);
        const folder = `${root}/packages/io/dist/github`;
        const texts = readdirSync(folder, { recursive: true, encoding: 'utf8' })
          .filter((name) => name.endsWith('.js'))
          .map((name) => readFileSync(`${folder}/${name}`, 'utf8'));
        const all = texts.join('\n');
        const named = new Set(all.match(/\w+/g));
        const asked = new Set([...all.matchAll(/\brest\s*\.\s*(\w+)/g)].map(([, scope]) => scope));
        const kept = Object.entries(routes)
          .filter(([scope]) => asked.has(scope))
          .map(([scope, methods]) => [
            scope,
            Object.fromEntries(Object.entries(methods).filter(([method]) => named.has(method))),
          ]);
        return { contents: `export default ${JSON.stringify(Object.fromEntries(kept))}` };
      },
    );
  },
};

/** A module of the product as bundles have it: nothing for pages, constants made at their first use. @param {string} text */
export function ownChange(text) {
  return lazyConstants(withoutPages(text));
}

/**
 * What a module of the product works out when it is loaded is worked out at its first use.
 * @type {import('esbuild').Plugin}
 */
export const workedOutLater = {
  name: 'worked-out-later',
  setup(build) {
    addGates(build);
    build.onLoad({ filter: /[/\\](?:rules|core)[/\\]dist[/\\].*\.js$/ }, ({ path }) => ({
      contents: ownChange(readFileSync(path, 'utf8')),
    }));
  },
};

/**
 * Messages of zod are English everywhere; its other languages are half of what it brings.
 * @type {import('esbuild').Plugin}
 */
export const englishOnly = {
  name: 'english-only',
  setup(build) {
    build.onLoad({ filter: /[/\\]zod[/\\]v4[/\\]locales[/\\]index\.js$/ }, ({ path }) => ({
      contents: "export { default as en } from './en.js'",
      resolveDir: dirname(path),
    }));
  },
};

/**
 * Of the package that checks values, nothing that writes or reads JSON Schemas: the build makes those. Checks are told apart by a
 * function that stands among what writes them, which stays.
 * @type {import('esbuild').Plugin}
 */
export const checksOnly = {
  name: 'checks-only',
  setup(build) {
    const filter =
      /[/\\]zod[/\\]v4[/\\](?:core|classic)[/\\](?:json-schema-processors|to-json-schema|from-json-schema)\.js$/;
    build.onLoad({ filter }, ({ path }) => {
      const text = readFileSync(path, 'utf8');
      const cut = text.indexOf('export const stringProcessor');
      const kept = path.endsWith('processors.js') ? text.slice(0, cut) : '';
      const names = [
        ...text.slice(kept.length).matchAll(/^export (?:const|function) (\w+)|^export \{ \w+ as (\w+)/gm),
      ];
      const stubs = names.map(([, name, other]) => `unused as ${name ?? other}`).join(',');
      const unused = "function unused(){throw new Error('not part of this bundle')}";
      return { contents: `${kept}\n${unused}\nexport {${stubs}}`, resolveDir: dirname(path) };
    });
  },
};

/**
 * Of the package that reads YAML, what is used: its modules for browsers are the same, in a form of which bundlers leave the rest out.
 * @type {import('esbuild').Plugin}
 */
export const yamlInUse = {
  name: 'yaml-in-use',
  setup(build) {
    const path = fileURLToPath(import.meta.resolve('yaml/package.json')).replace(
      /package\.json$/,
      'browser/dist/index.js',
    );
    build.onResolve({ filter: /^yaml$/ }, () => ({ path, sideEffects: false }));
  },
};

/** @type {import('esbuild').Plugin} */
export const withoutIdentityTokens = {
  name: 'without-identity-tokens',
  setup(build) {
    build.onLoad({ filter: /[/\\]@actions[/\\]core[/\\]lib[/\\]oidc-utils\.js$/ }, () => ({
      contents:
        "export class OidcClient { static async getIDToken() { throw new Error('not part of this bundle') } }",
    }));
  },
};

/**
 * The engine for a team's own patterns is a file of its own, read by whoever first meets such a pattern.
 * @type {import('esbuild').Plugin}
 */
export const patternsWhenNeeded = {
  name: 'patterns-when-needed',
  setup(build) {
    build.onResolve({ filter: /^re2js$/ }, () => ({ path: 're2js', namespace: 'when-needed' }));
    build.onResolve({ filter: /^\.\/re2js\.cjs$/ }, ({ path }) => ({ path, external: true }));
    build.onLoad({ filter: /^re2js$/, namespace: 'when-needed' }, () => ({
      contents: `let engine;
const load = () => (engine ??= require('./re2js.cjs').RE2JS);
export const RE2JS = {
  compile: (...given) => load().compile(...given),
  get CASE_INSENSITIVE() { return load().CASE_INSENSITIVE; },
  get DOTALL() { return load().DOTALL; },
};`,
    }));
  },
};

/**
 * Where a package's index names what it hands on, esbuild takes the index for a module of its own, and with it all that the index
 * names, into every part of a bundle that was split. With a module in between for each line, handed on as a whole, each goes where
 * it is used.
 * @type {import('esbuild').Plugin}
 */
export const openIndexes = {
  name: 'open-indexes',
  setup(build) {
    build.onLoad(
      { filter: /[/\\](?:core|io|cli|rules)[/\\]dist[/\\](?:(?:github|weekly)[/\\])?(?:index|engine)\.js$/ },
      ({ path }) => ({
        contents: readFileSync(path, 'utf8').replace(
          /^export \{([^}]*)\} from '([^']+)';/gm,
          (_, names, from) => `export * from 'handed-on:${from}:${names.replace(/\s+/g, ' ').trim()}';`,
        ),
      }),
    );
    build.onResolve({ filter: /^handed-on:/ }, ({ path, resolveDir }) => ({
      // One line of two packages is not the same.
      path: `${resolveDir.slice(root.length)}:${path.slice('handed-on:'.length)}`,
      namespace: 'handed-on',
      pluginData: resolveDir,
      sideEffects: false,
    }));
    build.onLoad({ filter: /./, namespace: 'handed-on' }, ({ path, pluginData }) => {
      const [, from, names] = path.split(':');
      return { contents: `export { ${names} } from '${from}'`, resolveDir: pluginData };
    });
  },
};
