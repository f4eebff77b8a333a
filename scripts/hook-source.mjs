/** Changes compiled modules for the hook's bundle, so that a commit pays only for what it uses. What they do stays the same. */
import ts from 'typescript';
import { anyOf, wordsOf } from '../packages/core/dist/recognise/pattern.js';
import { gateOf } from './regexp-keys.mjs';

/**
 * A compiled rule without what only people read: the slow bundle, which speaks, has it whole.
 * @param {string} text
 */
export function withoutWords(text) {
  const words = new Set(['question', 'summary', 'why', 'problems', 'examples']);
  const source = ts.createSourceFile('rule.js', text, ts.ScriptTarget.ES2022, true);
  const rule = source.statements.find(ts.isExportAssignment)?.expression;
  if (rule === undefined || !ts.isCallExpression(rule) || rule.expression.getText() !== 'defineRule')
    return text;
  const [value] = rule.arguments;
  if (value === undefined || !ts.isObjectLiteralExpression(value)) return text;
  const kept = value.properties.filter((property) => !words.has(property.name?.getText() ?? ''));
  const body = kept.map((property) => property.getFullText()).join(',');
  return `${text.slice(0, value.getStart())}{${body}}${text.slice(value.getEnd())}`;
}

/**
 * A compiled module whose constants are made when they are first used, and whose regular expressions are asked only about texts
 * that hold one of their keys. Hundreds of expressions and sets of words would otherwise be made for every commit. Constants
 * are those of the module's own, named in capitals.
 * @param {string} text
 */
export function lazyConstants(text) {
  const source = ts.createSourceFile('module.js', text, ts.ScriptTarget.ES2022, true);
  const made = constantsOf(source);
  /** @type {Edit[]} */
  const edits = [];
  for (const [name, initializer] of made) {
    const statement = initializer.parent.parent.parent;
    edits.push([
      statement.getStart(),
      initializer.getStart(),
      `let ${name}$;function ${name}$get(){return ${name}$??=`,
    ]);
    edits.push([
      initializer.getEnd(),
      statement.getEnd(),
      `}${keysFunction(`${name}$keys`, regExpOf(initializer))}`,
    ]);
  }
  const inline = { count: 0, functions: '' };
  visit(source);
  edits.sort((a, b) => b[0] - a[0] || b[1] - a[1]);
  const changed = edits.reduce(
    (result, [from, to, by]) => result.slice(0, from) + by + result.slice(to),
    text,
  );
  return changed.includes('$gate(') ? `${changed}\n${GATE}${inline.functions}` : changed;

  /** @param {ts.Node} node */
  function visit(node) {
    const initializer = ts.isIdentifier(node) ? made.get(node.text) : undefined;
    if (initializer !== undefined && isReference(node)) {
      const use = `${node.text}$get()`;
      edits.push(
        asked(node, use, `${node.text}$keys`, regExpOf(initializer)) ?? [
          node.getStart(),
          node.getEnd(),
          ts.isShorthandPropertyAssignment(node.parent) ? `${node.text}:${use}` : use,
        ],
      );
    } else if (ts.isRegularExpressionLiteral(node) && node.text.length > SHORT) {
      const name = `$keys${inline.count}`;
      const edit = asked(node, node.text, name, regExpOf(node));
      if (edit !== undefined) {
        edits.push(edit);
        inline.count += 1;
        inline.functions += keysFunction(name, regExpOf(node));
      }
    }
    ts.forEachChild(node, visit);
  }
}

/** @typedef {[from: number, to: number, text: string]} Edit */

/** Expressions up to this many characters are compiled sooner than they are looked at. */
const SHORT = 30;

const GATE =
  'function $gate(keys,starts,text){for(const key of keys)if(starts?text.startsWith(key):text.includes(key))return true;return false}';

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
 * The expression that an initializer makes: a literal, or `anyOf` and `wordsOf` of plain texts.
 * @param {ts.Expression} initializer
 * @returns {{ source: string, flags: string } | undefined}
 */
function regExpOf(initializer) {
  const text = initializer.getText();
  if (ts.isRegularExpressionLiteral(initializer)) {
    const end = text.lastIndexOf('/');
    return { source: text.slice(1, end), flags: text.slice(end + 1) };
  }
  if (!ts.isCallExpression(initializer) || !/^(?:anyOf|wordsOf)\(/.test(text)) return undefined;
  try {
    return new Function('anyOf', 'wordsOf', `return ${text}`)(anyOf, wordsOf);
  } catch {
    return undefined;
  }
}

/**
 * `x.test(text)` and `x.exec(text)` with the gate before it, where the text is a plain name or member.
 * @param {ts.Node} node
 * @param {string} use
 * @param {string} keys
 * @param {{ source: string, flags: string } | undefined} expression
 * @returns {Edit | undefined}
 */
function asked(node, use, keys, expression) {
  const access = node.parent;
  const call = access?.parent;
  if (expression === undefined || !ts.isPropertyAccessExpression(access) || !ts.isCallExpression(call))
    return undefined;
  if (access.expression !== node || call.expression !== access || call.arguments.length !== 1)
    return undefined;
  const subject = call.arguments[0];
  if (subject === undefined || !/^\w+(?:\.\w+)*$/.test(subject.getText())) return undefined;
  const gate = expression.source.length > SHORT ? gateOf(expression.source, expression.flags) : undefined;
  if (gate === undefined) return undefined;
  const text = gate.lower ? `${subject.getText()}.toLowerCase()` : subject.getText();
  const passes = `$gate(${keys}(),${gate.starts},${text})`;
  const whole = `${use}.${access.name.text}(${subject.getText()})`;
  if (access.name.text === 'test') return [call.getStart(), call.getEnd(), `(${passes}&&${whole})`];
  return access.name.text === 'exec'
    ? [call.getStart(), call.getEnd(), `(${passes}?${whole}:null)`]
    : undefined;
}

/** @param {string} name @param {{ source: string, flags: string } | undefined} expression */
function keysFunction(name, expression) {
  const gate = expression === undefined ? undefined : gateOf(expression.source, expression.flags);
  return gate === undefined ? '' : `function ${name}(){return ${JSON.stringify(gate.keys)}}`;
}

/** @param {ts.Node} node */
function isReference({ parent, ...node }) {
  const isName =
    'name' in parent && parent.name?.pos === node.pos && !ts.isShorthandPropertyAssignment(parent);
  return !isName && !ts.isExportSpecifier(parent) && !ts.isImportSpecifier(parent);
}
