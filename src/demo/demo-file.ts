import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { closesByItself, every } from '../platform/emitters.js';

const LOOK_MS = 1_000;

/** What scripts read of the demo that runs now: its addresses, its names and its secrets. Never those of another run. */
export class DemoFile {
  private timer: NodeJS.Timeout | null = null;

  constructor(readonly path: string) {}

  get exists(): boolean {
    return existsSync(this.path);
  }

  /** What stands there is of a demo that is over. */
  forget(): void {
    rmSync(this.path, { force: true });
  }

  /** Writes it, whole or not at all, and again whenever it is gone. */
  keep(contents: object): void {
    const text = `${JSON.stringify(contents, null, 2)}\n`;
    this.write(text);
    this.timer = every(LOOK_MS, () => this.exists || this.write(text), closesByItself);
  }

  /** Leaves it where it is. */
  close(): void {
    if (this.timer) clearInterval(this.timer);
  }

  private write(text: string): void {
    const draft = `${this.path}.${process.pid}`;
    writeFileSync(draft, text, { mode: 0o600 });
    renameSync(draft, this.path);
  }
}
