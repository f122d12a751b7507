import type { ProcessorClient, ProcessorConfig } from '../../processor-client.ts';

interface OwnCertificate {
  onValidateMerchant?: (
    resolve: (session: unknown) => void,
    reject: (reason: unknown) => void,
    validationUrl: string,
  ) => void;
}

/** Has Apple Pay's sheet validated by the processor, where the merchant brings a certificate of their own. */
export function ownCertificate(config: ProcessorConfig, client: () => ProcessorClient): OwnCertificate {
  if (config.applePayConfig?.usesOwnCertificate !== true) return {};
  return {
    onValidateMerchant: (resolve, reject, validationUrl) => {
      client().applePaySession(validationUrl).then(resolve, reject);
    },
  };
}
