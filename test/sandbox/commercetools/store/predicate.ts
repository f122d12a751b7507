import { invalidInput } from '../http/errors.ts';

export type Operand = { readonly literal: string | number | boolean } | { readonly variable: string };
export type Comparison = '=' | '<>' | '<' | '<=' | '>' | '>=';

/** A query predicate (https://docs.commercetools.com/api/predicates/query) as a tree. */
export type Predicate =
  | { readonly kind: 'and' | 'or'; readonly left: Predicate; readonly right: Predicate }
  | { readonly kind: 'not'; readonly of: Predicate }
  | { readonly kind: 'nested'; readonly field: string; readonly of: Predicate }
  | {
      readonly kind: 'compare';
      readonly field: string;
      readonly operator: Comparison;
      readonly value: Operand;
    }
  | {
      readonly kind: 'in';
      readonly field: string;
      readonly negated: boolean;
      readonly values: readonly Operand[];
    }
  | {
      readonly kind: 'contains';
      readonly field: string;
      readonly quantifier: 'all' | 'any';
      readonly values: readonly Operand[];
    }
  | {
      readonly kind: 'is';
      readonly field: string;
      readonly state: 'defined' | 'empty';
      readonly negated: boolean;
    };

type Token =
  | { readonly type: 'word' | 'symbol' | 'variable' | 'string'; readonly text: string }
  | { readonly type: 'number'; readonly text: string; readonly value: number };

const TOKEN =
  /\s*(?:(?<string>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')|:(?<variable>[-\w]+)|(?<number>-?\d+(?:\.\d+)?)(?![-\w])|`(?<quoted>[^`]+)`|(?<word>[A-Za-z0-9_][-\w]*)|(?<symbol><>|!=|<=|>=|[=<>(),]))/y;

const malformed = (predicate: string, reason: string): Error =>
  invalidInput(`Malformed parameter: where: ${reason} in '${predicate}'.`);

function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  const end = text.trimEnd().length;
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < end) {
    const position = TOKEN.lastIndex;
    const groups = TOKEN.exec(text)?.groups;
    if (!groups) throw malformed(text, `Syntax error at column ${position + 1}`);
    const { string, variable, number, quoted, word, symbol } = groups;
    if (string !== undefined)
      tokens.push({ type: 'string', text: string.slice(1, -1).replaceAll(/\\(.)/g, '$1') });
    else if (variable !== undefined) tokens.push({ type: 'variable', text: variable });
    else if (number !== undefined) tokens.push({ type: 'number', text: number, value: Number(number) });
    else if (symbol !== undefined) tokens.push({ type: 'symbol', text: symbol === '!=' ? '<>' : symbol });
    else tokens.push({ type: 'word', text: quoted ?? word ?? '' });
  }
  return tokens;
}

const COMPARISONS: readonly string[] = ['=', '<>', '<', '<=', '>', '>='];
const isComparison = (text: string): text is Comparison => COMPARISONS.includes(text);

class Parser {
  readonly #text: string;
  readonly #tokens: Token[];
  #next = 0;

  constructor(text: string) {
    this.#text = text;
    this.#tokens = tokenize(text);
  }

  parse(): Predicate {
    const predicate = this.#either();
    if (this.#next < this.#tokens.length) throw this.#unexpected('the end');
    return predicate;
  }

  #either(): Predicate {
    let left = this.#both();
    while (this.#accept('or')) left = { kind: 'or', left, right: this.#both() };
    return left;
  }

  #both(): Predicate {
    let left = this.#single();
    while (this.#accept('and')) left = { kind: 'and', left, right: this.#single() };
    return left;
  }

  #single(): Predicate {
    if (this.#accept('not')) return { kind: 'not', of: this.#group() };
    if (this.#peek()?.text === '(' && this.#peek()?.type === 'symbol') return this.#group();
    const field = this.#take('word', 'a field').text;
    if (this.#isSymbol('(')) return { kind: 'nested', field, of: this.#group() };
    const operator = this.#peek();
    if (operator?.type === 'symbol' && isComparison(operator.text)) {
      this.#next += 1;
      return { kind: 'compare', field, operator: operator.text, value: this.#operand() };
    }
    if (this.#accept('is')) return this.#state(field);
    if (this.#accept('contains')) {
      const quantifier = this.#accept('all') ? 'all' : 'any';
      if (quantifier === 'any') this.#expect('any');
      return { kind: 'contains', field, quantifier, values: this.#operands() };
    }
    const negated = this.#accept('not');
    this.#expect('in');
    return { kind: 'in', field, negated, values: this.#operands() };
  }

  #state(field: string): Predicate {
    const negated = this.#accept('not');
    if (this.#accept('defined')) return { kind: 'is', field, state: 'defined', negated };
    this.#expect('empty');
    return { kind: 'is', field, state: 'empty', negated };
  }

  #group(): Predicate {
    this.#expect('(');
    const inner = this.#either();
    this.#expect(')');
    return inner;
  }

  #operands(): Operand[] {
    if (!this.#accept('(')) return [this.#operand()];
    const operands = [this.#operand()];
    while (this.#accept(',')) operands.push(this.#operand());
    this.#expect(')');
    return operands;
  }

  #operand(): Operand {
    const token = this.#peek();
    this.#next += 1;
    if (token?.type === 'string') return { literal: token.text };
    if (token?.type === 'number') return { literal: token.value };
    if (token?.type === 'variable') return { variable: token.text };
    if (token?.text === 'true' || token?.text === 'false') return { literal: token.text === 'true' };
    this.#next -= 1;
    throw this.#unexpected('a value');
  }

  #peek(): Token | undefined {
    return this.#tokens[this.#next];
  }

  #isSymbol(text: string): boolean {
    const token = this.#peek();
    return token?.type === 'symbol' && token.text === text;
  }

  #accept(text: string): boolean {
    const token = this.#peek();
    const matches = (token?.type === 'word' || token?.type === 'symbol') && token.text.toLowerCase() === text;
    if (matches) this.#next += 1;
    return matches;
  }

  #expect(text: string): void {
    if (!this.#accept(text)) throw this.#unexpected(`'${text}'`);
  }

  #take(type: Token['type'], what: string): Token {
    const token = this.#peek();
    if (token?.type !== type) throw this.#unexpected(what);
    this.#next += 1;
    return token;
  }

  #unexpected(expected: string): Error {
    return malformed(this.#text, `Expected ${expected} but found '${this.#peek()?.text ?? 'nothing'}'`);
  }
}

const MEMORY = 1_000;
const parsed = new Map<string, Predicate>();

/** @throws CtError 400 `InvalidInput` when the text is not a predicate */
export function parsePredicate(text: string): Predicate {
  const known = parsed.get(text);
  if (known) return known;
  const predicate = new Parser(text).parse();
  if (parsed.size >= MEMORY) parsed.clear();
  parsed.set(text, predicate);
  return predicate;
}
