/** Bundles what must start fast or run without node_modules, and copies the hook scripts beside it. */
import { createHash } from 'node:crypto';
import { chmodSync, copyFileSync, cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { build } from 'esbuild';
import { bundleAction } from './bundle-action.mjs';
import { plansAside } from './bundle-plans.mjs';
import {
  checksOnly,
  englishOnly,
  fastHook,
  openIndexes,
  patternsWhenNeeded,
  slowHook,
  yamlInUse,
} from './bundle-plugins.mjs';
import { asAscii, contents, patternEngine, removeParts, root, shared } from './bundle-shared.mjs';

/** An ESM bundle that contains CommonJS packages needs a `require` of its own. */
const requireBanner = "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);";

await bundleHook();
await bundleCommand();
copyHooks();
copyDocs();
await bundleAction();

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
  const names = ['hook', 'hook-main', 'hook-slow', 'hook-tested'];
  const plans = plansAside();
  const slow = [plans.plugin, slowHook, checksOnly, englishOnly, yamlInUse, patternsWhenNeeded];
  const parts = await Promise.all(
    names.map((name) =>
      build({
        ...hook,
        entryPoints: [`packages/cli/src/${name}.ts`],
        outfile: `packages/cli/dist/${name}.cjs`,
        define: { FORETHOUGHT_BUILD: '"@build@"' },
        plugins: name === 'hook-slow' ? slow : [fastHook],
        minifyIdentifiers: true,
        // What hook.cjs runs is one function, so that its text is used as it is read.
        ...(name === 'hook-main'
          ? { banner: { js: '(function(module,require){' }, footer: { js: '})' } }
          : {}),
      }),
    ),
  );
  const texts = parts.map((part) => asAscii(part.outputFiles?.[0]?.text ?? ''));
  const name = nameOf(texts);
  mkdirSync(dist, { recursive: true });
  names.forEach((file, at) => {
    writeFileSync(`${dist}/${file}.cjs`, texts[at].replaceAll('@build@', name));
  });
  for (const [file, text] of plans.files) writeFileSync(`${dist}/${file}`, asAscii(text));
  const engine = await patternEngine();
  writeFileSync(`${dist}/re2js.cjs`, asAscii(engine.text));
  const inputs = names.map((file, at) => [`${file}.cjs`, contents(parts[at].metafile)]);
  writeFileSync(`${dist}/hook.json`, `${JSON.stringify(Object.fromEntries(inputs), null, 2)}\n`);
}

/**
 * The command as one file that starts it and a few that it loads when they are needed: starting from 150 modules takes five
 * times as long. They stand where the compiler puts its modules, so that paths from there stay right.
 */
async function bundleCommand() {
  const dist = 'packages/cli/dist';
  const { metafile, outputFiles } = await build({
    ...shared,
    entryPoints: ['packages/cli/src/main.ts'],
    outdir: dist,
    define: { FORETHOUGHT_BUILD: '"@build@"' },
    write: false,
    entryNames: '[name]',
    chunkNames: 'part-[hash]',
    format: 'esm',
    splitting: true,
    metafile: true,
    banner: { js: requireBanner },
    plugins: [openIndexes, checksOnly, englishOnly, yamlInUse, patternsWhenNeeded],
  });
  const name = nameOf(outputFiles.map(({ text }) => text));
  for (const { path, text } of outputFiles) writeFileSync(path, asAscii(text).replaceAll('@build@', name));
  chmodSync(`${root}/${dist}/main.js`, 0o755);
  removeParts(dist, new Set(Object.keys(metafile.outputs).map((path) => basename(path))));
}

/**
 * A build's name is that of its content.
 * @param {readonly string[]} texts
 */
function nameOf(texts) {
  return createHash('sha256').update(texts.join()).digest('hex').slice(0, 16);
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
