/** Bundles what must start fast or run without node_modules, and copies the hook scripts beside it. */
import { createHash } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { lazyConstants, withoutWords } from './hook-source.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** In the hook's own bundle, the slow one is a file to load when it is needed, and rules come without their words. */
const fastHook = {
  name: 'fast-hook',
  /** @param {import('esbuild').PluginBuild} build */
  setup(build) {
    build.onResolve({ filter: /^\.\/hook-slow\.js$/ }, () => ({ path: './hook-slow.cjs', external: true }));
    build.onLoad({ filter: /[/\\](?:rules|core)[/\\]dist[/\\].*\.js$/ }, ({ path }) => ({
      contents: lazyConstants(withoutWords(readFileSync(path, 'utf8'))),
    }));
  },
};

/** An ESM bundle that contains CommonJS packages needs a `require` of its own. */
const requireBanner = "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);";

/** @type {import('esbuild').BuildOptions} */
const shared = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20',
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'none',
  logLevel: 'warning',
};

await bundleHook();
await bundleCommand();
copyHooks();
copyDocs();
if (existsSync(`${root}/packages/action/src/main.ts`)) {
  await build({
    ...shared,
    entryPoints: ['packages/action/src/main.ts'],
    outfile: 'packages/action/dist/index.js',
    format: 'esm',
    banner: { js: requireBanner },
  });
}

/**
 * hook.cjs loads hook-main.cjs, which holds what every commit needs; hook-slow.cjs is loaded on a miss of the cache and on a
 * rejection. The build's name is that of its content, so that a cache of another build is never read. What the bundles are made
 * of stands in hook.json.
 */
async function bundleHook() {
  const dist = `${root}/packages/cli/dist`;
  /** @type {import('esbuild').BuildOptions} */
  const hook = {
    ...shared,
    format: 'cjs',
    target: 'node14',
    supported: { 'dynamic-import': false },
    metafile: true,
    write: false,
  };
  const names = ['hook', 'hook-main', 'hook-slow'];
  const parts = await Promise.all(
    names.map((name) =>
      build({
        ...hook,
        entryPoints: [`packages/cli/src/${name}.ts`],
        outfile: `packages/cli/dist/${name}.cjs`,
        define: { FORETHOUGHT_BUILD: '"@build@"' },
        plugins: name === 'hook-slow' ? [] : [fastHook],
        minifyIdentifiers: name !== 'hook-slow',
        // What hook.cjs runs is one function, so that its text is used as it is read.
        ...(name === 'hook-main'
          ? { banner: { js: '(function(module,require){' }, footer: { js: '})' } }
          : {}),
      }),
    ),
  );
  const texts = parts.map((part) => asAscii(part.outputFiles?.[0]?.text ?? ''));
  const name = createHash('sha256').update(texts.join()).digest('hex').slice(0, 16);
  mkdirSync(dist, { recursive: true });
  names.forEach((file, at) => {
    writeFileSync(`${dist}/${file}.cjs`, texts[at].replaceAll('@build@', name));
  });
  const inputs = names.map((file, at) => [`${file}.cjs`, contents(parts[at].metafile)]);
  writeFileSync(`${dist}/hook.json`, `${JSON.stringify(Object.fromEntries(inputs), null, 2)}\n`);
}

/**
 * The command as one file that starts it and a few that it loads when they are needed: starting from 150 modules takes five
 * times as long. They stand where the compiler puts its modules, so that paths from there stay right.
 */
async function bundleCommand() {
  const dist = 'packages/cli/dist';
  const { metafile } = await build({
    ...shared,
    entryPoints: ['packages/cli/src/main.ts'],
    outdir: dist,
    entryNames: '[name]',
    chunkNames: 'part-[hash]',
    format: 'esm',
    splitting: true,
    metafile: true,
    banner: { js: requireBanner },
  });
  chmodSync(`${root}/${dist}/main.js`, 0o755);
  const made = new Set(Object.keys(metafile.outputs));
  for (const file of readdirSync(`${root}/${dist}`)) {
    if (file.startsWith('part-') && !made.has(`${dist}/${file}`)) rmSync(`${root}/${dist}/${file}`);
  }
}

/**
 * Escapes what esbuild leaves alone in regular expressions: a text of one byte per character is read and compiled faster.
 * @param {string} text
 */
function asAscii(text) {
  return text.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/**
 * Files of which something is left in the output, with their bytes there.
 * @param {import('esbuild').Metafile | undefined} metafile
 */
function contents(metafile) {
  const outputs = Object.values(metafile?.outputs ?? {});
  const files = outputs.flatMap((output) => Object.entries(output.inputs));
  return Object.fromEntries(
    files.flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? [[path, bytesInOutput]] : [])),
  );
}

function copyHooks() {
  const target = `${root}/packages/cli/dist/hooks`;
  mkdirSync(target, { recursive: true });
  for (const name of readdirSync(`${root}/hooks`)) {
    copyFileSync(`${root}/hooks/${name}`, `${target}/${name}`);
    chmodSync(`${target}/${name}`, 0o755);
  }
}

/** The linters' messages link to the pages beside them, which are those of the installed version. */
function copyDocs() {
  rmSync(`${root}/rules/dist/docs`, { recursive: true, force: true });
  cpSync(`${root}/docs`, `${root}/rules/dist/docs`, { recursive: true });
}
