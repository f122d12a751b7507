import { once } from 'node:events';
import { createServer } from 'node:net';

/** Whether a port can be listened on, on all of the machine's addresses. */
async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port);
  try {
    await once(server, 'listening');
  } catch {
    return false;
  }
  server.close();
  await once(server, 'close');
  return true;
}

/**
 * The wanted port or, where somebody else listens on it, the next one that is free and not in `reserved`, which is told.
 * Rejects when the next hundred are taken too.
 */
export async function choosePort(
  wanted: number,
  { reserved, tell }: { reserved: ReadonlySet<number>; tell: (message: string) => void },
): Promise<number> {
  for (let port = wanted; port < wanted + 100; port += 1) {
    if ((port !== wanted && reserved.has(port)) || !(await isFree(port))) continue;
    if (port !== wanted) tell(`Port ${wanted} is taken; using ${port} instead.`);
    return port;
  }
  throw new Error(`No port is free from ${wanted} to ${wanted + 99}.`);
}
