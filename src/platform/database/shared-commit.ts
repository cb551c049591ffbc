import { begin } from '../emitters.js';

interface Waiting<T> {
  readonly item: T;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

/** What comes while a statement is under way goes together into the next: many who wait for a commit share one. */
export class SharedCommit<T> {
  private waiting: Waiting<T>[] = [];
  private writing = false;

  constructor(
    private readonly most: number,
    private readonly write: (items: readonly T[]) => Promise<void>,
  ) {}

  /** Resolves when it is written; fails as the statement does that it went with. */
  add(item: T): Promise<void> {
    return new Promise((done, failed) => {
      this.waiting.push({ item, done, failed });
      if (this.writing) return;
      begin(
        () => this.writeAll(),
        (error) => this.waiting.splice(0).forEach((each) => each.failed(error)),
      );
    });
  }

  private async writeAll(): Promise<void> {
    this.writing = true;
    while (this.waiting.length > 0) {
      const batch = this.waiting.splice(0, this.most);
      try {
        await this.write(batch.map(({ item }) => item));
        for (const { done } of batch) done();
      } catch (error) {
        for (const { failed } of batch) failed(error);
      }
    }
    this.writing = false;
  }
}
