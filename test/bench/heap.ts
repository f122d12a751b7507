import { once } from 'node:events';

/** The option that lets {@link openHeap} ask a process of Node's. */
export const inspectable = '--inspect=127.0.0.1:0';

export interface Heap {
  /** What is in use once the garbage is gone, buffers included, in MB. Resident memory tells when it was last collected. */
  usedMb: () => Promise<number>;
  close: () => void;
}

/** Reaches a process's heap through Node's inspector, whose address stands in what the process printed. */
export async function openHeap(logs: string): Promise<Heap> {
  const address = /ws:\/\/127\.0\.0\.1:\S+/.exec(logs)?.[0];
  if (address === undefined) throw new Error('The process was not started with `inspectable`.');
  const socket = new WebSocket(address);
  await once(socket, 'open');
  const waiting = new Map<number, (result: Record<string, number>) => void>();
  socket.addEventListener('message', ({ data }) => {
    const { id, result } = JSON.parse(String(data)) as { id: number; result: Record<string, number> };
    waiting.get(id)?.(result);
    waiting.delete(id);
  });
  let last = 0;
  const call = (method: string) =>
    new Promise<Record<string, number>>((resolve) => {
      waiting.set(++last, resolve);
      socket.send(JSON.stringify({ id: last, method }));
    });
  return {
    usedMb: async () => {
      await call('HeapProfiler.collectGarbage');
      const { usedSize = NaN, backingStorageSize = 0 } = await call('Runtime.getHeapUsage');
      return (usedSize + backingStorageSize) / 2 ** 20;
    },
    close: () => socket.close(),
  };
}
