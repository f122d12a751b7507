/** The answer's JSON, or `undefined` where there is none: gateways answer in HTML. */
export const readJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
