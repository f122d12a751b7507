import type { CustomObject } from '@commercetools/platform-sdk';
import { eventIn, replayEvent } from '../notifications/replay-event.ts';
import { found, nothing, settled, type Finding, type Looked, type ReviewDependencies } from './review.ts';

/** A notification that was set aside: it is applied where that can be done by now. */
export const reviewNotification = async (deps: ReviewDependencies, object: CustomObject): Promise<Looked> => {
  const finding: Finding = { kind: 'UnmatchedNotification', since: object.createdAt };
  const event = eventIn(object);
  if (!event) return found({ ...finding, reason: 'Unreadable' });
  const replayed = await replayEvent(deps, object, event);
  if (!replayed) return nothing;
  const { eventCode, pspReference, reason } = replayed;
  const named = { ...finding, eventCode, pspReference };
  return reason === undefined ? settled(named) : found({ ...named, reason });
};
