import cors from 'cors';
import type { RequestHandler } from 'express';

/** The shop's pages are other origins: all may call, unless the merchant lists those that may. */
export const crossOrigin = (allowedOrigins: readonly string[] | undefined): RequestHandler =>
  cors({
    origin: allowedOrigins ? [...allowedOrigins] : '*',
    methods: ['GET', 'POST', 'DELETE'],
    allowedHeaders: [
      'Content-Type',
      'Authorization',
      'X-Correlation-ID',
      'X-Request-ID',
      'X-Session-ID',
      'Idempotency-Key',
    ],
    exposedHeaders: ['X-Correlation-ID', 'Retry-After'],
    // Two hours is the most that Chromium keeps a preflight.
    maxAge: 7200,
  });
