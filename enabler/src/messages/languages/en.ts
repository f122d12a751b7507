import type { Texts } from '../texts.ts';

export default {
  refused: 'Your payment was declined. Check your details, or use another card or payment method.',
  expiredCard: 'Your card has expired. Use another card or payment method.',
  insufficientFunds:
    'Your bank says that the account does not cover this payment. Use another card or payment method.',
  wrongDetails: 'The card number or security code is not right. Check both and try again.',
  giftCardRefused: 'The gift card was declined. Check its number and PIN, or use another payment method.',
  notAuthenticated:
    'Your bank could not confirm that it is you. Try again or use another card or payment method.',
  cancelled: 'The payment was cancelled. You can try again or choose another payment method.',
  failed: 'The payment could not be completed. Try again or choose another payment method.',
  offline: 'You seem to be offline. You have not been charged. Check your connection and try again.',
  confirming: 'We are confirming your payment. Please wait, and do not pay again.',
  unknown:
    'We could not confirm your payment yet. Please do not pay again: check your order or ask us first.',
  inProgress: 'Another payment for this order is being processed. Wait for its result, then try again.',
  sessionExpired: 'Your session has expired. Reload the page and try again.',
  unavailable:
    'The payment service cannot be reached at the moment. You have not been charged. Try again shortly.',
  rejected: 'This payment is not possible. Reload the page or choose another payment method.',
  methodUnavailable: 'This payment method cannot be used here. Choose another payment method.',
  notFinished: 'The payment was not finished. Try again or choose another payment method.',
  loadFailed: 'The payment form could not be loaded. Check your connection and try again.',
  paid: 'Thank you. Your payment was successful.',
  partPaid:
    'Part of the amount has been paid. {amount} is still to be paid: pay the rest to complete your order.',
  accepted: 'Thank you. Your payment is being processed.',
  windowOpen: 'Continue in the window that has opened.',
  windowShow: 'Show window',
  windowCancel: 'Cancel payment',
} satisfies Texts;
