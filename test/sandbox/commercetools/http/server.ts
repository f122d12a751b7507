import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { toAnswer } from './answer-error.ts';
import { DROPPED, type Answer, type Handler, type HttpRequest } from './exchange.ts';

export interface RunningServer {
  /** Origin, without a trailing slash. */
  readonly url: string;
  stop(): Promise<void>;
}

const HOST = '127.0.0.1';

async function read(message: IncomingMessage): Promise<HttpRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  const [path = '/', search = ''] = (message.url ?? '/').split(/\?(.*)/s, 2);
  return {
    method: message.method ?? 'GET',
    path,
    query: new URLSearchParams(search),
    headers: message.headers,
    text: Buffer.concat(chunks).toString('utf8'),
  };
}

function send(response: ServerResponse, answer: Answer, correlationId: string | undefined): void {
  const text = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body ?? null);
  response.writeHead(answer.status, {
    'content-type': 'application/json; charset=utf-8',
    ...(correlationId === undefined ? {} : { 'x-correlation-id': correlationId }),
    ...answer.headers,
  });
  response.end(answer.body === undefined ? undefined : text);
}

/**
 * An HTTP server on loopback. Port 0 takes any free one.
 *
 * @throws when the port is taken
 */
export async function listen(port: number, handle: Handler): Promise<RunningServer> {
  const server = createServer((message, response) => {
    void (async () => {
      const answer = await read(message).then(handle).catch(toAnswer);
      if (answer === DROPPED) message.socket.destroy();
      else send(response, answer, message.headers['x-correlation-id']?.toString());
    })();
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, HOST, resolve);
  });
  return {
    url: `http://${HOST}:${(server.address() as AddressInfo).port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
