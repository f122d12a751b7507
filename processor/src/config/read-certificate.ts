import { createPrivateKey, X509Certificate } from 'node:crypto';

/**
 * A certificate and its private key, one after the other in PEM. Line ends may have been written as `\n`, as one-line
 * configuration fields force people to, and the whole may be in base64.
 * @returns the PEM; `undefined` where it does not hold a certificate and the key that belongs to it
 */
export const certificateWithKey = (value: string): string | undefined => {
  const pem = (isPem(value) ? value : Buffer.from(value, 'base64').toString('utf8')).replaceAll('\\n', '\n');
  return isPem(pem) && holdsItsKey(pem) ? pem : undefined;
};

const isPem = (text: string): boolean => text.includes('-----BEGIN');

const holdsItsKey = (pem: string): boolean => {
  try {
    return new X509Certificate(pem).checkPrivateKey(createPrivateKey(pem));
  } catch {
    return false;
  }
};
