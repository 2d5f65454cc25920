import { sameAddress } from './units.ts';

export type KnownAddress = { readonly address: string; /** As its owner calls it; null for one only seen in history. */ readonly name: string | null; /** false: named in the address book, and never sent to. */ readonly isUsed?: boolean };
export type AddressWarning =
  | { readonly kind: 'firstUse'; /** As the address book calls it. */ readonly name?: string | undefined }
  | { readonly kind: 'lookalike'; readonly of: string; readonly name: string | null }
  | { readonly kind: 'self' }
  | { readonly kind: 'zero' };

const digitsOf = (address: string): string => address.slice(2).toLowerCase();

function commonLength(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return length;
}
const reversed = (text: string): string => [...text].reverse().join('');

/**
 * Whether two different addresses could pass for each other: two equal digits or more at each end (the shortest display in use; by chance
 * one pair in 65 thousand, and a wallet knows few addresses), or at most four digits apart.
 */
export function isLookalike(a: string, b: string): boolean {
  const [left, right] = [digitsOf(a), digitsOf(b)];
  if (left === right || left.length !== right.length) return false;
  const differing = [...left].filter((digit, index) => digit !== right[index]).length;
  return differing <= 4 || (commonLength(left, right) >= 2 && commonLength(reversed(left), reversed(right)) >= 2);
}

/**
 * What to say before money goes to an address. Pure; the same in the signer, which tells, and in the page, which may tell sooner.
 *
 * @param known  own accounts, named addresses and those sent to before
 */
export function findAddressWarnings(address: string, from: string, known: readonly KnownAddress[]): AddressWarning[] {
  const warnings: AddressWarning[] = [];
  if (/^0x0{40}$/.test(address)) warnings.push({ kind: 'zero' });
  if (sameAddress(address, from)) warnings.push({ kind: 'self' });
  else {
    const same = known.filter((one) => sameAddress(one.address, address));
    const name = same.find((one) => one.name !== null)?.name;
    if (same.every(({ isUsed }) => isUsed === false)) warnings.push({ kind: 'firstUse', ...(name ? { name } : {}) });
  }
  for (const one of known) if (isLookalike(one.address, address)) warnings.push({ kind: 'lookalike', of: one.address, name: one.name });
  return warnings;
}
