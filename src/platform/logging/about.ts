import { AsyncLocalStorage } from 'node:async_hooks';

/** What is being worked on, by id: the request, the number in the journal, the case's alert. */
export interface About {
  readonly requestId?: string;
  readonly entry?: number;
  readonly alertId?: string;
}

const work = new AsyncLocalStorage<{ about: About }>();

/** Whatever is logged while `run` is at work says what it is about, besides what was said around it. */
export const workingOn = <T>(about: About, run: () => T): T => work.run({ about: { ...aboutNow(), ...about } }, run);

/** From here on the work that is under way is about this too. Outside of any it is nobody's. */
export function nowAlsoAbout(about: About): void {
  const held = work.getStore();
  if (held) held.about = { ...held.about, ...about };
}

/** In the fields of a line of the log. */
export const aboutNow = (): About => work.getStore()?.about ?? {};
