const mark = (name: string, end: 'begin' | 'end') => `<!-- ${name}:${end} -->`;

const bounds = (text: string, name: string): [number, number] => {
  const from = text.indexOf(mark(name, 'begin'));
  const to = text.indexOf(mark(name, 'end'));
  if (from < 0 || to < from) throw new Error(`The document has no section ${name}.`);
  return [from + mark(name, 'begin').length, to];
};

/** The document with a section's content replaced. @throws Error when the document has no such section */
export const withSection = (text: string, name: string, content: string): string => {
  const [from, to] = bounds(text, name);
  return `${text.slice(0, from)}\n\n${content.trim()}\n\n${text.slice(to)}`;
};
