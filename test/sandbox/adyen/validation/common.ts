import { z } from 'zod';
import { integer, map, structure, text, texts } from './structure.ts';

export const amount = structure('Amount', { currency: text(3, 3), value: integer() });
const optionalAmount = amount.optional();

export const industryUsage = z.enum(['delayedCharge', 'installment', 'noShow']).optional();

const commonField = structure('CommonField', texts('name', 'version')).optional();

export const applicationInfo = structure('ApplicationInfo', {
  adyenLibrary: commonField,
  adyenPaymentSource: commonField,
  externalPlatform: structure('ExternalPlatform', texts('integrator', 'name', 'version')).optional(),
  merchantApplication: commonField,
  merchantDevice: structure('MerchantDevice', texts('os', 'osVersion', 'reference')).optional(),
  shopperInteractionDevice: structure(
    'ShopperInteractionDevice',
    texts('locale', 'os', 'osVersion'),
  ).optional(),
}).optional();

const addressFields = {
  city: text(3000),
  country: text(),
  houseNumberOrName: text(3000),
  postalCode: text(10),
  stateOrProvince: text(3).optional(),
  street: text(3000),
};
export const billingAddress = structure('BillingAddress', addressFields).optional();
export const deliveryAddress = structure('DeliveryAddress', {
  ...addressFields,
  ...texts('firstName', 'lastName'),
}).optional();

export const browserInfo = structure('BrowserInfo', {
  acceptHeader: text(),
  colorDepth: integer(),
  javaEnabled: z.boolean(),
  javaScriptEnabled: z.boolean().optional(),
  language: text(),
  screenHeight: integer(),
  screenWidth: integer(),
  timeZoneOffset: integer(),
  userAgent: text(),
}).optional();

export const lineItems = z
  .array(
    structure('LineItem', {
      amountExcludingTax: integer().optional(),
      amountIncludingTax: integer().optional(),
      description: text(10_000).optional(),
      quantity: integer().optional(),
      taxAmount: integer().optional(),
      taxPercentage: integer().optional(),
      ...texts('brand', 'color', 'id', 'imageUrl', 'itemCategory', 'manufacturer', 'marketplaceSellerId'),
      ...texts('productUrl', 'receiverEmail', 'size', 'sku', 'upc'),
    }),
  )
  .optional();

const splitTypes = [
  'AcquiringFees',
  'AdyenCommission',
  'AdyenFees',
  'AdyenMarkup',
  'BalanceAccount',
  'Commission',
  'Default',
  'Interchange',
  'MarketPlace',
  'PaymentFee',
  'Remainder',
  'SchemeFee',
  'Surcharge',
  'Tip',
  'TopUp',
  'VAT',
] as const;

export const splits = z
  .array(
    structure('Split', {
      amount: structure('SplitAmount', { currency: text(3, 3).optional(), value: integer() }).optional(),
      type: z.enum(splitTypes),
      ...texts('account', 'description', 'reference'),
    }),
  )
  .optional();

export const enhancedSchemeData = structure('EnhancedSchemeData', {
  levelTwoThree: structure('LevelTwoThree', {
    destination: structure('Destination', texts('countryCode', 'postalCode', 'stateOrProvince')).optional(),
    dutyAmount: integer().optional(),
    freightAmount: integer().optional(),
    totalTaxAmount: integer().optional(),
    orderDate: z.iso.date().optional(),
    ...texts('customerReferenceNumber', 'shipFromPostalCode'),
    itemDetailLines: z
      .array(
        structure('ItemDetailLine', {
          discountAmount: integer().optional(),
          quantity: integer().optional(),
          totalAmount: integer().optional(),
          unitPrice: integer().optional(),
          ...texts('commodityCode', 'description', 'productCode', 'unitOfMeasure'),
        }),
      )
      .optional(),
  }).optional(),
}).optional();

export const platformChargebackLogic = structure('PlatformChargebackLogic', {
  behavior: z
    .enum(['deductFromOneBalanceAccount', 'deductAccordingToSplitRatio', 'deductFromLiableAccount'])
    .optional(),
  ...texts('costAllocationAccount', 'targetAccount'),
}).optional();

export const subMerchants = z
  .array(
    structure('SubMerchantInfo', {
      address: billingAddress,
      amount: optionalAmount,
      email: text(320).optional(),
      phoneNumber: text(20).optional(),
      url: text(320).optional(),
      ...texts('id', 'mcc', 'name', 'registeredSince', 'taxId'),
    }),
  )
  .optional();

export const encryptedOrder = structure('EncryptedOrderData', {
  orderData: text(5000),
  pspReference: text(),
});
export const shopperName = structure('ShopperName', { firstName: text(80), lastName: text(80) }).optional();

/** Up to 20 pairs, keys of at most 20 and values of at most 80 characters. */
export const metadata = map()
  .refine((pairs) => Object.keys(pairs).length <= 20, 'Metadata has more than 20 entries')
  .refine((pairs) => Object.keys(pairs).every((key) => key.length <= 20), 'Metadata key is longer than 20')
  .refine(
    (pairs) => Object.values(pairs).every((value) => value.length <= 80),
    'Metadata value is longer than 80',
  )
  .optional();

export const channel = z.enum(['iOS', 'Android', 'Web']).optional();
export const recurringProcessingModel = z.enum(['CardOnFile', 'Subscription', 'UnscheduledCardOnFile']);
export const shopperInteraction = z.enum(['Ecommerce', 'ContAuth', 'Moto', 'POS']).optional();
