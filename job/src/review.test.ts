import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { missingSettings, review } from './review.ts';

const serve = (answers) =>
  new Promise((resolve) => {
    const seen = [];
    const server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk) => (body += chunk));
      request.on('end', () => {
        seen.push({ url: request.url, authorization: request.headers.authorization, body });
        const { status = 200, json } = answers.shift();
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(json));
      });
    });
    server.listen(0, '127.0.0.1', () => {
      const url = `http://127.0.0.1:${server.address().port}`;
      const environment = {
        CTP_PROJECT_KEY: 'p',
        CTP_CLIENT_ID: 'c',
        CTP_CLIENT_SECRET: 's',
        CTP_AUTH_URL: url,
        PROCESSOR_URL: `${url}/`,
      };
      resolve({ environment, seen, stop: () => server.close() });
    });
  });

const page = (next) => ({ json: { reviewed: 2, settled: [{}], findings: [], ...(next && { next }) } });

test('goes through all pages with one token', async () => {
  const { environment, seen, stop } = await serve([
    { json: { access_token: 't' } },
    page('carts'),
    page('notifications'),
    page(),
  ]);
  assert.deepEqual(await review(environment), { reviewed: 6, settled: 3, findings: 0 });
  assert.deepEqual(
    seen.slice(1).map(({ authorization, body }) => [authorization, body]),
    [
      ['Bearer t', '{}'],
      ['Bearer t', '{"after":"carts"}'],
      ['Bearer t', '{"after":"notifications"}'],
    ],
  );
  stop();
});

test('says who failed, and repeats no secret', async () => {
  const { environment, stop } = await serve([{ status: 401, json: { error: 'c:s' } }]);
  await assert.rejects(review(environment), { message: 'commercetools answered 401' });
  stop();
});

test('names what is not configured', () => {
  assert.deepEqual(missingSettings({ CTP_PROJECT_KEY: 'p', CTP_CLIENT_ID: ' ' }), [
    'CTP_CLIENT_ID',
    'CTP_CLIENT_SECRET',
    'CTP_AUTH_URL',
    'PROCESSOR_URL',
  ]);
});
