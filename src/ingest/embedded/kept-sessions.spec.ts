import { describe, expect, it } from '@jest/globals';
import { KeptSessions, type Room } from './kept-sessions.js';

const PLENTY: Room = { inFlight: 10, queued: 10, queuedBytes: 1_000_000, bytes: 10_000_000 };

function keep(room: Partial<Room> = {}) {
  const here = new Set<string>();
  const told: string[] = [];
  const kept = new KeptSessions(
    { ...PLENTY, ...room },
    (deviceId) => here.has(deviceId),
    (reason, deviceId) => told.push(`${deviceId}: ${reason}`),
  );
  let counter = 0;
  const command = (payload = '', bytes = payload.length) => ({
    cmd: 'publish' as const,
    brokerId: 'b',
    brokerCounter: ++counter,
    payload: Buffer.alloc(bytes, payload),
  });
  return {
    kept,
    told,
    come: (id: string) => {
      here.add(id);
      kept.came(id);
    },
    leave: (id: string) => {
      here.delete(id);
      kept.left(id);
    },
    listen: (id: string, leaf = 'commands', qos = 1) =>
      kept.addSubscriptions({ id }, [{ topic: `dosevagt/v1/${id}/${leaf}`, qos } as never]),
    async send(id: string, said: ReturnType<typeof command>) {
      await kept.outgoingEnqueueCombi(await kept.subscriptionsByTopic(`dosevagt/v1/${id}/commands`), said);
      return said;
    },
    async queued(id: string): Promise<string[]> {
      const all = await kept.outgoingStream({ id }).toArray();
      return all.map(({ payload }: { payload: Buffer }) => payload.toString());
    },
    command,
  };
}

describe('what is kept for a dispenser whose session is kept', () => {
  it('is each command once, however many of its filters match', async () => {
    const { listen, send, queued, command } = keep();
    for (const leaf of ['commands', '#', '+', 'commands/#']) await listen('A', leaf);
    await listen('B');
    await send('A', command('one'));
    expect([await queued('A'), await queued('B')]).toEqual([['one'], []]);
  });

  it('is nothing for those who listen at QoS 0, or to something else', async () => {
    const { listen, send, queued, command } = keep();
    await listen('A', 'commands', 0);
    await listen('B', 'status');
    await send('A', command('one'));
    await send('B', command('one'));
    expect([await queued('A'), await queued('B')]).toEqual([[], []]);
  });

  it('is the newest, when it is too many or too much; the database has the others', async () => {
    for (const room of [{ queued: 3 }, { queuedBytes: 3 * 600 }]) {
      const { listen, send, queued, command } = keep(room);
      await listen('A');
      for (const payload of ['1', '2', '3', '4', '5']) await send('A', command(payload));
      expect(await queued('A')).toEqual(['3', '4', '5']);
    }
  });

  it('is not another than what is on its way already; that one is sent all the same', async () => {
    const { kept, told, come, listen, send, queued, command } = keep({ queued: 1 });
    come('A');
    await listen('A');
    await kept.outgoingUpdate({ id: 'A' }, { ...(await send('A', command('1'))), messageId: 7 });
    await kept.outgoingUpdate({ id: 'A' }, { ...(await send('A', command('2'))), messageId: 8 });
    expect([await queued('A'), told]).toEqual([['1'], ['A: queue-full']]);
    await kept.outgoingClearMessageId({ id: 'A' }, { cmd: 'publish', messageId: 7 });
    await send('A', command('3'));
    expect(await queued('A')).toEqual(['3']);
  });

  it('goes when it is acknowledged, and when another of its filters was first and wants no acknowledgement', async () => {
    const { kept, come, listen, send, queued, command } = keep();
    come('A');
    await listen('A');
    const [first, second] = [await send('A', command('1')), await send('A', command('2'))];
    for (const one of [first, second]) await kept.outgoingClearMessageId({ id: 'A' }, one);
    await kept.outgoingUpdate({ id: 'A' }, { ...first, messageId: 7 });
    await new Promise((resolve) => setImmediate(resolve));
    expect(await queued('A')).toEqual(['1']);
    await kept.outgoingClearMessageId({ id: 'A' }, { cmd: 'publish', messageId: 7 });
    expect(await queued('A')).toEqual([]);
  });

  it('is of QoS 2 messages the id, until PUBREL, and no more than so many', async () => {
    const { kept, come } = keep({ inFlight: 2 });
    come('A');
    for (const messageId of [1, 2, 1]) await kept.incomingStorePacket({ id: 'A' }, { messageId });
    await expect(kept.incomingStorePacket({ id: 'A' }, { messageId: 3 })).rejects.toThrow('too-many-in-flight');
    await kept.incomingDelPacket({ id: 'A' }, { messageId: 1 });
    await kept.incomingStorePacket({ id: 'A' }, { messageId: 3 });
    await expect(kept.incomingGetPacket({ id: 'A' }, { messageId: 1 })).rejects.toThrow('no such packet');
    expect(kept.keptBytes).toBeLessThan(200);
  });

  it('takes no memory any more when it is over', async () => {
    const { kept, come, leave, listen, send, command } = keep();
    come('A');
    await listen('A');
    await listen('A', '#');
    await kept.incomingStorePacket({ id: 'A' }, { messageId: 1 });
    leave('A');
    const { brokerCounter, ...waiting } = await send('A', command('1', 5_000));
    expect(kept.keptBytes).toBeGreaterThan(5_000);
    await kept.outgoingUpdate({ id: 'A' }, { ...waiting, brokerCounter, messageId: 9 });
    await kept.outgoingUpdate({ id: 'A' }, { cmd: 'pubrel', messageId: 9 });
    await kept.outgoingClearMessageId({ id: 'A' }, { cmd: 'pubrel', messageId: 9 });
    await kept.cleanIncoming({ id: 'A' });
    await kept.removeSubscriptions({ id: 'A' }, ['dosevagt/v1/A/#', 'dosevagt/v1/A/never']);
    await kept.cleanSubscriptions({ id: 'A' });
    expect(kept.keptBytes).toBe(0);
  });
});

