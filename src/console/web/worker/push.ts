import { readPushed, type Shown } from './pushed.js';

declare const self: ServiceWorkerGlobalScope;

self.addEventListener('push', (event) => event.waitUntil(hear(readPushed(event.data?.text(), navigator.languages))));

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(goTo((event.notification.data as { readonly path: string }).path));
});

/** What is tried out tells the page how far it came. */
async function hear(pushed: Shown): Promise<void> {
  if (pushed.isTest) await tellPages({ is: 'pushed', id: pushed.id, step: 'arrived' });
  const step = await show(pushed).then(
    () => 'shown',
    () => 'not-shown',
  );
  if (pushed.isTest) await tellPages({ is: 'pushed', id: pushed.id, step });
}

/** What was shown already, and is sent again, sounds no second time. */
async function show({ id, title, body, lang, tag, at, isPressing, path }: Shown): Promise<void> {
  const shown = await self.registration.getNotifications({ tag });
  const isAgain = shown.some(({ data }) => (data as { id?: string | null } | null)?.id === id);
  await self.registration.showNotification(title, {
    body,
    lang,
    tag,
    icon: '/icon-192.png',
    badge: '/icon-192.png',
    requireInteraction: isPressing,
    data: { id, path },
    ...{ renotify: !isAgain, ...(at !== null && { timestamp: at }) },
  });
}

async function tellPages(said: object): Promise<void> {
  for (const page of await self.clients.matchAll({ type: 'window', includeUncontrolled: true })) page.postMessage(said);
}

/** A page that is open is taken there; else one is opened. */
async function goTo(path: string): Promise<void> {
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const page = pages.find(({ focused }) => focused) ?? pages[0];
  if (!page) {
    await self.clients.openWindow(path);
    return;
  }
  page.postMessage({ is: 'go', path });
  await page.focus().catch(() => undefined);
}
