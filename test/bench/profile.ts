import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface CpuProfile {
  nodes: { id: number; callFrame: { functionName: string; url: string }; children?: number[] }[];
  samples: number[];
  timeDeltas: number[];
}

/** Where the service's own time goes while `work` runs; the profile is written for Chrome's and VS Code's viewers. */
export async function profiled<T>(
  inspectorUrl: string,
  file: string,
  work: () => Promise<T>,
): Promise<{ result: T; profile: CpuProfile }> {
  const inspector = await Inspector.connect(inspectorUrl);
  try {
    await inspector.send('Profiler.enable');
    await inspector.send('Profiler.setSamplingInterval', { interval: 500 });
    await inspector.send('Profiler.start');
    const result = await work();
    const { profile } = (await inspector.send('Profiler.stop')) as { profile: CpuProfile };
    await mkdir(join(file, '..'), { recursive: true });
    await writeFile(file, JSON.stringify(profile));
    return { result, profile };
  } finally {
    inspector.close();
  }
}

/** Shares of the time the service was busy, the largest first: its own rooms, packages, and what Node itself does. */
export function whereTimeGoes({ nodes, samples, timeDeltas }: CpuProfile): { part: string; share: number }[] {
  const parent = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)));
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const partOf = (id: number | undefined): string => {
    for (let at = id; at !== undefined; at = parent.get(at)) {
      const frame = byId.get(at)?.callFrame;
      if (!frame) break;
      if (SPECIAL.has(frame.functionName)) return frame.functionName;
      const part = ownerOf(frame.url);
      if (part) return part;
    }
    return 'Node itself';
  };
  const spent = new Map<string, number>();
  samples.forEach((id, i) => {
    const part = partOf(id);
    if (part !== '(idle)' && part !== '(program)') spent.set(part, (spent.get(part) ?? 0) + (timeDeltas[i] ?? 0));
  });
  const all = [...spent.values()].reduce((sum, each) => sum + each, 0);
  return [...spent].map(([part, us]) => ({ part, share: us / all })).sort((a, b) => b.share - a.share);
}

const SPECIAL = new Set(['(garbage collector)', '(idle)', '(program)']);

/** What Node does is put down to whoever called it. */
function ownerOf(url: string): string | null {
  const inPackage = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(url)?.[1];
  if (inPackage) return inPackage;
  const room = /\/(?:dist|src)\/(platform\/[^/]+|[^/]+)\//.exec(url)?.[1];
  return room ? `src/${room}` : null;
}

class Inspector {
  private readonly waiting = new Map<number, (result: unknown) => void>();
  private last = 0;

  private constructor(private readonly socket: WebSocket) {
    socket.addEventListener('message', ({ data }) => {
      const { id, result } = JSON.parse(String(data)) as { id?: number; result?: unknown };
      if (id !== undefined) this.waiting.get(id)?.(result);
    });
  }

  static connect(url: string): Promise<Inspector> {
    const socket = new WebSocket(url);
    return new Promise((resolve, reject) => {
      socket.addEventListener('open', () => resolve(new Inspector(socket)));
      socket.addEventListener('error', () => reject(new Error('The debugger of the service does not answer.')));
    });
  }

  send(method: string, params: object = {}): Promise<unknown> {
    const id = ++this.last;
    this.socket.send(JSON.stringify({ id, method, params }));
    return new Promise((resolve) => this.waiting.set(id, resolve));
  }

  close(): void {
    this.socket.close();
  }
}
