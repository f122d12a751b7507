import type { Payment } from '@commercetools/platform-sdk';
import type { AdyenClient } from '../adyen/client.ts';
import { AdyenRefusedRequest } from '../adyen/errors.ts';
import type { PaymentStore } from '../commercetools/payment-store.ts';
import { toPaymentId, type PspReference } from '../identifiers.ts';
import type { Logger } from '../logging/logger.ts';
import { digestOf } from '../digest.ts';
import { interactionActions } from './interaction.ts';

interface RecordingParts {
  readonly payments: Pick<PaymentStore, 'get' | 'findByPspReference' | 'update'>;
  readonly logger: Logger;
  readonly now: () => Date;
}

interface Exchange {
  readonly type: string;
  readonly request: object;
  readonly response: object;
}

type Find = () => Promise<Payment | undefined>;

const field = (value: object, name: string): string =>
  name in value ? String((value as Record<string, unknown>)[name]) : '';

/**
 * Adyen's client, which also keeps an extract of every exchange about a Payment as its interface interaction. Keeping it is a
 * help for support: when it fails, the payment goes on.
 */
export const recordingClient = (adyen: AdyenClient, parts: RecordingParts): AdyenClient => {
  const { payments, logger, now } = parts;

  const keep = async (exchange: Exchange, find: Find): Promise<void> => {
    try {
      const payment = await find();
      if (!payment) return;
      const { type, request, response } = exchange;
      const reference = field(response, 'pspReference') || digestOf({ request, response }).slice(0, 16);
      const interaction = { id: `${type}:${reference}`, type, request, response };
      await payments.update(payment, (current) => interactionActions(current, [interaction], now()));
    } catch (error) {
      logger.warn('An interface interaction could not be kept.', { type: exchange.type, error });
    }
  };

  const recorded = async <Answer extends object>(
    type: string,
    request: object,
    call: () => Promise<Answer>,
    find: (answer: object) => Promise<Payment | undefined>,
  ): Promise<Answer> => {
    try {
      const answer = await call();
      await keep({ type, request, response: answer }, () => find(answer));
      return answer;
    } catch (error) {
      if (error instanceof AdyenRefusedRequest) {
        const response = { status: String(error.statusCode), errorCode: error.errorCode };
        await keep({ type, request, response }, () => find(response));
      }
      throw error;
    }
  };

  const modification =
    <Request extends object, Answer extends object, Options>(
      type: string,
      call: (pspReference: PspReference, request: Request, options?: Options) => Promise<Answer>,
    ) =>
    (pspReference: PspReference, request: Request, options?: Options): Promise<Answer> =>
      recorded(
        type,
        request,
        () => call(pspReference, request, options),
        () => payments.findByPspReference(pspReference),
      );

  return {
    ...adyen,
    payments: (request, options) =>
      recorded(
        'payments',
        request,
        () => adyen.payments(request, options),
        () => payments.get(toPaymentId(request.reference)),
      ),
    paymentDetails: (request, options) =>
      recorded(
        'paymentDetails',
        request,
        () => adyen.paymentDetails(request, options),
        (answer) => payments.get(toPaymentId(field(answer, 'merchantReference'))),
      ),
    captures: modification('captures', adyen.captures),
    refunds: modification('refunds', adyen.refunds),
    cancels: modification('cancels', adyen.cancels),
    amountUpdates: modification('amountUpdates', adyen.amountUpdates),
  };
};
