import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Exchange, Reply } from './exchange.ts';

/** The handler's way to hang up without an answer. */
export const DROP = Symbol('drop the connection');

export interface Listener {
  port: number;
  connectionsOpened: () => number;
  close: () => Promise<void>;
}

/** JSON whatever it is declared to be (curl declares a form), else a form if it is one. */
const parse = (rawBody: string, contentType: string | undefined): unknown => {
  if (rawBody === '') return undefined;
  try {
    return JSON.parse(rawBody);
  } catch {
    const form = contentType?.includes('application/x-www-form-urlencoded') ?? false;
    return form ? Object.fromEntries(new URLSearchParams(rawBody)) : undefined;
  }
};

const read = async (request: IncomingMessage): Promise<Exchange> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const rawBody = Buffer.concat(chunks).toString('utf8');
  // adyen-web allows 3-D Secure pages over http only if its API's URL contains `http://localhost:8080`; the segments
  // that put it there mean nothing to us.
  const target = (request.url ?? '/').replace(/^\/checkoutshopper\/as-https?:\/\/[^/]+/, '');
  const url = new URL(target, 'http://localhost');
  return {
    method: request.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers: request.headers,
    rawBody,
    body: parse(rawBody, request.headers['content-type']),
    params: {},
    processingMs: 0,
  };
};

const write = (response: ServerResponse, reply: Reply): void => {
  const { body } = reply;
  const payload = typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body ?? null);
  const empty = body === undefined;
  response.writeHead(reply.status, {
    ...(empty ? {} : { 'content-type': 'application/json; charset=utf-8' }),
    ...reply.headers,
  });
  response.end(empty ? undefined : payload);
};

/** Serves on the loopback address only. `port` 0 takes any free one. */
export const listen = async (
  port: number,
  handle: (exchange: Exchange) => Promise<Reply | typeof DROP>,
): Promise<Listener> => {
  const sockets = new Set<Socket>();
  let opened = 0;
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const reply = await handle(await read(request));
    if (reply === DROP) request.socket.destroy();
    else write(response, reply);
  };
  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      if (response.headersSent || response.destroyed) return;
      write(response, { status: 500, body: { status: 500, errorCode: '905', message: String(error) } });
    });
  });
  server.on('connection', (socket) => {
    opened += 1;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : port,
    connectionsOpened: () => opened,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
};
