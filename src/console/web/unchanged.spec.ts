import { beforeEach, describe, expect, it } from '@jest/globals';
import { askForNews, forgetUnchanged } from './unchanged.js';

/** A gateway that shows `text` under every address, and says what it was asked. */
class Gateway {
  text = '["a"]';
  status = 200;
  readonly asked: (string | null)[] = [];

  readonly answer = async (request: Request): Promise<Response> => {
    const known = request.headers.get('if-none-match');
    this.asked.push(known);
    const etag = `W/"${this.text.length}${this.text.slice(2, 3)}"`;
    if (this.status !== 200) return new Response('{}', { status: this.status });
    return known === etag ? new Response(null, { status: 304 }) : new Response(this.text, { headers: { etag } });
  };
}

describe('askForNews', () => {
  let gateway: Gateway;
  const ask = async (url = 'https://house.example/api/v1/tasks', method = 'GET') => {
    const answer = await askForNews(new Request(url, { method }), gateway.answer);
    return { ok: answer.ok, body: (await answer.json()) as unknown };
  };
  beforeEach(() => {
    forgetUnchanged();
    gateway = new Gateway();
  });

  it('reads what did not change without it coming again, and what did as it is now', async () => {
    for (const text of ['["a"]', '["a"]', '["b"]', '["b"]']) {
      gateway.text = text;
      expect(await ask()).toEqual({ ok: true, body: JSON.parse(text) });
    }
    expect(gateway.asked).toEqual([null, 'W/"5a"', 'W/"5a"', 'W/"5b"']);
  });

  it('hands a file on byte by byte', async () => {
    gateway.text = '\ufeffa;b';
    const headers = { accept: 'text/csv' };
    for (let n = 0; n < 2; n++) {
      const answer = await askForNews(new Request('https://house.example/csv', { headers }), gateway.answer);
      expect([...new Uint8Array(await answer.arrayBuffer())].slice(0, 3)).toEqual([0xef, 0xbb, 0xbf]);
    }
    expect(gateway.asked).toEqual([null, null]);
  });

  it('says the tag of what was read, for whoever changes it', async () => {
    const read = async () => {
      const answer = await askForNews(new Request('https://house.example/api/v1/me/settings'), gateway.answer);
      return answer.headers.get('etag');
    };
    expect([await read(), await read()]).toEqual(['W/"5a"', 'W/"5a"']);
    expect(gateway.asked).toEqual([null, 'W/"5a"']);
  });

  it('holds each address apart, and nothing of what is written', async () => {
    await ask('https://house.example/a');
    await ask('https://house.example/b');
    await ask('https://house.example/a', 'POST');
    expect(gateway.asked).toEqual([null, null, null]);
  });

  it('shows a refusal, and lets go of what was read before', async () => {
    await ask();
    gateway.status = 401;
    expect((await ask()).ok).toBe(false);
    gateway.status = 200;
    await ask();
    expect(gateway.asked).toEqual([null, 'W/"5a"', null]);
  });

  it('holds nothing for the next reader that came for the one before', async () => {
    const slow = ask();
    forgetUnchanged();
    await slow;
    await ask();
    expect(gateway.asked).toEqual([null, null]);
  });

  it('forgets for the next reader, and what is read no more', async () => {
    await ask('https://house.example/first');
    for (let n = 0; n < 30; n++) await ask(`https://house.example/${n}`);
    await ask('https://house.example/first');
    forgetUnchanged();
    await ask('https://house.example/29');
    expect(gateway.asked.filter((known) => known !== null)).toEqual([]);
  });
});
