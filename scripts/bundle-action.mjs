/** Bundles the Action. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { build } from 'esbuild';
import { commonJsOf, OWN_ADDRESS } from './bundle-parts.mjs';
import { plansAside } from './bundle-plans.mjs';
import {
  checksOnly,
  englishOnly,
  namedRoutes,
  openIndexes,
  ownChange,
  patternsWhenNeeded,
  withoutIdentityTokens,
  workedOutLater,
  yamlInUse,
} from './bundle-plugins.mjs';
import { seldomAside, seldomEntries } from './bundle-seldom.mjs';
import { asAscii, contents, patternEngine, removeParts, root, shared } from './bundle-shared.mjs';

/** What a gate loads when a change has documents that are judged, and when its texts or its verdict are out of the ordinary. */
const SELDOM = {
  documents: [
    ...modules('cli', '', ['programme/read-training']),
    ...modules('core', '', [
      'evidence/front-matter',
      'evidence/matter-fields',
      'programme/journal',
      'programme/proof',
    ]),
  ],
  seldom: [
    ...modules('cli', '', ['replay-history']),
    ...modules('io', '', [
      'adoption',
      'attributes',
      'blame',
      'candidates',
      'deleted-lines',
      'document-history',
      'first-commits',
      'inverse',
      'merged',
      'tree-files',
    ]),
    ...modules('core', '', [
      'conversation',
      'incident',
      'miss',
      'named-paths',
      'official',
      'pattern-window',
      'pattern-words',
      'phrases',
      'repeated',
      'replay',
      'tally-counter',
      'technologies',
      'technology-cover',
      'use-checks',
      'waive-approval',
    ]),
    ...modules('core', 'recognise/', [
      'blame',
      'cause',
      'cause-revert',
      'checklist',
      'claim',
      'dates',
      'document-fields',
      'document-files',
      'fix-cause',
      'lesson',
      'measurement',
      'mermaid-flow',
      'mermaid-relations',
      'mermaid-sequence',
      'named-change',
      'own-words',
      'premortem',
      'reason',
      'records',
      'revert',
      'step',
      'test-outcome',
      'test-prose',
    ]),
  ],
};

/** @param {string} part @param {string} folder @param {readonly string[]} names */
function modules(part, folder, names) {
  return names.map((name) => `packages/${part}/dist/${folder}${name}`);
}

/**
 * The Action as one file that starts it and a few that it loads when they are needed, with what they are made of beside them. Of
 * the toolkit only inputs and outputs are used: its client for identity tokens would bring an HTTP stack that is larger than all
 * the rest. The files are CommonJS, which Node loads sooner than modules; only modules can be split, so they are made of those.
 */
export async function bundleAction() {
  const dist = 'packages/action/dist';
  const plans = plansAside();
  const { metafile, outputFiles } = await build({
    ...shared,
    entryPoints: [{ in: 'packages/action/src/main.ts', out: 'index' }, ...seldomEntries(SELDOM)],
    outdir: dist,
    chunkNames: 'part-[hash]',
    format: 'esm',
    splitting: true,
    minifyIdentifiers: true,
    metafile: true,
    write: false,
    define: { 'import.meta.url': OWN_ADDRESS },
    plugins: [
      plans.plugin,
      openIndexes,
      withoutIdentityTokens,
      checksOnly,
      yamlInUse,
      englishOnly,
      patternsWhenNeeded,
      seldomAside(SELDOM, ownChange),
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
    ...[...plans.files].map(([name, text]) => ({ name, text })),
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
  const first = ['index.js', ...Object.keys(SELDOM).map((name) => `${name}.js`)];
  const open = Object.keys(outputs).filter((path) => first.includes(basename(path)));
  for (const path of open) {
    if (found.has(basename(path)) || outputs[path]?.entryPoint === report) continue;
    found.add(basename(path));
    open.push(...(outputs[path]?.imports ?? []).flatMap((each) => (each.external ? [] : [each.path])));
  }
  return found;
}
