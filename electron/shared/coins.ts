const decimals = 18;

/**
 * An amount as a person writes it, in coins: digits, and a point with at most 18 more. Never throws.
 *
 * @returns wei, or null: no sign, no exponent, no grouping, no other alphabet's digits, nothing that could be read two ways
 */
export function parseCoins(text: string): bigint | null {
  const found = /^(0|[1-9][0-9]{0,40})(?:\.([0-9]{1,18}))?$/.exec(text);
  return found ? BigInt(`${found[1]!}${(found[2] ?? '').padEnd(decimals, '0')}`) : null;
}

/** The same for a token that counts in another number of decimals. */
export function parseUnits(text: string, tokenDecimals: number): bigint | null {
  const found = /^(0|[1-9][0-9]{0,77})(?:\.([0-9]{1,77}))?$/.exec(text);
  if (!found || (found[2] ?? '').length > tokenDecimals) return null;
  const units = BigInt(`${found[1]!}${(found[2] ?? '').padEnd(tokenDecimals, '0')}`);
  return units < 2n ** 256n ? units : null;
}

/** The exact amount, so that what is typed for confirmation is what is sent: no rounding, no trailing zeros. */
export const formatExactCoins = (wei: bigint): string => formatUnits(wei, decimals);

/** The same for a token. */
export function formatUnits(units: bigint, tokenDecimals: number): string {
  const digits = units.toString().padStart(tokenDecimals + 1, '0');
  const whole = digits.slice(0, digits.length - tokenDecimals);
  const fraction = digits.slice(digits.length - tokenDecimals).replace(/0+$/, '');
  return `${whole}${fraction ? `.${fraction}` : ''}`;
}
