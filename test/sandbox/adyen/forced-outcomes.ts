import type { RescueScenario } from './books.ts';

/** What a test wants the next payment or modification to come to, whatever was sent. */
export interface ForcedOutcome {
  /** `payment` also covers `/payments/details`; the others are modifications. */
  operation: 'payment' | 'capture' | 'refund' | 'cancel' | 'reversal' | 'adjustment';
  merchantReference?: string;
  /** How many operations; 1 when absent. */
  times?: number;
  /** Payments: e.g. `Refused`, `Pending`, `Received`, `Error`, `Authorised`, `PartiallyAuthorised`. */
  resultCode?: string;
  /** Payments: the amount that is authorised, in Adyen's minor units; what was asked for when absent. */
  granted?: number;
  refusalReason?: string;
  refusalReasonCode?: string;
  /** Payments: refused, and tried again by this scenario whenever the control asks for the next try. */
  rescue?: RescueScenario;
  /** Modifications: whether the webhook says that it succeeded. */
  success?: boolean;
  reason?: string;
}

/** The outcomes that tests have asked for and that have not come up yet. */
export class ForcedOutcomes {
  #outcomes: ForcedOutcome[] = [];

  add(outcome: ForcedOutcome): void {
    this.#outcomes.push({ ...outcome });
  }

  /** The outcome for this operation, if one is asked for; it is used up. */
  take(operation: ForcedOutcome['operation'], merchantReference: string): ForcedOutcome | undefined {
    const found = this.#outcomes.find(
      (outcome) =>
        outcome.operation === operation &&
        (outcome.times ?? 1) > 0 &&
        (outcome.merchantReference ?? merchantReference) === merchantReference,
    );
    if (found) found.times = (found.times ?? 1) - 1;
    return found;
  }

  clear(): void {
    this.#outcomes = [];
  }
}
