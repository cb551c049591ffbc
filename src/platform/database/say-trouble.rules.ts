import { codeOf } from './trouble.rules.js';

const WORDS: Readonly<Record<string, string>> = {
  '08001': 'it is not connected yet',
  '08006': 'it gave no answer',
  '08007': 'its standby has not confirmed what was written',
  '25006': 'it takes no writes: it is read-only',
  '28000': 'it refuses our login',
  '28P01': 'it refuses our login',
  '3D000': 'there is no database of that name',
  '40003': 'it gave no answer to a commit',
  '42501': 'it does not let us',
  '42703': 'its schema is another than this build knows',
  '42P01': 'its schema is another than this build knows',
  '53100': 'its disk is full',
  '53200': 'its memory is used up',
  '53300': 'it has no connection left',
  '55P03': 'somebody holds what was asked for',
  '57014': 'a statement was given up',
  '57P01': 'it is shutting down',
  '57P02': 'it has crashed, and comes back',
  '57P03': 'it is starting up',
  '58030': 'it cannot use its files',
  ECONNREFUSED: 'nobody listens there',
  ECONNRESET: 'the connection was cut',
  EAI_AGAIN: 'its name is not known',
  ENOTFOUND: 'its name is not known',
  ETIMEDOUT: 'it gave no answer',
};

/** What is wrong with the database or a part like it, in words that anybody may read: never what somebody wrote, nor an address. */
export function sayTrouble(error: unknown): string {
  const code = codeOf(error);
  return WORDS[code] ? `${WORDS[code]} (${code})` : `it failed (${code})`;
}
