import { beforeEach, describe, expect, it } from '@jest/globals';
import type { EntityManager } from 'typeorm';
import type { Config } from '../../platform/config/config.js';
import type { SecretsStore } from '../../platform/database/secrets.store.js';
import type { Log } from '../../platform/logging/log.js';
import { HomeAccessVault } from './home-access.vault.js';

describe('how one gets in, at rest', () => {
  const tx = {} as EntityManager;
  const access = { key: 'box 4', note: 'ring twice' };
  const [anna, bo] = ['019aa3c1-0000-7000-8000-000000000001', '019aa3c1-0000-7000-8000-000000000002'];
  const [one, other] = [Buffer.alloc(32, 7), Buffer.alloc(32, 8)];
  let warned: object[];
  let house: (key: Buffer | null) => HomeAccessVault;

  beforeEach(() => {
    warned = [];
    const held = new Map<string, Buffer>();
    const secrets: Pick<SecretsStore, 'findOrMake'> = {
      findOrMake: (_, name, make) => Promise.resolve(held.get(name) ?? held.set(name, make()).get(name)!),
    };
    const log: Pick<Log, 'warn'> = { warn: (about: object) => void warned.push(about) };
    house = (key) => new HomeAccessVault({ data: { dir: '', key } } as Config, secrets as SecretsStore, log as Log);
  });

  it.each<[string, Buffer | null, Buffer | null, string, boolean]>([
    ['by its DATA_KEY', one, one, anna, true],
    ['by the key of the house, where there is no other', null, null, anna, true],
    ['by the key of the house, once there is a DATA_KEY too', null, one, anna, true],
    ['by another DATA_KEY', one, other, anna, false],
    ['without its DATA_KEY', one, null, anna, false],
    ['on another citizen', one, one, bo, false],
    ['on another citizen, by the key of the house', null, null, bo, false],
  ])('opens %s: %s', async (_, sealedWith, openedWith, citizenId, opens) => {
    const sealed = await house(sealedWith).seal(tx, access, anna);
    expect(sealed.includes('box')).toBe(false);
    expect(await house(openedWith).open(tx, sealed, citizenId)).toEqual(opens ? access : null);
    expect(warned).toEqual(opens ? [] : [{ citizenId }]);
  });
});
