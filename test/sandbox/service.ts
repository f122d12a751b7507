import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { delimiter, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { threadId } from 'node:worker_threads';

export const repository = join(import.meta.dirname, '..', '..');

/** A server that runs as a process of its own. */
export interface Service {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** Everything it has printed so far. */
  logs: () => string;
  /** Resolves when it has ended, for whatever reason. */
  readonly ended: Promise<void>;
  /** Ends it at once, as a crash would. */
  crash: () => Promise<void>;
  /** Asks it to end, waits, and insists after eight seconds. */
  stop: () => Promise<void>;
}

export interface ServiceOptions {
  readonly name: string;
  readonly cwd: string;
  /** A script for Node, with its arguments. */
  readonly command: readonly string[];
  /** All that the process gets to know of its surroundings, but for PATH and PORT. */
  readonly environment: Readonly<Record<string, string>>;
  readonly port?: number | undefined;
  /** What answers 200 as soon as the service can be used. */
  readonly readyPath: string;
}

const children = new Set<ChildProcess>();
process.on('exit', () => children.forEach((child) => child.kill('SIGKILL')));

// Below the range that the system gives away by itself: a hundred ports for each process or thread that runs tests, each
// handed out once, since a port that is free when it is looked at must still be free when the service binds it. Listening
// on the first port of a range is what makes it one's own.
const ranges = 200;
const rangeSize = 100;
let ownRange: Promise<number> | undefined;
let handedOut = 0;

const listen = async (port: number): Promise<Server | undefined> => {
  const server = createServer().listen(port);
  return once(server, 'listening').then(
    () => server,
    () => undefined,
  );
};

async function claimRange(): Promise<number> {
  const start = process.pid * 31 + threadId;
  for (let tried = 0; tried < ranges; tried += 1) {
    const first = 10_000 + ((start + tried) % ranges) * rangeSize;
    const guard = await listen(first);
    guard?.unref();
    if (guard) return first;
  }
  throw new Error('Every range of ports is taken.');
}

/** A port of this machine that nothing listens on now, and that no other test is given. */
export async function freePort(): Promise<number> {
  ownRange ??= claimRange();
  const first = await ownRange;
  for (;;) {
    const port = first + 1 + (handedOut++ % (rangeSize - 1));
    const server = await listen(port);
    if (!server) continue;
    server.close();
    await once(server, 'close');
    return port;
  }
}

const surroundings = () => ({
  PATH: [join(repository, 'node_modules', '.bin'), process.env['PATH'] ?? ''].join(delimiter),
});

function launch({ command, cwd, environment }: Pick<ServiceOptions, 'command' | 'cwd' | 'environment'>) {
  const child = spawn('node', command, {
    cwd,
    env: { ...surroundings(), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.add(child);
  const closed = once(child, 'close').then(() => {
    children.delete(child);
  });
  const printed: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => printed.push(text));
  }
  return { child, closed, logs: () => printed.join('') };
}

/** Runs a script of Node to its end. Rejects with all its output when its exit code is not 0. */
export async function runScript(
  options: Pick<ServiceOptions, 'command' | 'cwd' | 'environment'>,
): Promise<string> {
  const { child, closed, logs } = launch(options);
  await closed;
  if (child.exitCode !== 0) {
    throw new Error(
      `node ${options.command.join(' ')} ended with exit code ${String(child.exitCode)}\n${logs()}`,
    );
  }
  return logs();
}

/** Starts a service and waits until it is ready. Rejects with all its output when it ends before that. */
export async function startService(options: ServiceOptions): Promise<Service> {
  const port = options.port ?? (await freePort());
  const { child, closed, logs } = launch({
    ...options,
    environment: { ...options.environment, PORT: String(port) },
  });
  const url = `http://localhost:${port}`;
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  const deadline = performance.now() + 20_000;

  const isReady = () =>
    fetch(url + options.readyPath).then(
      ({ ok }) => ok,
      () => false,
    );
  while (!(await isReady())) {
    if (hasEnded() || performance.now() > deadline) {
      child.kill('SIGKILL');
      throw new Error(`${options.name} did not start:\n${logs()}`);
    }
    await pause(30);
  }

  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    const insist = setTimeout(() => child.kill('SIGKILL'), 8_000);
    await closed;
    clearTimeout(insist);
  };
  return {
    url,
    port,
    pid: child.pid ?? 0,
    logs,
    ended: closed,
    crash: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
  };
}
