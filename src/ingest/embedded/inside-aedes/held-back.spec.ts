import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Client } from 'aedes';
import { holdBack } from './held-back.js';

/** As far as aedes reads: one packet of a read is done after the other, then comes the next read. */
class Reader {
  readonly conn = new EventEmitter();
  closed = false;
  ended = false;
  reads = 0;
  _parsingBatch = 0;
  readonly _keepaliveTimer = setTimeout(() => (this.ended = true), 1_501);

  _nextBatch = (): void => {
    this._parsingBatch = Math.max(0, this._parsingBatch - 1);
    if (this._parsingBatch === 0) this.reads++;
  };
}

describe('a connection that is held back', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  const held = (): { reader: Reader; readOn: () => void } => {
    const reader = new Reader();
    return { reader, readOn: holdBack(reader as unknown as Client) };
  };

  it('is read no more, however often there is something to read and packets are answered', () => {
    const { reader, readOn } = held();
    for (let n = 0; n < 10_000; n++) reader._nextBatch();
    expect(reader.reads).toBe(0);
    readOn();
    expect(reader.reads).toBe(1);
  });

  it('does not end by its keep-alive meanwhile, and does by a silence after that', () => {
    const { reader, readOn } = held();
    jest.advanceTimersByTime(60_000);
    expect(reader.ended).toBe(false);
    readOn();
    jest.advanceTimersByTime(1_501);
    expect(reader.ended).toBe(true);
  });

  it('leaves nothing behind when it closes', () => {
    const { reader, readOn } = held();
    clearTimeout(reader._keepaliveTimer);
    reader.closed = true;
    reader.conn.emit('close');
    expect(jest.getTimerCount()).toBe(0);
    readOn();
    expect(reader.reads).toBe(0);
  });
});
