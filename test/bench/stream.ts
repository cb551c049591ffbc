export interface StreamItem {
  type: string;
  citizenId: string | null;
  /** When it arrived here, milliseconds since the epoch. */
  at: number;
}

/** Listens to `GET /api/v1/events/stream` from now on. */
export async function listen(httpPort: number, token: string, onItem: (item: StreamItem) => void): Promise<() => void> {
  const ending = new AbortController();
  const answer = await fetch(`http://127.0.0.1:${httpPort}/api/v1/events/stream`, {
    headers: { authorization: `Bearer ${token}`, accept: 'text/event-stream' },
    signal: ending.signal,
  });
  if (!answer.ok || !answer.body) throw new Error(`The stream answered ${answer.status}.`);
  void readLines(answer.body, (line) => {
    if (!line.startsWith('data:')) return;
    const { type, citizenId, data } = JSON.parse(line.slice('data:'.length)) as Partial<Fact>;
    // A beat is no fact.
    if (!type) return;
    onItem({ type, citizenId: citizenId ?? data?.citizenId ?? null, at: performance.timeOrigin + performance.now() });
  }).catch((error: unknown) => {
    if (!ending.signal.aborted) console.error('The stream broke off:', error);
  });
  return () => ending.abort();
}

interface Fact {
  type: string;
  citizenId?: string;
  data?: { citizenId?: string };
}

async function readLines(body: ReadableStream<Uint8Array>, onLine: (line: string) => void): Promise<void> {
  const decoder = new TextDecoder();
  let held = '';
  for await (const chunk of body) {
    const lines = (held + decoder.decode(chunk, { stream: true })).split('\n');
    held = lines.pop() ?? '';
    for (const line of lines) onLine(line);
  }
}
