import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hmacKey, merchantAccount } from './operations.ts';
import { projectKey } from './lean-commercetools.ts';

/** The processor that is measured. */
export interface Subject {
  readonly url: string;
  readonly pid: number | undefined;
  /** Milliseconds from its start to the first 200 on `/health`; unknown of one that ran already. */
  readonly startMs: number | undefined;
  stop: () => Promise<void>;
}

/** The configuration of any processor that speaks the contract. */
export const environmentFor = (commercetools: string, adyen: string): Record<string, string> => ({
  CTP_PROJECT_KEY: projectKey,
  CTP_CLIENT_ID: 'bench',
  CTP_CLIENT_SECRET: 'bench-secret',
  CTP_AUTH_URL: commercetools,
  CTP_API_URL: commercetools,
  CTP_SESSION_URL: commercetools,
  CTP_CHECKOUT_URL: commercetools,
  CTP_JWKS_URL: `${commercetools}/.well-known/jwks.json`,
  CTP_JWT_ISSUER: commercetools,
  ADYEN_ENVIRONMENT: 'TEST',
  ADYEN_MERCHANT_ACCOUNT: merchantAccount,
  ADYEN_CLIENT_KEY: 'test_BENCH',
  ADYEN_API_KEY: 'bench-api-key',
  ADYEN_CHECKOUT_URL: adyen,
  ADYEN_NOTIFICATION_HMAC_KEY: hmacKey,
  MERCHANT_RETURN_URL: 'https://shop.example/return',
  RATE_LIMIT_PER_ADDRESS: '0',
  RATE_LIMIT_PER_SESSION: '0',
  LOGGER_LEVEL: 'info',
});

export const isHealthy = (url: string): Promise<boolean> =>
  fetch(`${url}/health`).then(
    ({ ok }) => ok,
    () => false,
  );

const end = async (child: ChildProcess): Promise<void> => {
  child.kill('SIGTERM');
  const insist = setTimeout(() => child.kill('SIGKILL'), 5000);
  await once(child, 'exit');
  clearTimeout(insist);
};

const cwd = join(import.meta.dirname, '../../processor');

/** What `npm start` gives Node. */
export const nodeOptions = /^node-options=(.*)$/m.exec(readFileSync(join(cwd, '.npmrc'), 'utf8'))?.[1] ?? '';

/** Starts the built processor on the machine's first core; `nodeArguments` as for a profile. */
export async function startSubject(
  environment: Record<string, string>,
  nodeArguments: readonly string[] = [],
): Promise<Subject> {
  const port = 9490;
  const startedAt = performance.now();
  const child = spawn('taskset', ['-c', '0', process.execPath, ...nodeArguments, 'dist/main.js'], {
    cwd,
    env: {
      PATH: process.env['PATH'] ?? '',
      NODE_OPTIONS: nodeOptions,
      ...environment,
      PORT: String(port),
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const url = `http://127.0.0.1:${port}`;
  while (!(await isHealthy(url))) {
    if (child.exitCode !== null) throw new Error('The processor did not start: is it built?');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return { url, pid: child.pid, startMs: performance.now() - startedAt, stop: () => end(child) };
}
