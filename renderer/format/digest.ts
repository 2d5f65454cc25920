import { isolate } from './locale.ts';

/** Long hex, shortened the same way everywhere: the first eight digits and the last four. Shorter text stays whole. */
export function shortDigest(digest: string): string {
  return /^0x[0-9a-f]{20,}$/i.test(digest) ? `${digest.slice(0, 10)}…${digest.slice(-4)}` : digest;
}

export const isDigest = (text: string): boolean => /^0x[0-9a-f]{40,}$/i.test(text);

/**
 * Text from elsewhere (a model's or a device's name), for display: control and direction-changing characters are taken out,
 * so that a name cannot rearrange the words around it, one of another direction is isolated, and its length is bounded, as is the pile of marks on a
 * letter, which would reach into the lines above.
 */
export function plainText(text: string, limit = 120): string {
  const clean = text.replace(/[\u0000-\u001f\u007f-\u009f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e007f}]/gu, ' ').replace(/\u00ad/g, '').replace(/(\p{M}{4})\p{M}+/gu, '$1').trim();
  const letters = [...clean];
  return isolate(letters.length > limit ? `${letters.slice(0, limit - 1).join('')}…` : clean);
}

/** {@link plainText} for text of several lines: the lines stay, everything that could rearrange them goes. */
export const plainLines = (text: string, limit: number): string => text.split(/\r\n?|\n/).map((line) => plainText(line, limit)).join('\n').replace(/\n{3,}/g, '\n\n').trim().slice(0, limit);