describe('when all that is kept is too much', () => {
  it('the session that has been away longest is forgotten, and those who are there are not', async () => {
    const { kept, told, come, leave, listen, send, queued, command } = keep({ bytes: 5_000 });
    for (const id of ['HERE', 'FIRST', 'SECOND']) {
      come(id);
      await listen(id);
    }
    leave('FIRST');
    leave('SECOND');
    for (const id of ['HERE', 'FIRST', 'SECOND']) await send(id, command(id, 600));
    await send('SECOND', command('2', 1_000));
    expect(told).toEqual(['FIRST: session-forgotten']);
    expect(await kept.subscriptionsByClient({ id: 'FIRST' })).toEqual([]);
    expect([(await queued('HERE')).length, (await queued('SECOND')).length]).toEqual([1, 2]);
    expect(kept.keptBytes).toBeLessThanOrEqual(5_000);
  });

  it('and nobody is left to forget, nothing more is kept', async () => {
    const { kept, told, come, listen, send, queued, command } = keep({ bytes: 2_000 });
    come('A');
    await listen('A');
    await send('A', command('1', 1_000));
    await send('A', command('2', 1_000));
    expect([(await queued('A')).length, told]).toEqual([1, ['A: queue-full']]);
    expect(kept.keptBytes).toBeLessThanOrEqual(2_000);
  });
});

describe('a retained status', () => {
  const status = (id: string, payload: string) =>
    ({
      cmd: 'publish',
      topic: `dosevagt/v1/${id}/status`,
      payload: Buffer.from(payload),
      qos: 1,
      retain: true,
    }) as never;
  const found = async (kept: KeptSessions, ...filters: string[]) =>
    (await kept.createRetainedStreamCombi(filters).toArray()).map(({ topic }: { topic: string }) => topic);

  it('is found by its own dispenser’s filters, and forgotten when it is empty', async () => {
    const { kept } = keep();
    await kept.storeRetained(status('A', 'x'));
    await kept.storeRetained(status('AB', 'y'));
    expect(await found(kept, 'dosevagt/v1/A/#')).toEqual(['dosevagt/v1/A/status']);
    expect(await found(kept, 'dosevagt/v1/A/commands', 'dosevagt/v1/C/status')).toEqual([]);
    await kept.storeRetained(status('A', ''));
    expect(await found(kept, 'dosevagt/v1/A/status')).toEqual([]);
  });

  it('does not keep alive what was read together with it', async () => {
    const { kept } = keep();
    const read = Buffer.alloc(60_000, 'x');
    await kept.storeRetained({ ...(status('A', '') as object), payload: read.subarray(0, 10) } as never);
    const [{ payload }] = (await kept.createRetainedStreamCombi(['dosevagt/v1/A/status']).toArray()) as [
      { payload: Buffer },
    ];
    expect(payload.buffer.byteLength).toBe(10);
  });

  it('goes with all else of a dispenser that is elsewhere', async () => {
    const { kept, listen, send, queued, command } = keep();
    await listen('A');
    await listen('B');
    await send('A', command('one'));
    await kept.storeRetained(status('A', 'x'));
    await kept.storeRetained(status('C', 'x'));
    expect(new Set(kept.deviceIds)).toEqual(new Set(['A', 'B', 'C']));
    kept.forget('A');
    kept.forget('C');
    expect([kept.deviceIds, await queued('A'), await found(kept, 'dosevagt/v1/A/#')]).toEqual([['B'], [], []]);
    await kept.cleanSubscriptions({ id: 'B' });
    expect(kept.keptBytes).toBe(0);
  });
});
