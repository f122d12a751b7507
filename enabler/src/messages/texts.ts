/** What the enabler itself says to the shopper. adyen-web brings its own texts. */
export interface Texts {
  refused: string;
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
  /** Accepted, and not final yet. */
  accepted: string;
  windowOpen: string;
  windowShow: string;
  windowCancel: string;
}
