/** Schemes of addresses that are no pages with an origin of their own. */
const NO_PAGES: ReadonlySet<string> = new Set(
  'about: blob: data: file: ftp: javascript: vbscript: ws: wss:'.split(' '),
);

/**
 * The origin of a page's address, without path and query: of the web, or of an app's web view (`capacitor://localhost`).
 * @returns `undefined` for what has none, such as the `null` of a sandboxed frame
 */
export const pageOriginOf = (address: string): string | undefined => {
  const url = URL.parse(address);
  return url && url.host !== '' && !NO_PAGES.has(url.protocol) ? `${url.protocol}//${url.host}` : undefined;
};
