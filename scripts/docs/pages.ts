import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { errorTable } from './errors.ts';
import { eventsPage } from './events.ts';
import { paymentMethodsPage } from './payment-methods.ts';
import { withSection } from './sections.ts';

const docs = join(import.meta.dirname, '..', '..', 'docs');
const api = join(docs, 'api.md');

/** The pages of docs/ that follow from code, in whole or in parts, by path. */
const pages: Readonly<Record<string, () => string>> = {
  [join(docs, 'payment-methods.md')]: paymentMethodsPage,
  [join(docs, 'events.md')]: eventsPage,
  [api]: () => withSection(readFileSync(api, 'utf8'), 'errors', errorTable()),
};

/** Path and text of every generated page. */
export const generatedPages = (): Promise<[path: string, text: string][]> =>
  Promise.all(
    Object.entries(pages).map(async ([path, write]): Promise<[string, string]> => [
      path,
      await format(write(), { ...(await resolveConfig(path)), filepath: path }),
    ]),
  );
