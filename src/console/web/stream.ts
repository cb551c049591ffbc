import { signal } from '@preact/signals';
import type { StreamFact } from './model.js';

const POLL_MILLIS = 10_000;
const RETRY_MILLIS = [1_000, 2_000, 5_000, 10_000];

/**
 * Whether facts arrive by themselves: `lost` means that the page may show what is no longer true, `closed` that the gateway closed this
 * stream because the same person opened too many others, and the page looks for news now and then instead.
 */
export const stream = signal<'connecting' | 'live' | 'lost' | 'closed'>('connecting');

let source: EventSource | undefined;
let retry: ReturnType<typeof setTimeout> | undefined;
let poll: ReturnType<typeof setInterval> | undefined;
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
  opened.addEventListener('closed', () => {
    // To come back would close another page's stream, and that one this one's.
    closeStream();
    stream.value = 'closed';
    poll = setInterval(() => listener.onOpen(), POLL_MILLIS);
  });
  opened.onerror = () => {
    stream.value = 'lost';
    // The browser itself retries a cut connection, but not a refused one.
    if (opened.readyState !== EventSource.CLOSED || source !== opened) return;
    retry = setTimeout(() => openStream(listener), RETRY_MILLIS[Math.min(failures++, RETRY_MILLIS.length - 1)]);
  };
}

export function closeStream(): void {
  clearTimeout(retry);
  clearInterval(poll);
  source?.close();
  source = undefined;
}

function hear(text: string, listener: Listener): void {
  let fact: StreamFact | null;
  try {
    fact = JSON.parse(text) as StreamFact | null;
  } catch {
    return;
  }
  if (typeof fact?.type === 'string') listener.onFact(fact);
}
