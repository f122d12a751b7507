import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { afterEach, describe, expect, it } from 'vitest';
import { startFakeServer, type FakeServer, type Reply } from '../test-support/fake-server.ts';
import { selfSigned } from '../test-support/self-signed.ts';
import { codeOf } from './transport-error.ts';
import {
  createTransport,
  TransportError,
  type Connections,
  type OutgoingRequest,
  type TransportOptions,
} from './transport.ts';

const stops: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()));
});

const connections = (options?: TransportOptions): Connections => {
  const made = createTransport(options);
  stops.push(made.close);
  return made;
};

const replying = async (reply: Reply): Promise<FakeServer> => {
  const server = await startFakeServer(() => reply);
  stops.push(server.stop);
  return server;
};

/** A server of raw sockets. @returns its port */
const listening = async (server: Server): Promise<number> => {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
  });
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stops.push(
    () =>
      new Promise((resolve) => {
        sockets.forEach((socket) => socket.destroy());
        server.close(resolve);
      }),
  );
  return (server.address() as AddressInfo).port;
};

const rawServer = (onConnection: (socket: Socket) => void): Promise<number> =>
  listening(createServer(onConnection));

const closedPort = async (): Promise<number> => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
};

/** A TLS server that counts the bytes of requests which came through its handshake. */
const tlsServer = async (options: Parameters<typeof createTlsServer>[0] = {}) => {
  const { certificate, key } = selfSigned();
  const seen = { bytes: 0 };
  const server = createTlsServer({ cert: certificate, key, ...options }, (socket) => {
    socket.on('error', () => undefined);
    socket.on('data', (data: Buffer) => {
      seen.bytes += data.length;
      socket.end('HTTP/1.1 204 No Content\r\n\r\n');
    });
  });
  return { port: await listening(server), seen };
};

const outgoing = (url: string, more: Partial<OutgoingRequest> = {}): OutgoingRequest => ({
  url,
  method: 'POST',
  headers: { 'x-test': 'yes' },
  body: '{"a":"ü"}',
  timeoutMs: 2_000,
  ...more,
});

