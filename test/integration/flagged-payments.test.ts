import { expect, it } from 'vitest';
import { useNotifications } from './notified-payment.ts';
import { newPspReference } from './webhook.ts';

const { stack, newPayment } = useNotifications();

interface Finding {
  readonly kind: string;
  readonly paymentId?: string;
}
interface Page {
  readonly settled: Finding[];
  readonly findings: Finding[];
  readonly next?: string;
}

/** The kinds of what a review of one part says of a Payment. */
const review = async (part: string, id: string): Promise<string[]> => {
  const token = stack().commercetools.control.issueToken({ scopes: ['manage_checkout_payment_intents'] });
  const kinds: string[] = [];
  for (let after: string | undefined = part; after?.startsWith(part);) {
    const { status, body }: { status: number; body: Page } = await stack().call<Page>('/operations/reviews', {
      body: { after, olderThanMinutes: 5 },
      headers: { Authorization: `Bearer ${token}` },
    });
    expect(status).toBe(200);
    kinds.push(
      ...[...body.settled, ...body.findings]
        .filter(({ paymentId }) => paymentId === id)
        .map(({ kind }) => kind),
    );
    after = body.next;
  }
  return kinds;
};

const authorisationFields = async (id: string) => (await stack().payment(id)).transactions[0]?.custom?.fields;

it('a payment in review says so, and is a finding until the review has ended', async () => {
  const payment = await newPayment();
  await payment.send(payment.event('AUTHORISATION', { additionalData: { fraudManualReview: 'true' } }));
  expect(await authorisationFields(payment.id)).toMatchObject({ adyenConnectorManualReview: 'pending' });
  expect(await review('flagged', payment.id)).toEqual(['ManualReviewPending']);
  await payment.send(payment.modification('MANUAL_REVIEW_ACCEPT', newPspReference()));
  expect(await authorisationFields(payment.id)).toMatchObject({ adyenConnectorManualReview: 'accepted' });
  expect(await authorisationFields(payment.id)).not.toHaveProperty('adyenConnectorFlags');
  expect(await review('flagged', payment.id)).toEqual([]);
});

it('fraud that the issuer reports is logged once, and a finding while the payment holds money', async () => {
  const payment = await newPayment();
  const alert = payment.modification('NOTIFICATION_OF_FRAUD', newPspReference(), {
    additionalData: { nofReasonCode: '6', nofSchemeCode: 'visa' },
  });
  await payment.send(alert);
  await payment.send(alert);
  expect(await payment.lines()).toEqual(['Authorization Success 1000']);
  expect(await authorisationFields(payment.id)).toMatchObject({ adyenConnectorFraudAlert: 'visa 6' });
  const logged = stack()
    .logs()
    .split('\n')
    .filter((line) => line.includes('"FraudAlert"') && line.includes(payment.id));
  expect(logged).toHaveLength(1);
});
