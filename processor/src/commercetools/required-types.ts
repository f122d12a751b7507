import type { ByProjectKeyRequestBuilder, TypeDraft } from '@commercetools/platform-sdk';
import { configurationFault, type Fault } from '../errors.ts';
import { TRANSACTION_TYPE_KEY } from '../ledger/update-actions.ts';
import type { Logger } from '../logging/logger.ts';
import { beforeDeadline, withoutDeadline } from '../upstream/deadline.ts';
import { ensureType, UnusableTypeError, type Ensured } from './ensure-type.ts';
import { isBadRequest, isDuplicateField, isInvalidField, isMissingType, isRefused } from './errors.ts';
import { namesIn, ownNames, withStoredNames } from './stored-field-names.ts';

/** Makes the connector's custom types a precondition of the writes that carry their fields. */
export interface RequiredTypes {
  /**
   * Writes. Where the project lacks a custom type that the body names, or a field of it, the type is created and the body
   * is written again. A write that fails has no effect, so nothing needs to be checked before it. `write` gets the body with
   * the field names that the project stores.
   * @throws Fault 503 `ConfigurationFault` where commercetools does not let the connector create the type
   */
  write<Body, Result>(body: Body, write: (body: Body) => Promise<Result>): Promise<Result>;
}

interface Parts {
  readonly client: ByProjectKeyRequestBuilder;
  readonly logger: Logger;
  readonly now: () => Date;
}

type Outcome = Ensured['outcome'];

/** How long a type that had all of its fields is not read again only because commercetools refused a write. */
const TRUSTED_MS = 60_000;

export const createRequiredTypes = ({ client, logger, now }: Parts): RequiredTypes => {
  const checkedAt = new Map<string, number>();
  const underWay = new Map<string, Promise<Ensured>>();
  let names = ownNames;

  /** One check of a type at a time: requests that find it missing together wait for the first one's result. */
  const ensure = (type: TypeDraft): Promise<Ensured> => {
    const running = underWay.get(type.key);
    if (running) return beforeDeadline(running);
    const begun = withoutDeadline(() => ensureType(client, type)).finally(() => underWay.delete(type.key));
    underWay.set(type.key, begun);
    return beforeDeadline(begun);
  };

  const check = async (type: TypeDraft): Promise<Outcome> => {
    const { outcome, type: existing } = await ensure(type);
    checkedAt.set(type.key, now().getTime());
    if (type.key === TRANSACTION_TYPE_KEY) names = namesIn(existing, names);
    if (outcome !== 'unchanged') logger.warn(`The custom type ${type.key} was ${outcome}.`);
    return outcome;
  };

  const require = async (type: TypeDraft): Promise<Outcome> => {
    try {
      return await check(type);
    } catch (error) {
      throw isHopeless(error) ? missingType(logger, type.key, error) : error;
    }
  };

  /** Perhaps a field is missing that an earlier version of the type did not have; perhaps commercetools means something else. */
  const checkDoubtful = async (type: TypeDraft): Promise<Outcome> => {
    if (now().getTime() - (checkedAt.get(type.key) ?? 0) < TRUSTED_MS) return 'unchanged';
    try {
      return await check(type);
    } catch (error) {
      if (!isHopeless(error)) throw error;
      checkedAt.set(type.key, now().getTime());
      return 'unchanged';
    }
  };

  /** @returns whether it is worth writing again */
  const mend = async (types: readonly TypeDraft[], failure: unknown): Promise<boolean> => {
    const isMissing = types.some(({ key }) => isMissingType(failure, key));
    const isLacking = isInvalidField(failure, types.flatMap(fieldNames));
    const outcomes = await Promise.all(types.map(isMissing || isLacking ? require : checkDoubtful));
    return isMissing || outcomes.some((outcome) => outcome !== 'unchanged');
  };

  return {
    write: async (body, write) => {
      const tried = names;
      try {
        return await write(withStoredNames(body, tried));
      } catch (error) {
        if (!isBadRequest(error) || isDuplicateField(error)) throw error;
        const types = await typesOf(body);
        if (types.length === 0) throw error;
        const isMended = await mend(types, error);
        if (!isMended && names === tried) throw error;
        return write(withStoredNames(body, names));
      }
    },
  };
};

const fieldNames = ({ fieldDefinitions = [] }: TypeDraft): string[] =>
  fieldDefinitions.map(({ name }) => name);

const isHopeless = (error: unknown): boolean => error instanceof UnusableTypeError || isRefused(error);

const missingType = (logger: Logger, key: string, error: unknown): Fault => {
  const remedy = 'Run connector:post-deploy, or grant the API client the scope manage_types.';
  const message =
    error instanceof UnusableTypeError
      ? error.message
      : `The custom type ${key} is missing or incomplete. ${remedy}`;
  logger.error(message, { code: 'CustomTypeMissing', type: key, error });
  return configurationFault({ cause: error, privateMessage: `ConfigurationFault: ${message}` });
};

/** The drafts of our types that a body names. They are loaded on demand: the SDK that predefines some of them is large. */
const typesOf = async (body: unknown): Promise<TypeDraft[]> => {
  const keys = typeKeysOf(body);
  if (keys.size === 0) return [];
  const { customTypes } = await import('./custom-types.ts');
  return customTypes.filter(({ key }) => keys.has(key));
};

/** The keys of the custom types that a draft or a list of update actions names, however deep. */
export const typeKeysOf = (body: unknown): Set<string> => {
  if (typeof body !== 'object' || body === null) return new Set();
  const { typeId, key, action } = body as Record<string, unknown>;
  const own =
    typeId === 'type' && typeof key === 'string'
      ? [key]
      : action === 'setTransactionCustomField'
        ? [TRANSACTION_TYPE_KEY]
        : [];
  return new Set([...own, ...Object.values(body).flatMap((value) => [...typeKeysOf(value)])]);
};
