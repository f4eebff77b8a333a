/** Bundles what must start fast or run without node_modules. One row per bundle. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));

/** An ESM bundle that contains CommonJS packages needs a `require` of its own. */
const requireBanner = "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);";

/** @type {{ from: string, to: string, options: import('esbuild').BuildOptions }[]} */
const bundles = [
  { from: 'packages/cli/src/hook.ts', to: 'packages/cli/dist/hook.cjs', options: { format: 'cjs' } },
  {
    from: 'packages/action/src/main.ts',
    to: 'packages/action/dist/index.js',
    options: { format: 'esm', banner: { js: requireBanner } },
  },
];

for (const { from, to, options } of bundles) {
  if (!existsSync(`${root}/${from}`)) continue;
  await build({
    absWorkingDir: root,
    entryPoints: [from],
    outfile: to,
    bundle: true,
    platform: 'node',
    target: 'node20',
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    logLevel: 'warning',
    ...options,
  });
}
