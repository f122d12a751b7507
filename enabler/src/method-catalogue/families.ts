import type { FamilyRow } from './row.ts';

const sheets = ['form', 'waiting', 'rare'] as const;

/** Families of methods that Checkout has no component for; the drop-in offers them all the same. */
export const families: readonly FamilyRow[] = [
  {
    family: /^(ach|directdebit_GB|eft_directdebit_CA)$/,
    elements: ['Ach', 'BacsDirectDebit', 'PreAuthorizedDebitCanada'],
    sheets,
    chunk: 'direct-debits',
    leavesPage: false,
  },
  {
    // Invoices and instalments with a form of their own.
    family: /^(affirm|afterpay_.+|atome|facilypay_.+|ratepay.*|riverty)$/,
    elements: [
      'Affirm',
      'AfterPay',
      'AfterPayB2B',
      'Atome',
      'FacilPay3x',
      'FacilPay4x',
      'FacilPay6x',
      'FacilPay10x',
      'FacilPay12x',
      'RatePay',
      'RatePayDirectDebit',
      'Riverty',
    ],
    sheets,
    chunk: 'invoices',
    leavesPage: true,
  },
  {
    // Wallets with scripts of their own.
    family: /^(amazonpay|cashapp)$/,
    elements: ['AmazonPay', 'CashAppPay'],
    sheets,
    chunk: 'wallets',
    isModulesOnly: true,
    leavesPage: true,
  },
  {
    // The page waits for the shopper's confirmation in an app.
    family: /^(ancv|payto|upi.*)$/,
    elements: ['ANCV', 'PayTo', 'UPI'],
    sheets,
    chunk: 'confirmations',
    isModulesOnly: true,
    leavesPage: false,
  },
  {
    family: /^paybybank_.+$/,
    elements: ['PayByBankPix', 'PayByBankUS'],
    sheets,
    chunk: 'confirmations',
    isModulesOnly: true,
    leavesPage: true,
  },
  {
    // They end with a voucher or with a bank's details.
    family: /^(bankTransfer|boleto|primeiropay|doku|dragonpay|oxxo)/,
    elements: ['BankTransfer', 'Boleto', 'Doku', 'Dragonpay', 'Oxxo'],
    sheets,
    chunk: 'vouchers',
    leavesPage: false,
  },
  {
    family: /^(duitnow|payme|paynow|pix|promptpay)$/,
    elements: ['DuitNow', 'PayMe', 'PayNow', 'Pix', 'PromptPay'],
    sheets,
    chunk: 'qr-codes',
    leavesPage: false,
  },
  {
    family: /^mealVoucher_\w+$/,
    elements: ['MealVoucherFR'],
    sheets,
    chunk: 'meal-vouchers',
    leavesPage: false,
    isGiftCard: true,
  },
  {
    // They send the shopper to a bank of their choice.
    family:
      /^(billdesk_.+|dotpay|iris|molpay_ebanking_(?!fpx_MY$).+|onlinebanking_.+|onlineBanking_(?!PL$).+|paybybank|payu_.+|wallet_IN)$/,
    elements: [
      'BillDeskOnline',
      'BillDeskWallet',
      'Dotpay',
      'Iris',
      'MolPayEBankingTH',
      'MolPayEBankingVN',
      'OnlineBankingCZ',
      'OnlineBankingIN',
      'OnlineBankingSK',
      'PayByBank',
      'PayuCashcard',
      'PayuNetBanking',
      'WalletIN',
    ],
    sheets,
    chunk: 'bank-pages',
    leavesPage: true,
  },
];
