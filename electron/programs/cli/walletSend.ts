import { setTimeout as sleep } from 'node:timers/promises';
import { formatWorth } from '../../../renderer/format/worth.ts';
import { wordsOfSaid } from '../../../renderer/strings/saidReasons.ts';
import { formatExactCoins, formatUnits, parseCoins } from '../../shared/coins.ts';
import { isHearthError } from '../../shared/errors.ts';
import type { WalletAccount, WalletAction, WalletState, WalletTransaction } from '../../shared/walletBridge.ts';
import { withRunning, type RunningHearth } from './running.ts';
import { printable, usage, type Output } from './output.ts';
import type { Secrets } from './walletSecrets.ts';
import type { WalletClient } from './walletLink.ts';

export type SendOptions = { readonly yes: boolean; readonly typedAmount?: string; readonly secrets: Secrets; readonly waitSeconds: number };

export const parseAmount = (text: string): bigint => {
  const wei = parseCoins(text);
  if (wei === null || wei === 0n) throw usage(`${text} is no amount: digits, and at most 18 after a point`);
  return wei;
};

const warningWords = (warning: { kind: string; of?: string; name?: string | null | undefined }): string => {
  switch (warning.kind) {
    case 'lookalike': return `LOOKS LIKE ${warning.name ? printable(warning.name) : 'an address you used'} (${warning.of}) and is another. Compare every digit: this is how money is stolen.`;
    case 'zero': return 'This is the zero address: what goes there is gone.';
    case 'self': return 'This is the account itself.';
    default: return warning.name ? `You have not sent to ${printable(warning.name)} from here before.` : 'You have not sent to this address from here before.';
  }
};

/** The passphrase, where the account is locked. */
export async function unlockFor(wallet: WalletClient, state: WalletState, account: WalletAccount, secrets: Secrets): Promise<void> {
  const root = state.roots.find(({ rootId }) => rootId === account.rootId);
  if (!root || root.unlocked) return;
  await wallet.ask('unlock', { rootId: root.rootId, passphrase: await secrets.ask(`Passphrase of ${account.name}`) });
}

/**
 * Shows what an action is, what it costs and what the chain says to it; asks; has it approved by the signer and sent by the provider. The call data
 * and its words come from the signer, which holds the key, not from the provider.
 */
export async function sendAction(dataFolder: string, wallet: WalletClient, account: WalletAccount, action: WalletAction, options: SendOptions, output: Output): Promise<WalletTransaction> {
  return withRunning(dataFolder, async (hearth) => {
    const [described, plan] = [await wallet.ask('describeAction', { accountId: account.accountId, action }), await hearth.ask('planAction', { account: account.address, action })];
    const { call } = described;
    output.say(call.method ? `${call.contract}.${call.method}(${call.arguments.map(([name, value]) => `${name}=${value}`).join(', ')})` : `${formatExactCoins(call.valueWei)} of the chain's own currency to ${call.to}`);
    output.say(`From   ${account.address} (${printable(account.name)}): ${formatExactCoins(plan.balance.coinsWei)} EMBER, ${formatExactCoins(plan.balance.gasWei)} for gas`);
    const { gasRate } = await hearth.ask('readMoney', {});
    // Only as the owner said: a rate of EMBER tells nothing of what pays fees.
    const worth = (wei: bigint): string => (gasRate ? ` (${formatWorth(wei, gasRate)})` : '');
    output.say(`Fee    about ${formatExactCoins(plan.fees.likelyFeeWei)}${worth(plan.fees.likelyFeeWei)}, at worst ${formatExactCoins(plan.fees.worstFeeWei)}${worth(plan.fees.worstFeeWei)} of the chain's own currency`);
    output.say(plan.simulation.ok ? `Chain  would take it (tried out at block ${plan.simulation.blockNumber})` : `Chain  WOULD REFUSE IT: ${wordsOfSaid(plan.simulation.reason ?? 'no reason given')}`);
    if (plan.recipientHasCode && isSend(action.kind)) output.say('Note   the recipient is a contract');
    for (const warning of described.warnings) output.say(`Note   ${warningWords(warning)}`);
    if (!plan.simulation.ok) throw usage('the chain would refuse it');
    if (described.warnings.some(({ kind }) => kind === 'lookalike' || kind === 'zero') && options.yes && !options.secrets.isInteractive) throw usage('an address that looks like another is not sent to with --yes');
    let typedAmount = options.typedAmount ?? null;
    if (described.needs.includes('typedAmount') && typedAmount === null) typedAmount = await options.secrets.input(action.kind === 'sendToken' ? 'No price weighs a token. Type the amount again to send it' : 'This is a large amount. Type it again to send it');
    if (!options.yes && !(await options.secrets.confirm('Send it?'))) throw usage('not sent');
    const state = await wallet.ask('readWallet', {});
    await unlockFor(wallet, state, account, options.secrets);
    const passphrase = described.needs.includes('passphrase') ? await options.secrets.ask(action.kind === 'sendToken' ? 'Passphrase, which every token asks for' : 'Passphrase, to change where money goes') : null;
    const { approvalId } = await wallet.ask('approveAction', { accountId: account.accountId, action, chainId: plan.chainId, maxFeeWei: plan.fees.worstFeeWei, nonce: null, typedAmount, passphrase });
    const { transactionId } = await hearth.ask('sendApproved', { approvalId, account: account.address, action });
    return follow(hearth, account.address, transactionId, options.waitSeconds, output);
  });
}

