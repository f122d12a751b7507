import type { CardState, ComponentState } from '../../types.ts';
import { brandName } from './brands.ts';

interface FieldValid {
  fieldType: string;
  valid: boolean;
  endDigits?: string;
}

interface Brand {
  brand: string;
}

/** adyen-web options that keep the component's state up to date with what the shopper types. */
export function observeCard(state: ComponentState): {
  onFieldValid: (field: FieldValid) => void;
  onBrand: (detected: Brand) => void;
} {
  state.card = {};
  const learn = (change: CardState & { forget?: keyof CardState }): void => {
    const { forget, ...known } = change;
    const card = { ...state.card, ...known };
    state.card = Object.fromEntries(Object.entries(card).filter(([name]) => name !== forget));
  };
  return {
    onFieldValid: ({ fieldType, valid, endDigits }) => {
      if (fieldType !== 'encryptedCardNumber') return;
      learn(valid && endDigits !== undefined ? { endDigits } : { forget: 'endDigits' });
    },
    onBrand: ({ brand }) => {
      // `card` is adyen-web's word for a number that is too short to tell.
      learn(brand === 'card' ? { forget: 'brand' } : { brand: brandName(brand) });
    },
  };
}
