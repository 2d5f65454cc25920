import { formatUnits } from '../../../electron/shared/coins.ts';
import { HearthError } from '../../../electron/shared/errors.ts';
import { sameAddress } from '../../../electron/shared/units.ts';
import type { TokenAmount, WalletToken } from '../../../electron/shared/walletBridge.ts';
import { plainText, shortDigest } from '../../format/digest.ts';
import { shownLocale } from '../../format/locale.ts';
import { walletWords } from '../../strings/wallet.ts';

const text = walletWords.tokens;

/** What a token calls itself, or its address where that cannot be shown. */
export const tokenName = ({ symbol, address }: Pick<WalletToken, 'symbol' | 'address'>): string => (symbol === null ? text.unnamedAt(shortDigest(address)) : plainText(symbol, 30));

/** To the last unit: nobody knows where a stranger's token may be rounded. */
export const tokenAmount = (units: bigint, decimals: number): string => new Intl.NumberFormat(shownLocale(), { maximumFractionDigits: 100 }).format(formatUnits(units, decimals) as `${number}`);

export const findToken = (tokens: readonly WalletToken[], address: string): WalletToken | undefined => tokens.find((token) => sameAddress(token.address, address));

/** An amount with its token's name; in smallest units where nobody said how many decimals it has. */
export function sayTokenAmount(amount: TokenAmount, tokens: readonly WalletToken[]): string {
  const token = findToken(tokens, amount.address);
  const decimals = amount.decimals ?? token?.decimals;
  return decimals === undefined ? text.units(amount.units.toString(), shortDigest(amount.address)) : `${tokenAmount(amount.units, decimals)} ${token ? tokenName(token) : shortDigest(amount.address)}`;
}

/** An address that is not even hexadecimal fails the bridge's own form; for its owner it is no address, like every other. */
export const wordedError = (error: HearthError | null): HearthError | null => (error?.code === 'bridge.malformed' ? new HearthError('wallet.addressInvalid', { reason: 'an address is 0x and 40 hexadecimal digits' }) : error);
