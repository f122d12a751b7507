import { expect, it } from 'vitest';
import { pageOriginOf } from './page-origin.ts';

it.each<[string, string | undefined]>([
  ['https://shop.example', 'https://shop.example'],
  ['https://Shop.example:443/checkout?cart=1#pay', 'https://shop.example'],
  ['http://localhost:3000/', 'http://localhost:3000'],
  ['https://user:secret@shop.example', 'https://shop.example'],
  ['capacitor://localhost', 'capacitor://localhost'],
  ['ionic://localhost/checkout', 'ionic://localhost'],
  ['app://shop.example:8080', 'app://shop.example:8080'],
  ['null', undefined],
  ['', undefined],
  ['shop.example', undefined],
  ['mailto:me@shop.example', undefined],
  ['javascript:alert(1)', undefined],
  ['javascript://shop.example/%0aalert(1)', undefined],
  ['data:text/html,x', undefined],
  ['blob:https://shop.example/1', undefined],
  ['file:///index.html', undefined],
  ['wss://shop.example', undefined],
])('the origin of %j is %s', (address, origin) => expect(pageOriginOf(address)).toBe(origin));
