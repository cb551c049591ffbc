import { setTimeout as pause } from 'node:timers/promises';
import { connect, type IClientOptions, type IConnackPacket, type MqttClient } from 'mqtt';
import { every, withErrorListener } from '../../platform/emitters.js';
import { commandsAtOnce, flawOfCommand, type Offers } from './external-offers.rules.js';
import { tell, type Trouble } from './external-trouble.rules.js';
import { Places } from '../../platform/database/connections/places.js';
import { plain } from '../verdicts/refusal.rules.js';

export interface Message {
  readonly topic: string;
  readonly payload: Buffer;
  readonly retain: boolean;
}
export type Hear = (message: Message, done: () => void) => void;

export interface How {
  readonly url: string;
  readonly clientId: string;
  /** With none it has no session. */
  readonly sessionSeconds: number;
  /** How long the broker may take to answer. */
  readonly answerMs: number;
  /** One that hangs is noticed within twice of it. */
  readonly keepaliveSeconds: number;
}

/** What a connection may hold: enough to have the next message at hand, and little to wait for when the node dies with it. */
const IN_FLIGHT = 10;
const LOOK_MS = 500;
const UNACKNOWLEDGED: Trouble = { step: 'publish', code: 'no-puback' };
const COMMAND_OVERHEAD_BYTES = 32;

/** Something asked of the broker, for how long, and what it means when no answer comes. */
interface Awaited {
  waitedMs: number;
  readonly otherwise: Trouble;
  giveUp: () => void;
}

/** The call ended before what was asked of it was answered. */
export class ConnectionEnded extends Error {
  constructor(readonly trouble: Trouble) {
    super(tell(trouble));
  }
}

/** What the broker answered a command with. */
export class CommandRefused extends ConnectionEnded {}

/**
 * One connection to an MQTT 5 broker, from the dialling to its end, and never used again: what is answered late goes to nobody, and no
 * acknowledgement of one connection can be taken for one of the next. It acknowledges a message once `hear` is done with it.
 */
export class BrokerConnection {
  /** The broker let us in. */
  readonly answered: Promise<Offers>;
  /** What ended it; always comes. */
  readonly ended: Promise<Trouble>;
  /** What the broker says it can; null until it let us in. */
  offers: Offers | null = null;
  private commands = new Places(1);
  private readonly client: MqttClient;
  private readonly looks: NodeJS.Timeout;
  private over: Trouble | null = null;
  /** Messages that wait for `hear`. While there is one, nothing else is read: what the broker answers meanwhile is not late. */
  private inHand = 0;
  private looksInHand = 0;
  /** A command was given up behind the message in hand: the next would wait in vain as long. */
  private isStuck = false;
  private readonly awaited = new Set<Awaited>();
  private close!: (trouble: Trouble) => void;

  constructor(
    private readonly how: How,
    private readonly hear: Hear,
  ) {
    this.ended = new Promise((resolve) => (this.close = resolve));
    this.client = withErrorListener(connect(withoutLogin(how.url), optionsOf(how)), (error) => this.broke(error));
    this.client.handleMessage = (packet, done) => this.take(packet as Message, done);
    this.client.on('packetreceive', (packet) => {
      if (packet.cmd === 'connack' && packet.reasonCode !== 0) this.end(saidBy(packet, 'connect', packet.reasonCode!));
    });
    this.client.on('disconnect', (packet) => this.end(saidBy(packet, 'disconnect', packet.reasonCode ?? 0)));
    this.client.on('close', () => this.end({ step: this.offers ? 'disconnect' : 'connect', code: 'closed' }));
    this.answered = new Promise((resolve) => {
      this.client.once('connect', ({ properties }: IConnackPacket) => {
        this.offers = properties ?? {};
        this.commands = new Places(commandsAtOnce(this.offers));
        resolve(this.offers);
      });
    });
    this.looks = every(
      LOOK_MS,
      () => this.look(),
      (error) => this.broke(error),
    );
  }

  /** It was answered, and goes on. */
  get isUp(): boolean {
    return this.offers !== null && this.over === null;
  }

  /** The code for each filter, in their order. @throws CallEnded */
  async subscribe(filters: readonly string[]): Promise<readonly number[]> {
    const suback = await this.within<{ readonly granted: readonly unknown[] }>(
      { step: 'subscribe', code: 'no-suback' },
      (resolve) =>
        this.client.subscribe([...filters], { qos: 1 }, (_error, _asked, packet) => packet && resolve(packet)),
    );
    if (suback.granted.length !== filters.length) throw this.end({ step: 'subscribe', code: 'not-mqtt' });
    return suback.granted.map(Number);
  }

  /** @throws CallEnded */
  async unsubscribe(filters: readonly string[]): Promise<void> {
    await this.within<undefined>({ step: 'subscribe', code: 'no-suback' }, (resolve) =>
      this.client.unsubscribe([...filters], (_error, packet) => packet && resolve(undefined)),
    );
  }

