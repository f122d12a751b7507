export * from './connector-enabler.js';
