import { Klarna } from '@adyen/adyen-web';
import type { Method } from '../method.ts';

/** Klarna's four ways to pay: by redirect, or with its widget where `useKlarnaWidget` is configured. */
export const method: Method = { Element: Klarna, options: ({ type }) => ({ type }) };
