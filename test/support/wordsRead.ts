import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

type Uses = {
  /** Paths that a chain of names reaches: "words/jobs/title". A branch among them was handed on whole. */
  readonly reached: Set<string>;
  /** Paths that a function was given. */
  readonly whole: Set<string>;
  /** Names that are taken from something this reader cannot follow, such as a parameter. */
  readonly loose: Set<string>;
};

const sourcesUnder = (folder: string): string[] => readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name)).map((name) => join(folder, name));

/** Type positions name a table without reading a word of it. */
const isType = (node: ts.Node): boolean => ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node);

function plain(node: ts.Expression): ts.Expression {
  let bare = node;
  while (ts.isNonNullExpression(bare) || ts.isParenthesizedExpression(bare) || ts.isAsExpression(bare) || ts.isSatisfiesExpression(bare)) bare = bare.expression;
  return bare;
}

/** What each name of a file may stand for: imported and declared tables, and branches kept under a shorter name. */
function readAliases(file: ts.SourceFile, groups: ReadonlySet<string>): Map<string, Set<string>> {
  const aliases = new Map<string, Set<string>>();
  const add = (name: string, path: string): void => void aliases.set(name, (aliases.get(name) ?? new Set()).add(path));
  const visit = (node: ts.Node): void => {
    if (ts.isImportSpecifier(node) && groups.has((node.propertyName ?? node.name).text)) add(node.name.text, (node.propertyName ?? node.name).text);
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && groups.has(node.name.text) && file.fileName.includes('/strings/')) add(node.name.text, node.name.text);
    if (ts.isVariableDeclaration(node) && node.initializer) {
      for (const path of pathsOf(node.initializer, aliases)) {
        if (ts.isIdentifier(node.name)) add(node.name.text, path);
        else if (ts.isObjectBindingPattern(node.name)) for (const { name, propertyName } of node.name.elements) if (ts.isIdentifier(name)) add(name.text, `${path}/${propertyName && ts.isIdentifier(propertyName) ? propertyName.text : name.text}`);
      }
    }
    ts.forEachChild(node, visit);
  };
  // Twice: a function may use an alias that stands below it.
  visit(file);
  visit(file);
  return aliases;
}

/** The paths that an expression may mean; none when it is no word. */
function pathsOf(expression: ts.Expression, aliases: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const node = plain(expression);
  if (ts.isIdentifier(node)) return [...(aliases.get(node.text) ?? [])];
  if (ts.isPropertyAccessExpression(node)) return pathsOf(node.expression, aliases).map((path) => `${path}/${node.name.text}`);
  if (ts.isElementAccessExpression(node) && ts.isStringLiteralLike(node.argumentExpression)) return pathsOf(node.expression, aliases).map((path) => `${path}/${(node.argumentExpression as ts.StringLiteralLike).text}`);
  // A branch chosen by a value: any of its children, written as a star.
  if (ts.isElementAccessExpression(node)) return pathsOf(node.expression, aliases).map((path) => `${path}/*`);
  if (ts.isConditionalExpression(node)) return [...pathsOf(node.whenTrue, aliases), ...pathsOf(node.whenFalse, aliases)];
  return [];
}

function readFile(path: string, groups: ReadonlySet<string>, uses: Uses): void {
  const file = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true, path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS);
  const aliases = readAliases(file, groups);
  const visit = (node: ts.Node): void => {
    if (isType(node) || ts.isImportDeclaration(node)) return;
    if (ts.isStringLiteralLike(node)) uses.loose.add(node.text);
    // A function that is given a whole table picks its word by a name from elsewhere.
    if (ts.isCallExpression(node)) for (const argument of node.arguments) for (const found of pathsOf(argument, aliases)) uses.whole.add(found);
    if (ts.isIdentifier(node) || ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) {
      const paths = pathsOf(node, aliases);
      for (const found of paths) uses.reached.add(found);
      if (ts.isPropertyAccessExpression(node) && paths.length === 0) uses.loose.add(node.name.text);
      if (paths.length > 0) {
        // The inside of a chain is not a use of its own; the index of an element is.
        if (ts.isElementAccessExpression(node)) visit(node.argumentExpression);
        return;
      }
    }
    if (ts.isVariableDeclaration(node) && node.initializer && !ts.isConditionalExpression(plain(node.initializer)) && pathsOf(node.initializer, aliases).length > 0) return;
    if (ts.isBindingElement(node) && ts.isIdentifier(node.propertyName ?? node.name)) uses.loose.add(((node.propertyName ?? node.name) as ts.Identifier).text);
    ts.forEachChild(node, (child) => {
      if ((ts.isVariableDeclaration(node) || ts.isPropertyAssignment(node) || ts.isBindingElement(node)) && child === node.name) return;
      if (ts.isPropertyAccessExpression(node) && child === node.name) return;
      visit(child);
    });
  };
  visit(file);
}

/** Only these can read a word: the page, and who imports its words for a shell. */
const readsWords = (path: string): boolean => !/\/strings\/[\w-]+\//.test(path) && (path.includes('/renderer/') || readFileSync(path, 'utf8').includes('renderer/strings/'));

const matches = (star: readonly string[], parts: readonly string[]): boolean => star.length <= parts.length && star.every((part, at) => part === '*' || part === parts[at]);

/**
 * Says of a word's path (["words", "jobs", "title"]) whether code reads it. It follows names through a file's own aliases; of a
 * branch that is handed on whole it counts a child as read when any code takes that name from something it cannot follow. So it
 * may let a dead word pass, and accuses none that is alive.
 */
export function readWordUses(folders: readonly string[], groups: ReadonlySet<string>): (path: readonly string[]) => boolean {
  const uses: Uses = { reached: new Set(), whole: new Set(), loose: new Set() };
  for (const folder of folders) for (const path of sourcesUnder(folder)) if (readsWords(path)) readFile(path, groups, uses);
  const starred = [...uses.reached].filter((path) => path.includes('*')).map((path) => path.split('/'));
  // What is taken of a text or a list ("title.length", "steps.*") reads the text.
  const touched = new Set([...uses.reached].flatMap((path) => path.split('/').map((_part, at, all) => all.slice(0, at + 1).join('/'))));
  const escapes = (branch: readonly string[]): boolean => uses.reached.has(branch.join('/')) || starred.some((star) => star.length === branch.length && matches(star, branch));
  return (path) =>
    path.some((_part, at) => uses.whole.has(path.slice(0, at + 1).join('/'))) ||
    touched.has(path.join('/')) ||
    starred.some((star) => star.length >= path.length && matches(star.slice(0, path.length), path)) ||
    path.some((_part, at) => at > 0 && escapes(path.slice(0, at)) && path.slice(at).every((part) => uses.loose.has(part)));
}
