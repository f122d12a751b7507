import { readFileSync } from 'node:fs';
import { brandPrefixes } from '../cards.ts';
import { html, type Routes } from '../http/exchange.ts';

const script = readFileSync(new URL('pages/secured-field.js', import.meta.url), 'utf8');

const prefixes = brandPrefixes.map(([brand, { source }]) => [brand, source]);

const FIELD = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Card field</title>
<style>
  html, body { height: 100%; margin: 0; background: transparent; }
  input { box-sizing: border-box; width: 100%; height: 100%; padding: 0; border: 0; outline: 0; background: transparent;
    font: 16px system-ui, sans-serif; }
</style>
</head>
<body>
<input type="text" inputmode="numeric" spellcheck="false" autocorrect="off" aria-required="true">
<script>window.brandPrefixes = ${JSON.stringify(prefixes)};</script>
<script>${script}</script>
</body>
</html>`;

/** The page behind each field of adyen-web's card and gift card forms. */
export const securedFieldRoutes = (): Routes => ({
  'GET /checkoutshopper/securedfields/{clientKey}/{version}/securedFields.html': () => html(FIELD),
});
