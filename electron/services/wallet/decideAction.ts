import type { WalletAction, WalletPolicy } from '../../shared/walletBridge.ts';
import { sameAddress, weiPerCoin } from '../../shared/units.ts';
import { parseCoins, parseUnits } from '../../shared/coins.ts';
import { refusals } from '../../shared/saidReasons.ts';
import { amountOf, buildWalletCall, type Contracts, type WalletCall } from './actions.ts';

/** Enough for an ordinary day of a home node; the owner raises it with the passphrase. */
export const defaultPolicy: WalletPolicy = {
  coinsPerTransactionWei: 1_000n * weiPerCoin,
  coinsPerDayWei: 2_000n * weiPerCoin,
  gasPerTransactionWei: weiPerCoin,
  gasPerDayWei: 2n * weiPerCoin,
  feePerTransactionWei: weiPerCoin / 20n,
  typedFromWei: 100n * weiPerCoin,
  autoLockMinutes: 15,
};

export type WalletNetwork = { readonly chainId: number; readonly contracts: Contracts };
/** What left an account in the last 24 hours, worst case, by the signer's own ledger. */
export type Spent = { readonly coinsWei: bigint; readonly gasWei: bigint };

export type ActionFacts = {
  readonly address: string;
  readonly isWatchOnly: boolean;
  readonly isUnlocked: boolean;
  readonly network: WalletNetwork | null;
  readonly policy: WalletPolicy;
  readonly spent: Spent;
  /** Of the token that is to be sent, in the last 24 hours; 0 for whatever is no token. */
  readonly spentUnits: bigint;
};
export type ActionRequest = {
  readonly action: WalletAction;
  readonly chainId: number;
  readonly maxFeeWei: bigint;
  /** Of the transaction whose place it takes. */
  readonly nonce: number | null;
  readonly typedAmount: string | null;
  /** The owner's passphrase came with the request and was right. */
  readonly hasPassphrase: boolean;
};
export type Need = 'unlock' | 'typedAmount' | 'passphrase';
export type ActionDecision =
  | { readonly ok: true; readonly call: WalletCall; readonly missing: readonly Need[] }
  | { readonly ok: false; readonly rule: string; readonly reason: string };

const refuse = (rule: string, reason: string): ActionDecision => ({ ok: false, rule, reason });

/** Fees are limited one by one; a replacement pays at least an eighth more, so a fee that is not a number of gas times a price is not expected. */
export function refuseSpending(call: WalletCall, action: WalletAction, maxFeeWei: bigint, policy: WalletPolicy, spent: Spent): { readonly rule: string; readonly reason: string } | null {
  const coinsWei = action.kind === 'approve' ? action.amountWei : call.coinsWei;
  const gasWei = call.valueWei + maxFeeWei;
  if (coinsWei > policy.coinsPerTransactionWei) return { rule: 'coinsPerTransaction', reason: refusals.coinsOnce };
  if (maxFeeWei > policy.feePerTransactionWei) return { rule: 'feePerTransaction', reason: refusals.feeOnce };
  if (gasWei > policy.gasPerTransactionWei) return { rule: 'gasPerTransaction', reason: refusals.gasOnce };
  if (spent.coinsWei + call.coinsWei > policy.coinsPerDayWei) return { rule: 'coinsPerDay', reason: refusals.coinsDay };
  if (spent.gasWei + gasWei > policy.gasPerDayWei) return { rule: 'gasPerDay', reason: refusals.gasDay };
  return null;
}

/** The smallest limit of a token, should it be listed twice; null: it has none. */
export function tokenLimitOf({ tokenLimits = [] }: Pick<WalletPolicy, 'tokenLimits'>, chainId: number, token: string): bigint | null {
  const limits = tokenLimits.filter((limit) => limit.chainId === chainId && sameAddress(limit.token, token)).map(({ unitsPerDay }) => unitsPerDay);
  return limits.length === 0 ? null : limits.reduce((least, one) => (one < least ? one : least));
}

/** No price weighs a token, so its owner's own figure does, in its own units. */
function refuseTokens(action: WalletAction, chainId: number, policy: WalletPolicy, spentUnits: bigint): { readonly rule: string; readonly reason: string } | null {
  const limit = action.kind === 'sendToken' ? tokenLimitOf(policy, chainId, action.token) : null;
  if (action.kind !== 'sendToken' || limit === null || spentUnits + action.amountUnits <= limit) return null;
  return { rule: 'tokenPerDay', reason: refusals.tokenDay };
}

/**
 * Whether an account may do this, and what its owner still has to do for it. Pure. A refusal stands whatever the owner types;
 * what is missing can be given.
 */