  /** @throws CallEnded, or CommandRefused when the broker would not have it */
  publish(topic: string, payload: Buffer, messageExpiryInterval: number): Promise<void> {
    return this.commands.take(async () => {
      const flaw = flawOfCommand(this.offers ?? {}, payload.length + topic.length + COMMAND_OVERHEAD_BYTES);
      if (flaw !== null) throw new CommandRefused({ step: 'publish', code: flaw });
      if (this.isStuck) throw new ConnectionEnded(UNACKNOWLEDGED);
      await this.within<undefined>(UNACKNOWLEDGED, (resolve, reject) =>
        this.client.publish(topic, payload, { qos: 1, properties: { messageExpiryInterval } }, (error) => {
          const code = error && 'code' in error ? error.code : null;
          if (typeof code === 'number') reject(new CommandRefused({ step: 'publish', code }));
          if (!error) resolve(undefined);
        }),
      );
    });
  }

  /** Ends it, without a goodbye; the first who does says why. */
  end(trouble: Trouble): ConnectionEnded {
    if (!this.over) {
      this.over = trouble;
      clearInterval(this.looks);
      this.client.end(true);
      this.close(trouble);
      for (const { giveUp } of this.awaited) giveUp();
    }
    return new ConnectionEnded(this.over);
  }

  /** Says goodbye, and has the broker forget the session. */
  async forget(): Promise<void> {
    const left = this.client.endAsync(false, { properties: { sessionExpiryInterval: 0 } });
    this.over = { step: 'disconnect', code: 0 };
    clearInterval(this.looks);
    await Promise.race([left, pause(this.how.answerMs, undefined, { ref: false })]);
    this.client.stream.destroy();
    this.close(this.over);
  }

  private take({ topic, payload, retain }: Message, done: () => void): void {
    this.inHand++;
    this.hear({ topic, payload, retain }, () => {
      this.inHand--;
      this.isStuck = false;
      if (!this.over) done();
    });
  }

  private get looksPerPing(): number {
    return Math.max(1, Math.floor((this.client.keepalive * 1_000) / 2 / LOOK_MS));
  }

  private async within<T>(
    otherwise: Trouble,
    ask: (resolve: (answer: T) => void, reject: (error: Error) => void) => unknown,
  ): Promise<T> {
    if (this.over) throw new ConnectionEnded(this.over);
    const awaited: Awaited = { waitedMs: 0, otherwise, giveUp: () => undefined };
    this.awaited.add(awaited);
    try {
      return await new Promise<T>((resolve, reject) => {
        awaited.giveUp = () => reject(new ConnectionEnded(this.over ?? otherwise));
        ask(resolve, reject);
      });
    } finally {
      this.awaited.delete(awaited);
    }
  }

  /**
   * Silence that we brought about ends nothing: while a message waits for its commit, the broker hears that we are there. A command is
   * given up all the same, since whoever sends it holds on to more.
   */
  private look(): void {
    const isBusy = this.inHand > 0;
    this.looksInHand = isBusy ? this.looksInHand + 1 : 0;
    if (isBusy && this.looksInHand % this.looksPerPing === 0) {
      this.client.sendPing();
      this.client.reschedulePing(true);
    }
    for (const awaited of this.awaited) {
      if (isBusy && awaited.otherwise.step !== 'publish') continue;
      awaited.waitedMs += LOOK_MS;
      if (awaited.waitedMs < this.how.answerMs) continue;
      if (!isBusy) this.end(awaited.otherwise);
      else awaited.giveUp();
      this.isStuck = isBusy;
    }
  }

  private broke(error: Error & { code?: unknown }): void {
    const isIn = this.offers !== null;
    if (typeof error.code === 'string') this.end({ step: 'reach', code: error.code });
    else if (error.message === 'connack timeout') this.end({ step: 'connect', code: 'no-connack' });
    else if (error.message === 'Keepalive timeout') this.end({ step: 'disconnect', code: 'no-pingresp' });
    else this.end({ step: isIn ? 'disconnect' : 'connect', code: 'not-mqtt' });
  }
}

function optionsOf({ url, clientId, sessionSeconds, answerMs, keepaliveSeconds }: How): IClientOptions {
  const { username, password } = new URL(url);
  return {
    clientId,
    protocolVersion: 5,
    reconnectPeriod: 0,
    resubscribe: false,
    connectTimeout: answerMs,
    keepalive: keepaliveSeconds,
    clean: sessionSeconds === 0,
    properties: { sessionExpiryInterval: sessionSeconds, receiveMaximum: IN_FLIGHT },
    // Else MQTT.js takes a client id from there.
    query: {},
    ...(username && { username: decoded(username) }),
    ...(password && { password: decoded(password) }),
  };
}

/** MQTT.js splits user name and password at the last colon. */
function withoutLogin(url: string): string {
  const bare = new URL(url);
  bare.username = bare.password = '';
  return bare.href;
}

/** A `%` that nothing follows from is meant as it stands. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

interface Said {
  readonly properties?: { readonly reasonString?: string; readonly serverReference?: string } | undefined;
}

function saidBy({ properties }: Said, step: Trouble['step'], code: number): Trouble {
  const said = [properties?.reasonString, properties?.serverReference].filter((text) => text !== undefined).join('; ');
  return { step, code, ...(said && { said: plain(said) }) };
}
