import { expect, it } from 'vitest';
import english from '../messages/languages/en.ts';
import { Surface } from './surface.ts';

it.each(['#nowhere', '!!bad', ''])('a surface has no place at %o', (selector) => {
  const options = { direction: 'ltr', texts: english, showMessages: true } as const;
  expect(() => new Surface(selector, options)).toThrow(
    expect.objectContaining({ name: 'PaymentError', code: 'MountTargetMissing' }),
  );
});
