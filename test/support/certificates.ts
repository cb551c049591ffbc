import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** An authority of the test's own, and what it signed. */
export interface Certificates {
  readonly caFile: string;
  readonly certFile: string;
  readonly keyFile: string;
  readonly ca: string;
  /** A certificate for a dispenser, its name as CN; `forged` ones are signed by nobody we know. */
  client(deviceId: string, options?: { forged?: boolean }): Pair;
  remove(): void;
}

interface Pair {
  readonly cert: string;
  readonly key: string;
}

interface Authority {
  readonly name: string;
  readonly privateKey: KeyObject;
}

/** Node reads X.509 but does not write it, and openssl may not be on the machine: the few fields needed are written here. */
export function makeCertificates(): Certificates {
  const authority = { name: 'Test authority', ...newKeys() };
  const ca = certify(authority.name, authority.publicKey, authority, [IS_AUTHORITY]);
  const gateway = signedBy(authority, 'localhost', [FOR_LOCALHOST]);
  const dir = mkdtempSync(join(tmpdir(), 'dosevagt-tls-'));
  const write = (name: string, text: string): string => {
    writeFileSync(join(dir, name), text);
    return join(dir, name);
  };
  return {
    ca,
    caFile: write('ca.pem', ca),
    certFile: write('gateway.pem', gateway.cert),
    keyFile: write('gateway.key', gateway.key),
    client: (deviceId, { forged = false } = {}) =>
      signedBy(forged ? { name: 'Stranger', ...newKeys() } : authority, deviceId, []),
    remove: () => rmSync(dir, { recursive: true, force: true }),
  };
}

const newKeys = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });

function signedBy(authority: Authority, name: string, extensions: Buffer[]): Pair {
  const { publicKey, privateKey } = newKeys();
  const key = privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
  return { cert: certify(name, publicKey, authority, extensions), key };
}

/** RFC 5280 section 4.1, as PEM, good from yesterday until tomorrow. */
function certify(name: string, publicKey: KeyObject, by: Authority, extensions: Buffer[]): string {
  const algorithm = sequence(oid('2a8648ce3d040302')); // ecdsa-with-SHA256
  const toBeSigned = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))), // version 3
    der(0x02, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    algorithm,
    nameOf(by.name),
    sequence(utcTime(-1), utcTime(1)),
    nameOf(name),
    publicKey.export({ type: 'spki', format: 'der' }),
    ...(extensions.length > 0 ? [der(0xa3, sequence(...extensions))] : []),
  );
  const signature = sign('sha256', toBeSigned, by.privateKey);
  const certificate = sequence(toBeSigned, algorithm, der(0x03, Buffer.concat([Buffer.from([0]), signature])));
  const lines = certificate.toString('base64').match(/.{1,64}/g)!;
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}

function der(tag: number, ...content: Buffer[]): Buffer {
  const body = Buffer.concat(content);
  const length =
    body.length < 128
      ? [body.length]
      : body.length < 256
        ? [0x81, body.length]
        : [0x82, body.length >> 8, body.length & 255];
  return Buffer.concat([Buffer.from([tag, ...length]), body]);
}

const sequence = (...content: Buffer[]): Buffer => der(0x30, ...content);
const oid = (hex: string): Buffer => der(0x06, Buffer.from(hex, 'hex'));
const nameOf = (commonName: string): Buffer =>
  sequence(der(0x31, sequence(oid('550403'), der(0x0c, Buffer.from(commonName)))));
const utcTime = (daysFromNow: number): Buffer => {
  const at = new Date(Date.now() + daysFromNow * 86_400_000).toISOString();
  return der(0x17, Buffer.from(`${at.slice(2, 19).replaceAll(/[-:T]/g, '')}Z`));
};
const YES = der(0x01, Buffer.from([0xff]));
const IS_AUTHORITY = sequence(oid('551d13'), YES, der(0x04, sequence(YES)));
const FOR_LOCALHOST = sequence(
  oid('551d11'),
  der(0x04, sequence(der(0x82, Buffer.from('localhost')), der(0x87, Buffer.from([127, 0, 0, 1])))),
);
