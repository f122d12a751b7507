import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { configurationTables } from './configuration.ts';
import { ledgerTables } from './ledger.ts';
import { withSection } from './sections.ts';

const root = join(import.meta.dirname, '..', '..');

export const readmePath = join(root, 'README.md');

const measured = (path: string) => () => readFileSync(join(root, 'docs', path), 'utf8');

/** The README's generated parts by name. */
const sections: Readonly<Record<string, () => string>> = {
  configuration: () => configurationTables(join(root, 'connect.yaml')),
  ledger: ledgerTables,
  faults: measured('faults.md'),
  calls: measured('measured/calls.md'),
  sizes: measured('measured/sizes.md'),
  mutation: measured('measured/mutation.md'),
  bench: measured('measured/bench.md'),
};

/** The README with its generated parts as the code has them now. @throws Error for a part that it does not have */
export async function withGeneratedParts(
  readme: string,
  names: readonly string[] = Object.keys(sections),
): Promise<string> {
  let text = readme;
  for (const name of names) {
    const section = sections[name];
    if (section === undefined)
      throw new Error(`No part ${name}; there are ${Object.keys(sections).join(', ')}.`);
    text = withSection(text, name, section());
  }
  return format(text, { ...(await resolveConfig(readmePath)), filepath: readmePath });
}
