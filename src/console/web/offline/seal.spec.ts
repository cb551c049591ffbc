import { describe, expect, it } from '@jest/globals';
import { keyOf, seal, unseal } from './seal.js';

const salt = (byte: number) => new Uint8Array(16).fill(byte);

describe('what is sealed', () => {
  it('is read with the key and under its name, and with no other', async () => {
    const key = await keyOf('a', salt(1));
    const sealed = await seal(key, 'list', { rows: ['Karla Opdigt'] });
    expect(await unseal(await keyOf('a', salt(1)), 'list', sealed)).toEqual({ rows: ['Karla Opdigt'] });
    expect(await unseal(await keyOf('b', salt(1)), 'list', sealed)).toBeUndefined();
    expect(await unseal(await keyOf('a', salt(2)), 'list', sealed)).toBeUndefined();
    expect(await unseal(key, 'draft/1', sealed)).toBeUndefined();
  });

  it('tells nothing of what it is, and is another each time', async () => {
    const key = await keyOf('a', salt(1));
    const [one, two] = [await seal(key, 'list', 'Karla Opdigt'), await seal(key, 'list', 'Karla Opdigt')];
    expect(Buffer.from(one.text).toString('latin1')).not.toContain('Karla');
    expect(Buffer.from(one.text).equals(Buffer.from(two.text))).toBe(false);
  });

  it('that is damaged is none', async () => {
    const key = await keyOf('a', salt(1));
    const { iv, text } = await seal(key, 'list', 'Karla Opdigt');
    new Uint8Array(text)[3]! ^= 1;
    expect(await unseal(key, 'list', { iv, text })).toBeUndefined();
  });

  it('is opened by a key that nobody takes away', async () => {
    const key = await keyOf('a', salt(1));
    await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow();
  });
});
