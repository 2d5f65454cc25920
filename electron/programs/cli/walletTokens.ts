import { formatUnits, parseUnits } from '../../shared/coins.ts';
import { HearthError } from '../../shared/errors.ts';
import { sameAddress } from '../../shared/units.ts';
import type { TokenAmount, TokenFacts, TokenLimit, TokenWarning, WalletAccount, WalletPolicy, WalletState, WalletToken, WalletTransaction } from '../../shared/walletBridge.ts';
import { printable, usage, type Output } from './output.ts';
import { formatTable } from './table.ts';
import { withRunning } from './running.ts';
import type { WalletClient } from './walletLink.ts';
import { sendAction, type SendOptions } from './walletSend.ts';

type Token = Extract<TokenFacts, { state: 'token' }>;

const warningWords: Readonly<Record<TokenWarning, string>> = {
  imitates: 'IT IS CALLED LIKE A COIN OR TOKEN THAT IT IS NOT. Whoever made it chose that name.',
  unreadable: 'It has no symbol that can be shown; go by the address alone.',
  foreign: 'Its symbol has letters that look like others; go by the address alone.',
};
const noneWords = { noCode: 'no contract is at this address', notToken: 'the contract there does not answer as a token', decimals: 'it counts in more decimals than can be typed', own: "it is one of Hearth's own contracts; EMBER is sent as coins" } as const;
const symbolOf = (token: Pick<WalletToken, 'symbol' | 'address'>): string => (token.symbol === null ? token.address : printable(token.symbol));

/** @throws wallet.tokenInvalid */
async function askToken(dataFolder: string, token: string, accounts: readonly string[]): Promise<{ readonly chainId: number; readonly facts: Token }> {
  const found = await withRunning(dataFolder, (hearth) => hearth.ask('readTokens', { tokens: [token], accounts: [...accounts] }));
  const [facts] = found.tokens;
  if (facts?.state !== 'token') throw new HearthError('wallet.tokenInvalid', { token, reason: noneWords[facts?.reason ?? 'noCode'] });
  return { chainId: found.chainId, facts };
}

/** `hearth wallet tokens …`: what is held of tokens the owner added; adding one reads from the chain what it calls itself. */
export async function tokens(dataFolder: string, wallet: WalletClient, state: WalletState, output: Output, act: string | undefined, address: string | undefined): Promise<void> {
  if (act === undefined) return list(dataFolder, state, output);
  if (act === 'add' && address !== undefined) {
    const { chainId, facts } = await askToken(dataFolder, address, []);
    const added = await wallet.ask('addToken', { chainId, address, symbol: facts.symbol, decimals: facts.decimals });
    return output.result(added, [`${added.address} calls itself ${symbolOf(added)}${facts.name === null ? '' : ` (${printable(facts.name)})`} and counts in ${added.decimals} decimals.`, ...added.warnings.map((warning) => warningWords[warning])].join('\n'));
  }
  if (act === 'forget' && address !== undefined) {
    const found = findToken(state, address);
    await wallet.ask('forgetToken', { chainId: found.chainId, address: found.address });
    return output.result({ forgotten: found.address }, 'Forgotten. Nothing moved: adding it again shows what is held of it.');
  }
  throw usage('tokens takes add ADDRESS, forget ADDRESS, or nothing');
}

async function list(dataFolder: string, state: WalletState, output: Output): Promise<void> {
  if (state.tokens.length === 0) return output.result({ tokens: [] }, 'No tokens yet: hearth wallet tokens add ADDRESS.');
  const found = await withRunning(dataFolder, (hearth) => hearth.ask('readTokens', { tokens: state.tokens.map(({ address }) => address), accounts: state.accounts.slice(0, 20).map((account) => account.address) }));
  const rows = state.tokens.filter(({ chainId }) => chainId === found.chainId).flatMap((token) => {
    const facts = found.tokens.find(({ address }) => sameAddress(address, token.address));
    const marks = token.warnings.join(' ');
    if (facts?.state !== 'token') return [[symbolOf(token), token.address, facts ? noneWords[facts.reason] : 'not asked', '', marks]];
    const changed = facts.decimals === token.decimals ? marks : `${marks} now says ${facts.decimals} decimals instead of ${token.decimals}`;
    return facts.balances.map(({ address, units }) => [symbolOf(token), token.address, printable(state.accounts.find((account) => sameAddress(account.address, address))!.name), formatUnits(units, token.decimals), changed]);
  });
  output.result(found, formatTable([['token', 'address', 'account', 'held', ''], ...rows]));
}

