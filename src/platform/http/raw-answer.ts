import { STATUS_CODES } from 'node:http';
import { Problem } from '../errors/problem.js';
import { GUARDS } from './guard-headers.js';

/** An answer for a socket on which no request can be answered the ordinary way: a problem, and the end of the connection. */
export function rawAnswer(status: number, detail: string, headers: Readonly<Record<string, string>> = {}): string {
  const body = JSON.stringify(new Problem(status, STATUS_CODES[status]!, detail));
  const head = {
    ...GUARDS,
    'content-type': 'application/problem+json',
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
    ...headers,
  };
  const lines = Object.entries(head).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${body}`;
}
