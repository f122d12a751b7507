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

/** Each replacement that makes sense for a node: `[from, to, text, what]`. */
const replacements = (node) => {
  const whole = (text, what) => [node.getStart(), node.getEnd(), text, what];
  if (ts.isBinaryExpression(node)) {
    const { operatorToken: token, left, right } = node;
    if (token.kind === ts.SyntaxKind.QuestionQuestionToken) {
      return [whole(left.getText(), 'no ??'), whole(right.getText(), 'always ??')];
    }
    return (OPERATORS.get(token.kind) ?? []).map((operator) => [
      token.getStart(),
      token.getEnd(),
      operator,
      `${token.getText()} to ${operator}`,
    ]);
  }
  if (ts.isConditionalExpression(node)) {
    return [
      whole(`(${node.whenTrue.getText()})`, 'always the first branch'),
      whole(`(${node.whenFalse.getText()})`, 'always the second branch'),
    ];
  }
  if (ts.isIfStatement(node)) {
    const { expression } = node;
    return ['true', 'false'].map((text) => [
      expression.getStart(),
      expression.getEnd(),
      text,
      `if (${text})`,
    ]);
  }
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken) {
    return [whole(node.operand.getText(), 'no !')];
  }
  if (ts.isNumericLiteral(node)) return [whole(String(Number(node.text) + 1), 'number plus one')];
  if (ts.isStringLiteral(node) && !isWording(node)) {
    return [whole(node.text === '' ? "'mutant'" : "''", `string ${node.text}`)];
  }
  if (node.kind === ts.SyntaxKind.TrueKeyword && !ts.isLiteralTypeNode(node.parent))
    return [whole('false', 'true to false')];
  if (node.kind === ts.SyntaxKind.FalseKeyword && !ts.isLiteralTypeNode(node.parent))
    return [whole('true', 'false to true')];
  if (ts.isArrayLiteralExpression(node) && node.elements.length > 0) return [whole('[]', 'empty list')];
  if (ts.isExpressionStatement(node)) return [whole(';', 'statement left out')];
  if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
    const { name, expression } = node.expression;
    if (['filter', 'sort'].includes(name.text)) return [whole(expression.getText(), `no ${name.text}`)];
    const other = METHODS.get(name.text);
    return other ? [[name.getStart(), name.getEnd(), other, `${name.text} to ${other}`]] : [];
  }
  return [];
};

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
