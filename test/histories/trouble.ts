import { answer, cut, type Rule } from '../faults/proxy.ts';
import type { ProcessorInstance } from './processor-instance.ts';
import type { Trouble } from './step.ts';

export interface ArmedTrouble {
  readonly with: 'adyen' | 'commercetools';
  readonly how: Trouble;
  /** How many calls go well before. */
  readonly call: number;
}

type Disturbance = (instance: ProcessorInstance) => Rule;

const errorOf = (status: number, code: string) =>
  answer(status, {
    statusCode: status,
    status,
    errorCode: status === 409 ? '704' : '905',
    errorType: 'internal',
    message: 'Fault on demand.',
    errors: [{ code, message: 'Fault on demand.' }],
  });

const killed = (instance: ProcessorInstance) => (): 'cut' => {
  instance.kill();
  return 'cut';
};

const disturbances: Record<Trouble, Disturbance> = {
  lostAnswer: () => ({ after: cut }),
  lostAnswers: () => ({ method: 'POST', times: Infinity, after: cut }),
  unreachable: () => ({ times: Infinity, before: cut }),
  serverError: () => ({ method: 'POST', before: errorOf(500, 'General') }),
  refused: () => ({ method: 'POST', before: errorOf(422, '167') }),
  conflict: () => ({ method: 'POST', times: 3, before: errorOf(409, 'ConcurrentModification') }),
  killBefore: (instance) => ({ before: killed(instance) }),
  killAfter: (instance) => ({ after: killed(instance) }),
};

/** Lets it happen to an instance's calls from now on. @returns what ends it */
export const arm = (instance: ProcessorInstance, trouble: ArmedTrouble): (() => void) => {
  const rule = disturbances[trouble.how](instance);
  // Tokens are asked for at any time: what happens then depends on how long ago that was.
  const path = /^(?!\/oauth)/;
  const active = instance[trouble.with].on({ path, skip: trouble.call, ...rule });
  return () => active.remove();
};
