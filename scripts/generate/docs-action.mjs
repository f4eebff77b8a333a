/** Generated zones about the Action: its inputs and outputs out of action.yml, and the ready workflows as they stand in docs/examples. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readYaml } from '@forethought/core';
import { fence, table } from './zones.mjs';

/** Zone of docs/action.md → file below docs/examples. */
const EXAMPLES = {
  minimal: 'workflows/minimal.yml',
  'pull-request': 'workflows/pull-request.yml',
  'merge-queue': 'workflows/merge-queue.yml',
  audit: 'workflows/post-merge-audit.yml',
  organisation: 'workflows/organisation-required.yml',
  reusable: 'workflows/reusable.yml',
  'reusable-caller': 'workflows/reusable-caller.yml',
  checkout: 'workflows/with-checkout.yml',
  codeowners: 'CODEOWNERS',
};

/**
 * Zones of docs/action.md.
 * @param {string} root
 */
export function actionZones(root) {
  const { value, problems } = readYaml(readFileSync(join(root, 'action.yml'), 'utf8'));
  if (problems.length > 0) throw new Error(`action.yml:${problems[0]?.line}: ${problems[0]?.message}`);
  const { inputs, outputs } = /** @type {Record<string, Record<string, Record<string, unknown>>>} */ (value);
  const described = Object.entries(EXAMPLES).map(([zone, file]) => [zone, example(root, file)]);
  return {
    ...Object.fromEntries(described),
    inputs: table(
      ['Input', 'What it does', 'Unless given'],
      Object.entries(inputs ?? {}).map(([name, each]) => [
        `\`${name}\``,
        text(each, 'description'),
        code(each.default),
      ]),
    ),
    outputs: table(
      ['Output', 'What it holds'],
      Object.entries(outputs ?? {}).map(([name, each]) => [`\`${name}\``, text(each, 'description')]),
    ),
  };
}

/**
 * The shortest workflow, for README.md.
 * @param {string} root
 */
export function workflowZone(root) {
  return example(root, EXAMPLES.minimal);
}

/** @param {string} root @param {string} file */
function example(root, file) {
  const info = file.endsWith('.yml') ? 'yaml' : 'text';
  return fence(readFileSync(join(root, 'docs/examples', file), 'utf8'), info);
}

/** @param {Record<string, unknown>} entry @param {string} key */
function text(entry, key) {
  return String(entry[key] ?? '');
}

/** @param {unknown} value */
function code(value) {
  return value === undefined || value === '' ? '' : `\`${String(value)}\``;
}
