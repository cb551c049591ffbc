import { describe, expect, it } from '@jest/globals';
import type { Config } from '../platform/config/config.js';
import { CprVault } from './cpr-vault.service.js';

const vaultWith = (key: Buffer | null) => new CprVault({ data: { dir: '', key } } as Config);
const vault = vaultWith(Buffer.alloc(32, 7));
const anna = '019aa3c1-0000-7000-8000-000000000001';
const bo = '019aa3c1-0000-7000-8000-000000000002';

describe('the vault of CPR numbers', () => {
  it('gives back what was sealed, never sealed alike twice, and found by one digest', () => {
    const first = vault.seal('0000000000', anna);
    const second = vault.seal('0000000000', anna);
    expect(vault.open(first.cipher, anna)).toBe('0000000000');
    expect(first.cipher.equals(second.cipher)).toBe(false);
    expect(first.cipher.includes('0000000000')).toBe(false);
    expect(first.digest).toEqual(second.digest);
    expect(first.digest).not.toEqual(vault.digestOf('0000000001'));
  });

  it('opens nothing of another citizen, under another key, or changed', () => {
    const { cipher } = vault.seal('0000000000', anna);
    expect(() => vault.open(cipher, bo)).toThrow();
    expect(() => vaultWith(Buffer.alloc(32, 8)).open(cipher, anna)).toThrow();
    expect(() => vault.open(Buffer.concat([cipher.subarray(0, -1), Buffer.of(cipher.at(-1)! ^ 1)]), anna)).toThrow();
  });

  it('seals nothing without a key', () => {
    expect(vaultWith(null).hasKey).toBe(false);
    expect(() => vaultWith(null).seal('0000000000', anna)).toThrow('No DATA_KEY');
  });
});
