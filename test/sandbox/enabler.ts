import { join } from 'node:path';
import { repository, startService, type Service } from './service.ts';

/** Serves the built enabler as `npm start` in its folder does. */
export const startEnabler = (port?: number): Promise<Service> =>
  startService({
    name: 'The enabler',
    cwd: join(repository, 'enabler'),
    command: ['serve.mjs'],
    environment: {},
    port,
    readyPath: '/connector-enabler.es.js',
  });
