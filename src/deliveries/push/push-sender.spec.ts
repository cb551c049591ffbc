import dns from 'node:dns';
import { afterAll, describe, expect, it, jest } from '@jest/globals';
import { loadSettings } from '../../platform/config/load.js';
import { openPushService, type PushService } from '../../../test/support/push-service.js';
import type { PushSubscription } from './push-subscription.rules.js';

/** What names lead to here: the way to everybody's own network that a name of somebody's can be. */
const LEADS_TO: Readonly<Record<string, string>> = {
  'rebound.push-somewhere.net': '127.0.0.1',
  'meta.push-somewhere.net': '169.254.169.254',
  'mapped.push-somewhere.net': '::ffff:10.0.0.1',
};
const keys = { subject: 'mailto:drift@proveby.example', ...(await import('web-push')).default.generateVAPIDKeys() };
const pushed = { body: { id: '1' }, ttlSeconds: 60, urgency: 'high', about: 'x' } as const;

type Options = dns.LookupOptions;
type Answer = (error: Error | null, found: string | dns.LookupAddress[], family?: number) => void;

describe('what is sent to a push service', () => {
  let service: PushService | null = null;
  const looked: string[] = [];
  const lookup = (name: string, options: Options, answer: Answer): void => {
    const address = LEADS_TO[name];
    if (address === undefined) throw new Error(`nobody knows ${name}`);
    looked.push(name);
    const family = address.includes(':') ? 6 : 4;
    if (options.all) answer(null, [{ address, family }]);
    else answer(null, address, family);
  };
  jest.unstable_mockModule('node:dns', () => ({ ...dns, default: dns, lookup }));
  afterAll(async () => {
    await service?.close();
  });
  const senderOf = async (ownNetworks: string[]) => {
    const { PushSender } = await import('./push-sender.js');
    return new PushSender(loadSettings(process.cwd(), { PUSH_OWN_NETWORKS: ownNetworks.join(',') }));
  };
  const at = (endpoint: string, own = service!.browser().subscription) =>
    ({ id: 'a', endpoint, ...own.keys }) as PushSubscription;

  it.each(Object.keys(LEADS_TO))('never goes to where %s leads', async (name) => {
    service ??= await openPushService();
    const sender = await senderOf([]);
    expect(await sender.send(at(`https://${name}/push`), pushed, keys)).toEqual({
      outcome: 'refused',
      error: 'address-refused',
    });
    expect(looked).toContain(name);
    sender.onModuleDestroy();
  });

  it('goes to what is our own, and to no other address that a client gave under another configuration', async () => {
    service ??= await openPushService();
    const browser = service.browser();
    const to = at(browser.subscription.endpoint, browser.subscription);
    const [open, closed] = [await senderOf(['127.0.0.1']), await senderOf([])];
    expect(await open.send(to, pushed, keys)).toEqual({ outcome: 'taken' });
    expect(await closed.send(to, pushed, keys)).toEqual({ outcome: 'refused', error: 'address-refused' });
    browser.answerWith({ status: 307 });
    expect(await open.send(to, pushed, keys)).toEqual({ outcome: 'refused', error: 'http-307' });
    expect(service.taken.map(({ message }) => message)).toEqual([{ id: '1' }]);
    for (const each of [open, closed]) each.onModuleDestroy();
  });
});
