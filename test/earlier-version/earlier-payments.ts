import type { Payment } from '@commercetools/platform-sdk';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NotificationItem } from '../sandbox/adyen/index.ts';
import type { Stack } from '../sandbox/harness.ts';

/** A request of the back office, and what it was answered. */
export interface RecordedRequest {
  readonly action: string;
  readonly centAmount?: number;
  readonly key?: string;
  readonly merchantReference?: string;
  readonly status: number;
  readonly outcome?: string;
}

/** A Payment as an earlier version left it, with what had happened to it. */
export interface EarlierPayment {
  readonly name: string;
  /** Whether the project had the connector's custom types. */
  readonly customTypes: boolean;
  readonly payment: Payment;
  readonly requests: readonly RecordedRequest[];
  readonly events: readonly NotificationItem[];
  readonly customObjects?: readonly { container: string; key: string; value: unknown }[];
}

/** Every recorded Payment. */
export const earlierPayments = JSON.parse(
  readFileSync(join(import.meta.dirname, 'payments.json'), 'utf8'),
) as EarlierPayment[];

/** Puts a Payment and what was stored beside it into the stack's commercetools, as if it had been written there. */
export async function restore(
  { commercetools: { control } }: Stack,
  { payment, customObjects = [] }: EarlierPayment,
): Promise<void> {
  const type = control.all('type').find(({ key }) => key === 'adyen-connector-transaction');
  const transactions = payment.transactions.map((transaction) =>
    transaction.custom && type
      ? { ...transaction, custom: { ...transaction.custom, type: { typeId: 'type', id: type.id } } }
      : transaction,
  );
  control.put('payment', { ...payment, transactions } as never);
  for (const object of customObjects) await control.request('POST', '/custom-objects', object);
}
