import { cutText } from '../cut-text.ts';
import { redact } from '../logging/redact.ts';

/**
 * What may be kept of requests, answers and notifications: names that say what happened and to how much money, and nothing
 * that says who paid or with which card.
 */
const ALLOWED: ReadonlySet<string> = new Set(
  (
    'reference merchantAccount merchantAccountCode merchantReference merchantOrderReference amount amount.value ' +
    'amount.currency amount.centAmount amount.currencyCode paymentMethod paymentMethod.type paymentMethod.brand channel ' +
    'countryCode shopperInteraction recurringProcessingModel storePaymentMethod capturePspReference industryUsage ' +
    'captureDelayHours order order.pspReference order.remainingAmount order.remainingAmount.value ' +
    'order.remainingAmount.currency resultCode pspReference originalReference refusalReason refusalReasonCode action ' +
    'action.type status errorCode eventCode success reason eventDate operations'
  ).split(' '),
);

/** Characters of one text, and of the whole extract. */
const MAX_TEXT = 200;
const MAX_EXTRACT = 3000;
const MAX_ITEMS = 10;

/**
 * The allowed fields of a value as JSON of at most 3,000 characters. Their texts are redacted like a log's: banks write all
 * kinds of things into a reason.
 */
export const extract = (value: object): string => {
  const json = JSON.stringify(redact(allowedFields(value, '')));
  return json.length <= MAX_EXTRACT ? json : JSON.stringify({ truncated: true });
};

const allowedFields = (value: object, path: string): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(value).flatMap(([name, field]: [string, unknown]) => {
      const here = path === '' ? name : `${path}.${name}`;
      const kept = ALLOWED.has(here) ? bounded(field, here) : undefined;
      return kept === undefined ? [] : [[name, kept]];
    }),
  );

const bounded = (field: unknown, path: string): unknown => {
  if (typeof field === 'string') return cutText(field, MAX_TEXT);
  if (typeof field === 'number' || typeof field === 'boolean') return field;
  if (Array.isArray(field)) {
    return field
      .filter((item) => typeof item === 'string')
      .slice(0, MAX_ITEMS)
      .map((item) => cutText(item, MAX_TEXT));
  }
  return typeof field === 'object' && field !== null ? allowedFields(field, path) : undefined;
};
