import fc from 'fast-check';

/** `npm test` tries the same cases every time, so that it fails for a change and not by chance: PROPERTY_SEED=… for others. */
export const PROPERTY_SEED = Number(process.env['PROPERTY_SEED'] ?? 4711);

const SECONDS = Number(process.env['PROPERTY_SECONDS'] ?? 60);

// A property takes seconds; what takes a minute is the search for a smaller counterexample, which has no end of its own. One
// that is cut off before all of its cases were tried has failed: PROPERTY_SECONDS=… gives more time for more cases.
fc.installGlobalPlugin(fc.interruptAfterTimeLimit(SECONDS * 1000, { failOnInterrupt: true }));
fc.configureGlobal({ seed: PROPERTY_SEED });

export { default as fc } from 'fast-check';
