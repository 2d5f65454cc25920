import { AbiCoder } from 'ethers/abi';
import { id } from 'ethers/hash';
import { HearthError } from '../../shared/errors.ts';
import { refusals } from '../../shared/saidReasons.ts';
import { sameAddress, type Hex } from '../../shared/units.ts';
import { mostTokenDecimals, type TokenFacts, type TokenWarning } from '../../shared/walletBridge.ts';
import type { Chain } from '../chain/chain.ts';
import { parseName } from './names.ts';

// ---------------------------------------------------------------- what a token's own words are worth

const mostSymbolLetters = 24;
/**
 * Capitals of other alphabets and digits that pass for Latin capitals, which symbols are written in. What is not here is still told: every letter outside of
 * ASCII is called foreign.
 * @source Unicode TS #39, confusables
 */
const latinOf: Readonly<Record<string, string>> = {
  А: 'A', В: 'B', С: 'C', Е: 'E', Н: 'H', І: 'I', Ј: 'J', К: 'K', М: 'M', О: 'O', Р: 'P', Ѕ: 'S', Т: 'T', Х: 'X', Υ: 'Y', Α: 'A', Β: 'B', Ε: 'E', Ζ: 'Z', Η: 'H', Ι: 'I', Κ: 'K', Μ: 'M', Ν: 'N', Ο: 'O', Ρ: 'P', Τ: 'T', Χ: 'X',
  '0': 'O', '1': 'I', '3': 'E', '5': 'S', '8': 'B', '|': 'I', L: 'I',
};
const skeletonOf = (text: string): string => [...text.normalize('NFKD').toUpperCase().replace(/[\p{M}\p{C}\p{Default_Ignorable_Code_Point}\s\p{P}]/gu, '')].map((letter) => latinOf[letter] ?? letter).join('');

/** What this network's coin and the chain's currency are called. */
const coinNames = ['EMBER', 'HEARTH', 'ETH', 'ETHER'];

/**
 * A token's symbol as it may be shown, and what is wrong with it. Pure.
 *
 * @param symbol  in the contract's words; null: it gives none
 * @param others  symbols of the owner's other tokens
 */
export function judgeSymbol(symbol: string | null, others: readonly (string | null)[] = []): { readonly symbol: string | null; readonly warnings: readonly TokenWarning[] } {
  const shown = symbol === null ? null : parseName(symbol);
  const isReadable = shown !== null && [...shown].length <= mostSymbolLetters && !/\s/.test(shown);
  const skeleton = symbol === null ? '' : skeletonOf(symbol.slice(0, 200));
  const imitates = skeleton !== '' && [...coinNames, ...others].some((other) => other !== null && skeletonOf(other) === skeleton);
  return {
    symbol: isReadable ? shown : null,
    warnings: [...(imitates ? (['imitates'] as const) : []), ...(isReadable ? [] : (['unreadable'] as const)), ...(isReadable && /[^\x21-\x7e]/.test(shown) ? (['foreign'] as const) : [])],
  };
}

/** A text as contracts return it: a string, or 32 bytes of it as the oldest tokens do. Null: neither. Never throws. */
export function decodeTokenText(data: string): string | null {
  if (!/^0x(?:[0-9a-f]{2}){32,1024}$/i.test(data)) return null;
  try {
    const text = data.length === 66 ? new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(data.slice(2), 'hex')).replace(/\0+$/, '') : (AbiCoder.defaultAbiCoder().decode(['string'], data)[0] as string);
    return text === '' ? null : text.slice(0, 200);
  } catch {
    return null;
  }
}

// ---------------------------------------------------------------- what the chain says

const selector = (signature: string): Hex => id(signature).slice(0, 10) as Hex;
const selectors = { symbol: selector('symbol()'), name: selector('name()'), decimals: selector('decimals()'), balanceOf: selector('balanceOf(address)') };
const isWord = (data: string): boolean => /^0x[0-9a-f]{64}$/i.test(data);
const wordOf = (address: string): string => address.slice(2).toLowerCase().padStart(64, '0');

/**
 * Asks a contract whether it is an ERC-20 token, what it calls itself and what accounts hold of it.
 *
 * @throws chain.*  the chain is away; a contract that says no, or says nonsense, is an answer
 */
export async function readToken(chain: Chain, token: string, accounts: readonly string[], signal?: AbortSignal): Promise<TokenFacts> {
  const none = (reason: Extract<TokenFacts, { state: 'none' }>['reason']): TokenFacts => ({ state: 'none', address: token, reason });
  if (Object.values(chain.deployment.contracts).some(({ address }) => sameAddress(address, token))) return none('own');
  const call = (data: string): Promise<string> => chain.request<string>('eth_call', [{ to: token, data }, 'latest'], signal).then(String, (error: unknown) => {
    // A contract without the method says no, and that is its answer; a chain that is away is another matter.
    if (error instanceof HearthError) throw error;
    return '0x';
  });
  const [code, symbol, name, decimals, ...balances] = await Promise.all([
    chain.request<string>('eth_getCode', [token, 'latest'], signal), call(selectors.symbol), call(selectors.name), call(selectors.decimals),
    // One balance is asked for even where nobody asks: a contract that gives none is no token.
    ...(accounts.length === 0 ? [token] : accounts).map((account) => call(`${selectors.balanceOf}${wordOf(account)}`)),
  ]);
  if (code === '0x') return none('noCode');
  if (!isWord(decimals) || !balances.every(isWord)) return none('notToken');
  if (BigInt(decimals) > BigInt(mostTokenDecimals)) return none('decimals');
  const judged = judgeSymbol(decodeTokenText(symbol));
  const named = decodeTokenText(name);
  return { state: 'token', address: token, symbol: judged.symbol, warnings: [...judged.warnings], name: named === null ? null : parseName(named), decimals: Number(decimals), balances: accounts.map((address, index) => ({ address, units: BigInt(balances[index]!) })) };
}

/** What an account holds of a token; null: the contract does not say. */
export async function readTokenUnits(chain: Chain, token: string, account: string, signal?: AbortSignal): Promise<bigint | null> {
  const facts = await readToken(chain, token, [account], signal);
  return facts.state === 'token' ? facts.balances[0]!.units : null;
}

/** Why a transfer that did not revert would still move nothing; null: it would. Some old tokens answer nothing, and what does answer must say true. */
export function refuseTransferAnswer(answer: string, code: string): string | null {
  if (code === '0x') return refusals.noToken;
  return answer === '0x' || /^0x0{63}1$/.test(answer) ? null : refusals.tokenRefuses;
}
