/** Changes compiled modules for the hook's bundle, so that a commit pays only for what it uses. What they do stays the same. */
import ts from 'typescript';
import { anyOf, wordsOf } from '../packages/core/dist/recognise/pattern.js';
import { gateOf } from './regexp-keys.mjs';

/**
 * A compiled module whose constants are made when they are first used, and whose regular expressions are asked only about texts
 * that hold one of their keys. Hundreds of expressions and sets of words would otherwise be made for every commit. Constants
 * are those of the module's own, named in capitals.
 * @param {string} text
 */
export function lazyConstants(text) {
  const source = ts.createSourceFile('module.js', text, ts.ScriptTarget.ES2022, true);
  const made = constantsOf(source);
  const expressions = expressionsOf(source);
  const references = referencesTo(source, made);
  /** @type {Edit[]} */
  const edits = [];
  for (const [name, initializer] of made) {
    const statement = initializer.parent.parent.parent;
    const begin = statement.getStart();
    const uses = references.filter((node) => node.text === name);
    if (uses.length === 1 && !references.some((node) => isInside(node, initializer))) {
      edits.push([begin, statement.getEnd(), `let ${name}$;`]);
      edits.push(
        ...uses.flatMap((node) => used(node, `(${name}$??=${initializer.getText()})`, expressions.get(name))),
      );
      continue;
    }
    edits.push([begin, initializer.getStart(), `let ${name}$;function ${name}$get(){return ${name}$??=`]);
    edits.push([initializer.getEnd(), statement.getEnd(), '}']);
    edits.push(...uses.flatMap((node) => used(node, `${name}$get()`, expressions.get(name))));
  }
  for (const literal of literalsIn(source)) {
    if (![...made.values()].some((initializer) => isInside(literal, initializer)))
      edits.push(...asked(literal, literal.text, literalOf(literal)));
  }
  edits.sort((a, b) => b[0] - a[0] || b[1] - a[1]);
  const changed = edits.reduce(
    (result, [from, to, by]) => result.slice(0, from) + by + result.slice(to),
    text,
  );
  return changed.includes('$gate(') ? `import{$gate}from'${GATE_MODULE}';${changed}` : changed;
}

/**
 * Every place where one of the constants is used.
 * @param {ts.SourceFile} source
 * @param {ReadonlyMap<string, ts.Expression>} made
 */
function referencesTo(source, made) {
  return nodesIn(source, (node) => ts.isIdentifier(node) && made.has(node.text) && isReference(node));
}

/** @param {ts.SourceFile} source */
function literalsIn(source) {
  return nodesIn(source, (node) => ts.isRegularExpressionLiteral(node) && node.text.length > SHORT);
}

/**
 * @template {ts.Node} T
 * @param {ts.Node} node
 * @param {(node: ts.Node) => boolean} isWanted
 * @returns {T[]}
 */
function nodesIn(node, isWanted) {
  const found = isWanted(node) ? [/** @type {T} */ (node)] : [];
  ts.forEachChild(node, (child) => {
    found.push(.../** @type {T[]} */ (nodesIn(child, isWanted)));
  });
  return found;
}

/** @param {ts.Node} node @param {ts.Node} outer */
function isInside(node, outer) {
  return node.pos >= outer.pos && node.end <= outer.end;
}

/**
 * A use of a constant, behind its gate where it has one.
 * @param {ts.Identifier} node
 * @param {string} use
 * @param {RegExp | undefined} expression
 * @returns {readonly Edit[]}
 */
function used(node, use, expression) {
  const text = ts.isShorthandPropertyAssignment(node.parent) ? `${node.text}:${use}` : use;
  const edits = asked(node, use, expression);
  return edits.length > 0 ? edits : [[node.getStart(), node.getEnd(), text]];
}

/** @typedef {[from: number, to: number, text: string]} Edit */

/** Expressions up to this many characters are compiled sooner than they are looked at. */
const SHORT = 30;

/** Where the function comes from that gates ask: a module that bundles add. */
const GATE_MODULE = 'gate:of-expressions';

/**
 * Adds that module to a bundle.
 * @param {import('esbuild').PluginBuild} build
 */
