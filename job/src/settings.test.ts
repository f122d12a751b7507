import { expect, test } from 'vitest';
import { readSettings } from './settings.ts';

test('names what is not configured', () => {
  expect(readSettings({ CTP_PROJECT_KEY: 'p', CTP_CLIENT_ID: ' ' })).toEqual({
    missing: ['CTP_CLIENT_ID', 'CTP_CLIENT_SECRET', 'CTP_AUTH_URL', 'PROCESSOR_URL'],
  });
});
