import { method, type PaymentMethod } from '../payment-method.ts';
import { atOnce, separate, wholeCapture } from './columns.ts';

// Adyen can capture some separately, but only all at once.
const captured = { ...atOnce, partialCaptures: 'none', page: 'gift-cards' } as const;

const brand = { ...captured, brandOf: 'giftCard' } as const;

/** Gift cards, and their brands as webhooks name them. */
export const giftCards: readonly PaymentMethod[] = [
  method('giftcard', 'Gift cards', { ...captured, brands: 'giftCard', isGiftCard: true }),
  method('mealVoucher_FR', 'Titres-Restaurant', {
    ...wholeCapture,
    refunds: 'none',
    page: 'titres-restaurant',
    family: 'mealVoucher_FR*',
    isGiftCard: true,
  }),
  method('ancv', 'ANCV', { ...separate, refunds: 'ofEverything', page: 'ancv' }),

  method('genericgiftcard', 'Gift card brands', { ...brand, family: '*giftcard' }),
  method('auriga', 'Auriga', brand),
  method('eagleeye_voucher', 'Eagle Eye', brand),
  method('fashioncheque', 'fashioncheque', brand),
  method('fijncadeau', 'Fijn Cadeau', brand),
  method('fleuropbloemenbon', 'Fleurop Bloemenbon', brand),
  method('gallgall', 'Gall & Gall', brand),
  method('givex', 'Givex', brand),
  method('hallmarkcard', 'Hallmark', brand),
  method('igive', 'iGive', brand),
  method('kadowereld', 'Kadowereld', brand),
  method('kidscadeau', 'Kids Cadeau', brand),
  method('kindpas', 'Kindpas', brand),
  method('leisurecard', 'Leisurecard', brand),
  method('nationalebioscoopbon', 'Nationale Bioscoopbon', brand),
  method('podiumcard', 'Podium Cadeaukaart', brand),
  method('prosodie_illicado', 'Illicado', brand),
  method('rotterdampas', 'Rotterdampas', brand),
  method('savedeo', 'Savedeo', brand),
  method('schoolspullenpas', 'Schoolspullenpas', brand),
  method('svs', 'SVS', brand),
  method('valuelink', 'ValueLink', brand),
  method('vvvcadeaubon', 'VVV Cadeaubon', brand),
  method('winkelcheque', 'Winkelcheque', brand),
  method('winterkledingpas', 'Winterkledingpas', brand),
  method('yourgift', 'YourGift', brand),
];
