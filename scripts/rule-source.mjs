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
  const body = kept
    .map((property) => (nameOf(property) === 'options' ? optionsOnly(property) : property.getFullText()))
    .join(',');
  return withoutUnused(`${text.slice(0, value.getStart())}{${body}}${text.slice(value.getEnd())}`);
}

/** What only tests and pages read of a rule or metric. */
const FOR_PAGES = new Set(['examples', 'gaming', 'counterMeasure']);

/**
 * The options of a rule without their words, which the command alone explains.
 * @param {ts.ObjectLiteralElementLike} property
 */
function optionsOnly(property) {
  if (!ts.isPropertyAssignment(property) || !ts.isObjectLiteralExpression(property.initializer))
    return property.getFullText();
  const kept = property.initializer.properties.map((option) => {
    if (!ts.isPropertyAssignment(option) || !ts.isObjectLiteralExpression(option.initializer))
      return option.getText();
    const members = option.initializer.properties.filter((member) => member.name?.getText() !== 'words');
    return `${option.name.getText()}:{${members.map((member) => member.getText()).join(',')}}`;
  });
  return `options:{${kept.join(',')}}`;
}

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
 * @param {string} [added] what stands before its properties
 */
function changedValue(text, change, added = '') {
  const source = ts.createSourceFile('rule.js', text, ts.ScriptTarget.ES2022, true);
  const made = source.statements.find(ts.isExportAssignment)?.expression;
  const value = made !== undefined && ts.isCallExpression(made) ? made.arguments[0] : undefined;
  if (value === undefined || !ts.isObjectLiteralExpression(value)) return text;
  const kept = value.properties
    .map((property) => {
      const name = property.name?.getText() ?? '';
      return change(name) ?? (name === 'options' ? optionsOnly(property) : property.getFullText());
    })
    .filter((property) => property !== '');
  return withoutUnused(
    `${text.slice(0, value.getStart())}{${added}${kept.join(',')}}${text.slice(value.getEnd())}`,
  );
}

/**
 * A module of a rule or metric without what nobody names any more: working it out has no other effect.
 * @param {string} text
 * @returns {string}
 */
function withoutUnused(text) {
  const source = ts.createSourceFile('rule.js', text, ts.ScriptTarget.ES2022, true);
  /** @type {Map<string, number>} */
  const named = new Map();
  /** @param {ts.Node} node */
  const count = (node) => {
    if (ts.isIdentifier(node)) named.set(node.text, (named.get(node.text) ?? 0) + 1);
    ts.forEachChild(node, count);
  };
  count(source);
  const unused = source.statements.find((statement) => {
    if (ts.isFunctionDeclaration(statement)) {
      const own = nodesNamed(statement, statement.name?.text);
      return statement.modifiers === undefined && named.get(statement.name?.text ?? '') === own;
    }
    if (!ts.isVariableStatement(statement) || statement.modifiers !== undefined) return false;
    return statement.declarationList.declarations.every(({ name }) => {
      const names = ts.isIdentifier(name) ? [name] : name.elements.map((each) => each.name ?? each);
      return names.every((each) => ts.isIdentifier(each) && named.get(each.text) === 1);
    });
  });
  return unused === undefined
    ? text
    : withoutUnused(text.slice(0, unused.getFullStart()) + text.slice(unused.getEnd()));
}

/** How often a name stands in a part of a module. @param {ts.Node} node @param {string | undefined} name */
function nodesNamed(node, name) {
  let count = ts.isIdentifier(node) && node.text === name ? 1 : 0;
  ts.forEachChild(node, (child) => {
    count += nodesNamed(child, name);
  });
  return count;
}

/** What is read of a rule before it is asked. */
const AT_ONCE = new Set(['id', 'formerly', 'lifecycle', 'appliesTo', 'asks', 'needs', 'sections', 'options']);

/** Whether a compiled rule is asked of documents alone. @param {string} text */
export function isOfDocuments(text) {
  return !/\bappliesTo: \[[^\]]*['"](?:commit|pull-request)['"]/.test(text);
}

/**
 * A compiled rule as two: `now` knows it by name and, where it is asked of changes, what it does; the rest it has of `later`.
 * @param {string} text
 * @param {string} inherited the members that it inherits, as they stand in an object's text
 */
export function ruleInTwo(text, inherited) {
  const isNow = (/** @type {string} */ name) =>
    AT_ONCE.has(name) || (name === 'check' && !isOfDocuments(text));
  const now = changedValue(text, (name) => (isNow(name) ? undefined : ''), inherited);
  const later = changedValue(text, (name) => (isNow(name) || FOR_PAGES.has(name) ? '' : undefined));
  return { now, later };
}
