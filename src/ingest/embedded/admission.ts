import { type PeerCertificate, TLSSocket } from 'node:tls';
import { Injectable } from '@nestjs/common';
import type { AuthenticateError, Client } from 'aedes';
import { CredentialsService } from '../../access/dispensers/credentials.service.js';
import { deviceIdPattern } from '../../devices/device.rules.js';
import { type Arrival, DevicesService } from '../../devices/devices.service.js';
import { realNow } from '../../platform/clock/clock.js';
import { networkOf } from '../../platform/network.rules.js';
import type { Refusal } from '../verdicts/refusal.rules.js';
import { Refusals } from '../verdicts/refusals.js';
import { Turnstile } from './turnstile.js';

/** MQTT 3.1.1 section 3.2.2.3. */
const CONNACK = { identifier: 2, unavailable: 3, malformed: 4, refused: 5 } as const;

type Done = (error: AuthenticateError | null, success: boolean | null) => void;

/**
 * Who may come in. Whoever keeps coming and going to no purpose is answered later, never refused for it: a dispenser by its name and
 * address together, so that nobody slows another, and wrong secrets by their address alone, where what is right is answered at once.
 */
@Injectable()
export class Admission {
  private readonly traces = new WeakMap<Client, string | null>();
  private readonly arrivals = new WeakMap<Client, Arrival>();
  private readonly froms = new WeakMap<Client, string>();
  private readonly spoke = new WeakSet<Client>();
  private readonly takenOver = new WeakSet<Client>();
  private readonly waiting = new Set<Client>();
  private closing = false;
  private readonly idle = new Turnstile(() => realNow().getTime());
  private readonly refused = new Turnstile(() => realNow().getTime());

  constructor(
    private readonly credentials: CredentialsService,
    private readonly devices: DevicesService,
    private readonly refusals: Refusals,
  ) {}

  /** Somebody knocked, from an address if that is known. */
  knocked(client: Client, from: string | undefined): void {
    if (from) this.froms.set(client, networkOf(from));
  }

  fromOf(client: Client): string | null {
    return this.froms.get(client) ?? null;
  }

  /** The number of the connection of somebody who was let in, and where the dispenser was before. */
  arrivalOf(client: Client): Arrival {
    return this.arrivals.get(client)!;
  }

  /** The trace of the secret that let somebody in; null for a certificate. */
  traceOf(client: Client): string | null {
    return this.traces.get(client) ?? null;
  }

  authenticate(client: Client, username: string | undefined, password: Buffer | undefined, done: Done): void {
    // MQTT-3.1.3-8 and -9: also the empty one, since nobody speaks here without a name.
    if (!deviceIdPattern.test(client.id)) return this.refuse(client, CONNACK.identifier, 'malformed-device-id', done);
    const isCertified = certifiedName(client) === client.id;
    if (!isCertified && (username !== client.id || password === undefined))
      return this.refuse(client, CONNACK.malformed, 'malformed-credentials', done);
    const secret = isCertified ? null : password!.toString('utf8');
    this.judge(client, secret).then(
      (verdict) => {
        if (verdict === 'right') return this.admit(client, secret, done);
        this.refuse(client, CONNACK.refused, verdict === 'unknown' ? 'unknown-device' : 'wrong-secret', done);
      },
      () => this.refuse(client, CONNACK.unavailable, 'database-away', done),
    );
  }

  /** It published something, and is not judged by how soon that is in the journal. */
  heard(client: Client): void {
    this.spoke.add(client);
  }

  /** Another connection of the same name takes its place; null for one to another node. */
  replaced(client: Client, by: Client | null): void {
    this.takenOver.add(client);
    const where =
      by === null
        ? 'to another node'
        : `from ${this.fromOf(client) === this.fromOf(by) ? 'the same' : 'another'} address`;
    this.refusals.note('taken-over', client.id, { detail: `by a connection ${where}` });
  }

  isTakenOver(client: Client): boolean {
    return this.takenOver.has(client);
  }

  /** A connection that stood has ended. One that spoke, and was not taken over, shows that its dispenser means well. */
  left(client: Client, hasSpoken: boolean): void {
    const key = this.keyOf(client);
    if (!this.takenOver.has(client) && (hasSpoken || this.spoke.has(client))) this.idle.forgive(key);
    else this.idle.count(key);
  }

  /** Nobody is let in any more; who is on the way in is sent off. */
  close(): void {
    this.closing = true;
    for (const { conn } of this.waiting) conn.destroy();
  }

  private admit(client: Client, secret: string | null, done: Done): void {
    if (this.closing) {
      client.conn.destroy();
      return;
    }
    this.traces.set(client, secret === null ? null : this.credentials.traceOf(secret));
    const ms = this.idle.waitMs(this.keyOf(client));
    if (ms === 0) return done(null, true);
    this.refusals.note('slowed', client.id, { detail: 'it came and went 15 times in a minute' });
    this.later(client, ms, () => done(null, true));
  }

  private refuse(client: Client, returnCode: number, reason: Refusal, done: Done): void {
    if (this.closing) {
      client.conn.destroy();
      return;
    }
    const from = this.fromOf(client);
    this.refusals.note(reason, client.id, { from });
    // eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment, @typescript-eslint/no-unnecessary-type-assertion -- aedes declares the enum, and exports none of it
    const answer = (): void => done(Object.assign(new Error(reason), { returnCode }) as AuthenticateError, false);
    if (from === null || returnCode === CONNACK.unavailable) return answer();
    const ms = this.refused.waitMs(from);
    this.refused.count(from);
    if (ms === 0) return answer();
    this.refusals.note('slowed', null, { detail: 'wrong credentials came 15 times in a minute', from });
    this.later(client, ms, answer);
  }

  /** A certificate proves the name without a secret; whether we know the name is still asked. */
  private async judge(client: Client, secret: string | null): Promise<'right' | 'wrong' | 'unknown'> {
    const isCertified = async () =>
      (await this.devices.isInUse(client.id)) ? ('right' as const) : ('unknown' as const);
    const verdict = await (secret === null ? isCertified() : this.credentials.isRight(client.id, secret));
    if (verdict === 'right') this.arrivals.set(client, await this.devices.arrive(client.id));
    return verdict;
  }

  /** Acts after a while, unless the connection ends before. */
  private later(client: Client, ms: number, act: () => void): void {
    const { conn } = client;
    // Nobody reads meanwhile, and to nobody else would the end show.
    const look = (): unknown => conn.read(0);
    const stop = (): void => {
      clearTimeout(timer);
      this.waiting.delete(client);
      conn.off('readable', look).off('close', stop);
    };
    const timer = setTimeout(() => {
      stop();
      act();
    }, ms);
    this.waiting.add(client);
    conn.on('readable', look).once('close', stop);
  }

  private keyOf(client: Client): string {
    return `${client.id} ${this.fromOf(client) ?? ''}`;
  }
}

/** The name on a client certificate that the configured authority signed. */
function certifiedName(client: Client): string | null {
  const socket = client.conn;
  if (!(socket instanceof TLSSocket) || !socket.authorized) return null;
  const { subject } = socket.getPeerCertificate() as Partial<PeerCertificate>;
  return String(subject?.CN ?? '');
}
