import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { ServerResponse } from 'node:http';
import { ShopError } from './http.ts';

const folder = join(import.meta.dirname, 'pages');

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Sends a file of the shop's pages. Names hold no slash, so nothing outside the folder can be asked for. */
export async function sendAsset(name: string, response: ServerResponse): Promise<void> {
  const content = await readFile(join(folder, name)).catch(() => {
    throw new ShopError(404, 'There is no such page.');
  });
  response
    .writeHead(200, {
      'Content-Type': types[extname(name)] ?? 'application/octet-stream',
      'Cache-Control': 'no-cache',
    })
    .end(content);
}