export function addGates(build) {
  build.onResolve({ filter: /^gate:/ }, ({ path }) => ({ path, namespace: 'gate', sideEffects: false }));
  build.onLoad({ filter: /./, namespace: 'gate' }, () => ({
    contents:
      'export function $gate(keys,starts,text){for(const key of keys)if(starts?text.startsWith(key):text.includes(key))return true;return false}',
  }));
}

/**
 * The module's own constants that cost something to make, by name.
 * @param {ts.SourceFile} source
 * @returns {Map<string, ts.Expression>}
 */
function constantsOf(source) {
  const made = new Map();
  for (const statement of source.statements) {
    if (!ts.isVariableStatement(statement) || statement.modifiers !== undefined) continue;
    const [declaration, ...others] = statement.declarationList.declarations;
    const initializer = declaration?.initializer;
    if (initializer === undefined || others.length > 0) continue;
    const isCostly =
      ts.isRegularExpressionLiteral(initializer) ||
      ts.isArrayLiteralExpression(initializer) ||
      ts.isNewExpression(initializer) ||
      ts.isCallExpression(initializer);
    const name = declaration.name.getText();
    if (isCostly && /^[A-Z][A-Z0-9_]*$/.test(name)) made.set(name, initializer);
  }
  return made;
}

/**
 * The regular expressions among a module's constants, by name, with the constants that they are put together from.
 * @param {ts.SourceFile} source
 * @returns {Map<string, RegExp>}
 */
function expressionsOf(source) {
  /** @type {Map<string, unknown>} */
  const known = new Map(Object.entries({ anyOf, wordsOf }));
  for (const statement of source.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    for (const { name, initializer } of statement.declarationList.declarations) {
      if (initializer === undefined || !/^[A-Z][A-Z0-9_]*$/.test(name.getText())) continue;
      try {
        const make = new Function(...known.keys(), `return (${initializer.getText()})`);
        known.set(name.getText(), make(...known.values()));
      } catch {
        // It needs more than the module's own constants.
      }
    }
  }
  return new Map([...known].flatMap(([name, value]) => (value instanceof RegExp ? [[name, value]] : [])));
}

/** @param {ts.RegularExpressionLiteral} literal */
function literalOf({ text }) {
  const end = text.lastIndexOf('/');
  return { source: text.slice(1, end), flags: text.slice(end + 1) };
}

/**
 * `x.test(text)` and `x.exec(text)` with the gate before it. A subject that is more than a name or member is worked out once.
 * @param {ts.Node} node
 * @param {string} use
 * @param {{ source: string, flags: string } | undefined} expression
 * @returns {readonly Edit[]}
 */
function asked(node, use, expression) {
  const access = node.parent;
  const call = access?.parent;
  if (expression === undefined || !ts.isPropertyAccessExpression(access) || !ts.isCallExpression(call))
    return [];
  if (access.expression !== node || call.expression !== access || call.arguments.length !== 1) return [];
  const [subject] = call.arguments;
  const method = access.name.text;
  if (subject === undefined || (method !== 'test' && method !== 'exec')) return [];
  const gate = expression.source.length > SHORT ? gateOf(expression.source, expression.flags) : undefined;
  if (gate === undefined) return [];
  const answer = (/** @type {string} */ name) => {
    const passes = `$gate(${JSON.stringify(gate.keys)},${gate.starts},${gate.lower ? `${name}.toLowerCase()` : name})`;
    return `(${passes}${method === 'test' ? '&&' : '?'}${use}.${method}(${name})${method === 'test' ? '' : ':null'})`;
  };
  if (/^\w+(?:\.\w+)*$/.test(subject.getText()))
    return [[call.getStart(), call.getEnd(), answer(subject.getText())]];
  return [
    [call.getStart(), subject.getStart(), `(($text)=>${answer('$text')})(`],
    [subject.getEnd(), call.getEnd(), ')'],
  ];
}

/** @param {ts.Node} node */
function isReference({ parent, ...node }) {
  const isName =
    'name' in parent && parent.name?.pos === node.pos && !ts.isShorthandPropertyAssignment(parent);
  return !isName && !ts.isExportSpecifier(parent) && !ts.isImportSpecifier(parent);
}
