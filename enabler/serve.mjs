// Serves public/ to any origin: `npm start`, on PORT or 8080. No dependency, since Connect serves the files itself.
import { readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';

const root = join(import.meta.dirname, 'public');
const port = Number(process.env.PORT ?? 8080);

const types = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.ts': 'text/plain; charset=utf-8',
};

const encodings = ['br', 'gzip'];
const brotli = promisify(brotliCompress);
const zip = promisify(gzip);
const compressed = new Map();

const server = createServer(async (request, response) => {
  response.setHeader('Access-Control-Allow-Origin', '*');
  response.setHeader('X-Content-Type-Options', 'nosniff');
  if (request.method === 'OPTIONS') {
    response.setHeader('Access-Control-Allow-Methods', 'GET, HEAD');
    response.writeHead(204).end();
    return;
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { Allow: 'GET, HEAD, OPTIONS' }).end();
    return;
  }
  const file = await find(request.url ?? '/');
  if (file === undefined) {
    response.writeHead(404, { 'Content-Type': 'text/plain' }).end('Not found');
    return;
  }
  const { path } = file;
  const encoding = encodings.find((name) => request.headers['accept-encoding']?.includes(name));
  const body = await content(file, encoding);
  response.writeHead(200, {
    'Content-Type': types[extname(path)] ?? 'application/octet-stream',
    'Content-Length': body.length,
    ...(encoding && { 'Content-Encoding': encoding }),
    Vary: 'Accept-Encoding',
    // A chunk's name changes with its content; the entries keep theirs.
    'Cache-Control': path.includes(`${sep}chunks${sep}`) ? 'public, max-age=31536000, immutable' : 'no-cache',
  });
  response.end(request.method === 'HEAD' ? undefined : body);
});

/** A file's content as it goes over the wire; compressed once, as long as the file stays as it is. */
async function content({ path, changed }, encoding) {
  const key = `${path} ${changed} ${encoding}`;
  const known = compressed.get(key);
  if (known) return known;
  const plain = await readFile(path);
  const body = encoding === 'br' ? await brotli(plain) : encoding === 'gzip' ? await zip(plain) : plain;
  compressed.set(key, body);
  return body;
}

/** The file that a URL names, or undefined when there is none below public/. */
async function find(url) {
  try {
    const { pathname } = new URL(url, 'http://localhost');
    const path = normalize(join(root, decodeURIComponent(pathname === '/' ? '/index.html' : pathname)));
    if (!path.startsWith(root + sep)) return undefined;
    const found = await stat(path);
    return found.isFile() ? { path, changed: found.mtimeMs } : undefined;
  } catch {
    return undefined;
  }
}

server.listen(port, () => {
  console.log(`Serving ${root} on http://localhost:${server.address().port}`);
});
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    server.closeAllConnections();
    server.close(() => process.exit(0));
  });
}
