import { createServer } from 'node:http';
import { missingSettings, review } from './review.ts';

const log = (level, message, fields = {}) =>
  process.stdout.write(
    `${JSON.stringify({ level, message, ...fields, timestamp: new Date().toISOString() })}\n`,
  );

let running;

/** Connect calls the job by POST on its schedule; a call that comes while a review runs waits for that one. */
const run = () => {
  running ??= review(process.env).finally(() => (running = undefined));
  return running;
};

const answer = async (request, response) => {
  request.resume();
  const send = (status, body) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  if (request.method !== 'POST') {
    send(200, { status: 'OK' });
    return;
  }
  const missing = missingSettings(process.env);
  if (missing.length > 0) {
    log('warn', 'nothing was reviewed: settings are missing', { missing });
    send(200, { skipped: `missing: ${missing.join(', ')}` });
    return;
  }
  try {
    const sum = await run();
    log('info', 'review complete', sum);
    send(200, sum);
  } catch (error) {
    log('error', 'the review failed', { error: error.message });
    send(503, { message: error.message });
  }
};

const server = createServer((request, response) => void answer(request, response));
server.listen(Number(process.env.PORT ?? 8080), () =>
  log('info', 'listening', { port: server.address().port }),
);
process.on('SIGTERM', () => server.close(() => process.exit(0)));
