/** A part of an amount: all of it from four fifths on, and at least one minor unit. */
export const partOf = (amount: number, share: number): number =>
  share >= 0.8 ? amount : Math.max(1, Math.floor(amount * share));
