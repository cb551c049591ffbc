/** What of a failure to reach PostgreSQL is a mistake in what we were told about it, by SQLSTATE or by the code of the runtime. */
const BY_CODE: Readonly<Record<string, string>> = {
  '28P01': 'PostgreSQL has another password for this role',
  '28000':
    'PostgreSQL does not let this role in, or not from here or in this way (its roles and pg_hba.conf say who may)',
  '3D000': 'there is no such database',
  '42501': 'this role may not do what the house needs: it has to own its tables and may create schemas in the database',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'nobody we know vouches for the certificate of the server',
  SELF_SIGNED_CERT_IN_CHAIN: 'nobody we know vouches for the certificate of the server',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'nobody we know vouches for the certificate of the server',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'nobody we know vouches for the certificate of the server',
  CERT_HAS_EXPIRED: 'the certificate of the server has expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'the certificate of the server is for another name',
  ERR_INVALID_URL: 'it is no URL',
};

/** What the driver says without a code, and a pooler with a code that says nothing. */
const BY_WORDS: readonly (readonly [RegExp, string])[] = [
  [/^unrecognized configuration parameter/, 'PostgreSQL 14 or newer is needed'],
  [/does not support SSL/, 'the server speaks no TLS, and sslmode asks for it'],
  [/^SSL required/i, 'the server wants TLS: sslmode=require'],
  [/client password must be a/, 'it has no password, and PostgreSQL asks for one'],
  [/^no such database/, 'there is no such database'],
  [/^no such user/, 'the pooler does not know this role'],
  [/^URI malformed/, 'it is no URL: a % in it wants to be written %25'],
];

/**
 * Names the mistake in `DATABASE_URL`, or in what stands behind it, that made a try to use the database fail: trying again is no
 * use before somebody has put it right. Null for what passes by itself: a server that is away, starting, full, or not to be found yet.
 * Never holds a password: of the server only what it said.
 */
export function mistakeIn(error: unknown): string | null {
  const { driverError } = error as { driverError?: unknown };
  const { code, message, syscall } = (driverError ?? error) as { code?: string; message?: string; syscall?: string };
  const said = message ?? '';
  const named =
    BY_CODE[code ?? ''] ??
    BY_WORDS.find(([words]) => words.test(said))?.[1] ??
    // The socket of a server that is away is not there either, but is not opened as a file.
    (code === 'ENOENT' && syscall === 'open' ? 'a file that it names is not there' : null);
  return named && `DATABASE_URL: ${named} (${said})`;
}
