import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

// The build leaves what V8 made of the bundle beside it (see build.mjs); compiling anew is half of a cold start.
enableCompileCache(join(import.meta.dirname, 'compile-cache'));
await import('./service.ts');
