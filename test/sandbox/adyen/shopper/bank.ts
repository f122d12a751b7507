import type { Payment } from '../books.ts';
import { cancelledByShopper, notAuthenticated, refusedByBank, type CardVerdict } from '../cards.ts';
import { methodOf } from '../catalogue.ts';
import { settle } from '../checkout/settle.ts';
import { html, redirectTo, textOf, type Exchange, type Reply, type Routes } from '../http/exchange.ts';
import { printed } from '../money.ts';
import type { World } from '../world.ts';
import { buttons, escape, facts, page, type Choice } from './page.ts';

interface Decided {
  verdict: CardVerdict;
  /** Where the shopper goes: back with the result, back without it, or nowhere. */
  returns: 'result' | 'damaged' | 'not';
}

/** What the bank's buttons do. A card's authentication decides nothing until the shop presents its result. */
const decisions: Record<string, Decided> = {
  pay: { verdict: { kind: 'authorised' }, returns: 'result' },
  cancel: { verdict: cancelledByShopper, returns: 'result' },
  decline: { verdict: refusedByBank, returns: 'result' },
  pending: { verdict: { kind: 'inProgress', resultCode: 'Pending' }, returns: 'result' },
  payAndLeave: { verdict: { kind: 'authorised' }, returns: 'not' },
  damaged: { verdict: { kind: 'authorised' }, returns: 'damaged' },
};

const isCard = (payment: Payment): boolean => methodOf(payment.paidWith.type)?.flow === 'card';

const mainChoices: Choice[] = [
  { value: 'pay', label: 'Pay', primary: true },
  { value: 'cancel', label: 'Cancel' },
];
const rarerChoices: Choice[] = [
  { value: 'decline', label: 'The bank refuses' },
  { value: 'pending', label: 'Pay, but the bank takes its time' },
  { value: 'payAndLeave', label: 'Pay, then close the window instead of returning' },
  { value: 'damaged', label: 'Pay, but the result is damaged on the way back' },
];

const question = (payment: Payment, action: string): string => {
  const method = methodOf(payment.paidWith.type)?.name ?? payment.paidWith.type;
  const title = isCard(payment) ? 'Confirm your card payment' : `Pay with ${method}`;
  return page(
    title,
    `<p class="tag">Sandbox bank: no real money moves</p>
<h1>${escape(title)}</h1>
${facts({ Amount: printed(payment.amount), To: payment.merchantAccount, Reference: payment.merchantReference })}
<form method="post" action="${escape(action)}">
${buttons(mainChoices)}
<details><summary>When something goes wrong</summary>${buttons(rarerChoices)}</details>
</form>`,
  );
};

const farewell = (title: string, text: string): Reply =>
  html(page(title, `<p class="tag">Sandbox bank</p><h1>${escape(title)}</h1><p>${escape(text)}</p>`));

const returnUrl = (payment: Payment, redirectResult: string): string => {
  const url = new URL(payment.returnUrl);
  url.searchParams.set('redirectResult', redirectResult);
  return url.href;
};

const paymentOf = (world: World, { params }: Exchange): Payment | undefined => {
  const token = Buffer.from(params['token'] ?? '', 'base64url').toString('utf8');
  return world.books.get(world.continuations.find(token)?.pspReference ?? '');
};

const decide = (world: World, payment: Payment, { verdict, returns }: Decided): Reply => {
  const authenticated = isCard(payment);
  const carried = authenticated && verdict.kind === 'refused' ? notAuthenticated : verdict;
  const settled =
    carried.kind === 'authorised' || carried.kind === 'refused' || carried.kind === 'inProgress';
  if (!authenticated && settled) settle(world, payment, carried);
  if (verdict.kind === 'inProgress') {
    const { approvalDelayMs } = world.settings;
    if (approvalDelayMs > 0)
      world.later(approvalDelayMs, () => settle(world, payment, { kind: 'authorised' }));
  }
  if (returns === 'not') return farewell('Paid', 'You can close this window.');
  const result = world.continuations.issue('X3XtfGC9', {
    pspReference: payment.pspReference,
    ...(authenticated && { verdict: carried }),
  });
  return redirectTo(returnUrl(payment, returns === 'damaged' ? 'damaged' : result));
};

/** The bank's page behind redirect methods, 3-D Secure by redirect, and the links in QR codes. */
export const bankRoutes = (world: World): Routes => {
  const ask = (exchange: Exchange): Reply => {
    const payment = paymentOf(world, exchange);
    return payment ? html(question(payment, `/bank/${exchange.params['token'] ?? ''}/decision`)) : unknown();
  };
  const unknown = (): Reply => ({
    ...farewell('Unknown payment', 'This link is not, or no longer, valid.'),
    status: 404,
  });
  return {
    'GET /bank/{token}': ask,
    // 3-D Secure by redirect posts a form to the issuer.
    'POST /bank/{token}': ask,
    'POST /bank/{token}/decision': (exchange) => {
      const payment = paymentOf(world, exchange);
      const decided = decisions[textOf(exchange.body, 'choice') ?? ''];
      return payment && decided ? decide(world, payment, decided) : unknown();
    },
  };
};
