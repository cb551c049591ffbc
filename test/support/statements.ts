import { join } from 'node:path';
import ts from 'typescript';

const ROOT = join(import.meta.dirname, '..', '..');
const SRC = join(ROOT, 'src');
const MOST_VARIANTS = 64;

/** A place in src that asks the database something. */
export interface Asked {
  /** `doses/doses.store.ts:120` */
  readonly place: string;
  /** `doses/doses.store.ts save`: what a list can name it by. */
  readonly name: string;
  readonly by: string;
  /** All that it may come to, by the values its parts may have; or why it cannot be told. */
  readonly statements: readonly string[] | Unresolved;
  /** What it says a row has, of those it reads or writes: null where it takes none. */
  readonly row: ts.Type | null;
}

export class Unresolved extends Error {
  constructor(readonly reason: string) {
    super(reason);
  }
}

/** Values for what only the run knows, by the name of the place and of the parameter. */
export type Given = Readonly<Record<string, Readonly<Record<string, readonly unknown[]>>>>;

/** What asks, by the file that declares it; `queries` are what a part adds to a statement with others. */
const ASKING: Readonly<Record<string, string>> = {
  rows: 'platform/database/sql.ts',
  affected: 'platform/database/sql.ts',
  insertRow: 'platform/database/sql.ts',
  insertRowUnless: 'platform/database/sql.ts',
  updateRow: 'platform/database/sql.ts',
  TableCache: 'platform/database/table-cache.ts',
  queries: 'platform/database/write-buffer.ts',
};

/** Finds each statement of src with the compiler, and works out its text from the constants and functions it is made of. */
export class Statements {
  readonly checker: ts.TypeChecker;
  /** Mentions of what asks that are no call: a statement could get past us there. */
  readonly passedOn: string[] = [];
  private readonly files: readonly ts.SourceFile[];
  private readonly calls = new Map<string, ts.CallExpression[]>();
  private readonly known = new Map<ts.Node, readonly unknown[]>();

  constructor(private readonly given: Given) {
    const config = ts.readConfigFile(join(ROOT, 'tsconfig.json'), (path) => ts.sys.readFile(path));
    const { fileNames, options } = ts.parseJsonConfigFileContent(config.config, ts.sys, ROOT);
    const program = ts.createProgram(fileNames, { ...options, noEmit: true, incremental: false, tsBuildInfoFile: undefined }); // prettier-ignore
    this.checker = program.getTypeChecker();
    this.files = program
      .getSourceFiles()
      .filter(({ fileName }) => fileName.startsWith(`${SRC}/`) && !fileName.includes('/migrations/'));
  }

  all(): Asked[] {
    const mentions: ts.Identifier[] = [];
    for (const file of this.files) this.walk(file, mentions);
    return mentions.flatMap((mention) => {
      const { parent, text } = mention;
      if (text === 'queries') return ts.isPropertyAssignment(parent) ? [this.askedByPart(parent)] : [];
      if (!this.asks(mention) || inFile(mention) === ASKING[text]) return [];
      if (ts.isCallExpression(parent) && parent.expression === mention) return [this.asked(parent, text)];
      if (ts.isNewExpression(parent) && parent.expression === mention) return [this.askedByCache(parent)];
      if (!ts.isImportSpecifier(parent)) this.passedOn.push(placeOf(mention));
      return [];
    });
  }

  /** Each call by the name it calls, and each mention of one that asks. */
  private walk(node: ts.Node, mentions: ts.Identifier[]): void {
    if (ts.isCallExpression(node)) {
      const name = ts.isPropertyAccessExpression(node.expression)
        ? node.expression.name.text
        : node.expression.getText();
      this.calls.set(name, [...(this.calls.get(name) ?? []), node]);
    }
    if (ts.isIdentifier(node) && node.text in ASKING) mentions.push(node);
    ts.forEachChild(node, (child) => this.walk(child, mentions));
  }

  private asks(mention: ts.Identifier): boolean {
    const declared = this.declarationOf(mention);
    const isPlace = declared && (ts.isFunctionDeclaration(declared) || ts.isClassDeclaration(declared));
    return Boolean(isPlace) && inFile(declared!) === ASKING[mention.text];
  }

