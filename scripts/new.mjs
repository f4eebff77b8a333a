/**
 * npm run new -- rule <id> [--practice A1.1] | metric <id> [--practice A1.1] [--target '100%']
 *
 * Writes the rule or metric with examples that fail, its documentation page, and the line of the plan that uses it.
 * Nothing that exists is overwritten, and nothing is written when anything is wrong.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { usePlan } from './new/plan-line.mjs';
import { metricFiles, ruleFiles } from './new/templates.mjs';

const USAGE = 'usage: npm run new -- rule|metric <id> [--practice A1.1] [--target "100%"]';
const KEBAB_CASE = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;
const root = resolve(import.meta.dirname, '..');

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { practice: { type: 'string' }, target: { type: 'string' } },
  });
  const [what = '', id = '', ...rest] = positionals;
  if ((what !== 'rule' && what !== 'metric') || rest.length > 0) throw new Error(USAGE);
  const written = writeAll(what, id, values);
  for (const path of written) console.log(`wrote ${path}`);
  const [source, page] = written;
  console.log(`\nNext: write the examples and the words in ${source}, then the check until they hold,`);
  console.log(`then why and when in ${page}. \`npm run check\` says what is still missing.`);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}

/**
 * @param {'rule' | 'metric'} what
 * @param {string} id
 * @param {{ practice?: string | undefined, target?: string | undefined }} options
 */
function writeAll(what, id, { practice, target }) {
  if (!KEBAB_CASE.test(id))
    throw new Error(`${JSON.stringify(id)} is no id: lower case, words joined by "-", such as rollback-plan`);
  const files = what === 'rule' ? ruleFiles(id) : metricFiles(id);
  const taken = files.find(({ path }) => existsSync(join(root, path)));
  if (taken !== undefined) throw new Error(`${taken.path} exists already; choose another id`);
  const use = what === 'rule' ? '{}' : `{ target: '${target ?? '100%'}' }`;
  const written = [...files, ...plansWith(`${what}s`, id, use, practice)];
  for (const { path, text } of written) writeFileSync(join(root, path), text);
  return written.map(({ path }) => path);
}

/**
 * The plans that have the practice, with the rule or metric in it. Without a practice, those that hold the id as planned.
 * @param {'rules' | 'metrics'} key
 * @param {string} id
 * @param {string} use
 * @param {string | undefined} practice
 */
function plansWith(key, id, use, practice) {
  const plans = readdirSync(join(root, 'rules/plans'))
    .filter((file) => file.endsWith('.yml'))
    .map((file) => `rules/plans/${file}`);
  const used = plans.flatMap((path) => {
    const text = usePlan(readFileSync(join(root, path), 'utf8'), { key, id, use, practice });
    return text === undefined ? [] : [{ path, text }];
  });
  if (used.length > 0) return used;
  throw new Error(
    practice === undefined
      ? `no plan holds ${id} as planned: name the practice that asks for it with --practice, such as --practice A1.1`
      : `no plan has a practice ${practice}; the practices stand in ${plans.join(' and ')}`,
  );
}
