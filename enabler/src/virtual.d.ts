declare module 'virtual:adyen-styles/*' {
  const css: string;
  export default css;
}

declare module 'virtual:adyen-elements' {
  type Elements = Partial<Record<string, import('./methods/method.ts').ElementClass[]>>;
  /** By chunk: adyen-web's classes by their row. */
  const loaders: Partial<Record<string, () => Promise<{ default: Elements }>>>;
  export default loaders;
}

declare module '*.css?inline' {
  const css: string;
  export default css;
}
