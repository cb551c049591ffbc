import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeDatabase, type TestDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { aFault } from '../support/fault.js';
import { buildService, makeService, type Service } from '../support/service.js';

const FAULTS = {
  SIGUSR2: "process.on('SIGUSR2', () => { throw new Error('nobody is here'); });",
  SIGWINCH: "process.on('SIGWINCH', () => { Promise.reject(new Error('nobody waits')); });",
};

const fault = aFault({
  name: 'Error that nobody caught',
  done: 'An error was thrown where nobody catches it, and a promise failed with nobody waiting.',
  must: 'One line says so, the service drains and ends with exit code 1, and can be started again at once.',
});

/** What nobody caught ends the process, in order, and whoever watches over it starts it again. */
describe('the last resort', () => {
  let database: TestDatabase;
  let service: Service;

  beforeAll(async () => {
    buildService();
    database = await makeDatabase('last_resort');
    service = await makeService({
      DATABASE_URL: database.url,
      NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(Object.values(FAULTS).join(''))}`,
    });
  });
  afterAll(async () => {
    await service?.kill();
    await database?.drop();
  });

  it.each([
    ['an error', 'SIGUSR2', 'uncaughtException', 'nobody is here'],
    ['a promise', 'SIGWINCH', 'unhandledRejection', 'nobody waits'],
  ] as const)(
    'of %s nobody caught is one line, a drained process and exit code 1',
    async (_what, signal, origin, words) => {
      await service.start();
      process.kill(service.pid, signal);
      await eventually(() => !service.isRunning, 60_000);
      expect(service.exitCode).toBe(1);
      const lines = service.output.split('\n').filter((line) => line.includes(`"error":"${words}"`));
      expect(lines).toHaveLength(1);
      expect(JSON.parse(lines[0]!)).toMatchObject({ level: 50, origin, stack: expect.any(String) });
      // It was let go of, not cut off: nothing is left that holds its database.
      await service.start();
      expect(await service.readiness()).toMatchObject({ status: 200 });
      fault.record(null, { 'ended in order': 2 });
      await service.kill();
    },
  );
});
