/** An article of the demo shop; its picture is `images/{sku}.svg`. */
export interface ProductSeed {
  readonly sku: string;
  readonly name: { readonly en: string; readonly de: string };
  readonly description: { readonly en: string; readonly de: string };
  readonly euros: number;
}

export const PRODUCTS: readonly ProductSeed[] = [
  {
    sku: 'mug',
    name: { en: 'Stoneware mug', de: 'Steinzeugbecher' },
    description: {
      en: 'Hand-glazed, 350 ml, dishwasher safe.',
      de: 'Von Hand glasiert, 350 ml, spülmaschinenfest.',
    },
    euros: 12.9,
  },
  {
    sku: 'backpack',
    name: { en: 'Canvas backpack', de: 'Rucksack aus Segeltuch' },
    description: {
      en: 'Waxed cotton, 18 litres, padded sleeve for a laptop.',
      de: 'Gewachste Baumwolle, 18 Liter, gepolstertes Laptopfach.',
    },
    euros: 89,
  },
  {
    sku: 'headphones',
    name: { en: 'Wireless headphones', de: 'Kabellose Kopfhörer' },
    description: {
      en: 'Thirty hours of music, and quiet when you need it.',
      de: 'Dreißig Stunden Musik, und Stille, wenn man sie braucht.',
    },
    euros: 149,
  },
  {
    sku: 'lamp',
    name: { en: 'Desk lamp', de: 'Schreibtischlampe' },
    description: {
      en: 'Warm light that dims, on a solid brass foot.',
      de: 'Warmes, dimmbares Licht auf massivem Messingfuß.',
    },
    euros: 64.5,
  },
  {
    sku: 'notebook',
    name: { en: 'Linen notebook', de: 'Notizbuch in Leinen' },
    description: {
      en: 'A5, 192 dotted pages that lie flat.',
      de: 'A5, 192 gepunktete Seiten, die flach liegen.',
    },
    euros: 18.5,
  },
  {
    sku: 'plant',
    name: { en: 'Monstera in a pot', de: 'Monstera im Topf' },
    description: {
      en: 'About 60 cm tall, easy to look after.',
      de: 'Etwa 60 cm hoch, leicht zu pflegen.',
    },
    euros: 34,
  },
  {
    sku: 'sneakers',
    name: { en: 'Everyday sneakers', de: 'Sneaker für jeden Tag' },
    description: {
      en: 'Recycled knit, natural rubber sole.',
      de: 'Recyceltes Gestrick, Sohle aus Naturkautschuk.',
    },
    euros: 110,
  },
  {
    sku: 'scarf',
    name: { en: 'Merino scarf', de: 'Schal aus Merinowolle' },
    description: {
      en: 'Soft, light and warm, 180 by 30 cm.',
      de: 'Weich, leicht und warm, 180 mal 30 cm.',
    },
    euros: 45,
  },
];
