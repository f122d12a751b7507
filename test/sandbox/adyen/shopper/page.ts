const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export const escape = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');

const STYLE = `
  :root { color-scheme: light; --ink: #1d2939; --quiet: #667085; --line: #d0d5dd; --accent: #175cd3; }
  * { box-sizing: border-box; }
  body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 16px; background: #f2f4f7;
    color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
  main { width: 100%; max-width: 420px; padding: 28px; background: #fff; border: 1px solid var(--line);
    border-radius: 12px; }
  .tag { margin: 0 0 20px; color: var(--quiet); font-size: 13px; }
  h1 { margin: 0 0 4px; font-size: 20px; }
  dl { display: grid; grid-template-columns: auto 1fr; gap: 4px 16px; margin: 20px 0; }
  dt { color: var(--quiet); }
  dd { margin: 0; text-align: right; overflow-wrap: anywhere; }
  form { display: grid; gap: 8px; margin: 0; }
  button { width: 100%; padding: 12px; border: 1px solid var(--line); border-radius: 8px; background: #fff;
    color: inherit; font: inherit; cursor: pointer; }
  button.primary { border-color: var(--accent); background: var(--accent); color: #fff; font-weight: 600; }
  button:focus-visible { outline: 3px solid #84adff; outline-offset: 2px; }
  details { margin-top: 16px; color: var(--quiet); font-size: 14px; }
  details[open] summary { margin-bottom: 8px; }
`;

/** A whole page in the sandbox's plain look. `body` is markup. */
export const page = (title: string, body: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)}</title>
<style>${STYLE}</style>
</head>
<body><main>${body}</main></body>
</html>`;

/** A list of terms and values. */
export const facts = (entries: Record<string, string>): string =>
  `<dl>${Object.entries(entries)
    .map(([term, value]) => `<dt>${escape(term)}</dt><dd>${escape(value)}</dd>`)
    .join('')}</dl>`;

export interface Choice {
  value: string;
  label: string;
  primary?: boolean;
}

export const buttons = (choices: Choice[]): string =>
  choices
    .map(
      ({ value, label, primary }) =>
        `<button name="choice" value="${escape(value)}"${primary ? ' class="primary"' : ''}>${escape(label)}</button>`,
    )
    .join('');
