import type { NotificationItem } from '../adyen/webhooks/parse.ts';
import type { Config } from '../config/config.ts';
import { otherOrigin } from '../config/own-events.ts';

type Origin = NonNullable<ReturnType<typeof otherOrigin>> | 'project';

const projectOf = ({ additionalData }: NotificationItem): string | undefined =>
  additionalData['metadata.ctProjectKey'];

/** Whose a notification is that is not this deployment's, as far as it says so itself; `undefined` for any other. */
export const foreignOrigin = (config: Config, item: NotificationItem): Origin | undefined => {
  const { projectKey } = config.commercetools;
  return (
    otherOrigin(config, item) ?? ((projectOf(item) ?? projectKey) === projectKey ? undefined : 'project')
  );
};

/** Our payment requests carry their Payment's id in the metadata, which comes back with the authorisation. */
export const isOfConnector = (config: Config, item: NotificationItem): boolean =>
  item.additionalData['metadata.paymentReference'] !== undefined && foreignOrigin(config, item) === undefined;
