import { z } from 'zod';

/** An object that admits only the fields given; a violation names the object as Adyen does. */
export const structure = <Shape extends z.core.$ZodShape>(
  name: string,
  shape: Shape,
): z.ZodObject<Shape, z.core.$strict> =>
  z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `Structure of ${name} contains the following unknown fields: [${issue.keys.join(', ')}]`
        : undefined,
  });

export const text = (maxLength?: number, minLength = 0): z.ZodString => {
  const string = z.string().min(minLength);
  return maxLength === undefined ? string : string.max(maxLength);
};

/** int32 and int64 alike: a fraction is an error. */
export const integer = (): z.ZodInt => z.int();

export const flag = z.boolean().optional();
export const required = text(undefined, 1);

/** Optional texts of these names. */
export const texts = <Name extends string>(...names: Name[]): Record<Name, z.ZodOptional<z.ZodString>> =>
  Object.fromEntries(names.map((name) => [name, z.string().optional()])) as Record<
    Name,
    z.ZodOptional<z.ZodString>
  >;

export const map = (): z.ZodRecord<z.ZodString, z.ZodString> => z.record(z.string(), z.string());
