import fc from 'fast-check';

/** `npm test` tries the same cases every time, so that it fails for a change and not by chance: PROPERTY_SEED=… for others. */
export const PROPERTY_SEED = Number(process.env['PROPERTY_SEED'] ?? 4711);

const MOST_SHRINKING_MS = 60_000;

// One run takes seconds; what takes a minute is the search for a smaller counterexample, which has no end of its own.
fc.installGlobalPlugin(fc.interruptAfterTimeLimit(MOST_SHRINKING_MS));
fc.configureGlobal({ seed: PROPERTY_SEED });

export { default as fc } from 'fast-check';
