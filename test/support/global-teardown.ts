import { rm } from 'node:fs/promises';
import type { EmbeddedPostgres } from '../../src/embedded-postgres/embedded-postgres.js';

let kept: { postgres: EmbeddedPostgres; dataDir: string } | undefined;

export function keepForTeardown(postgres: EmbeddedPostgres, dataDir: string): void {
  kept = { postgres, dataDir };
}

export default async function tearDown(): Promise<void> {
  await kept?.postgres.stop();
  if (kept) await rm(kept.dataDir, { recursive: true, force: true });
}
