/** What the enabler itself says to the shopper. adyen-web brings its own texts. */
export interface Texts {
  refused: string;
  expiredCard: string;
  insufficientFunds: string;
  /** Of a card. */
  wrongDetails: string;
  /** A part that a gift card was to pay. */
  giftCardRefused: string;
  /** The bank could not make sure who pays (3-D Secure). */
  notAuthenticated: string;
  cancelled: string;
  failed: string;
  offline: string;
  /** The outcome is being asked for. */
  confirming: string;
  /** The outcome could not be learned. */
  unknown: string;
  inProgress: string;
  sessionExpired: string;
  unavailable: string;
  rejected: string;
  methodUnavailable: string;
  notFinished: string;
  loadFailed: string;
  paid: string;
  /** A part of the amount; `{amount}` is what is left to pay. */
  partPaid: string;
  /** Accepted, and not final yet. */
  accepted: string;
  windowOpen: string;
  windowShow: string;
  windowCancel: string;
}
