/**
 * Where Connect serves this deployment; it sets the variable for its scripts.
 * @throws Error when it is missing or no web address
 */
export const serviceUrl = (variables: Readonly<Record<string, string | undefined>>): string => {
  const value = variables['CONNECT_SERVICE_URL'];
  const url = value === undefined ? undefined : URL.parse(value);
  if (url?.protocol === 'https:' || url?.protocol === 'http:') return url.href;
  throw new Error(
    'CONNECT_SERVICE_URL is missing or no URL: Connect sets it for the scripts of a deployment.',
  );
};
