import { describe, expect, it } from '@jest/globals';
import { whereTimeGoes } from './profile.js';
import { sizing } from './sizing.js';

describe('how many dispensers a machine carries', () => {
  it.each([
    // Events: 0.5 x 5,000/s x 600 s / 2 an event each = 750,000. Alarms: 0.5 x 100/s x 30 s / 4 % = 37,500.
    ['alarms, when many doses alarm', { eventsPerSecond: 5_000, alarmsPerSecond: 100, memory: null }, 4, 37_000],
    ['events, when few do', { eventsPerSecond: 500, alarmsPerSecond: 1_000, memory: null }, 0.6, 75_000],
    [
      'memory',
      { eventsPerSecond: 5_000, alarmsPerSecond: 1_000, memory: { perTenThousand: 500, machine: 1_000 } },
      4,
      10_000,
    ],
  ])('is limited by %s', (_, basis, share, dispensers) => {
    expect(sizing(basis, share).dispensers).toBe(dispensers);
  });

  it('is none where a figure was not measured', () => {
    expect(sizing({ eventsPerSecond: Number.NaN, alarmsPerSecond: Number.NaN, memory: null }, 4).dispensers).toBe(0);
  });
});

it('puts what Node does down to whoever called it, and leaves idling out', () => {
  const node = (id: number, functionName: string, url: string, children: number[] = []) => ({
    id,
    callFrame: { functionName, url },
    children,
  });
  const nodes = [
    node(1, '(root)', '', [2, 4, 5, 6]),
    node(2, 'query', 'file:///house/node_modules/pg/lib/client.js', [3]),
    node(3, 'writeBuffer', ''),
    node(4, 'keep', 'file:///house/dist/ingest/ingest.service.js'),
    node(5, '(idle)', ''),
    node(6, 'tick', 'node:internal/process'),
  ];
  const profile = { nodes, samples: [3, 2, 4, 5, 6], timeDeltas: [30, 10, 40, 900, 20] };
  expect(whereTimeGoes(profile)).toEqual([
    { part: 'pg', share: 0.4 },
    { part: 'src/ingest', share: 0.4 },
    { part: 'Node itself', share: 0.2 },
  ]);
});
