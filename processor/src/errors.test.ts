import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { errorCodes } from './errors/codes.ts';
import type { ErrorRow } from './errors/error-row.ts';
import { blamesCaller, fault, idempotencyKeyReused, invalidInput, mayPass, notFound } from './errors.ts';

const sources = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  .map((file) => ({ file, text: readFileSync(join(import.meta.dirname, file), 'utf8') }));

describe('the errors of the API', () => {
  it('are made from their codes, and nowhere else', () => {
    const elsewhere = sources.filter(({ file, text }) => file !== 'errors.ts' && text.includes('new Fault('));
    expect(sources.length).toBeGreaterThan(100);
    expect(elsewhere.map(({ file }) => file)).toEqual([]);
  });

  it.each<[string, ErrorRow]>(Object.entries(errorCodes))(
    'have statuses of errors, and pass only with one of them: %s',
    (_code, { statuses, passes }) => {
      expect(statuses.every((status) => status >= 400 && status < 600)).toBe(true);
      expect(passes.every((status) => statuses.includes(status))).toBe(true);
    },
  );

  it('take status and message from the table', () => {
    expect(fault('Overloaded')).toMatchObject({
      statusCode: 503,
      message: 'Too many requests are being served. Trying again is safe.',
    });
    expect(fault('UriTooLong', { values: { maximumLength: 9 } }).message).toBe(
      'The URL is longer than 9 characters.',
    );
    expect(fault('InvalidInput', { status: 408, values: { message: 'Too slow.' } })).toMatchObject({
      statusCode: 408,
      message: 'Too slow.',
    });
    expect(fault('AdyenError-905', { values: { message: 'No.' } })).toMatchObject({
      statusCode: 400,
      code: 'AdyenError-905',
    });
    expect(notFound('The cart').message).toBe('The cart was not found.');
    expect(idempotencyKeyReused().message).toMatch(/Use a new key\.$/);
    expect(idempotencyKeyReused('a new attempt').message).toMatch(/Use a new key for a new attempt\.$/);
  });

  it('are one element of the body, or several', () => {
    const field = 'amount';
    expect(invalidInput('No.', { field }).errors).toEqual([{ code: 'InvalidInput', message: 'No.', field }]);
    const errors = [{ code: 'InvalidInput', message: 'No.' }];
    expect(fault('InvalidInput', { values: { message: 'No.' }, errors }).errors).toEqual(errors);
    expect(fault('General').withFields({ paymentReference: 'p1' }).errors).toMatchObject([
      { code: 'General', paymentReference: 'p1' },
    ]);
  });

  it('say whether they may pass, and whom they blame', () => {
    const unavailable = fault('CommercetoolsUnavailable');
    const credentials = fault('CommercetoolsUnavailable', { status: 502 });
    expect(
      [unavailable, credentials, fault('ConcurrentModification'), invalidInput('No.')].map(mayPass),
    ).toEqual([true, false, true, false]);
    expect(mayPass(new Error('x'))).toBe(false);
    expect([unavailable, fault('ConcurrentModification'), new Error('x')].map(blamesCaller)).toEqual([
      false,
      true,
      false,
    ]);
  });
});
