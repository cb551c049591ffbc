import { signal } from '@preact/signals';
import type { StreamFact } from './model.js';

const PATH = '/api/v1/events/stream';
const POLL_MILLIS = 10_000;
const RETRY_MILLIS = [1_000, 2_000, 5_000, 10_000];
const TRIES_FROM_THERE = 3;
/** The gateway says every five seconds that it is there; for a moment it may be out of breath. */
const SILENCE_MILLIS = 9_000;

/** What the gateway says of itself every few seconds, and how much of what the reader may see is in contact. */
export interface Beat {
  now: string;
  lastEventAt: string | null;
  devicesOnline: number;
  devices: number;
}

/**
 * Whether facts arrive by themselves: `lost` means that the page may show what is no longer true, `closed` that the gateway closed this
 * stream because the same person opened too many others, and the page looks for news now and then instead.
 */
export const stream = signal<'connecting' | 'live' | 'lost' | 'closed'>('connecting');
/** The last one heard; none of an older gateway, which has no beat. */
export const beat = signal<Beat | null>(null);

let source: EventSource | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;
let poll: ReturnType<typeof setInterval> | undefined;
let failures = 0;
/** Without waiting for its turn. */
let retry: (() => void) | undefined;
/** Where a new connection goes on: what is told to a person is told once. */
let position = '';

interface Listener {
  onFact(fact: StreamFact): void;
  /** Called at every connection: what was said meanwhile may not have been heard. */
  onOpen(): void;
}

/** Follows the gateway's facts from now until `closeStream`; a lost connection is tried again, for ever. */
export function openStream(listener: Listener): void {
  closeStream();
  retry = () => connect(listener);
  connect(listener);
}

/** There is a connection again: what was lost is tried at once. */
export const tryAgainWhenConnected = (): void =>
  addEventListener('online', () => {
    if (stream.peek() === 'lost') retry?.();
  });

export function closeStream(): void {
  clearTimeout(timer);
  clearInterval(poll);
  source?.close();
  source = undefined;
  retry = undefined;
  position = '';
  beat.value = null;
}

function connect(listener: Listener): void {
  clearTimeout(timer);
  source?.close();
  const opened = new EventSource(position ? `${PATH}?after=${position}` : PATH);
  source = opened;
  /** Whether more is to come soon: an answer, or the next beat of whoever has one. An older gateway has none. */
  let isDue = true;
  const expectMore = () => {
    clearTimeout(timer);
    if (isDue) timer = setTimeout(again, SILENCE_MILLIS);
  };
  const again = () => {
    stream.value = 'lost';
    connect(listener);
  };
  opened.onopen = () => {
    failures = 0;
    isDue = false;
    expectMore();
    stream.value = 'live';
    listener.onOpen();
  };
  opened.onmessage = ({ data, lastEventId }: MessageEvent<string>) => {
    if (lastEventId) position = lastEventId;
    expectMore();
    const fact = read(data) as StreamFact | null;
    if (typeof fact?.type === 'string') listener.onFact(fact);
  };
  opened.addEventListener('beat', ({ data }: MessageEvent<string>) => {
    beat.value = read(data) as Beat | null;
    isDue = true;
    expectMore();
  });
  opened.addEventListener('closed', () => {
    // To come back would close another page's stream, and that one this one's.
    closeStream();
    stream.value = 'closed';
    poll = setInterval(() => listener.onOpen(), POLL_MILLIS);
  });
  opened.onerror = () => {
    if (source !== opened) return;
    stream.value = 'lost';
    isDue = true;
    expectMore();
    // The browser itself retries a cut connection, but not a refused one.
    if (opened.readyState !== EventSource.CLOSED) return;
    clearTimeout(timer);
    // It may be the position that is refused.
    if (failures >= TRIES_FROM_THERE) position = '';
    timer = setTimeout(() => connect(listener), RETRY_MILLIS[Math.min(failures++, RETRY_MILLIS.length - 1)]);
  };
  expectMore();
}

function read(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
