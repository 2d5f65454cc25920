import { isDigest, plainText, shortDigest } from '../../format/digest.ts';
import { formatExactCoins, formatUnits } from '../../../electron/shared/coins.ts';
import type { Gives } from '../../../electron/shared/bridgeKit.ts';
import type { WalletBridge } from '../../../electron/shared/walletBridge.ts';
import { walletWords } from '../../strings/wallet.ts';

export type DecodedCall = Gives<WalletBridge, 'describeAction'>['call'];

const text = walletWords.call;
const amountNames = new Set(['value', 'amount', 'wei']);

/** A token of another contract, whose amounts mean nothing in our coin. */
type Token = { readonly decimals: number; readonly name: string };

/** One argument of a call for people: amounts in coins or the token's own count, exactly; the rest as the signer read it. */
export const argumentWords = (name: string, value: string, token: Token | null = null): string => (amountNames.has(name) && /^\d{1,78}$/.test(value) ? (token ? formatUnits(BigInt(value), token.decimals) : formatExactCoins(BigInt(value))) : value);

/** The call as code, its arguments bounded and without anything that could rearrange them. */
export const callCode = ({ method, arguments: given }: DecodedCall, token: Token | null = null): string =>
  // eslint-disable-next-line no-restricted-syntax -- code keeps its comma in every language
  `${method ?? ''}(${given.map(([name, value]) => `${name} = ${plainText(argumentWords(name, value, token), 80)}`).join(', ')})`;

/** The sentence of a call, from the bytes as the signer reads them back and not from what was typed. */
export function callSentence(call: DecodedCall, coin: string, token: Token | null = null): string {
  const argument = new Map(call.arguments);
  const wei = argument.get('value');
  const isAmount = wei !== undefined && /^\d{1,78}$/.test(wei);
  if (call.contract === 'ERC20') return call.method === 'transfer' && isAmount && token ? text.sends(`${formatUnits(BigInt(wei), token.decimals)} ${token.name}`) : text.calls(call.method ?? '', shortDigest(call.to));
  const amount = isAmount ? `${formatExactCoins(BigInt(wei))} ${coin}` : null;
  if (call.method === 'transfer' && amount !== null) return text.sends(amount);
  if (call.method === 'approve' && amount !== null) return text.lets(argument.get('spender') ?? '', amount);
  if (call.method === null) return call.valueWei === 0n ? text.sendsNothing : text.sendsGas(formatExactCoins(call.valueWei));
  return text.calls(call.method, call.contract ?? shortDigest(call.to));
}

/** Who gets it, from the same bytes: of a transfer its argument, of anything else whom the transaction goes to. */
export const recipientOfCall = (call: DecodedCall): string => (call.method === 'transfer' ? new Map(call.arguments).get('to') : undefined) ?? call.to;

/** An address in groups of four, so that two can be compared by eye. */
export const groupedAddress = (address: string): readonly string[] => (isDigest(address) && address.length === 42 ? (address.match(/0x|.{4}/g) ?? []) : [address]);
