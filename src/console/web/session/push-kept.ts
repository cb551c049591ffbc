import { effect, untracked } from '@preact/signals';
import { goThere } from '../addresses/whereabouts.js';
import { session } from './session.js';

/** Messages to this device are of whoever is signed in: they come with her, go with her, and a press on one leads where it says. */
export function followPush(): void {
  if (!('serviceWorker' in navigator) || !('Notification' in globalThis)) return;
  navigator.serviceWorker.addEventListener(
    'message',
    ({ data }: MessageEvent<{ is?: string; path?: string } | null>) => {
      if (data?.is === 'go' && data.path) goThere(data.path);
    },
  );
  let wasHere = false;
  effect(() => {
    const isHere = Boolean(session.value);
    // Without that there is nothing to keep or to put away.
    if (isHere !== wasHere && Notification.permission === 'granted')
      void untracked(() => import('../me/push-here.js').then((push) => (isHere ? push.keepPush() : push.putAway())));
    wasHere = isHere;
  });
}
