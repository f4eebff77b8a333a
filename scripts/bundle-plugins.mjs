/** What the bundles change of the files that they take in, so that what starts is small; what it does stays the same. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { lazyConstants, withoutExamples, withoutWords } from './hook-source.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** In the hook's own bundle, the slow one is a file to load when it is needed, and rules come without their words. */
export const fastHook = {
  name: 'fast-hook',
  /** @param {import('esbuild').PluginBuild} build */
  setup(build) {
    build.onResolve({ filter: /^\.\/hook-slow\.js$/ }, () => ({ path: './hook-slow.cjs', external: true }));
    // A message has no front matter.
    build.onLoad({ filter: /[/\\]matter-fields\.js$/ }, () => ({
      contents: 'export const matterOf = () => ({ matterFields: [] }), unclosedMatter = matterOf;',
    }));
    build.onLoad({ filter: /[/\\](?:rules|core)[/\\]dist[/\\].*\.js$/ }, ({ path }) => ({
      contents: lazyConstants(withoutWords(readFileSync(path, 'utf8'))),
    }));
  },
};

/**
 * In what the hook loads when it has to speak, rules have their words and no examples.
 * @type {import('esbuild').Plugin}
 */
export const slowHook = {
  name: 'slow-hook',
  setup(build) {
    build.onLoad({ filter: /[/\\]rules[/\\]dist[/\\].*\.js$/ }, ({ path }) => ({
      contents: withoutExamples(readFileSync(path, 'utf8')),
    }));
  },
};

/**
 * Of the thousand routes that Octokit knows those stay whose method is named anywhere in the product.
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
        const named = new Set(texts.join('\n').match(/\w+/g));
        const kept = Object.entries(routes).map(([scope, methods]) => [
          scope,
          Object.fromEntries(Object.entries(methods).filter(([method]) => named.has(method))),
        ]);
        return { contents: `export default ${JSON.stringify(Object.fromEntries(kept))}` };
      },
    );
  },
};

/**
 * What a module of the product works out when it is loaded is worked out at its first use.
 * @type {import('esbuild').Plugin}
 */
export const workedOutLater = {
  name: 'worked-out-later',
  setup(build) {
    build.onLoad({ filter: /[/\\](?:rules|core)[/\\]dist[/\\].*\.js$/ }, ({ path }) => ({
      contents: lazyConstants(withoutExamples(readFileSync(path, 'utf8'))),
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
 * names, into every part of a bundle that was split. Handed on as a whole, each module goes where it is used.
 * @type {import('esbuild').Plugin}
 */
export const openIndexes = {
  name: 'open-indexes',
  setup(build) {
    build.onLoad(
      { filter: /[/\\](?:core|io|cli)[/\\]dist[/\\](?:(?:github|weekly)[/\\])?(?:index|engine)\.js$/ },
      ({ path }) => ({
        contents: readFileSync(path, 'utf8').replace(/^export \{[^}]*\} from/gm, 'export * from'),
      }),
    );
  },
};
