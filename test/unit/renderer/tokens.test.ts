import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const css = readFileSync(new URL('../../../renderer/styles/tokens.css', import.meta.url), 'utf8');
const colours = new Map([...css.matchAll(/--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(([, name, light, dark]) => [name!, { light: light!, dark: dark! }]));

/** Relative luminance and contrast as WCAG 2.2 defines them. */
const luminance = (hex: string): number => {
  const [r, g, b] = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const contrast = (a: string, b: string): number => (Math.max(luminance(a), luminance(b)) + 0.05) / (Math.min(luminance(a), luminance(b)) + 0.05);

const text = ['ink', 'soft', 'ember', 'moss', 'amber', 'brick', 'slate'];
const pairs = [...text.flatMap((ink) => ['ground', 'raised', 'sunk'].map((ground) => [ink, ground, 4.5] as const)), ['on-ember', 'ember', 4.5] as const, ...['line-strong', 'coal'].flatMap((shape) => ['ground', 'raised'].map((ground) => [shape, ground, 3] as const))];

test.each(pairs.flatMap(([ink, ground, least]) => (['light', 'dark'] as const).map((theme) => [ink, ground, theme, least] as const)))('%s on %s, %s, has a contrast of AA', (ink, ground, theme, least) => {
  expect(contrast(colours.get(ink)![theme], colours.get(ground)![theme])).toBeGreaterThanOrEqual(least);
});
