/** The Chromium that `CHROMIUM_PATH` names, else one that is present, else `undefined`. */
export function findChromium(): string | undefined;
/** The path of a Chromium for the browser tests, installed from Debian's archive when the machine has none. */
export function ensureChromium(): Promise<string>;
