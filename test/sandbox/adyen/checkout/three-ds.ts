import { randomUUID } from 'node:crypto';
import type { Payment } from '../books.ts';
import type { World } from '../world.ts';
import type { Action } from './answers.ts';
import { bankPage } from './bank-page.ts';

const encode = (value: Record<string, string>): string =>
  Buffer.from(JSON.stringify(value)).toString('base64');

/** 3-D Secure by redirect: the browser posts a form to the issuer's page. */
export const redirectToAuthenticate = (world: World, payment: Payment): Action => ({
  type: 'redirect',
  method: 'POST',
  paymentMethodType: 'scheme',
  url: bankPage(world, payment.pspReference),
  data: { MD: randomUUID(), PaReq: encode({ reference: payment.pspReference }), TermUrl: payment.returnUrl },
});

const threeDS2 = (
  world: World,
  subtype: 'fingerprint' | 'challenge',
  token: Record<string, string>,
  data: string,
): Action => ({
  type: 'threeDS2',
  subtype,
  paymentMethodType: 'scheme',
  token: encode({ threeDSServerTransID: randomUUID(), ...token }),
  paymentData: data,
  authorisationToken: data,
  url: `${world.origin}/threeds/${subtype}`,
});

/** 3-D Secure 2, first step: the issuer's hidden page looks at the browser. */
export const fingerprintAction = (world: World, payment: Payment, frictionless: boolean): Action =>
  threeDS2(
    world,
    'fingerprint',
    {
      threeDSMethodUrl: `${world.origin}/threeds/method`,
      threeDSMethodNotificationURL: `${world.origin}/threeds/method-notification`,
    },
    world.continuations.issue('Ab02b4c0', {
      pspReference: payment.pspReference,
      step: frictionless ? 'authenticated' : 'fingerprint',
    }),
  );

/** 3-D Secure 2, second step: the issuer's page asks the shopper. */
export const challengeAction = (world: World, payment: Payment): Action => {
  const acsTransID = randomUUID();
  world.continuations.bind(acsTransID, { pspReference: payment.pspReference });
  return threeDS2(
    world,
    'challenge',
    {
      acsURL: `${world.origin}/threeds/challenge`,
      acsTransID,
      messageVersion: '2.2.0',
      threeDSNotificationURL: `${world.origin}/threeds/challenge-notification`,
    },
    world.continuations.issue('Ab02b4c0', { pspReference: payment.pspReference, step: 'challenge' }),
  );
};
