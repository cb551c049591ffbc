import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { filesUnder, isSpec, isTypeScript, lineOf, roomOf, walk } from './program.mjs';

/** By a generator. */
const IS_MADE = /\.types\.ts$/;
const LONG_LINES = 40;
const MANY_PARAMETERS = 5;

/** The figures that stand in the text itself: of `src` without its specs, and `any` also in the tests. */
export function count(root, { checker, sources }) {
  const product = sources.filter(({ file }) => file.startsWith('src/') && !isSpec(file));
  return {
    handlersInLine: handlersIn(product.find(({ file }) => file === 'src/line.ts').source),
    castsBetweenRooms: product.flatMap((one) => castsIn(checker, one)),
    ...functionsIn(product),
    any: {
      src: product.flatMap(anyIn),
      support: sources.filter(({ file }) => file.startsWith('test/support/')).flatMap(anyIn),
    },
    rooms: roomsIn(root),
  };
}

/** Who hears something: of the rows whose name is that of a fact, what stands in the list or is handed to `tell`. */
function handlersIn(source) {
  const heard = [];
  walk(source, (node) => {
    if (!ts.isPropertyAssignment(node) || !ts.isStringLiteral(node.name) || !node.name.text.includes('.')) return;
    const value = node.initializer;
    const listeners = value.arguments ?? value.elements ?? (ts.isArrowFunction(value) ? [value] : []);
    for (const listener of listeners) heard.push({ fact: node.name.text, by: nameOf(listener, source) });
  });
  const distinct = (some) => new Set(some.map(({ by }) => by)).size;
  const aboutCases = heard.filter(({ fact }) => /^(alert|task|escalation|incident)\./.test(fact));
  return { heard: heard.length, distinct: distinct(heard), aboutCases: distinct(aboutCases) };
}

/** `(turn, fact) => alerts.openForDose(turn, fact)` and `alerts.openForDose` are both the method. */
function nameOf(listener, source) {
  const body = ts.isArrowFunction(listener) ? listener.body : listener;
  return (ts.isCallExpression(body) ? body.expression : body).getText(source);
}

const NO_ROOMS = ['console/web', 'simulator', 'platform', 'demo', 'embedded-postgres'];

function castsIn(checker, { source, file }) {
  const found = [];
  walk(source, (node) => {
    if (isCastBetweenRooms(checker, node, file))
      found.push(`${file}:${lineOf(source, node)} ${node.getText(source).replace(/\s+/g, ' ')}`);
  });
  return found;
}

/** `x as T` in a room, where what is cast is (or is of) a fact another room told, or `T` is a type of another room. */
export function isCastBetweenRooms(checker, node, file) {
  const room = roomOf(file);
  if (room === null || NO_ROOMS.includes(room)) return false;
  if (!ts.isAsExpression(node) || ts.isConstTypeReference(node.type)) return false;
  // `x as unknown as T` is one cast.
  if (ts.isAsExpression(node.parent)) return false;
  return isOfFact(checker, node.expression) || isOfAnotherRoom(checker, node.type, room);
}

/** Whether the expression reads from a value whose type is called Fact. */
function isOfFact(checker, expression) {
  for (let at = expression; at; at = innerOf(at)) {
    const type = checker.getTypeAtLocation(at);
    const name = type.aliasSymbol?.name ?? type.symbol?.name;
    if (name === 'Fact') return true;
    if (ts.isIdentifier(at) && isBoundFromFact(checker, at)) return true;
  }
  return false;
}

function innerOf(node) {
  if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) return node.expression;
  if (ts.isAsExpression(node) || ts.isParenthesizedExpression(node) || ts.isNonNullExpression(node))
    return node.expression;
  return ts.isBinaryExpression(node) ? node.left : undefined;
}

/** `({ data }: Fact)` and `const { data } = fact`. */
function isBoundFromFact(checker, identifier) {
  const declaration = checker.getSymbolAtLocation(identifier)?.valueDeclaration;
  if (!declaration || !ts.isBindingElement(declaration)) return false;
  const type = checker.getTypeAtLocation(declaration.parent.parent);
  return (type.aliasSymbol?.name ?? type.symbol?.name) === 'Fact';
}

function isOfAnotherRoom(checker, typeNode, room) {
  let found = false;
  walk(typeNode, (node) => {
    if (!ts.isTypeReferenceNode(node)) return;
    const symbol = checker.getSymbolAtLocation(node.typeName);
    const declared = symbol && (symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol);
    const from = declared?.declarations?.[0]?.getSourceFile().fileName.match(/\/src\/([^/]+)\//)?.[1];
    if (from && from !== 'platform' && from !== room) found = true;
  });
  return found;
}

/** Of those that have a body: how many are long, how many ask for much. */
function functionsIn(product) {
  const long = [];
  const asking = [];
  let most = 0;
  for (const { source, file } of product) {
    walk(source, (node) => {
      if (!ts.isFunctionLike(node) || !node.body) return;
      const name = `${file}:${lineOf(source, node)} ${node.name?.getText(source) ?? ''}`.trim();
      const { line: first } = source.getLineAndCharacterOfPosition(node.getStart(source));
      const { line: last } = source.getLineAndCharacterOfPosition(node.end);
      const lines = last - first + 1;
      if (lines > LONG_LINES) long.push(`${name} (${lines})`);
      // What Nest hands a constructor it hands it by name.
      if (ts.isConstructorDeclaration(node)) return;
      most = Math.max(most, node.parameters.length);
      if (node.parameters.length > MANY_PARAMETERS) asking.push(`${name} (${node.parameters.length})`);
    });
  }
  return { functionsOver40Lines: long, functionsOver5Parameters: asking, mostParameters: most };
}

function anyIn({ source, file }) {
  const found = [];
  walk(source, (node) => {
    if (node.kind === ts.SyntaxKind.AnyKeyword) found.push(`${file}:${lineOf(source, node)}`);
  });
  return found;
}

/** Of each room how many files, without specs, how many in its fullest folder, and its largest file. */
function roomsIn(root) {
  const files = filesUnder(root, 'src').filter((file) => isTypeScript(file) && !isSpec(file) && !IS_MADE.test(file));
  return Object.entries(Object.groupBy(files, roomOf))
    .map(([room, those]) => {
      const folders = Object.values(Object.groupBy(those, (file) => file.slice(0, file.lastIndexOf('/'))));
      const [largest] = those
        .map((file) => ({ file, lines: linesOf(join(root, file)) }))
        .sort((a, b) => b.lines - a.lines);
      return { room, files: those.length, fullestFolder: Math.max(...folders.map((f) => f.length)), largest };
    })
    .sort((a, b) => b.files - a.files);
}

const linesOf = (path) => readFileSync(path, 'utf8').split('\n').length - 1;