/** By its address or, where only one has it, its symbol. @throws wallet.notFound */
function findToken(state: WalletState, asked: string): WalletToken {
  const found = state.tokens.filter((token) => sameAddress(token.address, asked) || token.symbol === asked);
  if (found.length > 1) throw usage(`more than one token is called ${printable(asked)}; say its address`);
  if (!found[0]) throw new HearthError('wallet.notFound', { what: `token ${printable(asked)}; hearth wallet tokens add ADDRESS` });
  return found[0];
}

/** A token that the owner added: what it says of itself is shown as that, and its amount is typed again. */
export async function sendToken(dataFolder: string, wallet: WalletClient, state: WalletState, account: WalletAccount, asked: { readonly token: string; readonly to: string; readonly amount: string }, options: SendOptions, output: Output): Promise<WalletTransaction> {
  const token = findToken(state, asked.token);
  const { chainId, facts } = await askToken(dataFolder, token.address, [account.address]);
  if (chainId !== token.chainId) throw usage(`${symbolOf(token)} was added on chain ${token.chainId}; this is chain ${chainId}`);
  if (facts.decimals !== token.decimals) throw usage(`the token counts in ${facts.decimals} decimals now and in ${token.decimals} when it was added; forget it and add it again if you trust it`);
  const amountUnits = parseUnits(asked.amount, token.decimals);
  if (amountUnits === null || amountUnits === 0n) throw usage(`${asked.amount} is no amount of this token: digits, and at most ${token.decimals} after a point`);
  output.say(`Token  ${token.address} calls itself ${symbolOf(token)}; ${account.name} holds ${formatUnits(facts.balances[0]!.units, token.decimals)} of it`);
  for (const warning of token.warnings) output.say(`Note   ${warningWords[warning]}`);
  output.say(`Amount ${formatUnits(amountUnits, token.decimals)}, which is ${amountUnits} of its smallest units`);
  return sendAction(dataFolder, wallet, account, { kind: 'sendToken', token: token.address, to: asked.to, amountUnits, decimals: token.decimals }, options, output);
}

/** An amount of a token in a list: by the symbol it was added with, or as its smallest units where that is not known. */
export function formatTokenAmount(amount: TokenAmount, known: readonly WalletToken[]): string {
  const token = known.find(({ address }) => sameAddress(address, amount.address));
  const decimals = amount.decimals ?? token?.decimals;
  return decimals === undefined ? `${amount.units} units of ${amount.address}` : `${formatUnits(amount.units, decimals)} ${token ? symbolOf(token) : amount.address}`;
}

/** A line of `hearth wallet policy`. */
export function formatTokenLimit({ chainId, token, unitsPerDay }: TokenLimit, state: WalletState): string {
  const known = state.tokens.find((one) => one.chainId === chainId && sameAddress(one.address, token));
  return `token:${token} ${known ? `${formatUnits(unitsPerDay, known.decimals)} ${symbolOf(known)}` : `${unitsPerDay} of its smallest units`} in 24 hours, on chain ${chainId}`;
}

/** `--set token:ADDRESS=AMOUNT`, in the token's own decimals; none takes its limit away. @throws usage.invalid · wallet.notFound */
export function applyTokenLimit(limits: WalletPolicy, asked: string, amount: string, state: WalletState): WalletPolicy {
  const token = findToken(state, asked);
  const others = (limits.tokenLimits ?? []).filter((limit) => limit.chainId !== token.chainId || !sameAddress(limit.token, token.address));
  if (amount === 'none') return { ...limits, tokenLimits: others };
  const unitsPerDay = parseUnits(amount, token.decimals);
  if (unitsPerDay === null) throw usage(`${printable(amount).slice(0, 40)}: an amount of ${symbolOf(token)} with at most ${token.decimals} decimals, or none`);
  return { ...limits, tokenLimits: [...others, { chainId: token.chainId, token: token.address, unitsPerDay }] };
}
