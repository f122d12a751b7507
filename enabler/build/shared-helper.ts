import type { Plugin } from 'vite';

/** The module with the helper. */
export const helperModule = 'virtual:define-property';

/** What adyen-web's compiler has written into each file with class fields, whatever it has named it. */
const copy =
  /function (\w+)\((\w),(\w),(\w)\)\{return \3 in \2\?Object\.defineProperty\(\2,\3,\{value:\4,enumerable:!0,configurable:!0,writable:!0\}\):\2\[\3\]=\4,\2\}/;

const helper = `export default function defineProperty(target, key, value) {
  return key in target
    ? Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true })
    : target[key] = value, target;
}`;

/** Has adyen-web's files share a helper of which each has a copy. */
export function sharedHelper(): Plugin {
  return {
    name: 'shared-helper',
    resolveId: (id) => (id === helperModule ? `\0${id}` : undefined),
    load: (id) => (id === `\0${helperModule}` ? { code: helper, moduleSideEffects: false } : undefined),
    transform(code, id) {
      if (!id.includes('/adyen-web/dist/es/')) return undefined;
      const [whole, name] = copy.exec(code) ?? [];
      if (whole === undefined || name === undefined) return undefined;
      return { code: `import ${name} from '${helperModule}';${code.replace(whole, '')}`, map: null };
    },
  };
}
