/** Whether the shopper has paid could not be learned. */
export class UnknownOutcome extends Error {
  readonly paymentReference: string | undefined;

  constructor(paymentReference: string | undefined, cause?: unknown) {
    super('The outcome of the payment is not known', { cause });
    this.paymentReference = paymentReference;
  }
}
