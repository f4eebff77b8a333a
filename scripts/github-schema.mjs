/**
 * Writes test/github/schema: the part of GitHub's published descriptions that the emulator validates against.
 * Run by hand, `node scripts/github-schema.mjs`; it is no part of the build. To update, change the versions
 * below and run it again; to describe one more operation or field, name it in github-schema/operations.mjs or
 * github-schema/types.mjs.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pruneGraphql } from './github-schema/graphql.mjs';
import { pruneOpenapi } from './github-schema/openapi.mjs';
import { operations } from './github-schema/operations.mjs';
import { types } from './github-schema/types.mjs';

const packages = {
  openapi: {
    name: '@octokit/openapi',
    version: '23.0.2',
    file: 'generated/api.github.com.json',
    licence: 'LICENSE',
  },
  graphql: {
    name: '@octokit/graphql-schema',
    version: '15.26.1',
    file: 'schema.graphql',
    licence: 'LICENSE.md',
  },
};

const target = fileURLToPath(new URL('../test/github/schema', import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), 'github-schema-'));
try {
  const openapi = download(packages.openapi);
  const graphql = download(packages.graphql);
  mkdirSync(target, { recursive: true });
  write('openapi.json', `${JSON.stringify(pruneOpenapi(JSON.parse(openapi.text), operations))}\n`);
  write('schema.graphql', await pruneGraphql(graphql.text, types));
  write(
    'SOURCE.md',
    source([
      { ...packages.openapi, ...openapi },
      { ...packages.graphql, ...graphql },
    ]),
  );
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

/** The file and the licence out of the published package, without installing it. */
function download({ name, version, file, licence }) {
  const folder = mkdtempSync(join(scratch, 'package-'));
  execFileSync('npm', ['pack', '--silent', `${name}@${version}`], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const archive = readdirSync(folder).find((entry) => entry.endsWith('.tgz'));
  execFileSync('tar', ['-xzf', archive, `package/${file}`, `package/${licence}`], { cwd: folder });
  const text = readFileSync(join(folder, 'package', file), 'utf8');
  return {
    text,
    sha256: createHash('sha256').update(text).digest('hex'),
    terms: readFileSync(join(folder, 'package', licence), 'utf8').trim(),
  };
}

function write(name, content) {
  writeFileSync(join(target, name), content);
  console.log(`${name}: ${(Buffer.byteLength(content) / 1024).toFixed(0)} KiB`);
}

function source(sources) {
  const part = ({ name, version, file, sha256, terms }) => [
    `## ${name} ${version}`,
    '',
    `- file: \`${file}\` of <https://www.npmjs.com/package/${name}/v/${version}>`,
    `- sha256 of that file: \`${sha256}\``,
    '- licence: MIT',
    '',
    '```text',
    terms,
    '```',
    '',
  ];
  const head = [
    '# Where these files come from',
    '',
    'Parts of the descriptions that GitHub publishes of its own interfaces, cut down to what the tests use.',
    'Written by `node scripts/github-schema.mjs`, which is also the way to update them: change the version',
    'there and run it again. Taken out: operations and types that are not used, every description, example',
    'and summary. Rewritten: `nullable` as a type of JSON Schema.',
    '',
  ];
  return [...head, ...sources.flatMap(part)].join('\n');
}
