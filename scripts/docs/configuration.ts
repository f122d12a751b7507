import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

const key = z.object({
  key: z.string(),
  description: z.string(),
  required: z.boolean().optional(),
  default: z.string().optional(),
});

const connectFile = z.object({
  deployAs: z.array(
    z.object({
      name: z.string(),
      configuration: z
        .object({
          standardConfiguration: z.array(key).optional(),
          securedConfiguration: z.array(key).optional(),
        })
        .optional(),
    }),
  ),
});

type Key = z.infer<typeof key>;

const cell = (text: string) =>
  text.replaceAll('|', '\\|').replaceAll('\n', ' ').replaceAll('<', '&lt;').trim();

const needed = ({ required, default: value }: Key) => {
  if (value !== undefined) return `\`${value}\``;
  return required === true ? 'required' : '';
};

const table = (title: string, keys: readonly Key[]) => [
  `| ${title} | Default | Meaning |`,
  '| --- | --- | --- |',
  ...keys.map((entry) => `| \`${entry.key}\` | ${needed(entry)} | ${cell(entry.description)} |`),
];

/** The processor's settings as Markdown, read from `connect.yaml`, which a test holds to what the code reads. */
export function configurationTables(connectYaml: string): string {
  const { deployAs } = connectFile.parse(parse(readFileSync(connectYaml, 'utf8')));
  const configuration = deployAs.find(({ name }) => name === 'processor')?.configuration;
  return [
    ...table('Setting', configuration?.standardConfiguration ?? []),
    '',
    ...table('Secret', configuration?.securedConfiguration ?? []),
  ].join('\n');
}
