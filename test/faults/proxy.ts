import {
  Agent,
  createServer,
  request as forward,
  type IncomingHttpHeaders,
  type ServerResponse,
} from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** A request on its way through the proxy. */
export interface Passing {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface ProxyAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** What is done instead of going on: the connection is cut, or something else is answered. */
type Instead = 'cut' | ProxyAnswer;

/** What goes wrong at one of the two moments at which a proxy can meddle; `undefined` goes on. */
export type Trouble = (passing: Passing) => Instead | undefined | Promise<Instead | undefined>;

export interface Rule {
  readonly method?: string;
  /** On the path with its query. */
  readonly path?: RegExp;
  /** How many matching requests pass first. */
  readonly skip?: number;
  /** How many it strikes; 1 unless told. */
  readonly times?: number;
  /** Before the request is passed on. */
  readonly before?: Trouble;
  /** After it was carried out and answered, before the answer is passed back. */
  readonly after?: Trouble;
  /** Passes another answer back. */
  readonly edit?: (answer: ProxyAnswer) => ProxyAnswer;
}

export interface ActiveRule {
  /** Requests it has struck so far. */
  readonly hits: number;
  remove: () => void;
}

/** Stands between two parties, and lets go wrong what tests ask for. */
export interface Proxy {
  readonly url: string;
  /** The other side; may change, e.g. when it has moved to another port. */
  target: () => string;
  on: (rule: Rule) => ActiveRule;
  clear: () => void;
  stop: () => Promise<void>;
}

export const cut: Trouble = () => 'cut';

export const wait =
  (milliseconds: number): Trouble =>
  async () => {
    await sleep(milliseconds);
    return undefined;
  };

export const answer =
  (status: number, body: unknown, headers: IncomingHttpHeaders = {}): Trouble =>
  () => ({
    status,
    headers: { 'content-type': 'application/json', ...headers },
    body: Buffer.from(JSON.stringify(body)),
  });

/** Something happens elsewhere, a crash for example; then the connection is cut. */
export const cutAfter =
  (event: () => Promise<unknown>): Trouble =>
  async (): Promise<Instead> => {
    await event();
    return 'cut';
  };

/** Edits an answer's JSON. */
export const editJson =
  (change: (body: Record<string, unknown>) => Record<string, unknown>): NonNullable<Rule['edit']> =>
  (given) => {
    const body = change(JSON.parse(given.body.toString('utf8')) as Record<string, unknown>);
    return { ...given, body: Buffer.from(JSON.stringify(body)) };
  };

class Struck implements ActiveRule {
  hits = 0;
  readonly rule: Rule;
  readonly remove: () => void;
  #passed = 0;

  constructor(rule: Rule, remove: (struck: Struck) => void) {
    this.rule = rule;
    this.remove = () => remove(this);
  }

  takes({ method, path }: Passing): boolean {
    const { rule } = this;
    if (this.hits >= (rule.times ?? 1)) return false;
    if (rule.method !== undefined && rule.method !== method) return false;
    if (rule.path && !rule.path.test(path)) return false;
    this.#passed += 1;
    if (this.#passed <= (rule.skip ?? 0)) return false;
    this.hits += 1;
    return true;
  }
}

const HOP_BY_HOP = new Set(['connection', 'keep-alive', 'transfer-encoding', 'content-length', 'host']);

const endToEnd = (headers: IncomingHttpHeaders): IncomingHttpHeaders =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP_BY_HOP.has(name)));

const read = async (stream: AsyncIterable<unknown>): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};

const passOn = (agent: Agent, target: string, passing: Passing): Promise<ProxyAnswer> =>
  new Promise((resolve, reject) => {
    const { method, path, headers, body } = passing;
    const outgoing = forward(
      new URL(path, target),
      { method, agent, headers: { ...endToEnd(headers), 'content-length': body.length } },
      (incoming) => {
        read(incoming).then(
          (content) =>
            resolve({
              status: incoming.statusCode ?? 502,
              headers: endToEnd(incoming.headers),
              body: content,
            }),
          reject,
        );
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });

const write = (response: ServerResponse, { status, headers, body }: ProxyAnswer): void => {
  response.writeHead(status, { ...headers, 'content-length': body.length });
  response.end(body);
};

/** Starts a proxy on a free port of loopback. `target` is asked for each request. */
export async function startProxy(target: () => string): Promise<Proxy> {
  const rules = new Set<Struck>();
  const agent = new Agent({ keepAlive: true });

  const carry = async (passing: Passing): Promise<Instead> => {
    const struck = [...rules].find((candidate) => candidate.takes(passing))?.rule;
    const instead = await struck?.before?.(passing);
    if (instead !== undefined) return instead;
    const given = await passOn(agent, proxy.target(), passing);
    const changed = await struck?.after?.(passing);
    return changed ?? struck?.edit?.(given) ?? given;
  };

  const server = createServer((message, response) => {
    const { method = 'GET', url: path = '/', headers } = message;
    read(message)
      .then((body) => carry({ method, path, headers, body }))
      // The other side is gone: so is this one.
      .catch((): Instead => 'cut')
      .then((end) => (end === 'cut' ? message.socket.destroy() : write(response, end)))
      .catch(() => message.socket.destroy());
  });
  server.keepAliveTimeout = 60_000;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  const proxy: Proxy = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    target,
    on: (rule) => {
      const struck = new Struck(rule, (gone) => rules.delete(gone));
      rules.add(struck);
      return struck;
    },
    clear: () => rules.clear(),
    stop: async () => {
      server.close();
      server.closeAllConnections();
      agent.destroy();
      await once(server, 'close');
    },
  };
  return proxy;
}
