import { atAdyen, chosen } from './choose.ts';
import { merchantOf } from '../sandbox/adyen/testing.ts';
import { capturable, type Payment } from '../sandbox/adyen/books.ts';
import { partOf } from './amounts.ts';
import type { Scene } from './scene.ts';
import type { StepOf } from './step.ts';

const authorised = (scene: Scene, index: number): Payment | undefined =>
  chosen(
    atAdyen(scene).filter(({ state }) => state === 'authorised'),
    index,
  );

const refundable = ({ captured, refunded, chargedBack }: Payment): number =>
  captured - refunded - chargedBack;

const isUntouched = ({ refunded, cancelled, chargedBack }: Payment): boolean =>
  refunded + cancelled + chargedBack === 0;

/** What Adyen would let somebody do in its Customer Area, of which share: 0 where it would not. */
const possible: Record<StepOf<'customerArea'>['operation'], (payment: Payment, share: number) => number> = {
  CAPTURE: (payment, share) => (capturable(payment) > 0 ? partOf(capturable(payment), share) : 0),
  REFUND: (payment, share) => (refundable(payment) > 0 ? partOf(refundable(payment), share) : 0),
  CANCELLATION: (payment) => (payment.captured === 0 ? capturable(payment) : 0),
  // Its event names the full amount: what that comes to where a part is captured or refunded is not documented.
  REVERSAL: (payment) =>
    [0, payment.authorised].includes(payment.captured) && isUntouched(payment) ? payment.authorised : 0,
};

export const customerArea = async (scene: Scene, step: StepOf<'customerArea'>): Promise<void> => {
  const payment = authorised(scene, step.payment);
  const value = payment ? possible[step.operation](payment, step.share) : 0;
  if (!payment || value <= 0) return;
  const { adyen } = scene.world;
  if (step.operation === 'REVERSAL') {
    const reversal = await merchantOf(adyen).modify(payment.pspReference, 'reversals', {
      reference: payment.merchantReference,
    });
    scene.madeAtAdyen.add(String(reversal.body['pspReference']));
    return;
  }
  const { pspReference } = adyen.control.sendEvent({
    eventCode: step.operation,
    pspReference: payment.pspReference,
    amount: { currency: payment.amount.currency, value },
  });
  scene.madeAtAdyen.add(pspReference);
};

export const declineNext = (scene: Scene, { operation }: StepOf<'declineNext'>): void => {
  scene.world.adyen.control.outcome({ operation, success: false, reason: 'Declined on demand' });
};

const undoable: Record<StepOf<'undo'>['eventCode'], 'capture' | 'refund'> = {
  CAPTURE_FAILED: 'capture',
  REFUND_FAILED: 'refund',
  REFUNDED_REVERSED: 'refund',
};

/** A capture or refund that had succeeded fails after all. */
export const undo = (scene: Scene, { payment: index, eventCode }: StepOf<'undo'>): void => {
  const payment = authorised(scene, index);
  const done = payment?.modifications.find(
    ({ kind, success, undone }) => kind === undoable[eventCode] && success && !undone,
  );
  // What is captured and refunded does not fail to be captured any more.
  if (!payment || !done || (eventCode === 'CAPTURE_FAILED' && refundable(payment) < done.amount.value))
    return;
  scene.world.adyen.control.sendEvent({ eventCode, pspReference: done.pspReference });
};

/** A dispute from its beginning on; each is about all that is left of a payment's money. */
const stagesOfDispute = ['CHARGEBACK', 'CHARGEBACK_REVERSED', 'SECOND_CHARGEBACK'] as const;

/** The next event of a payment's one dispute, whose events share a reference. */
export const dispute = (scene: Scene, { payment: index }: StepOf<'dispute'>): void => {
  const payment = authorised(scene, index);
  if (!payment) return;
  const reference = `D${payment.pspReference.slice(1)}`;
  const earlier = scene.webhooks.all.filter(({ item }) => item.pspReference === reference);
  const eventCode = stagesOfDispute[earlier.length];
  const value = earlier[0]?.item.amount.value ?? refundable(payment);
  const isDebit = eventCode !== 'CHARGEBACK_REVERSED';
  if (eventCode === undefined || value <= 0 || (isDebit && refundable(payment) < value)) return;
  const item = scene.world.adyen.control.sendEvent({
    eventCode,
    pspReference: payment.pspReference,
    amount: { currency: payment.amount.currency, value },
  });
  item.pspReference = reference;
};

/** What is left of an authorisation expires; or an attempt that nobody finished. */
export const expire = (scene: Scene, { payment: index }: StepOf<'expire'>): void => {
  const payment = chosen(atAdyen(scene), index);
  const isOpen = payment?.state === 'started' || payment?.state === 'pending';
  if (!payment || (!isOpen && capturable(payment) <= 0)) return;
  scene.world.adyen.control.sendEvent({ eventCode: 'EXPIRE', pspReference: payment.pspReference });
};
