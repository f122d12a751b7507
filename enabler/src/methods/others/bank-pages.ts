import {
  BillDeskOnline,
  BillDeskWallet,
  Dotpay,
  Iris,
  MolPayEBankingTH,
  MolPayEBankingVN,
  OnlineBankingCZ,
  OnlineBankingIN,
  OnlineBankingSK,
  PayByBank,
  PayuCashcard,
  PayuNetBanking,
  WalletIN,
} from '@adyen/adyen-web';
import type { ElementClass } from '../method.ts';

/** Methods that send the shopper to a bank of their choice. */
export const elements: ElementClass[] = [
  BillDeskOnline,
  BillDeskWallet,
  Dotpay,
  Iris,
  MolPayEBankingTH,
  MolPayEBankingVN,
  OnlineBankingCZ,
  OnlineBankingIN,
  OnlineBankingSK,
  PayByBank,
  PayuCashcard,
  PayuNetBanking,
  WalletIN,
];
