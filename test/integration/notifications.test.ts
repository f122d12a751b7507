import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { signed, type NotificationItem } from '../sandbox/adyen/webhooks/sign.ts';
import { card, linesOf, method, newShopper, useStack } from './support.ts';

const stack = useStack();

// Adyen's own webhooks stay where they are, so that a test sees only what it sends.
beforeEach(() => stack().adyen.control.holdWebhooks());
afterEach(() => stack().adyen.control.reset());
