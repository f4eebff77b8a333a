import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import ts from 'typescript';
import { filesUnder, nodesThat, sourcesUnder } from './helpers/sources.js';

const product = [
  'packages/core/src',
  'packages/io/src',
  'packages/cli/src',
  'packages/action/src',
  'rules',
].flatMap(sourcesUnder);

describe('form', () => {
  test('no file is longer than 250 lines', () => {
    const files = [...product, ...sourcesUnder('test')].filter((file) => file.path !== 'rules/index.ts');
    const offenders = files.filter(({ lines }) => lines > 250).map(({ path, lines }) => `${path}: ${lines}`);
    const scripts = filesUnder('scripts', '.mjs').filter(
      (path) => readFileSync(path, 'utf8').split('\n').length > 251,
    );
    expect([...offenders, ...scripts]).toEqual([]);
  });

  test('the median file is short', () => {
    const sizes = product.map(({ lines }) => lines).sort((a, b) => a - b);
    expect(sizes[Math.floor(sizes.length / 2)]).toBeLessThanOrEqual(80);
  });

  test('no function is longer than 40 lines', () => {
    const isLong = (node: ts.Node) => {
      const body = ts.isFunctionLike(node) ? (node as ts.FunctionLikeDeclaration).body : undefined;
      return body !== undefined && body.getText().split('\n').length > 42;
    };
    expect(nodesThat(product, isLong)).toEqual([]);
  });

  test('classes are errors; no enum, no non-null assertion', () => {
    const isWrong = (node: ts.Node) =>
      ts.isEnumDeclaration(node) ||
      ts.isNonNullExpression(node) ||
      (ts.isClassLike(node) &&
        !node.heritageClauses?.some((clause) => /\bextends \w*Error\b/.test(clause.getText())));
    expect(nodesThat(product, isWrong)).toEqual([]);
  });

  test('default exports are for rules, metrics and what a linter loads', () => {
    const loaded = /^rules\/(?:metrics\/|adapters\/)?[a-z-]+\.ts$/;
    const isDefault = (node: ts.Node) =>
      (ts.isExportAssignment(node) && !node.isExportEquals) ||
      (node.kind === ts.SyntaxKind.DefaultKeyword && !ts.isDefaultClause(node.parent));
    expect(
      nodesThat(
        product.filter(({ path }) => !loaded.test(path)),
        isDefault,
      ),
    ).toEqual([]);
  });

  test('every file name is kebab-case', () => {
    const wrong = product.filter(
      ({ path }) => !/^[a-z0-9]+(?:-[a-z0-9]+)*\.ts$/.test(path.split('/').at(-1) ?? ''),
    );
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });

  test('every exported function, constant, interface and class says what it promises', () => {
    const isSilent = (node: ts.Node) =>
      (ts.isFunctionDeclaration(node) ||
        ts.isVariableStatement(node) ||
        ts.isInterfaceDeclaration(node) ||
        ts.isClassDeclaration(node)) &&
      (node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false) &&
      ts.getJSDocCommentsAndTags(node).length === 0;
    const sources = product.filter(({ path }) => path !== 'rules/index.ts');
    expect(nodesThat(sources, isSilent)).toEqual([]);
  });
});
