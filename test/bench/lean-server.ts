import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface LeanRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface LeanAnswer {
  readonly status: number;
  readonly body: string;
}

export interface LeanServer {
  readonly url: string;
  calls: number;
  connections: number;
  stop: () => Promise<void>;
}

/** A server that does as little as it can: it must not be what is measured. `latencyMs` passes before every answer. */
export async function serveLean(
  answer: (request: LeanRequest) => LeanAnswer,
  { port, latencyMs }: { port: number; latencyMs: () => number },
): Promise<LeanServer> {
  const server = createServer({ keepAliveTimeout: 120_000 }, (request, response) => {
    lean.calls += 1;
    const chunks: string[] = [];
    request.setEncoding('utf8').on('data', (chunk: string) => chunks.push(chunk));
    request.on('end', () => {
      const { status, body } = answer({
        method: request.method ?? '',
        path: request.url ?? '',
        headers: request.headers,
        body: chunks.join(''),
      });
      const send = () =>
        response
          .writeHead(status, {
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(body),
          })
          .end(body);
      if (latencyMs() > 0) setTimeout(send, latencyMs());
      else send();
    });
  });
  server.on('connection', () => (lean.connections += 1));
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const lean: LeanServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls: 0,
    connections: 0,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return lean;
}
