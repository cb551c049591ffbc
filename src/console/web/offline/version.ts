import { effect, signal } from '@preact/signals';
import { stream } from '../stream.js';
import { language } from '../texts.js';

const LOOK_MILLIS = 60_000;

/** Whether a page of another build than this one is ready: it is there at the next load, and not before. */
export const isNewer = signal(false);

let lookedAt = 0;

/** Has the page itself lie on the device (`worker/`), so that it opens without a connection, and hears when there is a newer one. */
export async function keepPage(): Promise<void> {
  // Over plain HTTP there are no workers; and what `npm run dev` builds is another page at every save.
  if (!('serviceWorker' in navigator) || import.meta.env.MODE === 'development') return;
  const { serviceWorker } = navigator;
  const say = () => {
    const script = new URL(document.querySelector<HTMLScriptElement>('script[src]')!.src).pathname;
    serviceWorker.controller?.postMessage({ is: 'shown', script, language: language.peek() });
  };
  serviceWorker.addEventListener('controllerchange', say);
  serviceWorker.addEventListener('message', ({ data }: MessageEvent<{ is?: string; isNewest?: boolean } | null>) => {
    if (data?.is === 'page') isNewer.value = !data.isNewest;
  });
  const registration = await serviceWorker.register('/worker.js', { updateViaCache: 'none' }).catch(() => null);
  if (!registration) return;
  effect(() => {
    void language.value;
    say();
  });
  effect(() => {
    // A gateway that comes back may be a newer one.
    if (stream.value === 'live') look(registration);
  });
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && look(registration));
}

/** A page that is open all morning is loaded by nobody. */
function look(registration: ServiceWorkerRegistration): void {
  if (performance.now() - lookedAt < LOOK_MILLIS) return;
  lookedAt = performance.now();
  // Not to be reached, it is as it was.
  void registration.update().catch(() => undefined);
}
