import { existsSync } from 'node:fs';
import { mustRun, run } from './processes.mjs';
import { step } from './progress.mjs';

/** Debian's packages, the lighter one first: without a window to draw it takes a good third less processor time. */
const debianPackages = ['chromium-headless-shell', 'chromium'];

const usualPlaces = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** The Chromium that `CHROMIUM_PATH` names, else one that is present, else `undefined`. */
export function findChromium() {
  const wanted = process.env.CHROMIUM_PATH;
  if (wanted) {
    if (!existsSync(wanted)) throw new Error(`CHROMIUM_PATH names ${wanted}, which does not exist.`);
    return wanted;
  }
  return usualPlaces.find((path) => existsSync(path));
}

/** The path of a Chromium for the browser tests, installed from Debian's archive when the machine has none. */
export async function ensureChromium() {
  const present = findChromium();
  if (present !== undefined) return present;
  if (!existsSync('/usr/bin/apt-get') || process.getuid?.() !== 0) {
    throw new Error(
      'The browser tests need Chromium. Install one and name it in CHROMIUM_PATH, or run as root on Debian or Ubuntu.',
    );
  }
  await step('Installing Chromium (apt-get)', async () => {
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    await mustRun('apt-get', ['update'], { env });
    let failure;
    for (const name of debianPackages) {
      const { code, output } = await run('apt-get', ['install', '-y', '--no-install-recommends', name], {
        env,
      });
      if (code === 0) return;
      failure = output;
    }
    throw new Error(`apt-get could install none of ${debianPackages.join(', ')}\n\n${failure.trim()}`);
  });
  const installed = findChromium();
  if (installed === undefined) {
    throw new Error(`apt-get installed one of ${debianPackages.join(', ')}, but none is at its usual place.`);
  }
  return installed;
}
