import pg from 'pg';
import ts from 'typescript';
import type { Column } from './describe-statement.js';

const { BOOL, BYTEA, INT2, INT4, INT8, OID, FLOAT4, FLOAT8, NUMERIC, TEXT, VARCHAR, UUID, DATE, TIMESTAMPTZ, JSON, JSONB } =
  pg.types.builtins; // prettier-ignore
const [NAME, CHAR, VOID] = [19, 18, 2278];

type Kind = 'boolean' | 'Buffer' | 'number' | 'string' | 'Date' | 'JSON';

/** What pg makes of a column, with the parsers of the house. */
const KINDS: ReadonlyMap<number, Kind> = new Map<number, Kind>([
  [BOOL, 'boolean'],
  [BYTEA, 'Buffer'],
  ...[INT2, INT4, INT8, OID, FLOAT4, FLOAT8].map((oid) => [oid, 'number'] as const),
  ...[NUMERIC, TEXT, VARCHAR, NAME, CHAR, UUID, VOID].map((oid) => [oid, 'string'] as const),
  ...[DATE, TIMESTAMPTZ].map((oid) => [oid, 'Date'] as const),
  ...[JSON, JSONB].map((oid) => [oid, 'JSON'] as const),
]);
/** Of arrays, what is in them. */
const ELEMENTS: ReadonlyMap<number, Kind> = new Map<number, Kind>([
  [1000, 'boolean'],
  [1007, 'number'],
  [1016, 'number'],
  [1009, 'string'],
  [2951, 'string'],
  [1185, 'Date'],
  [3807, 'JSON'],
]);

/** What a row type says that the columns do not hold: nothing where they agree. A column that it does not name is nobody's. */
export function disagreements(checker: ts.TypeChecker, row: ts.Type, columns: readonly Column[]): string[] {
  return checker.getPropertiesOfType(row).flatMap((field) => {
    const column = columns.find(({ name }) => name === field.name);
    if (!column) return field.flags & ts.SymbolFlags.Optional ? [] : [`${field.name} is no column`];
    const type = checker.getNonNullableType(checker.getTypeOfSymbol(field));
    if (holds(checker, type, column.dataTypeID)) return [];
    return [`${field.name} is ${checker.typeToString(type)}, and the column is ${said(column.dataTypeID)}`];
  });
}

function holds(checker: ts.TypeChecker, type: ts.Type, oid: number): boolean {
  if (type.flags & (ts.TypeFlags.Unknown | ts.TypeFlags.Any | ts.TypeFlags.Never)) return true;
  const element = ELEMENTS.get(oid);
  if (element === undefined) return isOf(checker, type, KINDS.get(oid));
  const [of] = checker.isArrayType(type) ? checker.getTypeArguments(type as ts.TypeReference) : [];
  return of !== undefined && isOf(checker, checker.getNonNullableType(of), element);
}

function isOf(checker: ts.TypeChecker, type: ts.Type, kind: Kind | undefined): boolean {
  const parts = type.isUnion() ? type.types : [type];
  return parts.every((part) => {
    if (kind === 'JSON') return isJson(checker, part);
    if (kind === 'boolean') return Boolean(part.flags & ts.TypeFlags.BooleanLike);
    if (kind === 'number') return Boolean(part.flags & ts.TypeFlags.NumberLike);
    if (kind === 'string') return Boolean(part.flags & ts.TypeFlags.StringLike);
    return kind === part.symbol?.name || (kind === 'Buffer' && part.symbol?.name === 'Uint8Array');
  });
}

/** JSON knows no instant and no bytes: they come out of it as strings. */
function isJson(checker: ts.TypeChecker, type: ts.Type, depth = 0): boolean {
  if (type.isUnion()) return type.types.every((part) => isJson(checker, part, depth));
  if (['Date', 'Buffer'].includes(type.symbol?.name)) return false;
  if (!(type.flags & ts.TypeFlags.Object) || depth > 4) return true;
  if (checker.isArrayType(type))
    return isJson(checker, checker.getTypeArguments(type as ts.TypeReference)[0]!, depth + 1);
  return checker.getPropertiesOfType(type).every((field) => isJson(checker, checker.getTypeOfSymbol(field), depth + 1));
}

const said = (oid: number): string =>
  ELEMENTS.has(oid) ? `an array of ${ELEMENTS.get(oid)}` : (KINDS.get(oid) ?? `of type ${oid}`);
