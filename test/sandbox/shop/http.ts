import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a handler gets of a request. */
export interface ShopRequest {
  readonly url: URL;
  /** What the route's pattern captured. */
  readonly params: readonly string[];
  readonly body: unknown;
  readonly response: ServerResponse;
}

export interface Route {
  readonly method: 'GET' | 'POST';
  readonly pattern: RegExp;
  /** Answers with JSON, or returns nothing and writes to the response itself. */
  readonly handle: (request: ShopRequest) => unknown;
}

/** An answer other than success, with a message for the person in front of the page. */
export class ShopError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  if (text === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new ShopError(400, 'The request is not JSON.');
  }
}

const sendJson = (response: ServerResponse, status: number, body: unknown) =>
  response
    .writeHead(status, { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' })
    .end(JSON.stringify(body ?? {}));

async function answer(
  routes: readonly Route[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://localhost');
  for (const { method, pattern, handle } of routes) {
    const match = request.method === method ? pattern.exec(url.pathname) : null;
    if (match === null) continue;
    const result = await handle({ url, params: match.slice(1), body: await readBody(request), response });
    if (!response.headersSent) sendJson(response, 200, result);
    return;
  }
  throw new ShopError(404, 'There is nothing at this address.');
}

/** Starts a server for a table of routes; the first that matches answers. Loopback only. */
export async function serve(
  routes: readonly Route[],
  port: number,
): Promise<{ server: Server; url: string }> {
  const server = createServer((request, response) => {
    answer(routes, request, response).catch((error: unknown) => {
      if (response.headersSent) return response.end();
      const status = error instanceof ShopError ? error.status : 502;
      return sendJson(response, status, {
        message: error instanceof Error ? error.message : 'Something went wrong.',
      });
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return { server, url: `http://localhost:${(server.address() as AddressInfo).port}` };
}