  private askedByPart(part: ts.PropertyAssignment): Asked {
    const statements = this.told(() =>
      this.values(part.initializer, part).map((queries) => `WITH ${(queries as string[]).join(', ')} SELECT 1`),
    );
    return { place: placeOf(part), name: nameOf(part), by: 'queries', statements, row: null };
  }

  /** Its statement is made of what it is given: table, key, columns. */
  private askedByCache(made: ts.NewExpression): Asked {
    const [table, key = ['id'], columns = []] = made.arguments!.map((given) => this.values(given, made)[0] as string[]);
    const named = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(', ');
    const row = this.checker.getTypeFromTypeNode(made.typeArguments![0]!);
    const statements = [`SELECT ${named(columns) || '*'} FROM "${String(table)}" ORDER BY ${named(key)}`];
    return { place: placeOf(made), name: nameOf(made), by: 'TableCache', statements, row };
  }

  private asked(call: ts.CallExpression, by: string): Asked {
    const about = { place: placeOf(call), name: nameOf(call), by };
    const [, first, second, third] = call.arguments;
    if (by === 'insertRowUnless') return { ...about, ...this.written(second!, third!) };
    if (by === 'insertRow' || by === 'updateRow') return { ...about, ...this.written(first!, second!) };
    const statements = this.told(() => this.values(first!, call) as string[]);
    return { ...about, statements, row: by === 'rows' ? this.rowOf(call) : null };
  }

  /** A row is written into the columns that its fields name: they are asked for as if they were read. */
  private written(table: ts.Expression, written: ts.Expression): Pick<Asked, 'statements' | 'row'> {
    const row = this.checker.getTypeAtLocation(written);
    const fields = this.checker.getPropertiesOfType(row).map(({ name }) => `"${name}"`);
    return { statements: [`SELECT ${fields.join(', ')} FROM "${String(this.values(table, table)[0])}"`], row };
  }

  /** What a call of `rows` says each row is: null where nobody looks at it. */
  private rowOf(call: ts.CallExpression): ts.Type | null {
    const answer = this.checker.getTypeAtLocation(call);
    const [list] = this.checker.getTypeArguments(answer as ts.TypeReference);
    const [row] = list ? this.checker.getTypeArguments(list as ts.TypeReference) : [];
    return !row || row.flags & ts.TypeFlags.Unknown ? null : row;
  }

  private told(work: () => string[]): readonly string[] | Unresolved {
    try {
      return [...new Set(work())];
    } catch (error) {
      if (error instanceof Unresolved) return error;
      throw error;
    }
  }

  /** All values that an expression may have. */
  private values(node: ts.Expression | ts.FunctionDeclaration, at: ts.Node): readonly unknown[] {
    const known = this.known.get(node);
    if (known) return known;
    const free = this.freeIn(node);
    let scopes: readonly (readonly unknown[])[] = [[]];
    for (const identifier of free.values()) {
      const values = this.valuesOf(identifier, at);
      scopes = scopes.flatMap((scope) => values.map((value) => [...scope, value]));
      if (scopes.length > MOST_VARIANTS) throw new Unresolved(`more than ${MOST_VARIANTS} variants`);
    }
    // eslint-disable-next-line @typescript-eslint/no-implied-eval -- what is evaluated is an expression of our own source
    const make = new Function(...free.keys(), `return (${javascript(node)}\n)`);
    const values = scopes.map((scope) => make(...scope) as unknown);
    this.known.set(node, values);
    return values;
  }

  /** What an expression takes from around it, by name; what JavaScript itself has is left out. */
  private freeIn(node: ts.Node): ReadonlyMap<string, ts.Identifier> {
    const free = new Map<string, ts.Identifier>();
    const visit = (each: ts.Node): void => {
      if (each.kind === ts.SyntaxKind.ThisKeyword) throw new Unresolved(`${each.parent.getText()} of an instance`);
      if (ts.isTypeNode(each)) return;
      if (ts.isIdentifier(each) && isRead(each)) {
        const declared = this.declarationOf(each);
        if (!declared) throw new Unresolved(`${each.text} has no declaration`);
        const isInside = declared.pos >= node.pos && declared.end <= node.end && declared.getSourceFile() === node.getSourceFile(); // prettier-ignore
        if (!isInside && !declared.getSourceFile().fileName.includes('/typescript/lib/')) free.set(each.text, each);
      }
      ts.forEachChild(each, visit);
    };
    visit(node);
    return free;
  }

