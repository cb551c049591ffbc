/** What was put away, as nobody reads it without the key. */
export interface Sealed {
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly text: ArrayBuffer;
}

const IV_BYTES = 12;

/** The key of a session's secret and of what lies beside the sealed, which alone is nothing. */
export async function keyOf(secret: string, salt: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  const material = await crypto.subtle.importKey('raw', new TextEncoder().encode(secret), 'HKDF', false, ['deriveKey']);
  const how = { name: 'HKDF', hash: 'SHA-256', salt, info: new TextEncoder().encode('dosevagt on this device') };
  return crypto.subtle.deriveKey(how, material, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}

/** Sealed together with its name: under another it is not opened. */
export async function seal(key: CryptoKey, name: string, value: unknown): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const plain = new TextEncoder().encode(JSON.stringify(value));
  return { iv, text: await crypto.subtle.encrypt(by(iv, name), key, plain) };
}

/** Undefined where it was sealed by another key or under another name, or is damaged. */
export async function unseal(key: CryptoKey, name: string, { iv, text }: Sealed): Promise<unknown> {
  const plain = await crypto.subtle.decrypt(by(iv, name), key, text).catch(() => null);
  return plain === null ? undefined : (JSON.parse(new TextDecoder().decode(plain)) as unknown);
}

const by = (iv: Uint8Array<ArrayBuffer>, name: string) => ({
  name: 'AES-GCM',
  iv,
  additionalData: new TextEncoder().encode(name),
});
