/**
 * npm run rename -- rule|metric <old-id> <new-id>
 *
 * Moves the source and its page, and changes the id in it, in the plans and in what links to the page. The source keeps the old id
 * under `formerly`, by which whoever still writes it is told the new one. What else names the old id is listed, as a section may
 * be called the same. Nothing is written when anything is wrong.
 */
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { renameInPlan } from './rename/plan-names.mjs';
import { mentionsIn, renameInPage, renameSource } from './rename/texts.mjs';

const USAGE = 'usage: npm run rename -- rule|metric <old-id> <new-id>';
const KEBAB_CASE = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;
const FOLDERS = { rule: 'rules', metric: 'rules/metrics' };
/** Where people write ids, besides the plans. */
const WRITTEN = [
  'rules',
  'packages',
  'test',
  'docs',
  'scripts',
  'README.md',
  'CONTRIBUTING.md',
  'forethought.yml',
];
const root = resolve(import.meta.dirname, '..');

try {
  const { positionals } = parseArgs({ allowPositionals: true });
  const [what = '', from = '', to = '', ...rest] = positionals;
  if ((what !== 'rule' && what !== 'metric') || to === '' || rest.length > 0) throw new Error(USAGE);
  for (const line of rename({ what, from, to })) console.log(line);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}

/**
 * @param {{ readonly what: 'rule' | 'metric', readonly from: string, readonly to: string }} names
 * @returns {readonly string[]} what was done, and what is left to do
 */
function rename(names) {
  const { what, from, to } = names;
  const source = `${FOLDERS[what]}/${from}.ts`;
  const page = `docs/${what}s/${from}.md`;
  check(names, source);
  const moved = [
    { path: source, to: `${FOLDERS[what]}/${to}.ts`, text: renameSource(read(source), from, to) },
    { path: page, to: `docs/${what}s/${to}.md`, text: renameInPage(read(page), names) },
  ];
  const changed = [...plans(names), ...pages(names, page)];
  for (const file of moved) {
    writeFileSync(join(root, file.to), file.text);
    rmSync(join(root, file.path));
  }
  for (const { path, text } of changed) writeFileSync(join(root, path), text);
  const left = filesIn(WRITTEN, /\.(?:ts|mjs|md|yml)$/).flatMap((path) =>
    mentionsIn(read(path), from).map((line) => `  ${path}:${line}`),
  );
  return [
    ...moved.map((file) => `moved ${file.path} to ${file.to}`),
    ...changed.map(({ path }) => `wrote ${path}`),
    ...(left.length === 0 ? [] : ['', `Still called ${from}, where somebody has to look:`, ...left]),
    '',
    'Next: `npm run generate`, then `npm run check`.',
  ];
}

/**
 * @param {{ readonly what: 'rule' | 'metric', readonly from: string, readonly to: string }} names
 * @param {string} source
 */
function check({ what, from, to }, source) {
  for (const id of [from, to]) {
    if (!KEBAB_CASE.test(id))
      throw new Error(
        `${JSON.stringify(id)} is no id: lower case, words joined by "-", such as rollback-plan`,
      );
  }
  if (!existsSync(join(root, source))) throw new Error(`there is no ${what} ${from}: ${source} is missing`);
  const taken = Object.values(FOLDERS).find((folder) => existsSync(join(root, `${folder}/${to}.ts`)));
  if (taken !== undefined) throw new Error(`${taken}/${to}.ts exists already; choose another id`);
  const once = filesIn(['rules'], /\.ts$/).find((path) =>
    [...read(path).matchAll(/^\s*formerly: \[(.*)\],$/gm)].some(([, ids]) => ids?.includes(`'${to}'`)),
  );
  if (once !== undefined && once !== source)
    throw new Error(
      `${once} was called ${to} before; choose another id, as configurations may still mean that`,
    );
}

/** @param {Parameters<typeof renameInPlan>[1]} names */
function plans(names) {
  return filesIn(['rules/plans'], /\.yml$/).flatMap((path) => {
    const { text, count } = renameInPlan(read(path), names);
    return count === 0 ? [] : [{ path, text }];
  });
}

/**
 * @param {Parameters<typeof renameInPage>[1]} names
 * @param {string} own
 */
function pages(names, own) {
  return filesIn(['docs', 'README.md', 'CONTRIBUTING.md'], /\.md$/).flatMap((path) => {
    const before = read(path);
    const text = renameInPage(before, names);
    return text === before || path === own ? [] : [{ path, text }];
  });
}

/**
 * Files below some paths, without what is generated or installed.
 * @param {readonly string[]} paths
 * @param {RegExp} ending
 * @returns {readonly string[]}
 */
function filesIn(paths, ending) {
  return paths.flatMap((path) => {
    const whole = join(root, path);
    if (!existsSync(whole)) return [];
    if (ending.test(path)) return [path];
    return readdirSync(whole, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile() && ending.test(entry.name))
      .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
      .filter(
        (each) =>
          !/(?:^|\/)(?:dist|node_modules|\.build)\//.test(each) &&
          !/^rules\/(?:index\.ts|lists\/|plans\/built-in)/.test(each),
      );
  });
}

/** @param {string} path */
function read(path) {
  return readFileSync(join(root, path), 'utf8');
}