  private valuesOf(identifier: ts.Identifier, at: ts.Node): readonly unknown[] {
    const given = this.given[nameOf(identifier)]?.[identifier.text];
    if (given) return given;
    const declared = this.declarationOf(identifier)!;
    if (ts.isFunctionDeclaration(declared) && declared.body) return this.values(declared, declared);
    const literals = this.literalsOf(this.checker.getTypeAtLocation(identifier));
    if (literals) return literals;
    if (ts.isVariableDeclaration(declared) && declared.initializer && ts.isIdentifier(declared.name))
      return this.values(declared.initializer, declared);
    if (ts.isParameter(declared) && ts.isIdentifier(declared.name)) return this.argumentsFor(declared);
    throw new Unresolved(`${identifier.text} in ${placeOf(at)}`);
  }

  private literalsOf(type: ts.Type): readonly unknown[] | null {
    const parts = type.isUnion() ? type.types : [type];
    if (parts.every((part) => part.isStringLiteral())) return parts.map(({ value }) => value);
    return type.flags & ts.TypeFlags.Boolean ? [false, true] : null;
  }

  /** What those who call give for a parameter. */
  private argumentsFor(parameter: ts.ParameterDeclaration): readonly unknown[] {
    const called = parameter.parent;
    const place = called.parameters.indexOf(parameter);
    const name = called.name ?? (ts.isVariableDeclaration(called.parent) ? called.parent.name : null);
    const calls = (name ? (this.calls.get(name.getText()) ?? []) : []).filter(
      (call) => this.checker.getResolvedSignature(call)?.declaration === called,
    );
    if (calls.length === 0) throw new Unresolved(`nobody is seen to give ${parameter.name.getText()}`);
    return [
      ...new Set(
        calls.flatMap((call) => {
          const argument = call.arguments[place] ?? parameter.initializer;
          return argument ? this.values(argument, call) : [undefined];
        }),
      ),
    ];
  }

  private declarationOf(identifier: ts.Identifier): ts.Declaration | undefined {
    const symbol = ts.isShorthandPropertyAssignment(identifier.parent)
      ? this.checker.getShorthandAssignmentValueSymbol(identifier.parent)
      : this.checker.getSymbolAtLocation(identifier);
    if (!symbol) return undefined;
    const aliased = symbol.flags & ts.SymbolFlags.Alias ? this.checker.getAliasedSymbol(symbol) : symbol;
    return aliased.valueDeclaration ?? aliased.declarations?.[0];
  }
}

const inFile = (node: ts.Node): string => node.getSourceFile().fileName.slice(SRC.length + 1);

function placeOf(node: ts.Node): string {
  const { line } = node.getSourceFile().getLineAndCharacterOfPosition(node.getStart());
  return `${inFile(node)}:${line + 1}`;
}

function nameOf(node: ts.Node): string {
  const around = ts.findAncestor(node, (each) => ts.isMethodDeclaration(each) || ts.isFunctionDeclaration(each));
  return `${inFile(node)} ${(around as ts.MethodDeclaration | undefined)?.name.getText() ?? ''}`.trim();
}

/** Whether a name is read as a value, and is not only what something is called. */
function isRead(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node;
  if (
    ts.isFunctionDeclaration(parent) ||
    ts.isParameter(parent) ||
    ts.isVariableDeclaration(parent) ||
    ts.isBindingElement(parent)
  )
    // prettier-ignore
    return parent.name !== node && !(ts.isBindingElement(parent) && parent.propertyName === node);
  return true;
}

function javascript(node: ts.Node): string {
  const text = node.getText().replace(/^export\s+/, '');
  const { outputText } = ts.transpileModule(`(${text})`, {
    compilerOptions: { target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.ESNext },
  });
  return outputText
    .replace(/^"use strict";/, '')
    .trim()
    .replace(/;$/, '');
}
