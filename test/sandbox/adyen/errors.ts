/** An answer of Adyen's other than success; the server turns it into `{status, errorCode, message, errorType}`. */
export class AdyenError extends Error {
  override readonly name = 'AdyenError';
  readonly status: number;
  readonly errorCode: string;
  readonly errorType: string;

  constructor(status: number, errorCode: string, message: string, errorType = 'validation') {
    super(message);
    this.status = status;
    this.errorCode = errorCode;
    this.errorType = errorType;
  }
}

/** The request is not as Adyen's API describes it: a fault of the client, whatever it sends next. */
export class InvalidRequest extends AdyenError {}

export const unauthorised = (): AdyenError =>
  new AdyenError(401, '000', 'HTTP Status Response - Unauthorized', 'security');

export const invalidMerchantAccount = (): AdyenError =>
  new AdyenError(403, '901', 'Invalid Merchant Account', 'security');

export const notAllowed = (): AdyenError => new AdyenError(403, '010', 'Not allowed', 'security');

/** 400: the body is not JSON, or not of the documented structure. */
export const malformed = (message: string): AdyenError => new AdyenError(400, '702', message);

/** 422: well formed, but not something that Adyen can do. */
export const unprocessable = (errorCode: string, message: string): AdyenError =>
  new AdyenError(422, errorCode, message);

/** The account has no contract for this method in this currency. */
export const noAcquirer = (method: string, currency: string): AdyenError =>
  new AdyenError(
    422,
    '905_1',
    `Could not find an acquirer account for the provided txvariant (${method}), currency (${currency}), and action (AUTH).`,
    'configuration',
  );

export const unknownPayment = (): AdyenError =>
  unprocessable('167', 'Original pspReference required for this operation');

export const contractNotFound = (): AdyenError => unprocessable('800', 'Contract not found');
