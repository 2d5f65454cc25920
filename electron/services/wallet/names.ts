import { getAddress } from 'ethers/address';

/**
 * An address as a person or a file wrote it. Only 0x and forty plain hex digits; mixed letter case must be the checksum of EIP-55. Never throws.
 *
 * @returns the checksummed address; `checked` is false when the text carried no checksum
 */
export function parseAddress(text: string): { readonly ok: true; readonly address: string; readonly checked: boolean } | { readonly ok: false; readonly reason: 'shape' | 'checksum' } {
  if (!/^0x[0-9a-fA-F]{40}$/.test(text)) return { ok: false, reason: 'shape' };
  const digits = text.slice(2);
  const address = getAddress(text.toLowerCase());
  const isOneCase = digits === digits.toLowerCase() || digits === digits.toUpperCase();
  if (address === text) return { ok: true, address, checked: true };
  return isOneCase ? { ok: true, address, checked: false } : { ok: false, reason: 'checksum' };
}

/** Controls, bidi marks, joiners, private and unassigned code points, line breaks: whatever is not seen, or moves what is. */
const hidden = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Bidi_Control}]/u;
const scripts = [/\p{Script=Latin}/u, /\p{Script=Cyrillic}/u, /\p{Script=Greek}/u, /\p{Script=Armenian}/u, /\p{Script=Cherokee}/u];

/**
 * A name for an account: one line, up to 40 characters, nothing hidden, and no word that mixes alphabets which look alike. Null when it is not.
 */
export function parseName(text: string): string | null {
  // A string with a lone surrogate has no UTF-8.
  if (!text.isWellFormed() || text.length > 200) return null;
  const name = text.normalize('NFC').trim();
  if (name === '' || [...name].length > 40 || hidden.test(name)) return null;
  const mixes = name.split(/[\s\p{P}]+/u).some((word) => scripts.filter((script) => script.test(word)).length > 1);
  return mixes || /\p{M}{3}/u.test(name) ? null : name;
}

/** What two names have in common that a hurried reader would take for one: letter case, width, spaces. */
export const foldName = (name: string): string => name.normalize('NFKC').toLowerCase().replace(/[\s\p{P}]+/gu, '');
