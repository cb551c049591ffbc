import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { describeWithRedis, startRedis, type TestRedis } from '../support/redis.js';

/** The stories the product is for, told once more with the queues in Redis. Without one they were told on PostgreSQL, which is enough. */
const STORIES = [
  'missed-dose',
  'scenarios/06-said-twice',
  'scenarios/03-07-dispensed-after-all',
  'silent-dispenser',
  'scenarios/12-13-14-two-nurses',
  'parked-message',
];

if (describeWithRedis === describe) {
  let redis: TestRedis;
  beforeAll(async () => {
    redis = await startRedis();
    process.env.TEST_REDIS_URL = redis.url;
  });
  afterAll(async () => {
    delete process.env.TEST_REDIS_URL;
    await redis?.close();
  });
  for (const story of STORIES) await import(`./${story}.spec.js`);

  describe('all of it', () => {
    it('went through Redis', async () => {
      const keys = (await redis.ask('KEYS', 'bull:*')) as string[];
      expect(keys).toEqual(expect.arrayContaining(['bull:drain:id', 'bull:care:id', 'bull:deliver:id']));
    });
  });
} else {
  describeWithRedis('the stories, with the queues in Redis', () => {
    it.each(STORIES)('%s', () => undefined);
  });
}
