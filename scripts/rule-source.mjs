/** Takes out of compiled rules and metrics what a bundle has no use for. */
import ts from 'typescript';

/**
 * A compiled rule without what only people read: the slow bundle, which speaks, has it whole. Of a rule that reads no commits, and
 * that no plan can set on them, the name is left, as it is of one that needs what no hook knows.
 * @param {string} text
 */
export function withoutWords(text) {
  const words = new Set(['question', 'summary', 'why', 'problems', 'examples', 'formerly']);
  const source = ts.createSourceFile('rule.js', text, ts.ScriptTarget.ES2022, true);
  const rule = source.statements.find(ts.isExportAssignment)?.expression;
  if (rule === undefined || !ts.isCallExpression(rule) || rule.expression.getText() !== 'defineRule')
    return text;
  const [value] = rule.arguments;
  if (value === undefined || !ts.isObjectLiteralExpression(value)) return text;
  const nameOf = (/** @type {ts.ObjectLiteralElementLike} */ property) => property.name?.getText() ?? '';
  const kinds = value.properties.find((property) => nameOf(property) === 'appliesTo')?.getText() ?? '';
  const isOutside = value.properties.some((property) => nameOf(property) === 'needs');
  if (!/['"]commit['"]/.test(kinds) || isOutside) {
    const named = value.properties.filter((property) => ['id', 'appliesTo'].includes(nameOf(property)));
    return `export default {${named.map((property) => property.getText()).join(',')}}`;
  }
  const kept = value.properties.filter((property) => !words.has(nameOf(property)));
  const body = kept.map((property) => property.getFullText()).join(',');
  return `${text.slice(0, value.getStart())}{${body}}${text.slice(value.getEnd())}`;
}

/** What only tests and pages read of a rule or metric. */
const FOR_PAGES = new Set(['examples', 'gaming', 'counterMeasure']);

/** @param {string} text */
function withoutExamples(text) {
  return changedValue(text, (name) => (name === 'examples' ? '' : undefined));
}

/**
 * A compiled rule or metric without everything that is for pages: no door of the Action shows it.
 * @param {string} text
 */
export function withoutPages(text) {
  return changedValue(text, (name) => (FOR_PAGES.has(name) ? '' : undefined));
}

/**
 * A compiled rule that reads no commits, and any metric, without what it does: the hook knows them by name, and checks by their options
 * what a configuration says of them.
 * @param {string} text
 */
export function withoutDoing(text) {
  const isMetric = /\bdefineMetric\(/.test(text);
  const isOfCommits = /\bappliesTo: \[[^\]]*['"]commit['"]/.test(text) && !/\n {4}needs: \[/.test(text);
  if (!isMetric && isOfCommits) return withoutExamples(text);
  const dropped = new Set(['why', 'problems', 'formula', 'noData', ...FOR_PAGES]);
  return changedValue(text, (name) => {
    if (name === 'check' || name === 'tally' || name === 'derive')
      return `${name}() { throw new Error('not part of the hook'); }`;
    return dropped.has(name) ? '' : undefined;
  });
}

/**
 * A compiled rule or metric whose properties `change` puts others for: '' leaves one out, `undefined` keeps it.
 * @param {string} text
 * @param {(name: string) => string | undefined} change
 */
function changedValue(text, change) {
  const source = ts.createSourceFile('rule.js', text, ts.ScriptTarget.ES2022, true);
  const made = source.statements.find(ts.isExportAssignment)?.expression;
  const value = made !== undefined && ts.isCallExpression(made) ? made.arguments[0] : undefined;
  if (value === undefined || !ts.isObjectLiteralExpression(value)) return text;
  const kept = value.properties
    .map((property) => change(property.name?.getText() ?? '') ?? property.getFullText())
    .filter((property) => property !== '');
  return `${text.slice(0, value.getStart())}{${kept.join(',')}}${text.slice(value.getEnd())}`;
}
