import { Injectable } from '@nestjs/common';
import { atMost } from '../platform/at-most.js';

/** Lets a sender wait for dispensers' answers in this process. Answers nobody waits for pass by. */
@Injectable()
export class Answers {
  private readonly awaited = new Map<string, () => void>();

  came(id: string): void {
    this.awaited.get(id)?.();
  }

  /** Resolves when all have answered, or when the time is up. */
  async all(ids: readonly string[], withinMs: number): Promise<void> {
    const answered = ids.map((id) => new Promise<void>((resolve) => this.awaited.set(id, resolve)));
    await atMost(withinMs, Promise.all(answered));
    for (const id of ids) this.awaited.delete(id);
  }
}
