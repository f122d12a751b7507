import type { Plugin } from 'vite';

const eventFile = /adyen-web\/dist\/es\/core\/Analytics\/events\/Analytics(Info|Error|Log)Event\.js$/;
const eventClass = /class (\w+) extends \w+\{([^]*)\}(?=export\{)/;

/**
 * Empties adyen-web's usage statistics. Its parts make an event of whatever happens; where statistics are off
 * (`src/adyen/core.ts`), nothing reads or sends one. What other code asks of the classes themselves stays.
 */
export function leaveOutEvents(): Plugin {
  return {
    name: 'leave-out-events',
    transform(code, id) {
      if (!eventFile.test(id)) return undefined;
      const emptied = code.replace(eventClass, (_class, name: string, body: string) => {
        const statics = body.match(/static \w+\(\w*\)\{[^{}]*\}/g) ?? [];
        return `class ${name}{${statics.join('')}}`;
      });
      if (emptied === code) this.error(`${id} holds no class of an event.`);
      return { code: emptied, map: null };
    },
  };
}
