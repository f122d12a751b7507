import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { minimalEnvironment } from './test-support/environment.ts';
import { startFakeCommercetools, type FakeCommercetools } from './test-support/fake-commercetools.ts';

// Processes, retries and time limits take a while on a busy machine.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 60_000 });

const root = join(import.meta.dirname, '..');

interface Run {
  readonly process: ChildProcess;
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** The exit code, once both outputs are complete. */
  readonly end: Promise<number | null>;
}

const run = (file: string, environment: Record<string, string> = {}, args: string[] = []): Run => {
  const child = spawn(process.execPath, [file, ...args], { cwd: root, env: environment });
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  const end = new Promise<number | null>((resolve) => child.on('close', resolve));
  return { process: child, stdout: () => out, stderr: () => err, end };
};

const jsonLines = (text: string): Record<string, unknown>[] =>
  text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>);

let dist: string;
let fake: FakeCommercetools;
const started: Run[] = [];

beforeAll(async () => {
  dist = await mkdtemp(join(tmpdir(), 'processor-'));
  expect(await run('build.mjs', {}, [dist]).end).toBe(0);
}, 60_000);

beforeEach(async () => {
  fake = await startFakeCommercetools();
});

afterEach(async () => {
  for (const { process: child } of started.splice(0)) child.kill('SIGKILL');
  await fake.stop();
});

afterAll(() => rm(dist, { recursive: true, force: true }));

const start = async (environment: Record<string, string> = {}): Promise<Run & { url: string }> => {
  const service = run(join(dist, 'main.js'), { ...minimalEnvironment(fake.url), PORT: '0', ...environment });
  started.push(service);
  await expect.poll(service.stdout).toContain('"listening"');
  const port = Number(jsonLines(service.stdout())[0]?.['port']);
  return { ...service, url: `http://127.0.0.1:${port}` };
};

describe('the built processor', () => {
  it('ends with code 1 and one line per fault when the environment is not usable', async () => {
    const service = run(join(dist, 'main.js'), {
      ...minimalEnvironment(fake.url),
      PORT: 'x',
      CTP_CLIENT_ID: '',
    });
    expect(await service.end).toBe(1);
    expect(service.stderr().trimEnd().split('\n')).toEqual([
      expect.stringMatching(/^PORT must be /),
      expect.stringMatching(/^CTP_CLIENT_ID is missing: /),
    ]);
    expect(service.stdout()).toBe('');
  });

  it('ends with code 1 when its port is taken', async () => {
    const { url } = await start();
    const second = run(join(dist, 'main.js'), { ...minimalEnvironment(fake.url), PORT: new URL(url).port });
    expect(await second.end).toBe(1);
    expect(second.stdout()).toContain('EADDRINUSE');
  });

  it('logs lines of JSON with the project and the request, and no secret', async () => {
    const { url, stdout } = await start({ LOGGER_LEVEL: 'debug' });
    const { CTP_CLIENT_SECRET: secret = '', ADYEN_API_KEY: key = '' } = minimalEnvironment(fake.url);
    fake.intercept = () => ({ status: 401, text: JSON.stringify({ error: `${secret} is wrong` }) });
    await fetch(`${url}/operations/config`, {
      headers: { 'x-session-id': 'abc-session-id', 'x-correlation-id': `c-${key}` },
    });
    await expect
      .poll(() => jsonLines(stdout()).at(-1))
      .toMatchObject({
        message: 'request',
        status: 502,
        projectKey: 'test-project',
        correlationId: 'c-[REDACTED]',
      });
    expect(stdout()).toContain('ConfigurationFault');
    for (const text of [secret, key, 'abc-session-id']) expect(stdout()).not.toContain(text);
  });

  it.each(['SIGTERM', 'SIGINT'] as const)(
    'finishes what is in flight after %s, then ends with code 0',
    async (signal) => {
      const { url, process: child, end } = await start();
      fake.sessions.set('s1', { state: 'ACTIVE', activeCart: { cartRef: { id: 'cart-1' } } });
      let release = (): void => undefined;
      const asked = new Promise<void>((resolve) => (release = resolve));
      fake.delay = async ({ path }) => {
        if (!path.includes('/sessions/')) return;
        release();
        await new Promise((resolve) => setTimeout(resolve, 600));
      };
      const inFlight = fetch(`${url}/operations/config`, { headers: { 'x-session-id': 's1' } });
      await asked;
      child.kill(signal);
      const health = async () => (await fetch(`${url}/health`)).status;
      await expect.poll(health).toBe(503);
      expect((await inFlight).status).toBe(200);
      expect(await end).toBe(0);
      await expect(fetch(`${url}/health`)).rejects.toThrow();
    },
  );
});

it('ends in order also when it is stopped in the moment in which it listens', async () => {
  const preload = `const write = process.stdout.write.bind(process.stdout);
    process.stdout.write = (text, ...more) => {
      const isWritten = write(text, ...more);
      if (String(text).includes('"listening"')) process.kill(process.pid, 'SIGTERM');
      return isWritten;
    };`;
  const NODE_OPTIONS = `--import=data:text/javascript,${encodeURIComponent(preload)}`;
  const service = run(join(dist, 'main.js'), { ...minimalEnvironment(fake.url), PORT: '0', NODE_OPTIONS });
  started.push(service);
  expect(await service.end).toBe(0);
  expect(service.stdout()).toContain('"stopping"');
});

it('says on /health that it stops before the port closes, also when nothing is in flight', async () => {
  const { url, process: child, end } = await start();
  const statuses = new Set<number>();
  // Asked all the time from before the signal on: a busy machine may wake a test up only after the port is closed.
  const asking = (async () => {
    for (;;) statuses.add((await fetch(`${url}/health`)).status);
  })();
  child.kill('SIGTERM');
  await expect(asking).rejects.toThrow('fetch failed');
  expect(await end).toBe(0);
  expect(statuses).toContain(503);
});

describe("Connect's scripts", () => {
  it('post-deploy fails loudly, with what to do', async () => {
    fake.intercept = ({ path }) =>
      path.includes('/types') ? { status: 403, json: { message: 'scopes' } } : undefined;
    const script = run(join(dist, 'post-deploy.js'), minimalEnvironment(fake.url));
    expect(await script.end).toBe(1);
    expect(script.stderr()).toMatch(/^post-deploy failed: .*manage_types/);
  });

  it('post-deploy succeeds when the types are there', async () => {
    fake.intercept = ({ path, method }) => {
      if (!path.includes('/types')) return undefined;
      return method === 'GET' ? { status: 404 } : { status: 201, json: {} };
    };
    const script = run(join(dist, 'post-deploy.js'), minimalEnvironment(fake.url));
    expect(await script.end).toBe(0);
    expect(script.stdout()).toContain('custom type adyen-connector-transaction: created');
  });

  it('pre-undeploy says what it leaves, whatever the environment', async () => {
    const script = run(join(dist, 'pre-undeploy.js'));
    expect(await script.end).toBe(0);
    expect(script.stdout()).toContain('custom types');
  });
});
