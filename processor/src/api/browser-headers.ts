import type { Request } from 'express';
import type { BrowserHeaders } from '../adyen/requests/browser-info.ts';
import { cutText } from '../cut-text.ts';

/** What the shopper's browser says of itself with every request. */
export const browserHeaders = (request: Request): BrowserHeaders => {
  const header = (name: string, max: number): string | undefined => {
    const text = request.get(name);
    return text === undefined ? undefined : cutText(text, max);
  };
  // The languages that it understands, the best first: `de-DE,de;q=0.9`.
  const language = header('accept-language', 64)?.split(/[,;]/, 1)[0]?.trim();
  return {
    acceptHeader: header('accept', 2048),
    userAgent: header('user-agent', 4096),
    language: language === '*' ? undefined : language,
  };
};
