import type { FieldType, TypeDraft } from '@commercetools/platform-sdk';
import {
  CardDetailsTypeDraft,
  PaymentInterfaceInteractionTypeDraft,
  SepaDetailsTypeDraft,
} from '@commercetools/connect-payments-sdk';
import { storedName, type FieldName } from '../ledger/transaction-fields.ts';
import { TRANSACTION_TYPE_KEY } from '../ledger/update-actions.ts';

const text: FieldType = { name: 'String' };
const texts: FieldType = { name: 'Set', elementType: text };

/** What the connector remembers of a transaction, beside its state. */
const transactionFields: readonly (readonly [name: FieldName, label: string, type: FieldType])[] = [
  ['facts', 'What Adyen said of this transaction', texts],
  ['reason', "Adyen's last reason", text],
  ['eventDate', "Date of Adyen's last event", text],
  ['reference', 'Reference sent to Adyen', text],
  ['outcome', 'Answer given to the shopper', text],
  ['requestDigest', 'Digest of the request', text],
  ['order', "Adyen's order that is paid in parts", text],
  ['charge', 'Charge that is refunded', text],
  ['cart', 'Cart that is paid', text],
  ['createdBy', 'Request that created the payment', text],
  ['threeDSVersion', '3-D Secure version', text],
  ['threeDSResult', '3-D Secure result', text],
  ['liabilityShift', 'Liability has shifted to the issuer', text],
  ['avsResult', 'Address check (AVS)', text],
  ['cvcResult', 'Security code check (CVC)', text],
  ['fraudScore', "Adyen's fraud score", text],
  ['merchantAdvice', 'Merchant advice code of the card scheme', text],
  ['authorisationType', 'Pre-authorisation or final authorisation', text],
  ['adjustData', "Adyen's data for the next amount update", text],
  ['adjustedWith', 'Data that the latest amount update was sent with', text],
  ['disputeStatus', 'Status of the dispute', text],
  ['disputeReason', 'Reason of the dispute', text],
  ['disputeReasonCode', 'Reason code of the dispute', text],
  ['disputeScheme', 'Scheme of the dispute', text],
  ['disputeDeadline', 'Last day to defend the dispute', text],
  ['disputeDefendable', 'Whether the dispute can be defended', text],
  ['manualReview', 'Review of the payment: pending, accepted, rejected', text],
  ['fraudAlert', 'Fraud that the issuer reports', text],
  ['flags', 'What a person should look at', texts],
];

const transactionType: TypeDraft = {
  key: TRANSACTION_TYPE_KEY,
  name: { en: 'Adyen transaction' },
  description: { en: 'Written by the Adyen connector: what Adyen said of a transaction.' },
  resourceTypeIds: ['transaction'],
  fieldDefinitions: transactionFields.map(([name, label, type]) => ({
    name: storedName(name),
    label: { en: label },
    type,
    required: false,
    inputHint: 'SingleLine',
  })),
};

/** Every custom type that the connector writes. The SDK's own are those that commercetools Checkout reads. */
export const customTypes: readonly TypeDraft[] = [
  transactionType,
  CardDetailsTypeDraft,
  SepaDetailsTypeDraft,
  PaymentInterfaceInteractionTypeDraft,
];
