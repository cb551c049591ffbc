import { signal } from '@preact/signals';
import type { StreamFact } from './model.js';

const RETRY_MILLIS = [1_000, 2_000, 5_000, 10_000];

/** Whether facts arrive by themselves: `lost` means that the page may show what is no longer true. */
export const stream = signal<'connecting' | 'live' | 'lost'>('connecting');

let source: EventSource | undefined;
let retry: ReturnType<typeof setTimeout> | undefined;
let failures = 0;

interface Listener {
  onFact(fact: StreamFact): void;
  /** Called at every connection: what was said meanwhile was not heard. */
  onOpen(): void;
}

/** Follows the gateway's facts until `closeStream`; a lost connection is tried again, for ever. */
export function openStream(listener: Listener): void {
  closeStream();
  const opened = new EventSource('/api/v1/events/stream');
  source = opened;
  opened.onopen = () => {
    failures = 0;
    stream.value = 'live';
    listener.onOpen();
  };
  opened.onmessage = (message: MessageEvent<string>) => hear(message.data, listener);
  opened.onerror = () => {
    stream.value = 'lost';
    // The browser itself retries a cut connection, but not a refused one.
    if (opened.readyState !== EventSource.CLOSED || source !== opened) return;
    retry = setTimeout(() => openStream(listener), RETRY_MILLIS[Math.min(failures++, RETRY_MILLIS.length - 1)]);
  };
}

export function closeStream(): void {
  clearTimeout(retry);
  source?.close();
  source = undefined;
}

function hear(text: string, listener: Listener): void {
  let fact: StreamFact;
  try {
    fact = JSON.parse(text) as StreamFact;
  } catch {
    return;
  }
  if (typeof fact?.type === 'string') listener.onFact(fact);
}
