import { entities } from './app.module.js';
import { loadSettings } from './platform/config/load.js';
import { Database } from './platform/database/database.js';
import { Log } from './platform/logging/log.js';
import { projectRoot, runToEnd, say } from './run.js';

/** Applies the migrations that `DATABASE_URL` lacks. */
runToEnd(async () => {
  const settings = loadSettings(projectRoot, undefined, say);
  if (!settings.database.url)
    throw new Error('DATABASE_URL is not set; the embedded PostgreSQL migrates itself at start.');
  const database = new Database(settings, new Log(settings), entities);
  const applied = await database.migrateOnce();
  say(applied.length === 0 ? 'Nothing to do: every migration has been applied.' : `Applied ${applied.join(', ')}.`);
});
