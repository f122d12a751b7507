import type { RequestListener } from 'node:http';
import type { log } from './log.ts';
import type { ReviewSum } from './review.ts';
import { readSettings, type Environment, type Settings } from './settings.ts';

interface Parts {
  readonly environment: Environment;
  readonly log: typeof log;
  readonly review: (settings: Settings) => Promise<ReviewSum>;
}

interface Answer {
  readonly status: number;
  readonly body: object;
}

/** Connect calls the job by POST on its schedule; a call that comes while a review runs waits for that one. */
export function createJob({ environment, log, review }: Parts): RequestListener {
  let running: Promise<ReviewSum> | undefined;

  const runOnce = (settings: Settings): Promise<ReviewSum> =>
    (running ??= review(settings).finally(() => (running = undefined)));

  const run = async (): Promise<Answer> => {
    const read = readSettings(environment);
    if ('missing' in read) {
      log('warn', 'nothing was reviewed: settings are missing', { missing: read.missing });
      return { status: 200, body: { skipped: `missing: ${read.missing.join(', ')}` } };
    }
    try {
      const sum = await runOnce(read.settings);
      log('info', 'review complete', { ...sum });
      return { status: 200, body: sum };
    } catch (error) {
      const { message } = error as Error;
      log('error', 'the review failed', { error: message });
      return { status: 503, body: { message } };
    }
  };

  return (request, response) => {
    request.resume();
    const send = ({ status, body }: Answer): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
    if (request.method === 'POST') void run().then(send);
    else send({ status: 200, body: { status: 'OK' } });
  };
}
