import type { Dispatcher } from 'undici';
import { codeOf, TransportError } from './transport-error.ts';

export interface OutgoingRequest {
  readonly url: string;
  readonly method: 'GET' | 'POST' | 'DELETE' | 'HEAD' | 'PUT' | 'PATCH';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  /** Milliseconds for the whole exchange, the body of the response included. */
  readonly timeoutMs: number;
  /** Ends the exchange when nobody needs its response any more. */
  readonly signal?: AbortSignal | undefined;
}

export interface UpstreamResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

type Headers = UpstreamResponse['headers'];

const BYTE_ORDER_MARK = Buffer.from('\uFEFF');

const textOf = (chunks: readonly Buffer[]): string => {
  const [first] = chunks;
  const bytes = chunks.length === 1 && first ? first : Buffer.concat(chunks);
  const hasMark = bytes.subarray(0, BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK);
  return bytes.toString('utf8', hasMark ? BYTE_ORDER_MARK.length : 0);
};

/**
 * One request and its response, as undici reports on it. It ends once: with the response, with a failure, with the time
 * limit or with the caller's signal.
 *
 * It alone decides whether the request may have arrived, and by a fact: undici reports the start of a request when it has a
 * connection, TLS included, and is about to write to it. A failure before that (name lookup, refused or reset connection,
 * handshake, certificate, time limit while a connection is awaited) wrote nothing, whatever its error is called. A failure
 * after that may follow a request that was carried out.
 */
export class Exchange implements Dispatcher.DispatchHandler {
  readonly #resolve: (response: UpstreamResponse) => void;
  readonly #reject: (error: TransportError) => void;
  readonly #timer: NodeJS.Timeout;
  readonly #signal: AbortSignal | undefined;
  readonly #chunks: Buffer[] = [];
  #controller: Dispatcher.DispatchController | undefined;
  #status = 0;
  #headers: Headers = {};
  #isOver = false;

  constructor(
    { timeoutMs, signal }: Pick<OutgoingRequest, 'timeoutMs' | 'signal'>,
    resolve: (response: UpstreamResponse) => void,
    reject: (error: TransportError) => void,
  ) {
    this.#resolve = resolve;
    this.#reject = reject;
    // AbortSignal.timeout() would keep its timer, and all that hangs on it, long after a quick response.
    this.#timer = setTimeout(() => this.#stop('TIMEOUT'), timeoutMs);
    this.#signal = signal;
    signal?.addEventListener('abort', this.#onAbort);
    if (signal?.aborted === true) this.#stop('ABORTED');
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    // undici wrote nothing yet, and does not once this is aborted.
    if (this.#isOver) controller.abort(new TransportError('ABORTED', false));
    else this.#controller = controller;
  }

  onResponseStart(_controller: Dispatcher.DispatchController, status: number, headers: Headers): void {
    this.#status = status;
    this.#headers = headers;
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    if (!this.#end()) return;
    this.#resolve({ status: this.#status, headers: this.#headers, text: textOf(this.#chunks) });
  }

  onResponseError(_controller: Dispatcher.DispatchController | null, error: unknown): void {
    this.#fail(codeOf(error), error);
  }

  readonly #onAbort = (): void => this.#stop('ABORTED');

  #stop(code: 'TIMEOUT' | 'ABORTED'): void {
    const failure = this.#fail(code);
    if (failure) this.#controller?.abort(failure);
  }

  #fail(code: string, cause?: unknown): TransportError | undefined {
    if (!this.#end()) return undefined;
    const failure = new TransportError(code, this.#controller !== undefined, cause);
    this.#reject(failure);
    return failure;
  }

  /** Whether this call ended it. */
  #end(): boolean {
    if (this.#isOver) return false;
    this.#isOver = true;
    clearTimeout(this.#timer);
    this.#signal?.removeEventListener('abort', this.#onAbort);
    return true;
  }
}
