import { formatExactCoins, formatUnits } from '../../../electron/shared/coins.ts';
import type { PageBridge } from '../../../electron/shared/bridge.ts';
import type { Gives } from '../../../electron/shared/bridgeKit.ts';
import type { WalletAction } from '../../../electron/shared/walletBridge.ts';
import { wordsOfSaid } from '../../strings/saidReasons.ts';
import { walletWords } from '../../strings/wallet.ts';

const text = walletWords.send;

/** Why it cannot go through as it stands, in words of the account; null: nothing known is in the way. */
export function problemOf({ action, plan }: { readonly action: WalletAction; readonly plan: Gives<PageBridge, 'planAction'> }, coin: string): string | null {
  const amountWei = 'amountWei' in action ? action.amountWei : 0n;
  const coinsWei = action.kind === 'sendCoins' ? amountWei : 0n;
  const gasWei = (action.kind === 'sendGas' ? amountWei : 0n) + plan.fees.worstFeeWei;
  if (coinsWei > plan.balance.coinsWei) return text.tooFew(`${formatExactCoins(plan.balance.coinsWei)} ${coin}`, `${formatExactCoins(coinsWei)} ${coin}`);
  if (action.kind === 'sendToken' && plan.balance.tokenUnits !== null && action.amountUnits > plan.balance.tokenUnits) return text.tooFew(formatUnits(plan.balance.tokenUnits, action.decimals), formatUnits(action.amountUnits, action.decimals));
  if (gasWei > plan.balance.gasWei) return text.tooLittleGas(formatExactCoins(plan.balance.gasWei), formatExactCoins(gasWei));
  if (!plan.simulation.ok) return text.refused(wordsOfSaid(plan.simulation.reason ?? '', 200));
  return null;
}
