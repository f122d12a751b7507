import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** `drop`: the connection is cut instead of an answer; `hang`: no answer ever comes. */
export type Reply = { status: number; json?: unknown; text?: string } | 'drop' | 'hang';

export interface FakeServer {
  readonly url: string;
  readonly seen: SeenRequest[];
  stop: () => Promise<void>;
}

const readBody = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
};

/** A real HTTP server on a free port of the loopback interface that answers what `reply` says. */
export const startFakeServer = async (
  reply: (request: SeenRequest) => Reply | Promise<Reply>,
): Promise<FakeServer> => {
  const seen: SeenRequest[] = [];
  const server = createServer((request, response) => {
    void (async () => {
      const { method = '', url: path = '', headers } = request;
      const received = { method, path, headers, body: await readBody(request) };
      seen.push(received);
      const answer = await reply(received);
      if (answer === 'hang') return;
      if (answer === 'drop') {
        request.socket.destroy();
        return;
      }
      response.writeHead(answer.status, { 'content-type': 'application/json' });
      response.end(answer.text ?? (answer.json === undefined ? '' : JSON.stringify(answer.json)));
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
