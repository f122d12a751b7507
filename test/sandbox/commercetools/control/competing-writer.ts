import { toAnswer } from '../http/answer-error.ts';
import { concurrentModification } from '../http/errors.ts';
import { jsonOf, type HttpRequest } from '../http/exchange.ts';
import type { CompetingWriter } from '../http/faults.ts';
import { typeIdOf } from '../mock/kinds.ts';
import { findCustomObject } from '../resources/custom-objects.ts';
import type { Database } from '../store/database.ts';
import { nextVersion, type Resource } from '../store/resource.ts';

const CLIENT = 'sandbox';

const addressed = (db: Database, path: string): readonly [string, Resource] | undefined => {
  const [, , collection = '', name = ''] = path.split('/');
  const typeId = typeIdOf(collection);
  const key = name.startsWith('key=') ? name.slice('key='.length) : undefined;
  const resource =
    typeId === undefined ? undefined : db.find(typeId, key === undefined ? { id: name } : { key });
  return typeId !== undefined && resource ? [typeId, resource] : undefined;
};

interface CustomObjectDraft {
  readonly container: string;
  readonly key: string;
  readonly version?: number;
}

const customObjectDraft = ({ method, path, text }: HttpRequest): CustomObjectDraft | undefined =>
  method === 'POST' && path.endsWith('/custom-objects') ? (jsonOf({ text }) as CustomObjectDraft) : undefined;

/**
 * The other client of a conflict on demand: the resource gets its next version. A custom object may be written without a
 * version; "concurrent updates to the same Custom Object" are a ConcurrentModification all the same, so that is answered
 * here.
 */
export const competingWriter =
  (db: Database): CompetingWriter =>
  (request) => {
    const draft = customObjectDraft(request);
    if (draft) {
      const before = findCustomObject(db, draft.container, draft.key);
      if (!before) return undefined;
      const after = nextVersion(before, CLIENT);
      db.table('key-value-document').put(after);
      return draft.version === undefined
        ? toAnswer(concurrentModification(before.id, before.version, after.version))
        : undefined;
    }
    const found = addressed(db, request.path);
    if (found) db.table(found[0]).put(nextVersion(found[1], CLIENT));
    return undefined;
  };
