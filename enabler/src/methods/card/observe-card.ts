import type { ComponentState } from '../../types.ts';
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
  return {
    onFieldValid: ({ fieldType, valid, endDigits }) => {
      if (fieldType !== 'encryptedCardNumber') return;
      const { endDigits: _previous, ...rest } = state.card ?? {};
      state.card = valid && endDigits !== undefined ? { ...rest, endDigits } : rest;
    },
    onBrand: ({ brand }) => {
      // `card` is adyen-web's word for a number that is too short to tell.
      const { brand: _previous, ...rest } = state.card ?? {};
      state.card = brand === 'card' ? rest : { ...rest, brand: brandName(brand) };
    },
  };
}
