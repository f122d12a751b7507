import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createPostJson } from './http.ts';
import { createJob } from './job.ts';
import { log } from './log.ts';
import { review } from './review.ts';
import { createTransport } from './upstream/transport.ts';

const post = createPostJson(createTransport().send);
const server = createServer(
  createJob({ environment: process.env, log, review: (settings) => review(post, settings) }),
);
server.listen(Number(process.env['PORT'] ?? 8080), () => {
  log('info', 'listening', { port: (server.address() as AddressInfo).port });
});
process.on('SIGTERM', () => server.close(() => process.exit(0)));