/** Until the chain has decided, or nobody wants to wait longer: pending is said as pending. */
export async function follow(hearth: RunningHearth, account: string, transactionId: string, waitSeconds: number, output: Output): Promise<WalletTransaction> {
  const endMs = Date.now() + waitSeconds * 1000;
  for (;;) {
    const { transactions } = await hearth.ask('readTransactions', { account, limit: 50 });
    const found = transactions.find((one) => one.transactionId === transactionId);
    if (found && found.state !== 'waiting' && found.state !== 'pending') return found;
    if (Date.now() >= endMs && found) return found;
    output.progress(`${found?.state ?? 'waiting'}${found?.reason ? `: ${wordsOfSaid(found.reason)}` : ''}…`);
    await sleep(300);
  }
}

const isSend = (kind: string): boolean => kind === 'sendCoins' || kind === 'sendGas' || kind === 'sendToken';

/** The same transaction at a higher fee, or an empty one in its place. */
export async function replaceTransaction(dataFolder: string, wallet: WalletClient, account: WalletAccount, transactionId: string, how: 'speedUp' | 'cancel', options: SendOptions, output: Output): Promise<WalletTransaction> {
  return withRunning(dataFolder, async (hearth) => {
    const { transactions } = await hearth.ask('readTransactions', { account: account.address, limit: 200 });
    const found = transactions.find((one) => one.transactionId === transactionId && one.nonce !== null);
    if (!found || (found.state !== 'pending' && found.state !== 'waiting')) throw usage(`${transactionId} is not pending${found ? ` but ${found.state}` : ''}`);
    const action: WalletAction = how === 'cancel' ? { kind: 'cancel' } : actionOf(found);
    const plan = await hearth.ask('planAction', { account: account.address, action });
    // A replacement pays an eighth more than the last version, which may itself have been raised.
    const maxFeeWei = plan.fees.worstFeeWei * 3n;
    output.say(`${how === 'cancel' ? 'Cancel' : 'Speed up'} ${found.kind} with nonce ${found.nonce}: at worst ${formatExactCoins(maxFeeWei)} of the chain's own currency.`);
    if (!options.yes && !(await options.secrets.confirm('Do it?'))) throw usage('nothing was changed');
    await unlockFor(wallet, await wallet.ask('readWallet', {}), account, options.secrets);
    // It was typed once; no need to ask for what is sent already.
    const typedAmount = found.token?.decimals == null ? formatExactCoins(found.coinsWei + found.gasWei) : formatUnits(found.token.units, found.token.decimals);
    const passphrase = action.kind === 'sendToken' ? await options.secrets.ask('Passphrase, which every token asks for') : null;
    const { approvalId } = await wallet.ask('approveAction', { accountId: account.accountId, action, chainId: plan.chainId, maxFeeWei, nonce: found.nonce, typedAmount, passphrase });
    try {
      await hearth.ask('replaceTransaction', { transactionId, approvalId, how });
    } catch (error) {
      if (!isHearthError(error, 'wallet.notPending')) throw error;
    }
    return follow(hearth, account.address, transactionId, options.waitSeconds, output);
  });
}

/** What was sent, from what is shown of it. @throws usage.invalid  only sends are sped up here */
function actionOf(shown: WalletTransaction): WalletAction {
  if (shown.kind === 'sendCoins') return { kind: 'sendCoins', to: shown.to, amountWei: shown.coinsWei };
  if (shown.kind === 'sendGas') return { kind: 'sendGas', to: shown.to, amountWei: shown.gasWei };
  if (shown.kind === 'sendToken' && shown.token?.decimals != null) return { kind: 'sendToken', token: shown.token.address, to: shown.to, amountUnits: shown.token.units, decimals: shown.token.decimals };
  throw usage(`a ${shown.kind} speeds up by itself as far as its fee was approved; cancel it or wait`);
}
