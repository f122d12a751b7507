import type { Host } from '../host.ts';

/**
 * adyen-web options of every method, as long as the merchant configures nothing else: 3-D Secure's challenge is as wide
 * as the form. adyen-web's own 390 pixels would make a phone scroll sideways, and any method that pays with a card may
 * lead there.
 */
export const commonOptions = { challengeWindowSize: '05' } as const;

/** adyen-web options that hold whatever the merchant configures: consent is not asked for where nothing can be stored. */
export const consentOptions = ({ methods }: Pick<Host, 'methods'>): { enableStoreDetails?: false } =>
  methods.storePaymentDetails === false ? { enableStoreDetails: false } : {};
