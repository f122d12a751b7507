import { describe, expect, it } from 'vitest';
import { runInContext } from './request-context.ts';
import { createLogger } from './logger.ts';

describe('the logger', () => {
  it('writes what is severe enough, with the request it belongs to, without secrets', () => {
    const lines: unknown[] = [];
    const logger = createLogger({
      level: 'warn',
      fields: { projectKey: 'p' },
      secrets: ['hush-hush'],
      sink: (line) => lines.push(line),
    });
    runInContext({ correlationId: 'c-1' }, () => {
      logger.info('not written');
      logger.warn('hush-hush happened', {
        correlationId: 'forged',
        token: 't',
        error: new Error('hush-hush'),
      });
    });
    expect(lines).toEqual([
      {
        level: 'warn',
        message: '[REDACTED] happened',
        timestamp: expect.stringMatching(/^\d{4}-.*Z$/) as string,
        correlationId: 'c-1',
        projectKey: 'p',
        token: '[REDACTED]',
        error: expect.objectContaining({ name: 'Error', message: '[REDACTED]' }) as object,
      },
    ]);
  });
});
