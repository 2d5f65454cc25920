import { buildSettleTransaction, type Call } from '../../services/chain/calls.ts';
import type { Chain } from '../../services/chain/chain.ts';
import { buildCollectIssuanceTransaction, buildCollectRoyaltyTransaction, buildCollectTransaction, readEarned, readModels } from '../../services/chain/economy.ts';
import { advisePayout } from '../../services/earnings/advisePayout.ts';
import { jobPriceWei } from '../../services/jobs/job.ts';
import type { Journal } from '../../services/jobs/journal.ts';
import type { PayWaits } from '../../services/jobs/payWaits.ts';
import { planSettlement } from '../../services/jobs/settlement.ts';
import type { PageBridge } from '../../shared/bridge.ts';
import type { Handlers } from '../../shared/bridgeKit.ts';
import { isHearthError } from '../../shared/errors.ts';
import type { payoutCommands, PayoutAdvice, PayoutItem } from '../../shared/payoutPlan.ts';
import { sameAddress } from '../../shared/units.ts';
import type { MoneySide } from './moneySide.ts';

export type PayoutHandlers = Pick<Handlers<PageBridge>, keyof typeof payoutCommands>;

type Dependencies = {
  readonly chain: Chain;
  readonly node: string;
  readonly journal: Pick<Journal, 'live'>;
  readonly waits: Pick<PayWaits, 'of'>;
  readonly money: Pick<MoneySide, 'weights' | 'overrule' | 'overruledUntilMs'>;
  /** What a day of jobs brings, by its own pace; null: not known yet. */
  readonly perDayWei: () => bigint | null;
};
type Fetched = { readonly dueWei: bigint; readonly issuableWei: bigint; readonly feeWei: bigint | null; readonly advice: PayoutAdvice };

const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((all, wei) => all + wei, 0n);

/** Where earnings wait, what it costs to fetch them now, and whether that is worth it by the owner's limit. */
export function createPayoutSide({ chain, node, journal, waits, money, perDayWei }: Dependencies): PayoutHandlers {
  const { deployment } = chain;

  /** @param from  who would send it, for the estimate */
  async function weigh(call: Call, from: string, perGasWei: bigint, dueWei: bigint, issuableWei: bigint, signal: AbortSignal): Promise<Fetched> {
    const feeWei = await chain.estimateGas(from, call, 0n, signal).then((gas) => gas * perGasWei, (error: unknown) => {
      // A contract that would refuse it names no price; whoever tries it is shown its words.
      if (isHearthError(error, 'chain.reverted')) return null;
      throw error;
    });
    return { dueWei, issuableWei, feeWei, advice: advisePayout(dueWei + issuableWei, feeWei, money.weights()) };
  }

  async function readItems(accounts: readonly string[], perGasWei: bigint, signal: AbortSignal): Promise<PayoutItem[]> {
    const isOurs = (address: string): boolean => accounts.some((own) => sameAddress(own, address));
    const from = accounts[0] ?? node;
    const [earned, models, [issuableWei]] = await Promise.all([
      Promise.all(accounts.map(async (account) => ({ account, ...(await readEarned(chain, account, signal)) }))),
      readModels(chain, 200, signal),
      chain.readContract('JobEscrow', 'issuableOf', [node], signal) as Promise<unknown> as Promise<[bigint]>,
    ]);
    const worth = ({ dueWei, issuableWei: fresh }: { readonly dueWei: bigint; readonly issuableWei: bigint }): boolean => dueWei + fresh > 0n;
    const shares = models.flatMap(({ modelId, shares: all }) => all.filter((share) => isOurs(share.holder) && worth(share)).map((share) => ({ modelId, ...share })));
    return Promise.all([
      ...earned.filter(worth).map(async ({ account, dueWei, issuableWei: fresh }): Promise<PayoutItem> => ({ kind: 'account', account, ...(await weigh(buildCollectTransaction(deployment, account), from, perGasWei, dueWei, fresh, signal)) })),
      ...shares.map(async ({ modelId, index, holder, dueWei, issuableWei: fresh }): Promise<PayoutItem> => ({ kind: 'royalty', modelId, index, holder, ...(await weigh(buildCollectRoyaltyTransaction(deployment, modelId, index), from, perGasWei, dueWei, fresh, signal)) })),
      ...(issuableWei > 0n ? [weigh(buildCollectIssuanceTransaction(deployment, node), from, perGasWei, 0n, issuableWei, signal).then((fetched): PayoutItem => ({ kind: 'issuance', node, ...fetched }))] : []),
    ]);
  }

  return {
    async readPayoutPlan({ accounts }, { signal }) {
      const [block, gasPrice, record] = await Promise.all([chain.readBlock('latest', signal), chain.request<string>('eth_gasPrice', [], signal), chain.readNode(node, signal)]);
      const { baseFeeWei, timeSeconds } = block!;
      const perGasWei = BigInt(gasPrice) > baseFeeWei ? BigInt(gasPrice) : baseFeeWei;
      const payout = record.bound ? record.payout : node;
      const live = journal.live();
      const lines = planSettlement(live, timeSeconds);
      const heldJobs = live.filter(({ jobId }) => waits.of(jobId)?.reason === 'fee');
      const dueWei = sum(lines.map(({ amountWei }) => amountWei));
      const everybody = accounts.some((own) => sameAddress(own, payout)) ? accounts : [...accounts, payout];
      const [settled, items, float, held] = await Promise.all([
        lines.length === 0 ? { dueWei, issuableWei: 0n, feeWei: null, advice: advisePayout(0n, null, money.weights()) } : weigh(buildSettleTransaction(deployment, lines), node, perGasWei, dueWei, 0n, signal),
        readItems(everybody, perGasWei, signal), chain.readBalance(node, signal), chain.readBalance(payout, signal),
      ]);
      return {
        limitPercent: money.weights().limitPercent, settlement: { jobs: lines.reduce((all, { jobIds }) => all + jobIds.length, 0), ...settled }, held: { jobs: heldJobs.length, wei: sum(heldJobs.map(jobPriceWei)) },
        overruledUntilMs: money.overruledUntilMs(), perDayWei: perDayWei(), items: items.slice(0, 1000), node: { address: node, gasWei: float.gasWei }, payout: { address: payout, coinsWei: held.coinWei },
      };
    },
    overruleFeeLimit: () => ({ untilMs: money.overrule() }),
  };
}
