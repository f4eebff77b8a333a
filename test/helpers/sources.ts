import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import ts from 'typescript';

/** One import or re-export of a source file. `typeOnly`: nothing of it is left at run time. */
export interface Import {
  readonly from: string;
  readonly typeOnly: boolean;
}

/** A source file of the project, parsed. `path` is relative to the root, with `/`. */
export interface Source {
  readonly path: string;
  readonly lines: number;
  readonly imports: readonly Import[];
  readonly tree: ts.SourceFile;
}

const root = resolve('.');
const skipped = new Set(['node_modules', 'dist', '.build']);

/** Every file under a folder of the project whose name ends in one of the endings, as paths relative to the root. */
export function filesUnder(folder: string, ...endings: readonly string[]): readonly string[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) return skipped.has(entry.name) ? [] : filesUnder(path, ...endings);
      return endings.some((ending) => entry.name.endsWith(ending)) ? [path] : [];
    })
    .sort();
}

/** The TypeScript sources under a folder, without declaration files. */
export function sourcesUnder(folder: string): readonly Source[] {
  return filesUnder(folder, '.ts')
    .filter((path) => !path.endsWith('.d.ts'))
    .map(sourceAt);
}

/** Where a relative import of a source leads, as a source path relative to the root. */
export function importTarget(path: string, from: string): string {
  const file = relative(root, resolve(dirname(path), from))
    .split(sep)
    .join('/');
  return file.replace(/\.js$/, '.ts');
}

/** Calls back for every node of a tree, parents first. */
export function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, (child) => walk(child, visit));
}

/** `path:line` of a node, for messages. */
export function placeOf(source: Source, node: ts.Node): string {
  const { line } = source.tree.getLineAndCharacterOfPosition(node.getStart(source.tree));
  return `${source.path}:${line + 1}`;
}

/** Places of the nodes for which the test answers true. */
export function nodesThat(
  sources: readonly Source[],
  isWrong: (node: ts.Node) => boolean,
): readonly string[] {
  const places: string[] = [];
  for (const source of sources) {
    walk(source.tree, (node) => {
      if (isWrong(node)) places.push(`${placeOf(source, node)}: ${node.getText(source.tree).slice(0, 60)}`);
    });
  }
  return places;
}

/** One source, parsed. */
export function sourceAt(path: string): Source {
  const text = readFileSync(join(root, path), 'utf8');
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);
  const imports: Import[] = [];
  walk(tree, (node) => {
    const found = importOf(node);
    if (found !== undefined) imports.push(found);
  });
  return { path, lines: text.split('\n').length - 1, imports, tree };
}

function importOf(node: ts.Node): Import | undefined {
  if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
    return { from: node.moduleSpecifier.text, typeOnly: isTypeOnly(node.importClause) };
  }
  if (ts.isExportDeclaration(node) && node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier)) {
    return { from: node.moduleSpecifier.text, typeOnly: node.isTypeOnly };
  }
  const isDynamic = ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword;
  const argument = isDynamic ? node.arguments[0] : undefined;
  if (argument && ts.isStringLiteral(argument)) return { from: argument.text, typeOnly: false };
  return undefined;
}

/** With `verbatimModuleSyntax`, only `import type` leaves nothing; `import { type A }` still loads the module. */
function isTypeOnly(clause: ts.ImportClause | undefined): boolean {
  return clause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
}
