import type { Request } from 'express';

/** This processor as the caller addressed it. */
export const ownUrl = (request: Request): string =>
  `${request.protocol}://${request.get('host') ?? 'localhost'}`;
