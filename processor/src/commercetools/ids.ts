const UUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** Whether a text has the form of a commercetools id, so that it may become part of a path or a predicate. */
export const isUuid = (text: string): boolean => UUID.test(text);
