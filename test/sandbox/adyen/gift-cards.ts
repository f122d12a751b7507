import type { Amount } from './money.ts';

/** A card number's last two digits say what it holds, in minor units, until the control interface says otherwise. */
const BY_ENDING: Record<string, number> = { '00': 5_000, '11': 1_000_000, '99': 0 };
const OTHERWISE = 2_500;

/** Gift cards: each holds its balance in whichever currency it is first asked for. */
export class GiftCards {
  readonly #balances = new Map<string, Amount>();

  balance(number: string, currency: string): Amount {
    const known = this.#balances.get(number);
    if (known) return known.currency === currency ? known : { currency, value: 0 };
    const fresh = { currency, value: BY_ENDING[number.slice(-2)] ?? OTHERWISE };
    this.#balances.set(number, fresh);
    return fresh;
  }

  set(number: string, balance: Amount): void {
    this.#balances.set(number, { ...balance });
  }

  /** Takes from the card, or gives back when negative. */
  take(number: string, { currency, value }: Amount): void {
    const held = this.balance(number, currency);
    this.#balances.set(number, { currency, value: held.value - value });
  }

  clear(): void {
    this.#balances.clear();
  }
}