const failureOf = (sent: Promise<unknown>): Promise<unknown> =>
  sent.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('an exchange', () => {
  it('passes method, path, headers and body on, and any response back', async () => {
    const { url, seen } = await replying({ status: 404, text: '\uFEFFnö' });
    const response = await connections().send(outgoing(`${url}/x?y=1`));
    expect(response).toMatchObject({
      status: 404,
      text: 'nö',
      headers: { 'content-type': 'application/json' },
    });
    expect(seen).toMatchObject([
      { method: 'POST', path: '/x?y=1', body: '{"a":"ü"}', headers: { 'x-test': 'yes' } },
    ]);
  });

  it('has no body where it is given none, or gets none', async () => {
    const { url, seen } = await replying({ status: 204 });
    expect(await connections().send(outgoing(url, { method: 'GET', body: undefined }))).toMatchObject({
      status: 204,
      text: '',
    });
    expect(seen).toMatchObject([{ path: '/', body: '' }]);
  });

  it('reads a character whose bytes arrive in two pieces', async () => {
    const port = await rawServer((socket) =>
      socket.once('data', () => {
        const bytes = Buffer.from('ö');
        socket.write(
          Buffer.concat([Buffer.from('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n'), bytes.subarray(0, 1)]),
        );
        setTimeout(() => socket.end(bytes.subarray(1)), 20);
      }),
    );
    expect(await connections().send(outgoing(`http://127.0.0.1:${port}`))).toMatchObject({ text: 'ö' });
  });

  it('is ended by the signal of a caller who no longer waits', async () => {
    const { url, seen } = await replying('hang');
    const controller = new AbortController();
    const sent = failureOf(connections().send(outgoing(url, { signal: controller.signal })));
    await expect.poll(() => seen).toHaveLength(1);
    controller.abort();
    expect(await sent).toMatchObject({ code: 'ABORTED', mayHaveArrived: true });
  });

  it('shows the client certificate', async () => {
    const { certificate, key } = selfSigned();
    const { port, seen } = await tlsServer({ requestCert: true, rejectUnauthorized: false });
    const failure = await failureOf(
      connections({ tls: { cert: certificate, key } }).send(outgoing(`https://127.0.0.1:${port}`)),
    );
    // The client does not trust the server; that it got so far shows that its own certificate could be read.
    expect(failure).toMatchObject({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT', mayHaveArrived: false });
    expect(seen.bytes).toBe(0);
  });
});

interface Failing {
  readonly url: string;
  readonly timeoutMs?: number;
  readonly tls?: { cert: string; key: string };
}

const server = (port: number, scheme = 'http'): Failing => ({ url: `${scheme}://127.0.0.1:${port}` });

const weakKey = (): { cert: string; key: string } => {
  const { certificate: cert, key } = selfSigned('prime192v1');
  return { cert, key };
};

const head = 'HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n';

describe('a failure', () => {
  it.each<[string, () => Promise<Failing>, string, boolean]>([
    ['a closed port', async () => server(await closedPort()), 'ECONNREFUSED', false],
    [
      'closed ports of every address of a name',
      async () => ({ url: `http://localhost:${await closedPort()}` }),
      'ECONNREFUSED',
      false,
    ],
    [
      'an unknown host',
      () => Promise.resolve({ url: 'http://upstream.invalid' }),
      'ENOTFOUND|EAI_AGAIN',
      false,
    ],
    [
      'a certificate that is not trusted',
      async () => server((await tlsServer()).port, 'https'),
      'DEPTH_ZERO_SELF_SIGNED_CERT',
      false,
    ],
    [
      'a server that does not speak TLS',
      async () =>
        server(await rawServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')), 'https'),
      'ERR_SSL_.*|EPROTO',
      false,
    ],
    [
      'a reset within the handshake',
      async () =>
        server(await rawServer((socket) => socket.once('data', () => socket.resetAndDestroy())), 'https'),
      'ECONNRESET',
      false,
    ],
    [
      'a client key that is too weak',
      async () => ({ ...server(await rawServer(() => undefined), 'https'), tls: weakKey() }),
      'ERR_.*',
      false,
    ],
    [
      'no time for the handshake',
      async () => ({ ...server(await rawServer(() => undefined), 'https'), timeoutMs: 80 }),
      'TIMEOUT',
      false,
    ],
    [
      'a reset after the request was written',
      async () => server(await rawServer((socket) => socket.once('data', () => socket.resetAndDestroy()))),
      'ECONNRESET|UND_ERR_SOCKET',
      true,
    ],
    [
      'a connection that is closed without a response',
      async () => ({ url: (await replying('drop')).url }),
      'UND_ERR_SOCKET',
      true,
    ],
    [
      'a response that breaks off',
      async () => server(await rawServer((socket) => socket.once('data', () => socket.end(`${head}half`)))),
      'UND_ERR_.*',
      true,
    ],
    [
      'a response that is no HTTP',
      async () => server(await rawServer((socket) => socket.once('data', () => socket.end('hello\r\n\r\n')))),
      'HPE_.*|UNKNOWN',
      true,
    ],
    ['silence', async () => ({ url: (await replying('hang')).url, timeoutMs: 500 }), 'TIMEOUT', true],
    [
      'a body that does not end in time',
      async () => ({
        ...server(await rawServer((socket) => socket.once('data', () => socket.write(`${head}half`)))),
        timeoutMs: 500,
      }),
      'TIMEOUT',
      true,
    ],
    [
      'a response that is too large',
      async () => ({ url: (await replying({ status: 200, text: 'x'.repeat(2_000) })).url }),
      'UND_ERR_RES_EXCEEDED_MAX_SIZE',
      true,
    ],
  ])('%s', async (_name, prepare, code, mayHaveArrived) => {
    const { url, timeoutMs = 2_000, tls } = await prepare();
    const { send } = connections({ maxResponseBytes: 1_000, ...(tls && { tls }) });
    const failure = await failureOf(send(outgoing(`${url}/x`, { timeoutMs })));
    expect(failure).toBeInstanceOf(TransportError);
    expect(failure).toMatchObject({
      name: 'TransportError',
      code: expect.stringMatching(`^(${code})$`) as string,
      mayHaveArrived,
    });
  });

  it('before there is a connection writes nothing to the one that comes later', async () => {
    let received = 0;
    const port = await rawServer((socket) => socket.on('data', (data) => (received += data.length)));
    const signal = AbortSignal.abort();
    const failure = await failureOf(connections().send(outgoing(`http://127.0.0.1:${port}`, { signal })));
    expect(failure).toMatchObject({ code: 'ABORTED', mayHaveArrived: false });
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(received).toBe(0);
  });
});

describe('codeOf', () => {
  it.each<[string, unknown, string]>([
    ['Node’s errors', Object.assign(new Error(), { code: 'EPIPE' }), 'EPIPE'],
    ['errors of another realm', { code: 'EPIPE' }, 'EPIPE'],
    [
      'the first of several',
      { errors: [{ code: 'EHOSTUNREACH' }, { code: 'ECONNREFUSED' }] },
      'EHOSTUNREACH',
    ],
    ['an error without a code', new TypeError(), 'UNKNOWN'],
    ['anything else', 'boom', 'UNKNOWN'],
  ])('%s', (_name, error, code) => {
    expect(codeOf(error)).toBe(code);
  });
});
