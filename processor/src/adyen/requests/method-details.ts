import type { Whereabouts } from '../../cart-addresses.ts';
import { catalogue, type Catalogue } from '../../payment-methods/catalogue.ts';
import type { DetailField, ShopperField } from '../../payment-methods/payment-method.ts';
import { compact } from '../wire.ts';
import { nonBlank } from './addresses.ts';
import type { PersonalData } from './shopper.ts';
import type { PaymentMethodData, ShopperKnown } from './shopper-input.ts';
import { countriesOf, telephoneNumberOf } from './telephone-number.ts';

type Details = Partial<Record<DetailField, string>>;

/**
 * Adds the shopper's data that Adyen requires inside a payment method. What the form of the method sent inside it counts first,
 * then what the form sent beside it, then the cart.
 */
export const withDetails = (
  known: ShopperKnown,
  { cart, person }: { readonly cart: Whereabouts; readonly person: PersonalData },
  methods: Catalogue = catalogue,
): PaymentMethodData => {
  const { paymentMethod } = known;
  const { detailFields, takesNationalNumbers } = methods.of(paymentMethod.type);
  const sources = [written(paymentMethod), beside(known, methods), detailsOf(person)];
  const numberOf = (text: string | undefined) =>
    takesNationalNumbers ? text : (telephoneNumberOf(text, countriesOf(cart, known)) ?? text);
  const details = detailFields.map((field) => {
    const text = sources.map((source) => nonBlank(source[field])).find((value) => value !== undefined);
    return [field, field === 'telephoneNumber' ? numberOf(text) : text];
  });
  return { ...paymentMethod, ...compact(Object.fromEntries(details) as Details) };
};

const written = (paymentMethod: PaymentMethodData): Details => {
  const text = (field: DetailField) => {
    const value = paymentMethod[field];
    return typeof value === 'string' ? value : undefined;
  };
  return compact({
    firstName: text('firstName'),
    lastName: text('lastName'),
    shopperEmail: text('shopperEmail'),
    telephoneNumber: text('telephoneNumber'),
  });
};

/** Only what the form of the method asks for. */
const beside = (known: ShopperKnown, methods: Catalogue): Details => {
  const { formAsksFor } = methods.of(known.paymentMethod.type);
  const typed = <Field extends ShopperField>(field: Field): ShopperKnown[Field] =>
    formAsksFor.includes(field) ? known[field] : undefined;
  return detailsOf({
    shopperName: typed('shopperName'),
    shopperEmail: typed('shopperEmail'),
    telephoneNumber: typed('telephoneNumber'),
  });
};

const detailsOf = ({
  shopperName,
  shopperEmail,
  telephoneNumber,
}: Pick<ShopperKnown, 'shopperName' | 'shopperEmail' | 'telephoneNumber'>): Details =>
  compact({ ...shopperName, shopperEmail, telephoneNumber });
