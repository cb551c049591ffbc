import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { StreamFact } from './model.js';
import { beat, closeStream, openStream, stream } from './stream.js';

type Said = Pick<MessageEvent<string>, 'data' | 'lastEventId'>;

/** Stands in for the browser's: a connection that says what a row lets it say. */
class Connection {
  static readonly CLOSED = 2;
  static made: Connection[] = [];
  readyState = 0;
  onopen = () => {};
  onerror = () => {};
  onmessage = (_said: Said) => {};
  private readonly named = new Map<string, (said: Said) => void>();
  constructor(readonly url: string) {
    Connection.made.push(this);
  }
  addEventListener(name: string, hear: (said: Said) => void): void {
    this.named.set(name, hear);
  }
  say(name: string, data: unknown): void {
    this.named.get(name)!({ data: JSON.stringify(data), lastEventId: '' });
  }
  tell(data: string, lastEventId = ''): void {
    this.onmessage({ data, lastEventId });
  }
  close(): void {
    this.readyState = Connection.CLOSED;
  }
}

const A_BEAT = { now: '2026-03-10T07:00:00Z', lastEventAt: null, devicesOnline: 412, devices: 415 };
const last = () => Connection.made.at(-1)!;
const facts: StreamFact[] = [];
let opened = 0;

beforeEach(() => {
  jest.useFakeTimers();
  Object.assign(globalThis, { EventSource: Connection });
  Connection.made = [];
  facts.length = opened = 0;
  openStream({ onFact: (fact) => facts.push(fact), onOpen: () => opened++ });
});
afterEach(() => {
  closeStream();
  jest.useRealTimers();
});

describe('a stream', () => {
  it('is lost within ten seconds of the last beat, and goes on where it was', () => {
    last().onopen();
    last().say('beat', A_BEAT);
    last().tell('{"type":"task.created"}', '41');
    jest.advanceTimersByTime(5_000);
    last().say('beat', A_BEAT);
    jest.advanceTimersByTime(8_999);
    expect([stream.value, beat.value, Connection.made.length]).toEqual(['live', A_BEAT, 1]);
    jest.advanceTimersByTime(1);
    expect([stream.value, last().url, Connection.made[0]!.readyState]).toEqual([
      'lost',
      '/api/v1/events/stream?after=41',
      Connection.CLOSED,
    ]);
    last().onopen();
    expect([stream.value, opened]).toEqual(['live', 2]);
  });

  it('is tried again where nobody answers, and says that it is lost', () => {
    jest.advanceTimersByTime(9_000);
    expect([stream.value, Connection.made.length]).toEqual(['lost', 2]);
    jest.advanceTimersByTime(9_000);
    expect(Connection.made.length).toBe(3);
  });

  it('of a gateway without a beat may be silent', () => {
    last().onopen();
    jest.advanceTimersByTime(600_000);
    expect([stream.value, Connection.made.length]).toEqual(['live', 1]);
  });

  it('that is cut is left to the browser, and taken up where that finds nobody', () => {
    last().onopen();
    last().onerror();
    expect([stream.value, Connection.made.length]).toEqual(['lost', 1]);
    jest.advanceTimersByTime(9_000);
    expect(Connection.made.length).toBe(2);
  });

  it('that is refused is tried again, from now on where it will not go on from there', () => {
    last().onopen();
    last().tell('{"type":"task.created"}', '41');
    const asked: string[] = [];
    for (const millis of [1_000, 2_000, 5_000, 10_000]) {
      last().close();
      last().onerror();
      jest.advanceTimersByTime(millis);
      asked.push(last().url.split('?')[1] ?? '');
    }
    expect(asked).toEqual(['after=41', 'after=41', 'after=41', '']);
  });

  it('that was closed for another of the same person looks now and then, and does not come back', () => {
    last().onopen();
    last().say('closed', { reason: 'too-many-streams' });
    jest.advanceTimersByTime(20_000);
    expect([stream.value, opened, Connection.made.length]).toEqual(['closed', 3, 1]);
  });

  it('hears facts, and nothing that is none', () => {
    last().onopen();
    for (const said of ['not JSON', 'null', '{}', '{"type":"task.created"}']) last().tell(said);
    expect(facts).toEqual([{ type: 'task.created' }]);
  });
});
