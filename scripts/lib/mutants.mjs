import ts from 'typescript';

/**
 * @typedef {{ start: number, end: number, text: string, what: string, line: number }} Mutant
 * A small change to a source that a good test should notice: replace `start` to `end` with `text`.
 */

const OPERATORS = new Map([
  [ts.SyntaxKind.EqualsEqualsEqualsToken, ['!==']],
  [ts.SyntaxKind.ExclamationEqualsEqualsToken, ['===']],
  [ts.SyntaxKind.LessThanToken, ['<=', '>']],
  [ts.SyntaxKind.LessThanEqualsToken, ['<', '>']],
  [ts.SyntaxKind.GreaterThanToken, ['>=', '<']],
  [ts.SyntaxKind.GreaterThanEqualsToken, ['>', '<']],
  [ts.SyntaxKind.AmpersandAmpersandToken, ['||']],
  [ts.SyntaxKind.BarBarToken, ['&&']],
  [ts.SyntaxKind.PlusToken, ['-']],
  [ts.SyntaxKind.MinusToken, ['+']],
  [ts.SyntaxKind.AsteriskToken, ['/']],
  [ts.SyntaxKind.SlashToken, ['*']],
  [ts.SyntaxKind.AsteriskAsteriskToken, ['*']],
  [ts.SyntaxKind.QuestionQuestionEqualsToken, ['=']],
  [ts.SyntaxKind.PlusEqualsToken, ['-=']],
]);

const METHODS = new Map(Object.entries({ some: 'every', every: 'some', max: 'min', min: 'max' }));

/** What people read, and what no behaviour hangs on. */
const WORDING = new Set(['source', 'message', 'name']);

const isWording = (node) => {
  const { parent } = node;
  if (ts.isPropertyAssignment(parent)) return WORDING.has(parent.name.getText()) || parent.name === node;
  if (ts.isPropertyDeclaration(parent)) return true;
  return ts.isNewExpression(parent) || ts.isImportDeclaration(parent) || ts.isLiteralTypeNode(parent);
};

const whole = (node, text, what) => [node.getStart(), node.getEnd(), text, what];

const ofBinary = (node) => {
  const { operatorToken: token, left, right } = node;
  if (token.kind === ts.SyntaxKind.QuestionQuestionToken) {
    return [whole(node, left.getText(), 'no ??'), whole(node, right.getText(), 'always ??')];
  }
  return (OPERATORS.get(token.kind) ?? []).map((operator) =>
    whole(token, operator, `${token.getText()} to ${operator}`),
  );
};

const ofConditional = (node) => [
  whole(node, `(${node.whenTrue.getText()})`, 'always the first branch'),
  whole(node, `(${node.whenFalse.getText()})`, 'always the second branch'),
];

const ofIf = ({ expression }) => ['true', 'false'].map((text) => whole(expression, text, `if (${text})`));

const ofPrefix = (node) =>
  node.operator === ts.SyntaxKind.ExclamationToken ? [whole(node, node.operand.getText(), 'no !')] : [];

const ofNumber = (node) => [whole(node, String(Number(node.text) + 1), 'number plus one')];

const ofString = (node) =>
  isWording(node) ? [] : [whole(node, node.text === '' ? "'mutant'" : "''", `string ${node.text}`)];

const ofBoolean = (text, what) => (node) =>
  ts.isLiteralTypeNode(node.parent) ? [] : [whole(node, text, what)];

const ofArray = (node) => (node.elements.length > 0 ? [whole(node, '[]', 'empty list')] : []);

const ofStatement = (node) => [whole(node, ';', 'statement left out')];

const ofCall = (node) => {
  if (!ts.isPropertyAccessExpression(node.expression)) return [];
  const { name, expression } = node.expression;
  if (['filter', 'sort'].includes(name.text)) return [whole(node, expression.getText(), `no ${name.text}`)];
  const other = METHODS.get(name.text);
  return other ? [whole(name, other, `${name.text} to ${other}`)] : [];
};

/** The replacements that make sense for each kind of node: `[from, to, text, what]`. */
const REPLACEMENTS = new Map([
  [ts.SyntaxKind.BinaryExpression, ofBinary],
  [ts.SyntaxKind.ConditionalExpression, ofConditional],
  [ts.SyntaxKind.IfStatement, ofIf],
  [ts.SyntaxKind.PrefixUnaryExpression, ofPrefix],
  [ts.SyntaxKind.NumericLiteral, ofNumber],
  [ts.SyntaxKind.StringLiteral, ofString],
  [ts.SyntaxKind.TrueKeyword, ofBoolean('false', 'true to false')],
  [ts.SyntaxKind.FalseKeyword, ofBoolean('true', 'false to true')],
  [ts.SyntaxKind.ArrayLiteralExpression, ofArray],
  [ts.SyntaxKind.ExpressionStatement, ofStatement],
  [ts.SyntaxKind.CallExpression, ofCall],
]);

const replacements = (node) => REPLACEMENTS.get(node.kind)?.(node) ?? [];

const isTypeOnly = (node) =>
  ts.isTypeNode(node) ||
  ts.isInterfaceDeclaration(node) ||
  ts.isTypeAliasDeclaration(node) ||
  ts.isImportDeclaration(node);

/**
 * All mutants of a TypeScript source, in the order of the text.
 * @param {string} path @param {string} text @returns {Mutant[]}
 */
export function mutantsOf(path, text) {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const found = [];
  const visit = (node) => {
    if (isTypeOnly(node)) return;
    for (const [start, end, replacement, what] of replacements(node)) {
      const line = source.getLineAndCharacterOfPosition(start).line + 1;
      found.push({ start, end, text: replacement, what, line });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found.sort((a, b) => a.start - b.start);
}
