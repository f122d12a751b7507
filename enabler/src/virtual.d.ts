declare module 'virtual:adyen-styles/*' {
  const css: string;
  export default css;
}

declare module 'virtual:adyen-elements' {
  type Parts = Partial<Record<string, import('./methods/method.ts').RowParts>>;
  /** By chunk: adyen-web's classes and the enabler's own code, by their row. */
  const loaders: Partial<Record<string, () => Promise<{ default: Parts }>>>;
  export default loaders;
}

interface ImportMeta {
  /** Vite's: loaders of the files that a pattern matches, by their path. */
  glob<Module>(pattern: string): Record<string, () => Promise<Module>>;
}

declare module '*.css?inline' {
  const css: string;
  export default css;
}
