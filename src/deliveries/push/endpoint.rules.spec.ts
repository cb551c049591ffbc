import { describe, expect, it } from '@jest/globals';
import { flawOfEndpoint } from './endpoint.rules.js';

const own = (address: string): boolean => ['127.0.0.1', '::1'].includes(address);
const nobodys = (): boolean => false;

describe('the address of a push service, which a client gives', () => {
  it.each([
    'https://fcm.googleapis.com/fcm/send/abc',
    'https://updates.push.services.mozilla.com/wpush/v2/abc',
    'https://web.push.apple.com/QP3',
    'https://db5p.notify.windows.com/w/?token=abc',
    'https://push.example.net:443/w/1',
  ])('is asked: %s', (url) => expect(flawOfEndpoint(url, nobodys)).toBeNull());

  it.each([
    ['', 'must be a URL'],
    ['fcm.googleapis.com/fcm/send', 'must be a URL'],
    ['http://fcm.googleapis.com/fcm/send/abc', 'must begin with https://'],
    ['ftp://fcm.googleapis.com/', 'must begin with https://'],
    ['javascript:alert(1)', 'must begin with https://'],
    ['file:///etc/passwd', 'must begin with https://'],
    ['https://me:secret@push.example.net/', 'must hold no name or password'],
    ['https://push.example.net:8443/', 'must be at the port of https'],
    ['https://push.example.net:22/', 'must be at the port of https'],
    // However the number is dressed up.
    ['https://127.0.0.1/', 'must name a host, and not its address'],
    ['https://2130706433/', 'must name a host, and not its address'],
    ['https://0x7f.1/', 'must name a host, and not its address'],
    ['https://0177.0.0.1/', 'must name a host, and not its address'],
    ['https://127.0.0.1./', 'must name a host, and not its address'],
    ['https://169.254.169.254/latest/meta-data', 'must name a host, and not its address'],
    ['https://[::1]/', 'must name a host, and not its address'],
    ['https://[::ffff:10.0.0.1]/', 'must name a host, and not its address'],
    ['https://8.8.8.8/', 'must name a host, and not its address'],
    ['https://localhost/', 'must be a host that everybody can reach'],
    ['https://localhost./', 'must be a host that everybody can reach'],
    ['https://database/', 'must be a host that everybody can reach'],
    ['https://db.internal/', 'must be a host that everybody can reach'],
    ['https://metadata.google.internal/', 'must be a host that everybody can reach'],
    ['https://printer.LOCAL/', 'must be a host that everybody can reach'],
    ['https://push.example/', 'must be a host that everybody can reach'],
  ])('is refused: %s', (url, flaw) => expect(flawOfEndpoint(url, nobodys)).toBe(flaw));

  it.each([
    ['http://127.0.0.1:8080/push/1', null],
    ['https://127.0.0.1/push/1', null],
    ['https://[::1]:8443/push/1', null],
    ['http://127.0.0.2/push/1', 'must begin with https://'],
    ['https://a:b@127.0.0.1/', 'must hold no name or password'],
    ['ws://127.0.0.1/', 'must begin with https://'],
  ])('of our own: %s', (url, flaw) => expect(flawOfEndpoint(url, own)).toBe(flaw));
});
