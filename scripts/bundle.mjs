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
import ts from 'typescript';

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

/**
 * A compiled rule without what only people read: the slow bundle, which speaks, has it whole.
 * @param {string} text
 */
function withoutWords(text) {
  const words = new Set(['question', 'summary', 'why', 'problems', 'examples']);
  const source = ts.createSourceFile('rule.js', text, ts.ScriptTarget.ES2022, true);
  const rule = source.statements.find(ts.isExportAssignment)?.expression;
  if (rule === undefined || !ts.isCallExpression(rule) || rule.expression.getText() !== 'defineRule')
    return text;
  const [value] = rule.arguments;
  if (value === undefined || !ts.isObjectLiteralExpression(value)) return text;
  const kept = value.properties.filter((property) => !words.has(property.name?.getText() ?? ''));
  const body = kept.map((property) => property.getFullText()).join(',');
  return `${text.slice(0, value.getStart())}{${body}}${text.slice(value.getEnd())}`;
}

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
 * A compiled module whose constants are made when they are first used. Hundreds of regular expressions and sets of words would
 * otherwise be made for every commit, of which a run needs a few. Only constants of the module's own, named in capitals.
 * @param {string} text
 */
function lazyConstants(text) {
  const source = ts.createSourceFile('module.js', text, ts.ScriptTarget.ES2022, true);
  const made = new Map();
  for (const statement of source.statements) {
    if (!ts.isVariableStatement(statement) || statement.modifiers !== undefined) continue;
    const [declaration, ...others] = statement.declarationList.declarations;
    if (declaration?.initializer === undefined || others.length > 0) continue;
    const { initializer } = declaration;
    const isCostly =
      ts.isRegularExpressionLiteral(initializer) ||
      ts.isArrayLiteralExpression(initializer) ||
      ts.isNewExpression(initializer);
    if (isCostly && /^[A-Z][A-Z0-9_]*$/.test(declaration.name.getText()))
      made.set(declaration.name.getText(), statement);
  }
  /** @type {[from: number, to: number, text: string][]} */
  const edits = [];
  for (const [name, statement] of made) {
    const { initializer } = statement.declarationList.declarations[0];
    edits.push([
      statement.getStart(),
      initializer.getStart(),
      `let ${name}$;function ${name}$get(){return ${name}$??=`,
    ]);
    edits.push([initializer.getEnd(), statement.getEnd(), '}']);
  }
  visit(source);
  edits.sort((a, b) => b[0] - a[0] || b[1] - a[1]);
  return edits.reduce((result, [from, to, by]) => result.slice(0, from) + by + result.slice(to), text);

  /** @param {ts.Node} node */
  function visit(node) {
    const name = ts.isIdentifier(node) ? node.text : '';
    if (made.has(name) && isReference(node)) {
      const use = `${name}$get()`;
      edits.push([
        node.getStart(),
        node.getEnd(),
        ts.isShorthandPropertyAssignment(node.parent) ? `${name}:${use}` : use,
      ]);
    }
    ts.forEachChild(node, visit);
  }
}

/** @param {ts.Node} node */
function isReference({ parent, ...node }) {
  const isName =
    'name' in parent && parent.name?.pos === node.pos && !ts.isShorthandPropertyAssignment(parent);
  return !isName && !ts.isExportSpecifier(parent) && !ts.isImportSpecifier(parent);
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