export function decideAction(request: ActionRequest, facts: ActionFacts): ActionDecision {
  const { action } = request;
  if (facts.isWatchOnly) return refuse('watchOnly', refusals.watchOnly);
  if (!facts.network) return refuse('network', refusals.noNetwork);
  if (request.chainId !== facts.network.chainId) return refuse('chain', refusals.chainIsNot(request.chainId, facts.network.chainId));
  const call = buildWalletCall(action, facts.network.contracts, facts.address);
  if (!call) return refuse('method', refusals.noContract);
  if (action.kind === 'sendToken') {
    // Our own coin by this way would pass the limits that count it.
    if (Object.values(facts.network.contracts).some((own) => sameAddress(own, action.token))) return refuse('token', refusals.ownToken);
    if (sameAddress(action.token, action.to)) return refuse('token', refusals.tokenItself);
  }
  if (action.kind === 'cancel' && request.nonce === null) return refuse('nonce', refusals.cancelNames);
  const overspent = refuseTokens(action, request.chainId, facts.policy, facts.spentUnits) ?? refuseSpending(call, action, request.maxFeeWei, facts.policy, facts.spent);
  if (overspent) return { ok: false, ...overspent };
  return { ok: true, call, missing: needsOf(action, facts).filter((need) => !isMet(need, request, facts)) };
}

/**
 * A payout address decides where all later money goes, and no price weighs a token: both ask for the passphrase however long the
 * wallet is open. A token's amount is typed again however small it is.
 */
export function needsOf(action: WalletAction, facts: Pick<ActionFacts, 'policy' | 'isUnlocked'>): Need[] {
  const needs: Need[] = facts.isUnlocked ? [] : ['unlock'];
  const isLeaving = action.kind === 'sendCoins' || action.kind === 'sendGas' || action.kind === 'stake';
  if (isLeaving && amountOf(action) >= facts.policy.typedFromWei) needs.push('typedAmount');
  if (action.kind === 'sendToken') needs.push('typedAmount');
  if (action.kind === 'changePayout' || action.kind === 'sendToken') needs.push('passphrase');
  return needs;
}

function isMet(need: Need, request: ActionRequest, facts: ActionFacts): boolean {
  switch (need) {
    case 'unlock': return facts.isUnlocked;
    case 'passphrase': return request.hasPassphrase;
    case 'typedAmount': return request.typedAmount !== null && isTyped(request.typedAmount, request.action);
  }
}

const isTyped = (text: string, action: WalletAction): boolean => (action.kind === 'sendToken' ? parseUnits(text, action.decimals) === action.amountUnits : parseCoins(text) === amountOf(action));

/** The owner's yes, as the signer keeps it in memory. */
export type Approval = {
  readonly approvalId: string;
  readonly address: string;
  readonly rootId: string;
  readonly chainId: number;
  readonly action: WalletAction;
  readonly call: WalletCall;
  readonly maxFeeWei: bigint;
  /** Before the first signature; the nonce it was signed with afterwards. */
  readonly nonce: number | null;
  readonly expiresAtMs: number;
};
export type SignRequest = { readonly nonce: number; readonly gasLimit: bigint; readonly maxFeePerGasWei: bigint; readonly maxPriorityFeePerGasWei: bigint };
export type SignFacts = { readonly isUnlocked: boolean; readonly isSigned: boolean; readonly network: WalletNetwork | null; readonly policy: WalletPolicy; readonly spent: Spent; readonly spentUnits: bigint; readonly nowMs: number };

/**
 * Whether the provider gets a signature under an approval. It chooses nonce and fees and nothing else: the call is the approval's own, one nonce
 * per approval, and no fee above what the owner saw. The caps are looked at again, for two approvals may have been given at once.
 */
export function refuseApproved(request: SignRequest, approval: Approval | undefined, facts: SignFacts): { readonly rule: string; readonly reason: string } | null {
  if (!approval) return { rule: 'approval', reason: refusals.notApproved };
  if (!facts.isUnlocked) return { rule: 'locked', reason: refusals.walletLocked };
  if (!facts.isSigned && facts.nowMs >= approval.expiresAtMs) return { rule: 'expired', reason: refusals.approvalOld };
  if (facts.network?.chainId !== approval.chainId) return { rule: 'chain', reason: refusals.approvedChain(approval.chainId) };
  if (approval.nonce !== null && request.nonce !== approval.nonce) return { rule: 'nonce', reason: refusals.oneNonce };
  if (request.maxPriorityFeePerGasWei > request.maxFeePerGasWei) return { rule: 'fee', reason: refusals.tip };
  const worstWei = request.gasLimit * request.maxFeePerGasWei;
  if (worstWei > approval.maxFeeWei) return { rule: 'fee', reason: refusals.feeAbove(approval.maxFeeWei) };
  return refuseTokens(approval.action, approval.chainId, facts.policy, facts.spentUnits) ?? refuseSpending(approval.call, approval.action, worstWei, facts.policy, facts.spent);
}
