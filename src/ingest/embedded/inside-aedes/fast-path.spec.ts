import { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Aedes, type Client } from 'aedes';
import { FastPath } from './fast-path.js';
import { inside } from './inside.js';

const TOPIC = 'dosevagt/v1/FAST-1/events';
const puback = (id: number): string => `4002${id.toString(16).padStart(4, '0')}`;
const text = (value: string): Buffer => Buffer.concat([Buffer.from([0, value.length]), Buffer.from(value)]);
const packet = (first: number, ...parts: Buffer[]): Buffer => {
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([first, body.length]), body]);
};
const publish = (id: number, { topic = TOPIC, first = 0x32 } = {}): Buffer =>
  packet(first, text(topic), Buffer.from([0, id]), Buffer.from(String(id)));
const connect = packet(0x10, text('MQTT'), Buffer.from([4, 2, 0, 60]), text('FAST-1'));

/** What was published, and by which way it came; answered by hand. */
interface Asked {
  readonly payload: string;
  readonly way: 'fast' | 'slow';
  readonly answer: (error?: Error) => void;
}

const KINDS: [string, typeof Duplex][] = [
  ['socket', Socket],
  ['stream that is no socket', Duplex],
];

for (const [kind, Stream] of KINDS) {
  describe(`before aedes, on a ${kind}, the fast path`, () => {
    let broker: Aedes;
    let path: FastPath;
    let asked: Asked[];
    let heard: string[];
    let throat: Duplex;
    let client: Client;

    beforeEach(async () => {
      asked = [];
      heard = [];
      broker = await Aedes.createBroker({
        authorizePublish: (_client, { payload }, done) => {
          const answer = (error?: Error): void => {
            path.flush();
            done(error);
          };
          asked.push({ payload: payload.toString(), way: 'slow', answer });
        },
      });
      path = new FastPath(
        (_client, payload, answer) => asked.push({ payload: payload.toString(), way: 'fast', answer }),
        () => TOPIC,
        1_000,
      );
      throat = new (class extends Stream {
        override _read(): void {}
        override _writev = undefined as never;
        override _write(chunk: Buffer, _encoding: string, done: () => void): void {
          heard.push(chunk.toString('hex'));
          done();
        }
      })();
      client = broker.handle(throat);
      path.layBefore(client);
      throat.push(connect);
      while (!client.connected) await turn();
      await settled();
      heard.length = 0;
    });
    afterEach(() => new Promise<void>((resolve) => broker.close(resolve)));

    /** Several turns of what aedes puts off. */
    const settled = async (): Promise<void> => {
      for (let n = 0; n < 10; n++) await turn();
    };
    const say = async (...packets: Buffer[]): Promise<void> => {
      throat.push(Buffer.concat(packets));
      await settled();
    };
    const answerAll = async (error?: Error): Promise<void> => {
      for (const { answer } of asked.splice(0)) answer(error);
      await settled();
    };
    const ways = (): string => asked.map(({ payload, way }) => `${payload} ${way}`).join(', ');

    it('takes what is plain, and acknowledges in one write what is safe in one breath', async () => {
      await say(publish(1), publish(2, { first: 0x3a }), publish(3));
      expect(ways()).toBe('1 fast, 2 fast, 3 fast');
      expect(heard).toEqual([]);
      await answerAll();
      expect(heard).toEqual([puback(1) + puback(2) + puback(3)]);
      await say(publish(4));
      expect(ways()).toBe('4 fast');
    });

    it('leaves all else to aedes, and what comes behind it in the same breath', async () => {
      const others = { 'QoS 0': 0x30, retained: 0x33, 'QoS 2': 0x34 };
      for (const first of Object.values(others)) {
        await say(publish(1), publish(2, { first }), publish(3));
        // At QoS 0 there is no id before the payload.
        expect(asked.map(({ way }) => way)).toEqual(['fast', 'slow', 'slow']);
        await answerAll();
      }
      await say(publish(4, { topic: `${TOPIC}x` }), publish(5));
      expect(ways()).toBe('4 slow, 5 slow');
      await answerAll();
      await say(publish(6));
      expect(ways()).toBe('6 fast');
    });

    it('leaves a packet that is cut anywhere to the parser, and goes on behind it', async () => {
      const one = publish(1);
      for (let at = 1; at < one.length; at++) {
        await say(one.subarray(0, at));
        await say(one.subarray(at), publish(2));
        // As long as its length is not known, nobody knows where it ends.
        expect(ways()).toBe(at < 2 ? '1 slow, 2 slow' : '1 slow, 2 fast');
        await answerAll();
      }
    });

    it('is heard in the order it came also when the connection was not read from for a while', async () => {
      const paused = inside(client);
      paused.pause();
      await say(publish(1));
      paused._paused = false;
      throat.push(publish(2));
      paused.resume();
      await settled();
      expect(ways()).toBe('1 fast, 2 fast');
    });

    it('counts as a sign of life', async () => {
      const { _keepaliveTimer: timer } = inside(client);
      let refreshed = 0;
      timer!.refresh = () => (++refreshed, timer!);
      await say(publish(1), publish(2));
      expect(refreshed).toBe(1);
    });

    it('acknowledges in the order packets came, whichever way they went', async () => {
      await say(publish(1), publish(2), publish(3, { topic: `${TOPIC}x` }), publish(4));
      await answerAll();
      await say(publish(5));
      await answerAll();
      const ids = heard.join('').match(/4002..../g);
      expect(ids).toEqual([1, 2, 3, 4, 5].map(puback));
    });

    it('reads nothing more from a connection while what it said waits', async () => {
      await say(publish(1), publish(2));
      await say(publish(3));
      expect(ways()).toBe('1 fast, 2 fast');
      await answerAll();
      expect(ways()).toBe('3 fast');
    });

    it('reads nothing more from who does not read his acknowledgements', async () => {
      let isRead: () => void = () => undefined;
      throat.write = ((chunk: Buffer) => {
        heard.push(chunk.toString('hex'));
        isRead = () => throat.emit('drain');
        return false;
      }) as never;
      await say(publish(1), publish(2));
      await answerAll();
      expect(heard).toEqual([puback(1) + puback(2)]);
      await say(publish(3));
      expect(asked).toEqual([]);
      isRead();
      await settled();
      expect(ways()).toBe('3 fast');
    });

    it('ends the connection when what it said will never be safe', async () => {
      await say(publish(1), publish(2));
      await answerAll(new Error('no'));
      expect(heard).toEqual([]);
      expect(throat.destroyed).toBe(true);
    });

    it('takes nothing from, and says nothing to, a connection that was cut', async () => {
      await say(publish(1));
      client.close();
      await say(publish(2));
      expect(ways()).toBe('1 fast');
      await answerAll();
      expect(heard).toEqual([]);
    });

    it('takes nothing behind a packet at which the connection was ended', async () => {
      const refuse = path as unknown as { take: (client: Client, payload: Buffer, answer: Asked['answer']) => void };
      refuse.take = (_client, payload, answer) => {
        asked.push({ payload: payload.toString(), way: 'fast', answer });
        answer(new Error('no'));
      };
      await say(publish(1), publish(2));
      expect(ways()).toBe('1 fast');
      expect(throat.destroyed).toBe(true);
    });

    it('leaves a packet that is larger than is taken, or has an id of 0, to who refuses it', async () => {
      const big = Buffer.concat([
        Buffer.from([0x32, 0xff, 0x0f]),
        text(TOPIC),
        Buffer.from([0, 1]),
        Buffer.alloc(2_018),
      ]);
      await say(publish(0));
      await answerAll();
      await say(big);
      expect(asked.map(({ way }) => way)).toEqual(['slow']);
    });

    it('does not look at what comes behind a mistake', async () => {
      let mistakes = 0;
      broker.on('clientError', () => mistakes++);
      const topicBeyondItsEnd = packet(0x32, Buffer.from([0, 99]));
      await say(topicBeyondItsEnd.subarray(0, 3));
      await say(topicBeyondItsEnd.subarray(3), Buffer.from([0xf0, 0, 0xf0, 0]));
      expect(mistakes).toBe(1);
    });
  });
}
