import { signal } from '@preact/signals';

export interface Notice {
  id: number;
  text: string;
  tone: 'info' | 'warning';
}

const SHOWN_MILLIS = { info: 5_000, warning: 12_000 };

export const notices = signal<Notice[]>([]);
/** What a screen reader says at once. */
export const announcement = signal('');

let lastId = 0;

/** What is said again takes the place of what stood there, and is read aloud again. */
export function notify(text: string, tone: Notice['tone'] = 'info'): void {
  const id = ++lastId;
  const others = notices.value.filter((notice) => notice.text !== text);
  notices.value = [...others.slice(-3), { id, text, tone }];
  setTimeout(() => dismiss(id), SHOWN_MILLIS[tone]);
}

export function dismiss(id: number): void {
  notices.value = notices.value.filter((notice) => notice.id !== id);
}
