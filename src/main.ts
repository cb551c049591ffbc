import { openHouse } from './house.js';
import { LastResort } from './last-resort.js';
import { loadSettings } from './platform/config/load.js';
import { startEmbeddedPostgres } from './embedded-postgres/embedded-postgres.js';
import { giveBackMemory, projectRoot, runToEnd, say, untilStopped } from './run.js';

/** Runs the service from its configuration until it is told to stop. */
runToEnd(async () => {
  const settings = loadSettings(projectRoot, undefined, say);
  const lastResort = new LastResort();
  const stopped = Promise.race([untilStopped(), lastResort.fallen.then(() => 'fallen' as const)]);
  const embedded = settings.database.url ? null : await startEmbeddedPostgres({ dataDir: settings.data.dir, log: say });
  try {
    const opening = openHouse({
      ...settings,
      database: { ...settings.database, url: settings.database.url ?? embedded!.url },
    });
    // Told to stop while the database is still away: nothing has been taken in yet that could be lost.
    const house = await Promise.race([opening, stopped]);
    if (typeof house === 'object') {
      lastResort.watch(house);
      giveBackMemory();
      say(
        `Dosevagt listens at ${house.httpUrl}${settings.roles.includes('gateway') ? `, MQTT at port ${house.mqttPort}` : ''}`,
      );
      // Who presses Ctrl-C, or starts us anew after an error, has nobody that must first be sent elsewhere.
      if ((await stopped) === 'SIGTERM') await house.drain();
      await house.stop();
    }
  } finally {
    await embedded?.stop();
  }
  if (lastResort.hasHeard) throw await lastResort.fallen;
});
