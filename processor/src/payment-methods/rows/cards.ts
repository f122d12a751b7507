import { method, type PaymentMethod } from '../payment-method.ts';
import { atOnce, disputable, onePartialCapture, recurring, separate, wholeCapture } from './columns.ts';

const card = { page: 'cards', brandOf: 'card', isCard: true, ...disputable, ...recurring } as const;
const brand = { ...separate, ...card };

/** Cards, and their brands as webhooks name them. */
export const cards: readonly PaymentMethod[] = [
  method('scheme', 'Cards', {
    ...separate,
    ...disputable,
    ...recurring,
    page: 'cards',
    checkoutName: 'card',
    aliases: ['networkToken'],
    brands: 'card',
    isCard: true,
    has3DSecure: true,
  }),
  method('clicktopay', 'Click to Pay', {
    ...separate,
    knownAs: 'scheme',
    brands: 'card',
    isWalletSuffix: true,
    isCard: true,
    has3DSecure: true,
  }),
  method('bcmc', 'Bancontact card', {
    ...atOnce,
    ...recurring,
    page: 'bancontact/bancontact-card',
    checkoutName: 'bancontactcard',
    brandOf: 'card',
    cardBrand: 'Bancontact',
    isCard: true,
    has3DSecure: true,
    storedAs: 'bcmc',
  }),

  method('accel', 'Accel', brand),
  method('amex', 'American Express', { ...brand, cardBrand: 'Amex' }),
  method('carnet', 'Carnet', { ...wholeCapture, ...card, refunds: 'none' }),
  method('cartebancaire', 'Cartes Bancaires', { ...brand, cardBrand: 'CartesBancaires' }),
  method('cup', 'UnionPay', { ...onePartialCapture, ...card, cardBrand: 'UnionPay' }),
  method('dankort', 'Dankort', brand),
  method('diners', 'Diners Club', { ...brand, cardBrand: 'Diners' }),
  method('discover', 'Discover', { ...brand, cardBrand: 'Discover' }),
  method('eftpos_australia', 'eftpos Australia', { ...atOnce, ...card }),
  method('elo', 'Elo', brand),
  method('girocard', 'girocard', brand),
  method('hipercard', 'Hipercard', { ...onePartialCapture, ...card }),
  method('jcb', 'JCB', { ...brand, cardBrand: 'Jcb' }),
  method('laser', 'Laser', brand),
  method('maestro', 'Maestro', { ...brand, family: 'maestro*', cardBrand: 'Maestro', isRecurring: false }),
  method('mc', 'Mastercard', { ...brand, family: 'mc*', cardBrand: 'Mastercard' }),
  method('nyce', 'NYCE', brand),
  method('pulse', 'PULSE', brand),
  method('star', 'STAR', brand),
  method('troy', 'TROY', { ...atOnce, ...card }),
  method('uatp', 'UATP', brand),
  method('visa', 'Visa', { ...brand, family: 'visa*', cardBrand: 'Visa' }),
  method('electron', 'Visa Electron', { ...brand, cardBrand: 'Visa' }),
];
