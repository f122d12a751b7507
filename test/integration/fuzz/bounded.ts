/**
 * Bounded in time, so that the suite is, on any machine. The same cases every time, so that it fails for a change and not
 * by chance: PROPERTY_SEED=… for others.
 */
export const bounded = {
  numRuns: 120,
  seed: Number(process.env['PROPERTY_SEED'] ?? 4711),
  interruptAfterTimeLimit: 4000,
  endOnFailure: true,
};
