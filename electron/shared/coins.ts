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

/** The exact amount, so that what is typed for confirmation is what is sent: no rounding, no trailing zeros. */
export function formatExactCoins(wei: bigint): string {
  const digits = wei.toString().padStart(decimals + 1, '0');
  const fraction = digits.slice(-decimals).replace(/0+$/, '');
  return `${digits.slice(0, -decimals)}${fraction ? `.${fraction}` : ''}`;
}
