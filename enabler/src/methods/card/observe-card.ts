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

/**
 * adyen-web options that keep the component's state up to date with what the shopper types.
 *
 * @param usualBrand commercetools' name of the brand that a card of the method has as long as its number tells no other
 */
export function observeCard(
  state: ComponentState,
  usualBrand?: string,
): {
  onFieldValid: (field: FieldValid) => void;
  onBrand: (detected: Brand) => void;
} {
  const learn = <Name extends keyof CardState>(name: Name, value: CardState[Name]): void => {
    const { [name]: _known, ...others } = state.card ?? {};
    state.card = value === undefined ? others : { ...others, [name]: value };
  };
  return {
    onFieldValid: ({ fieldType, valid, endDigits }) => {
      if (fieldType === 'encryptedCardNumber') learn('endDigits', valid ? endDigits : undefined);
    },
    onBrand: ({ brand }) => {
      // `card` is adyen-web's word for a number that is too short to tell.
      learn('brand', brand === 'card' ? usualBrand : brandName(brand));
    },
  };
}
