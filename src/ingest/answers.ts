import { Injectable } from '@nestjs/common';

/** Lets a sender wait for dispensers' answers in this process. Answers nobody waits for pass by. */
@Injectable()
export class Answers {
  private readonly awaited = new Map<string, () => void>();

  came(id: string): void {
    this.awaited.get(id)?.();
  }

  /** Resolves when all have answered, or when the time is up. */
  async all(ids: readonly string[], withinMs: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const timeUp = new Promise<void>((resolve) => (timer = setTimeout(resolve, withinMs)));
    const answered = ids.map((id) => new Promise<void>((resolve) => this.awaited.set(id, resolve)));
    await Promise.race([Promise.all(answered), timeUp]);
    clearTimeout(timer);
    for (const id of ids) this.awaited.delete(id);
  }
}
