import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { paymentMethodsPage } from './payment-methods.ts';

const docs = join(import.meta.dirname, '..', '..', 'docs');

/** The pages of docs/ that follow from code, by path. */
const pages: Readonly<Record<string, () => string>> = {
  [join(docs, 'payment-methods.md')]: paymentMethodsPage,
};

/** Path and text of every generated page. */
export const generatedPages = (): Promise<[path: string, text: string][]> =>
  Promise.all(
    Object.entries(pages).map(async ([path, write]): Promise<[string, string]> => [
      path,
      await format(write(), { ...(await resolveConfig(path)), filepath: path }),
    ]),
  );
