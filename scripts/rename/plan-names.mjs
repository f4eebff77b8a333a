/** Finds and replaces the ids of rules and metrics in the text of a plan, and nothing else that is called the same, such as a section. */
import { isMap, isScalar, isSeq, parseDocument, visit } from 'yaml';

/**
 * The text with every use of a rule or metric under its new id, and how many there were.
 * @param {string} text
 * @param {{ readonly what: 'rule' | 'metric', readonly from: string, readonly to: string }} names
 */
export function renameInPlan(text, { what, from, to }) {
  const document = parseDocument(text);
  const scalars = what === 'rule' ? ruleNames(document.contents) : metricNames(document.contents);
  const found = scalars
    .filter(({ value }) => value === from || (what === 'rule' && String(value).startsWith(`${from}/`)))
    .map(({ range }) => range?.[0] ?? -1)
    .sort((a, b) => b - a);
  const renamed = found.reduce(
    (done, at) => `${done.slice(0, at)}${done.slice(at).replace(from, () => to)}`,
    text,
  );
  return { text: renamed, count: found.length };
}

/** @typedef {import('yaml').Scalar} Scalar */

/** @param {unknown} plan */
function ruleNames(plan) {
  return practicesIn(plan).flatMap((practice) => keysOf(practice, 'rules'));
}

/** @param {unknown} plan */
function metricNames(plan) {
  const used = practicesIn(plan).flatMap((practice) => keysOf(practice, 'metrics'));
  return [...used, ...namedBy(plan, ['metric', 'metrics', 'observed'])];
}

/**
 * What stands under any of these keys, wherever in the plan: one name, or a list of them.
 * @param {unknown} plan
 * @param {readonly string[]} keys
 */
function namedBy(plan, keys) {
  /** @type {Scalar[]} */
  const found = [];
  if (!isMap(plan)) return found;
  visit(plan, {
    Pair(_, { key, value }) {
      if (!isScalar(key) || !keys.includes(String(key.value))) return;
      found.push(...(isSeq(value) ? value.items : [value]).filter(isScalar));
    },
  });
  return found;
}

/** @param {unknown} plan */
function unitsIn(plan) {
  return itemsOf(plan, 'phases').flatMap((phase) => itemsOf(phase, 'units'));
}

/** @param {unknown} plan */
function practicesIn(plan) {
  return unitsIn(plan).flatMap((unit) => itemsOf(unit, 'practices'));
}

/**
 * @param {unknown} node
 * @param {string} key
 * @returns {unknown}
 */
function member(node, key) {
  return isMap(node) ? node.get(key, true) : undefined;
}

/**
 * @param {unknown} node
 * @param {string} key
 * @returns {readonly unknown[]}
 */
function itemsOf(node, key) {
  const list = member(node, key);
  return isSeq(list) ? list.items : [];
}

/**
 * @param {unknown} node
 * @param {string} key
 * @returns {readonly Scalar[]}
 */
function keysOf(node, key) {
  const map = member(node, key);
  return isMap(map) ? map.items.flatMap((pair) => (isScalar(pair.key) ? [pair.key] : [])) : [];
}
