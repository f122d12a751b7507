/**
 * Splits a total by weights so that the parts sum to it exactly: each part is rounded down, and what is left goes to the
 * largest remainders, the earlier part first among equals.
 * @param total an integer
 * @param weights integers, negative ones allowed, whose sum is positive
 */
export const distribute = (total: number, weights: readonly number[]): number[] => {
  const sum = weights.reduce((left, right) => left + BigInt(right), 0n);
  if (sum <= 0n) throw new RangeError('The weights must have a positive sum.');
  const parts = weights.map((weight, index) => {
    const exact = BigInt(total) * BigInt(weight);
    const remainder = ((exact % sum) + sum) % sum;
    return { index, share: (exact - remainder) / sum, remainder };
  });
  const shares = parts.map((part) => Number(part.share));
  const left = total - shares.reduce((one, other) => one + other, 0);
  const byRemainder = parts.toSorted(
    (one, other) => Number(other.remainder - one.remainder) || one.index - other.index,
  );
  for (const { index } of byRemainder.slice(0, left)) shares[index] = (shares[index] ?? 0) + 1;
  return shares;
};
