import type { Client } from 'aedes';

const PAUSE_MS = 1_000;

/**
 * Whoever begins to hear commands is welcomed at once, and again whenever it asks again, but then only once a second: a welcome is
 * what the database has for a dispenser.
 */
export class Welcomes {
  private readonly resting = new Map<Client, { timer: NodeJS.Timeout; isAsked: boolean }>();

  constructor(private readonly welcome: (deviceId: string) => void) {}

  ask(client: Client): void {
    const rest = this.resting.get(client);
    if (rest) {
      rest.isAsked = true;
      return;
    }
    this.resting.set(client, { timer: setTimeout(() => this.rested(client), PAUSE_MS), isAsked: false });
    this.welcome(client.id);
  }

  left(client: Client): void {
    clearTimeout(this.resting.get(client)?.timer);
    this.resting.delete(client);
  }

  private rested(client: Client): void {
    const isAsked = this.resting.get(client)?.isAsked ?? false;
    this.resting.delete(client);
    if (isAsked) this.ask(client);
  }
}
