import { catalogue as enablerMethods } from '../../enabler/src/method-catalogue/catalogue.ts';
import type { CatalogueRow } from '../../enabler/src/method-catalogue/row.ts';
import { methodsByKind } from '../../processor/src/payment-methods/catalogue.ts';
import type {
  LineItemsRequest,
  PaymentMethod,
  RequiredField,
} from '../../processor/src/payment-methods/payment-method.ts';

const titles: Readonly<Record<keyof typeof methodsByKind, string>> = {
  cards: 'Cards',
  wallets: 'Wallets and apps',
  payLater: 'Invoices and instalments',
  bankPayments: 'Banks',
  vouchers: 'Vouchers and prepaid',
  giftCards: 'Gift cards',
};

const fields: Readonly<Record<RequiredField, string>> = {
  shopperName: 'name',
  shopperEmail: 'e-mail',
  telephoneNumber: 'telephone number',
  dateOfBirth: 'date of birth',
  socialSecurityNumber: 'social security number',
  billingAddress: 'billing address',
  company: 'company',
  deliveryAddress: 'delivery address',
  deviceFingerprint: 'device fingerprint (of the browser)',
  stateOrProvince: 'state or province',
};

const requests: Readonly<Record<LineItemsRequest, string>> = {
  request: 'payment',
  capture: 'capture',
  partialRefund: 'partial refund',
};

const refunds: Readonly<Record<PaymentMethod['refunds'], string>> = {
  none: 'none',
  ofEverything: 'in full',
  ofAnyAmount: 'any amount',
};

const code = (text: string) => `\`${text}\``;
const yes = (is: boolean) => (is ? 'yes' : 'no');
const orUnknown = (row: PaymentMethod, text: string) => (row.captureIsKnown ? text : '?');

/** What the enabler's catalogue says of a method; nothing of one that it has no row for. */
const inEnabler = (type: string, says: (row: CatalogueRow) => boolean): string => {
  const row = enablerMethods.method(type) ?? enablerMethods.family(type);
  return row === undefined ? '' : yes(says(row));
};

/** The methods' columns, in the order in which they are printed. */
const columns: readonly (readonly [title: string, cell: (row: PaymentMethod) => string])[] = [
  [
    'Method',
    ({ name, page }) =>
      page === undefined ? name : `[${name}](https://docs.adyen.com/payment-methods/${page})`,
  ],
  ['Checkout’s name', ({ checkoutName }) => (checkoutName === undefined ? '' : code(checkoutName))],
  [
    'Adyen’s type',
    ({ type, aliases, family }) => [type, ...aliases, family ?? []].flat().map(code).join(', '),
  ],
  ['Leaves the page', ({ type }) => inEnabler(type, ({ leavesPage }) => leavesPage)],
  ['Own button', ({ type }) => inEnabler(type, ({ hasOwnButton }) => hasOwnButton === true)],
  ['Captured at once', (row) => orUnknown(row, yes(row.capturedAtOnce))],
  ['Partial captures', (row) => orUnknown(row, row.capturedAtOnce ? '–' : row.partialCaptures)],
  ['Refunds', (row) => orUnknown(row, refunds[row.refunds])],
  ['Chargebacks', (row) => orUnknown(row, yes(row.hasChargebacks))],
  ['Recurring', (row) => orUnknown(row, yes(row.isRecurring))],
  ['The cart must have', ({ requires }) => requires.map((field) => fields[field]).join(', ')],
  ['Its form asks for', ({ formAsksFor }) => formAsksFor.map((field) => fields[field]).join(', ')],
  [
    'Line items required in',
    ({ lineItems }) => lineItems?.requiredIn.map((request) => requests[request]).join(', ') ?? '',
  ],
  ['Notes', ({ notes = '' }) => notes],
];

const table = (rows: readonly PaymentMethod[]): string[] => {
  const shown = columns.filter(([, cell]) => rows.some((row) => cell(row) !== ''));
  return [
    `| ${shown.map(([title]) => title).join(' | ')} |`,
    `| ${shown.map(() => '---').join(' | ')} |`,
    ...rows.map((row) => `| ${shown.map(([, cell]) => cell(row)).join(' | ')} |`),
  ];
};

const section = (title: string, rows: readonly PaymentMethod[]): string[] => {
  const brands = rows.filter(({ brandOf, checkoutName }) => brandOf !== undefined && !checkoutName);
  return [
    `## ${title}`,
    '',
    ...table(rows.filter((row) => !brands.includes(row))),
    ...(brands.length === 0 ? [] : ['', `### ${title}: brands`, '', ...table(brands)]),
    '',
  ];
};

/** What the processor knows of Adyen's payment methods, as Markdown. */
export function paymentMethodsPage(): string {
  return [
    '# Payment methods',
    '',
    '`npm run docs` writes this page from the catalogue that the processor decides by',
    '(`processor/src/payment-methods/`), which takes its facts from the pages of Adyen’s documentation that the rows link to;',
    '**leaves the page** and **own button** come from the enabler’s catalogue (`enabler/src/method-catalogue/`).',
    '',
    '- **Captured at once**: the authorisation is the capture. There is nothing to capture or to cancel, only to refund.',
    '  `ADYEN_PAYMENT_METHODS_CONFIG` overrides it by method or brand.',
    '- **Partial captures**, **refunds**: what else is asked of the processor is refused before it is sent to Adyen.',
    '- **The cart must have**: Adyen refuses the payment without it. Names and telephone numbers come from the addresses; for',
    '  what the method’s own form asks, the form counts where the cart does not know.',
    '- **Line items** come from the cart. Where a column names requests, Adyen requires them there.',
    '- Only methods with **Checkout’s name** have a component of their own; the drop-in shows every method that Adyen offers.',
    '- `*` stands for any characters, `?` for what Adyen’s documentation does not say.',
    '',
    ...Object.entries(methodsByKind).flatMap(([kind, rows]) =>
      section(titles[kind as keyof typeof titles], rows),
    ),
    '## Any other method',
    '',
    'A method that is not listed, and one with `?`, counts as captured at once. Captures, cancellations and refunds of it are',
    'passed on, and Adyen decides.',
  ].join('\n');
}
