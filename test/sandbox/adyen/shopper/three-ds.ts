import { challengeAction } from '../checkout/three-ds.ts';
import { html, json, textOf, type Reply, type Routes } from '../http/exchange.ts';
import { printed } from '../money.ts';
import type { World } from '../world.ts';
import { buttons, escape, facts, page } from './page.ts';

const decode = (value: string | undefined): unknown => {
  try {
    return JSON.parse(Buffer.from(value ?? '', 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
};

/** A page that tells the page around it something, and nothing else. */
const telling = (message: Record<string, unknown>): Reply =>
  html(
    page(
      '3-D Secure',
      `<script>window.parent.postMessage(${JSON.stringify(JSON.stringify(message))}, '*');</script>`,
    ),
  );

/** The issuer's page that looks at the browser; it reports to the notification URL that it was given. */
const methodPage = (body: unknown): Reply => {
  const data = decode(textOf(body, 'threeDSMethodData'));
  const url = textOf(data, 'threeDSMethodNotificationURL') ?? 'about:blank';
  const id = textOf(data, 'threeDSServerTransID') ?? '';
  return html(
    page(
      '3-D Secure',
      `<form method="post" action="${escape(url)}"><input type="hidden" name="threeDSServerTransID" value="${escape(id)}"></form>
<script>document.forms[0].submit();</script>`,
    ),
  );
};

const challengePage = (world: World, body: unknown): Reply => {
  const id = textOf(decode(textOf(body, 'creq')), 'acsTransID');
  const payment = world.books.get(world.continuations.find(id)?.pspReference ?? '');
  return html(
    page(
      'Confirm your payment',
      `<p class="tag">Sandbox bank: no real money moves</p><h1>Confirm your payment</h1>
${payment ? facts({ Amount: printed(payment.amount), To: payment.merchantAccount }) : ''}
<form method="post" action="/threeds/challenge-notification">
${buttons([
  { value: 'Y', label: 'Confirm', primary: true },
  { value: 'N', label: 'Cancel' },
])}
</form>`,
    ),
  );
};

/** adyen-web brings the fingerprint; the answer is a challenge, or the details that end the authentication. */
const submitFingerprint = (world: World, body: unknown): Reply => {
  const token = textOf(body, 'paymentData');
  const continuation = world.continuations.find(token);
  const payment = world.books.get(continuation?.pspReference ?? '');
  if (!continuation || !payment) {
    return json(
      { status: 422, errorCode: '174', message: 'Unable to decrypt data', errorType: 'validation' },
      422,
    );
  }
  if (continuation.step === 'fingerprint') {
    payment.resultCode = 'ChallengeShopper';
    return json({ type: 'action', action: challengeAction(world, payment) });
  }
  const { pspReference } = payment;
  const threeDSResult = world.continuations.issue('BQABAQ', { pspReference, step: 'authenticated' });
  return json({ type: 'completed', details: { threeDSResult } });
};

/** 3-D Secure 2 in the browser: the issuer's two pages, what they report to, and adyen-web's call between them. */
export const threeDSRoutes = (world: World): Routes => ({
  'POST /checkoutshopper/v1/submitThreeDS2Fingerprint': ({ body }) => submitFingerprint(world, body),
  'POST /threeds/method': ({ body }) => methodPage(body),
  'POST /threeds/method-notification': () =>
    telling({ type: 'fingerPrintResult', result: { threeDSCompInd: 'Y' } }),
  'POST /threeds/challenge': ({ body }) => challengePage(world, body),
  'POST /threeds/challenge-notification': ({ body }) => {
    const transStatus = textOf(body, 'choice') === 'Y' ? 'Y' : 'N';
    return telling({ type: 'challengeResult', result: { transStatus } });
  },
});
