import { dirname, relative, sep } from 'node:path';
import { relativeImports } from '../imports.js';

/** The entry of a layer that a path belongs to: `ledger/` or `main.ts`; `../` outside the root. */
function entryOf(root, path) {
  const [first, ...rest] = relative(root, path).split(sep);
  return rest.length > 0 ? `${first}/` : first;
}

const isFolder = (entry) => entry.endsWith('/');

/** Why one entry may not import another one; `undefined` where it may. */
function breach(levels, from, to) {
  if (from === to) return undefined;
  const [fromLevel, toLevel] = [levels.get(from), levels.get(to)];
  if (toLevel === undefined) return 'unplacedTarget';
  if (toLevel < fromLevel) return 'upward';
  return toLevel === fromLevel && isFolder(from) && isFolder(to) ? 'sideways' : undefined;
}

/** Options: the absolute root folder, and its layers as lint/layers.js lists them. */
export const layersRule = {
  meta: {
    type: 'problem',
    schema: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }],
    messages: {
      unplaced: '{{from}} is not placed in lint/layers.js.',
      unplacedTarget: '{{to}} is not placed in lint/layers.js.',
      outside: 'An application is built from its own folder: it imports nothing from outside.',
      upward: '{{from}} must not import {{to}}, a layer above it (lint/layers.js).',
      sideways:
        '{{from}} must not import {{to}}: folders of one layer do not import each other (lint/layers.js).',
    },
  },
  create(context) {
    const [root, lines] = context.options;
    const levels = new Map(lines.flatMap((line, level) => line.split(/\s+/).map((entry) => [entry, level])));
    const from = entryOf(root, context.filename);
    if (!levels.has(from)) {
      return { Program: (node) => context.report({ node, messageId: 'unplaced', data: { from } }) };
    }
    return relativeImports(context.filename, (node, path) => {
      const to = entryOf(root, path);
      if (to === '../') {
        if (entryOf(dirname(root), path) === '../') context.report({ node, messageId: 'outside' });
        return;
      }
      const messageId = breach(levels, from, to);
      if (messageId !== undefined) context.report({ node, messageId, data: { from, to } });
    });
  },
};
