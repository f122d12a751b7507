const COLLECTIONS = new Set(['Map', 'Set', 'WeakMap', 'WeakSet', 'Array']);
const MUTATORS = new Set(
  'set add delete clear push pop shift unshift splice sort reverse fill copyWithin'.split(' '),
);

/** `new Map()` without entries is there to be filled. */
const isEmptyCollection = (init) =>
  (init?.type === 'NewExpression' && COLLECTIONS.has(init.callee.name) && init.arguments.length === 0) ||
  (init?.type === 'ArrayExpression' && init.elements.length === 0);

const isWritten = (node) =>
  (node.parent.type === 'AssignmentExpression' && node.parent.left === node) ||
  node.parent.type === 'UpdateExpression' ||
  (node.parent.type === 'UnaryExpression' && node.parent.operator === 'delete');

const isMutatingCall = (member) =>
  member.parent.type === 'CallExpression' &&
  member.parent.callee === member &&
  MUTATORS.has(member.property.name);

/** Whether a use of a variable changes what the variable holds: `x.y = 1`, `delete x[y]`, `x.push(1)`, `x.y.add(1)`. */
function isMutation({ identifier }) {
  let node = identifier;
  while (node.parent.type === 'MemberExpression' && node.parent.object === node) {
    node = node.parent;
    if (isWritten(node) || isMutatingCall(node)) return true;
  }
  return false;
}

function isState(sourceCode, declaration, declarator) {
  if (declaration.kind !== 'const') return true;
  if (isEmptyCollection(declarator.init)) return true;
  return sourceCode
    .getDeclaredVariables(declarator)
    .some(({ references }) => references.some((reference) => isMutation(reference)));
}

/** Reports what a module keeps between two calls. State belongs where it is made and handed in. */
export const noModuleState = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      state: 'Module-level mutable state: make it where it is used, or have it passed in (dependencies.ts).',
    },
  },
  create(context) {
    const check = (node) => {
      for (const declarator of node.declarations) {
        if (isState(context.sourceCode, node, declarator)) {
          context.report({ node: declarator.id, messageId: 'state' });
        }
      }
    };
    return {
      'Program > VariableDeclaration': check,
      'Program > ExportNamedDeclaration > VariableDeclaration': check,
    };
  },
};
