/** Bundles what must start fast or run without node_modules, and copies the hook scripts beside it. */
import { createHash } from 'node:crypto';
import { chmodSync, copyFileSync, cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { commonJsOf, OWN_ADDRESS } from './bundle-parts.mjs';
import {
  checksOnly,
  englishOnly,
  fastHook,
  namedRoutes,
  openIndexes,
  patternsWhenNeeded,
  slowHook,
  withoutIdentityTokens,
  workedOutLater,
} from './bundle-plugins.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

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
await bundleAction();

/**
 * The Action as one file that starts it and a few that it loads when they are needed, with what they are made of beside them. Of
 * the toolkit only inputs and outputs are used: its client for identity tokens would bring an HTTP stack that is larger than all
 * the rest. The files are CommonJS, which Node loads sooner than modules; only modules can be split, so they are made of those.
 */
async function bundleAction() {
  const dist = 'packages/action/dist';
  const { metafile, outputFiles } = await build({
    ...shared,
    entryPoints: { index: 'packages/action/src/main.ts' },
    outdir: dist,
    chunkNames: 'part-[hash]',
    format: 'esm',
    splitting: true,
    minifyIdentifiers: true,
    metafile: true,
    write: false,
    define: { 'import.meta.url': OWN_ADDRESS },
    plugins: [
      openIndexes,
      withoutIdentityTokens,
      checksOnly,
      englishOnly,
      patternsWhenNeeded,
      workedOutLater,
      namedRoutes,
    ],
  });
  const engine = await patternEngine();
  mkdirSync(`${root}/${dist}`, { recursive: true });
  const parts = await commonJsOf('index.js', outputFiles, metafile);
  const files = [
    ...parts,
    { name: 're2js.cjs', text: engine.text },
    { name: 'package.json', text: '{"type":"commonjs"}\n' },
  ].map(({ name, text }) => ({ name, text: asAscii(text) }));
  for (const { name, text } of files) writeFileSync(`${root}/${dist}/${name}`, text);
  const sizes = sizesOf(files, gateParts(metafile));
  writeFileSync(`${root}/${dist}/parts.json`, `${JSON.stringify(sizes, null, 2)}\n`);
  const inputs = { ...contents(metafile), ...contents(engine.metafile) };
  writeFileSync(`${root}/${dist}/index.json`, `${JSON.stringify(inputs, null, 2)}\n`);
  removeParts(dist, new Set(files.map(({ name }) => name)));
}

/**
 * Bytes of each file by who loads it: the gate, sooner or later, or the weekly report alone.
 * @param {readonly { name: string, text: string }[]} files
 * @param {ReadonlySet<string>} gate
 */
function sizesOf(files, gate) {
  const isOfGate = (/** @type {string} */ name) => gate.has(name) || !name.startsWith('part-');
  const bytes = (/** @type {boolean} */ wanted) =>
    Object.fromEntries(
      files.filter(({ name }) => isOfGate(name) === wanted).map(({ name, text }) => [name, text.length]),
    );
  return { gate: bytes(true), report: bytes(false) };
}

/**
 * Names of the parts that a run of the gate may load.
 * @param {import('esbuild').Metafile} metafile
 */
function gateParts({ outputs }) {
  const report = 'packages/action/src/report-run.ts';
  const found = new Set();
  const open = Object.keys(outputs).filter((path) => basename(path) === 'index.js');
  for (const path of open) {
    if (found.has(basename(path)) || outputs[path]?.entryPoint === report) continue;
    found.add(basename(path));
    open.push(...(outputs[path]?.imports ?? []).flatMap((each) => (each.external ? [] : [each.path])));
  }
  return found;
}

/** The engine for a team's own patterns, which `patternsWhenNeeded` loads. */
async function patternEngine() {
  const { outputFiles, metafile } = await build({
    ...shared,
    entryPoints: ['re2js'],
    outfile: 're2js.cjs',
    format: 'cjs',
    minifyIdentifiers: true,
    metafile: true,
    write: false,
  });
  return { text: outputFiles[0]?.text ?? '', metafile };
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
  const names = ['hook', 'hook-main', 'hook-slow', 'hook-tested'];
  const parts = await Promise.all(
    names.map((name) =>
      build({
        ...hook,
        entryPoints: [`packages/cli/src/${name}.ts`],
        outfile: `packages/cli/dist/${name}.cjs`,
        define: { FORETHOUGHT_BUILD: '"@build@"' },
        plugins: name === 'hook-slow' ? [slowHook, checksOnly, englishOnly, patternsWhenNeeded] : [fastHook],
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
    plugins: [checksOnly, englishOnly],
  });
  chmodSync(`${root}/${dist}/main.js`, 0o755);
  removeParts(dist, new Set(Object.keys(metafile.outputs).map((path) => basename(path))));
}

/**
 * Parts of an earlier build go.
 * @param {string} dist
 * @param {ReadonlySet<string>} made
 */
function removeParts(dist, made) {
  for (const file of readdirSync(`${root}/${dist}`)) {
    if (file.startsWith('part-') && !made.has(file)) rmSync(`${root}/${dist}/${file}`);
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
