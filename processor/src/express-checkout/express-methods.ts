/** Adyen's types of the wallets that can pay before the shopper has typed anything. */
export const EXPRESS_METHODS: readonly string[] = ['applepay', 'googlepay', 'paypal', 'paywithgoogle'];
