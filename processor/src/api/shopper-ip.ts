import { isIP } from 'node:net';
import type { Request } from 'express';

/** The shopper's address as the proxy before us tells it. Where there is none, the header says whatever the caller likes. */
export const shopperIp = ({ ip }: Request): string | undefined =>
  ip !== undefined && isIP(ip) !== 0 ? ip : undefined;
