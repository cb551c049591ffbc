import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';

/** The laws that imports cannot show; the others are in .config/dependency-cruiser.cjs. */
describe('the laws of the house', () => {
  it('reads the wall clock in platform/clock only', () => {
    const wallClock =
      /\bnew Date\(\s*\)|(?<!new )\bDate\(\s*\)|\bDate\.now\b|\bTemporal\.Now\b|\bperformance\.now\b|\bhrtime\b/;
    expect(offences(wallClock, { except: [/^platform\/clock\//, ...OUTSIDE] })).toEqual([]);
  });

  it('decides nothing in SQL by the clock of the database', () => {
    const sqlClock =
      /(?<![.\w])now\(\)(?!\s*[:{])|\bCURRENT_(TIMESTAMP|DATE|TIME)\b|\bLOCALTIME|\b(clock|statement|transaction)_timestamp\(/i;
    // There it has a name, for ages of what another process wrote.
    expect(offences(sqlClock, { except: [/^platform\/clock\/database-time\.ts$/, ...OUTSIDE] })).toEqual([]);
  });

  it('reads the environment in platform/config only', () => {
    expect(
      offences(/\bprocess\s*\.\s*env\b|\benv\b.*from 'node:process'/, { except: [/^platform\/config\//] }),
    ).toEqual([]);
  });

  it('writes a list of states once, in the rules: SQL has it from there', () => {
    expect(offences(/"state"\s+(NOT )?IN \('/, { except: [/^platform\/database\/migrations\//] })).toEqual([]);
  });

  it('keeps rules synchronous', () => {
    expect(offences(/\basync\b|\bawait\b|\bPromise\b/, { only: /\.rules\.ts$/ })).toEqual([]);
  });

  it('exports by name, and has no enums', () => {
    expect(offences(/^\s*export default\b|^\s*(export )?(const )?enum\b/m, { except: [/vite\.config\.ts$/] })).toEqual(
      [],
    );
  });
});

/** Law 8: what tells of its failures by an `error` event, or fails with nobody waiting, ends the process unless somebody listens. */
describe('raw emitters', () => {
  it('get their error listener at birth, through the one helper', () => {
    expect(gatewayFiles().flatMap(unheardBirths)).toEqual([]);
  });

  it('hand out connections only to who gives them their listener', () => {
    expect(gatewayFiles().flatMap(unheardConnections)).toEqual([]);
  });

  it('are watched by timers that outlive a failed look', () => {
    expect(gatewayFiles().flatMap(bareIntervals)).toEqual([]);
  });

  it('begin nothing whose failure nobody hears', () => {
    expect(gatewayFiles().flatMap(unheardPromises)).toEqual([]);
  });

  it.each([
    ["import { connect } from 'node:net'; connect(1);", 1],
    ["import { connect as dial } from 'node:tls'; const s = dial(1).on('error', f);", 1],
    ["import net from 'node:net'; net.createServer();", 1],
    ["import * as http from 'node:http'; http.createServer().on('error', f);", 1],
    ["import pg from 'pg'; const c = new pg.Client({});", 1],
    ["import { EventEmitter } from 'node:events'; const e = new EventEmitter();", 1],
    ["import { Aedes } from 'aedes'; class Mine extends Aedes {} const m = new Mine();", 1],
    ["import { connect } from 'node:net'; withErrorListener(connect(1), f);", 0],
    ["import { connect } from 'node:net'; withErrorListener(connect(1).setNoDelay(), f);", 0],
    ["import pg from 'pg'; class P extends pg.Client { constructor() { super(); withErrorListener(this, f); } }", 0],
    [
      "import type { Server } from 'node:net'; import { setTimeout as pause } from 'node:timers/promises'; pause(1);",
      0,
    ],
  ])('are known when they are born: %s', (text, births) => {
    expect(unheardBirths({ name: 'x.ts', source: parse('x.ts', text) })).toHaveLength(births);
  });

  it.each([
    ["server.on('connection', (socket) => take(socket));", 1],
    ["server.prependListener('upgrade', (request, socket) => socket.end());", 1],
    ["import { createServer } from 'node:net'; withErrorListener(createServer({}, (socket) => take(socket)), f);", 1],
    ["server.on('upgrade', (request, duplex) => { const socket = withErrorListener(duplex, f); });", 0],
    ["server.on('request', (request, response) => take(response));", 0],
  ])('are known when they are handed out: %s', (text, unheard) => {
    expect(unheardConnections({ name: 'x.ts', source: parse('x.ts', text) })).toHaveLength(unheard);
  });

  it.each([
    ['setInterval(() => void look(), 1_000);', 1],
    ['on(() => void look().finally(done));', 1],
    ['void look().then(done);', 1],
    ['void (isOpen && look());', 1],
    ['void look().catch(tell);', 0],
    ["void reply.status(200).send('');", 0],
    ['const done = async () => void (await look());', 0],
  ])('are known when they begin something: %s', (text, unheard) => {
    expect(unheardPromises({ name: 'x.ts', source: parse('x.ts', text) })).toHaveLength(unheard);
  });
});

interface File {
  readonly name: string;
  readonly source: ts.SourceFile;
}

const HELPER = 'withErrorListener';
/** Where the helper itself stands. */
const HELPERS_HOME = /^platform\/emitters\.ts$/;
/** What is born of these modules speaks by events, and by `error` when it fails. */
const BIRTHS: Readonly<Record<string, readonly string[]>> = {
  'node:net': ['createServer', 'connect', 'createConnection', 'Socket', 'Server'],
  'node:tls': ['createServer', 'connect', 'TLSSocket', 'Server'],
  'node:http': ['createServer', 'request', 'get', 'Server', 'Agent'],
  'node:https': ['createServer', 'request', 'get', 'Server'],
  'node:http2': ['createServer', 'createSecureServer', 'connect'],
  'node:dgram': ['createSocket'],
  'node:child_process': ['spawn', 'fork', 'exec', 'execFile'],
  'node:worker_threads': ['Worker'],
  'node:cluster': ['fork'],
  'node:fs': ['createReadStream', 'createWriteStream', 'watch'],
  'node:stream': ['Readable', 'Writable', 'Duplex', 'Transform', 'PassThrough'],
  'node:events': ['EventEmitter'],
  ws: ['WebSocket', 'WebSocketServer', 'createWebSocketStream'],
  mqtt: ['connect', 'connectAsync', 'MqttClient'],
  aedes: ['Aedes'],
  pg: ['Client', 'Pool'],
  ioredis: ['Redis', 'Cluster'],
  bullmq: ['Queue', 'Worker', 'QueueEvents', 'FlowProducer'],
  pino: ['destination', 'transport'],
};
const LISTENS = /^(on|once|addListener|prependListener|prependOnceListener)$/;
const HANDS_OUT = /^(connection|secureConnection|upgrade)$/;

/** All but the page, which lives in a browser. */
const gatewayFiles = (): File[] =>
  sources()
    .filter((name) => !/^console\/web\/|\.spec\.tsx?$/.test(name) && !HELPERS_HOME.test(name))
    .map((name) => ({ name, source: parse(name, readFileSync(join(SRC, name), 'utf8')) }));

/** Where an emitter is made, or made anew by a class, and not given to the helper. */
function unheardBirths({ name, source }: File): string[] {
  const births = bornOf(source);
  const found: string[] = [];
  visit(source, (node) => {
    if (ts.isClassLike(node)) {
      const parent = node.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword)?.types[0];
      if (!parent || !births.has(parent.expression.getText(source))) return;
      // One that listens to itself needs no other.
      if (new RegExp(`\\b${HELPER}\\(this\\b`).test(node.getText(source))) return;
      if (node.name) births.set(node.name.text, node.name.text);
      else found.push(place(name, source, node));
      return;
    }
    if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) return;
    if (births.has(node.expression.getText(source)) && !isGivenToHelper(node)) found.push(place(name, source, node));
  });
  return found;
}

/** The names under which a file makes emitters, and what their module calls them. */
function bornOf(source: ts.SourceFile): Map<string, string> {
  const names = new Map<string, string>();
  for (const { moduleSpecifier, importClause } of source.statements.filter(ts.isImportDeclaration)) {
    const module = (moduleSpecifier as ts.StringLiteral).text;
    const makers = BIRTHS[module] ?? BIRTHS[`node:${module}`];
    if (!makers || !importClause || importClause.phaseModifier === ts.SyntaxKind.TypeKeyword) continue;
    const { name: whole, namedBindings } = importClause;
    const wholes = [whole, namedBindings && ts.isNamespaceImport(namedBindings) ? namedBindings.name : undefined];
    for (const each of wholes) if (each) for (const maker of makers) names.set(`${each.text}.${maker}`, maker);
    if (!namedBindings || !ts.isNamedImports(namedBindings)) continue;
    for (const { name, propertyName, isTypeOnly } of namedBindings.elements) {
      const maker = (propertyName ?? name).text;
      if (!isTypeOnly && makers.includes(maker)) names.set(name.text, maker);
    }
  }
  return names;
}

/** Also by way of calls on it that answer itself, and of a cast. */
function isGivenToHelper(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isCallExpression(parent) && parent.arguments[0] === node) return parent.expression.getText() === HELPER;
  const goesOn =
    ts.isAsExpression(parent) ||
    ts.isParenthesizedExpression(parent) ||
    ts.isPropertyAccessExpression(parent) ||
    (ts.isCallExpression(parent) && parent.expression === node);
  return goesOn && isGivenToHelper(parent);
}

/** Where a listener is handed a raw connection, and does not give it its own listener. */
function unheardConnections({ name, source }: File): string[] {
  const births = bornOf(source);
  const found: string[] = [];
  visit(source, (node) => {
    if (!ts.isCallExpression(node)) return;
    const { expression, arguments: given } = node;
    const [event] = given;
    const isListening =
      ts.isPropertyAccessExpression(expression) &&
      LISTENS.test(expression.name.text) &&
      event !== undefined &&
      ts.isStringLiteral(event) &&
      HANDS_OUT.test(event.text);
    const isServing = births.get(expression.getText(source)) === 'createServer';
    const listener = isListening ? given[1] : isServing ? given.find((each) => ts.isFunctionLike(each)) : undefined;
    if (listener && !listener.getText(source).includes(`${HELPER}(`)) found.push(place(name, source, node));
  });
  return found;
}

/** Timers that go on are made by the helper `every`, which hears of what fails. */
function bareIntervals({ name, source }: File): string[] {
  const found: string[] = [];
  visit(source, (node) => {
    if (ts.isCallExpression(node) && node.expression.getText(source) === 'setInterval')
      found.push(place(name, source, node));
  });
  return found;
}

/**
 * Where `void` throws an answer away that may be a failure: all but what was awaited, what is caught, and a reply of Fastify, which can be
 * waited for and fails nowhere.
 */
function unheardPromises({ name, source }: File): string[] {
  const found: string[] = [];
  visit(source, (node) => {
    if (!ts.isVoidExpression(node)) return;
    let thrown: ts.Expression = node.expression;
    while (ts.isParenthesizedExpression(thrown)) thrown = thrown.expression;
    const isCaught =
      ts.isCallExpression(thrown) &&
      ts.isPropertyAccessExpression(thrown.expression) &&
      thrown.expression.name.text === 'catch';
    const isReply = /^reply\./.test(thrown.getText(source));
    if (!isCaught && !isReply && !ts.isAwaitExpression(thrown)) found.push(place(name, source, node));
  });
  return found;
}

function visit(node: ts.Node, look: (node: ts.Node) => void): void {
  look(node);
  node.forEachChild((child) => visit(child, look));
}

const parse = (name: string, text: string): ts.SourceFile =>
  ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true);

const place = (name: string, source: ts.SourceFile, node: ts.Node): string =>
  `${name}:${source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1}`;

/** Those who live by their own clock: the fleet, the browser, and the demo, which sets ours. */
const OUTSIDE = [/^simulator\//, /^demo\b/, /^console\/web\//, /\.spec\.tsx?$/];
const SRC = join(import.meta.dirname, '..', '..', 'src');

function offences(pattern: RegExp, { only, except = [] }: { only?: RegExp; except?: RegExp[] }): string[] {
  return sources()
    .filter((file) => (!only || only.test(file)) && !except.some((exception) => exception.test(file)))
    .filter((file) => pattern.test(codeOf(file)));
}

function sources(): string[] {
  return readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file));
}

/** The file without its comments, which may speak of what the code may not do; strings stay, since SQL lives in them. */
function codeOf(file: string): string {
  const source = ts.createSourceFile(file, readFileSync(join(SRC, file), 'utf8'), ts.ScriptTarget.Latest, true);
  const text = source.text;
  let code = text;
  const blank = ({ pos, end }: ts.CommentRange) => {
    code = code.slice(0, pos) + ' '.repeat(end - pos) + code.slice(end);
  };
  const visit = (node: ts.Node): void => {
    ts.getLeadingCommentRanges(text, node.pos)?.forEach(blank);
    ts.getTrailingCommentRanges(text, node.end)?.forEach(blank);
    node.getChildren(source).forEach(visit);
  };
  visit(source);
  return code;
}
