import { expect, it } from 'vitest';
import { card, newShopper, useStack } from './support.ts';
import { deliver, eventOf, newPspReference } from './webhook.ts';

// What issuer, scheme and risk checks say of a payment stands on its authorisation, whoever says it first.
const stack = useStack();

const said = {
  threeDSVersion: '2.2.0',
  threeDAuthenticatedResponse: 'Y',
  liabilityShift: 'true',
  avsResult: '4 AVS not supported for this card type',
  cvcResult: '1 Matches',
};
const expected = {
  adyenConnectorThreeDSVersion: '2.2.0',
  adyenConnectorThreeDSResult: 'Y',
  adyenConnectorLiabilityShift: 'true',
  adyenConnectorAvsResult: '4 AVS not supported for this card type',
  adyenConnectorCvcResult: '1 Matches',
  adyenConnectorFraudScore: '12',
};

const fieldsOf = async (id: string) => (await stack().payment(id)).transactions[0]?.custom?.fields;

it('by the answer', async () => {
  const { pay } = await newShopper(stack());
  const body = {
    resultCode: 'Authorised',
    pspReference: newPspReference(),
    additionalData: { ...said, cardHolderName: 'Jane Doe' },
    fraudResult: { accountScore: 12 },
  };
  stack().adyen.control.fault({ path: '/payments$', respond: { status: 200, body } });
  const fields = await fieldsOf((await pay(card())).body.paymentReference);
  expect(fields).toMatchObject(expected);
  expect(JSON.stringify(fields)).not.toContain('Jane');
});

it('by the notification', async () => {
  const { pay } = await newShopper(stack());
  const { body } = await pay(card());
  await stack().adyen.control.whenIdle();
  const additionalData = { ...said, totalFraudScore: '12' };
  const event = eventOf(stack(), body.paymentReference, 'AUTHORISATION', { additionalData });
  expect((await deliver(stack(), [event])).status).toBe(200);
  expect(await fieldsOf(body.paymentReference)).toMatchObject(expected);
});
