import type { AdjustData } from '../ledger/entry.ts';

/** What commercetools takes as a custom field of texts. */
const MAX_LENGTH = 10_000;

/** The data for the first amount update, where `additionalData` of an answer or of AUTHORISATION has any. */
export const adjustDataEntries = (additionalData: Readonly<Record<string, string>>): AdjustData[] => {
  const data = additionalData['adjustAuthorisationData'] ?? '';
  return data === '' || data.length > MAX_LENGTH ? [] : [{ type: 'AdjustData', data }];
};
