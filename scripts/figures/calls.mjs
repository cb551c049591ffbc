import ts from 'typescript';
import { isSpec } from './program.mjs';

/**
 * Who calls whom in the product, as the compiler resolves it: a graph of functions, methods and top-level names, each known as
 * `file#Name` or `file#Class.method`. A row of `line.ts` is known as `src/line.ts#fact.type`. What is reached through an interface
 * leads to everything that implements it.
 */
export function readCalls({ checker, sources }) {
  const product = sources.filter(({ file }) => file.startsWith('src/') && !isSpec(file));
  const fileOf = new Map(product.map(({ source, file }) => [source, file]));
  const nodes = new Map();
  const implementers = new Map();
  for (const { source } of product) ts.forEachChild(source, (node) => noteImplements(checker, node, implementers));

  for (const { source, file } of product) {
    const within = (node, name) => {
      const key = `${file}#${name}`;
      const calls = nodes.get(key) ?? new Set();
      nodes.set(key, calls);
      collect(node, calls);
    };
    const collect = (node, calls) => {
      if (ts.isTypeNode(node) || ts.isImportDeclaration(node)) return;
      if (file === 'src/line.ts' && ts.isPropertyAssignment(node) && ts.isStringLiteral(node.name)) {
        within(node.initializer, node.name.text);
        return;
      }
      if (ts.isIdentifier(node)) for (const key of targetsOf(node)) calls.add(key);
      ts.forEachChild(node, (child) => collect(child, calls));
    };
    const targetsOf = (identifier) => {
      const found = checker.getSymbolAtLocation(identifier);
      const symbol = found && found.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(found) : found;
      return (symbol?.declarations ?? []).flatMap((declaration) => [
        ...keysOf(declaration, fileOf),
        ...(implementers.get(declaration) ?? []).flatMap((one) => keysOf(one, fileOf)),
      ]);
    };
    for (const statement of source.statements) {
      if (ts.isClassDeclaration(statement)) {
        const name = statement.name?.text ?? 'class';
        for (const member of statement.members) {
          const own = member.name?.getText(source);
          // What a class is made with is called by whoever makes it.
          within(
            member,
            ts.isConstructorDeclaration(member) || ts.isPropertyDeclaration(member) ? name : `${name}.${own}`,
          );
        }
      } else if (ts.isVariableStatement(statement)) {
        for (const declaration of statement.declarationList.declarations) {
          const name = declaration.name.getText(source);
          const object = declaration.initializer;
          if (object && ts.isObjectLiteralExpression(object))
            for (const property of object.properties)
              within(property, `${name}.${property.name?.getText(source) ?? ''}`);
          else within(declaration, name);
        }
      } else if (statement.name) within(statement, statement.name.getText(source));
    }
  }
  return nodes;
}

/** Of each member of an interface or of a class that others extend: the members that stand for it. */
function noteImplements(checker, node, implementers) {
  if (!ts.isClassDeclaration(node)) return;
  for (const clause of node.heritageClauses ?? []) {
    for (const each of clause.types) {
      const type = checker.getTypeAtLocation(each);
      for (const member of node.members) {
        const promised = member.name && type.getProperty(member.name.getText());
        for (const declaration of promised?.declarations ?? [])
          implementers.set(declaration, [...(implementers.get(declaration) ?? []), member]);
      }
    }
  }
}

/** The names a declaration goes by in the graph; none for what is local, a type, or not ours. */
function keysOf(declaration, fileOf) {
  const file = fileOf.get(declaration.getSourceFile());
  if (!file || !declaration.parent || ts.isInterfaceDeclaration(declaration) || ts.isTypeAliasDeclaration(declaration))
    return [];
  const { parent } = declaration;
  const name = declaration.name?.getText();
  if (ts.isClassDeclaration(declaration)) return [`${file}#${name}`];
  if (ts.isClassDeclaration(parent)) return [`${file}#${parent.name?.text}.${name}`];
  if (ts.isSourceFile(parent)) return [`${file}#${name}`];
  if (ts.isVariableDeclaration(declaration) && ts.isSourceFile(parent.parent.parent)) return [`${file}#${name}`];
  const isOfObject = ts.isObjectLiteralExpression(parent) && ts.isVariableDeclaration(parent.parent);
  return isOfObject ? [`${file}#${parent.parent.name.getText()}.${name}`] : [];
}
