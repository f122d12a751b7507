import { createHash } from 'node:crypto';

const CELLS = 25;
const CORNER = 7;

/** The three squares that a QR code is found by; undefined outside of them. */
const finder = (x: number, y: number): boolean | undefined => {
  for (const [left, top] of [
    [0, 0],
    [CELLS - CORNER, 0],
    [0, CELLS - CORNER],
  ] as const) {
    const ring = Math.max(Math.abs(x - left - 3), Math.abs(y - top - 3));
    if (ring <= 4) return ring !== 2 && ring !== 4;
  }
  return undefined;
};

/**
 * An SVG that looks like a QR code and reads like none: in the sandbox a payment is confirmed by itself, or through the
 * control interface.
 */
export const pattern = (data: string): string => {
  const bits = createHash('sha512').update(data).digest();
  const noise = (x: number, y: number): boolean => {
    const bit = (x * CELLS + y) % (bits.length * 8);
    return (((bits[bit >> 3] ?? 0) >> (bit & 7)) & 1) === 1;
  };
  const cells = Array.from({ length: CELLS * CELLS }, (_, index) => {
    const [x, y] = [index % CELLS, Math.floor(index / CELLS)];
    return (finder(x, y) ?? noise(x, y)) ? `M${x} ${y}h1v1h-1z` : '';
  }).join('');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-2 -2 29 29" width="220" height="220" role="img"
 aria-label="Sandbox QR code"><path fill="#fff" d="M-2-2h29v29h-29z"/><path d="${cells}"/></svg>`;
};
