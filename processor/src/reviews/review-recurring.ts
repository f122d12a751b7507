import type { CustomObject } from '@commercetools/platform-sdk';
import { errorType } from '../observability/spans.ts';
import { askForJob, paymentOfJob, readJob } from '../stored-methods/recurring-job.ts';
import { found, nothing, settled, type Finding, type Looked, type ReviewDependencies } from './review.ts';

/** A recurring order that Checkout cannot continue, since it has not taken the stored method of its first payment. */
export const reviewRecurring = async (deps: ReviewDependencies, object: CustomObject): Promise<Looked> => {
  const job = readJob(object.value);
  if (job?.state !== 'open') return nothing;
  const { since = object.createdAt, paymentMethodId } = job;
  const finding: Finding = { kind: 'UnpreparedRecurringOrder', paymentId: paymentOfJob(object), since };
  try {
    const outcome = await askForJob(deps, { paymentId: paymentOfJob(object), paymentMethodId });
    return outcome === 'done' ? settled(finding) : found({ ...finding, reason: outcome });
  } catch (error) {
    return found({ ...finding, reason: errorType(error) });
  }
};
