import type { Assessment } from '../ledger/assessment.ts';
import { adviceCodeOf } from './merchant-advice.ts';
import { compact } from './wire.ts';

/** Adyen's values are short; what is longer is not what the field is for. */
const MAX_LENGTH = 100;

/**
 * What `additionalData` of an answer or of AUTHORISATION says of a payment, without anything personal.
 * Source: https://docs.adyen.com/api-explorer/Checkout/72/post/payments#responses-200-additionalData
 * @param fraudScore the score of an answer's `fraudResult`
 */
export const readAssessment = (data: Readonly<Record<string, string>>, fraudScore?: number): Assessment =>
  compact({
    threeDSVersion: short(data['threeDSVersion']),
    threeDSResult: short(data['threeDAuthenticatedResponse'] ?? data['threeDAuthenticated']),
    liabilityShift: short(data['liabilityShift']),
    avsResult: short(data['avsResult']),
    cvcResult: short(data['cvcResult']),
    fraudScore: short(fraudScore?.toString() ?? data['totalFraudScore']),
    merchantAdvice: adviceCodeOf(data['merchantAdviceCode']),
  });

const short = (text: string | undefined): string | undefined => {
  const trimmed = text?.trim() ?? '';
  return trimmed === '' || trimmed.length > MAX_LENGTH ? undefined : trimmed;
};
