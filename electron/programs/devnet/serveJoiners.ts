import { fundReplyShape, fundRequestShape, joinProtocol } from '../../protocol/joinMessages.ts';
import { buildTransferTransaction } from '../../services/chain/calls.ts';
import type { Chain } from '../../services/chain/chain.ts';
import type { Network } from '../../services/network/openNetwork.ts';
import type { KeptChain } from './keepChain.ts';
import { HearthError, isHearthError, type Failure } from '../../shared/errors.ts';
import { weiPerCoin } from '../../shared/units.ts';

/** Test money for an account that buys here: filled up when below half. */
const grantWei = 1_000_000n * weiPerCoin;
const gasGrantWei = 10n * weiPerCoin;
/** Accounts one practice network gives money to. */
const accountLimit = 64;

export type JoinersDependencies = {
  readonly network: Network;
  readonly chain: Chain;
  readonly practiceChain: KeptChain['practiceChain'];
  /** The practice client's account, which holds the coins. */
  readonly queue: ReturnType<KeptChain['senderOf']>;
  readonly log: (line: string) => void;
};

/** Gives accounts that want to buy test money. @effects chain */
export async function serveJoiners({ network, chain, practiceChain, queue, log }: JoinersDependencies): Promise<void> {
  const funded = new Set<string>();
  const limits = { limitBytes: 1024, streamsPerPeer: 4 };
  await network.answer(joinProtocol.fund, { takes: fundRequestShape, gives: fundReplyShape }, limits, async ({ account }) => {
    try {
      if (!funded.has(account.toLowerCase()) && funded.size >= accountLimit) throw new HearthError('job.busy', { running: funded.size, limit: accountLimit });
      funded.add(account.toLowerCase());
      const { coinWei, gasWei } = await chain.readBalance(account);
      if (gasWei < gasGrantWei / 2n) await practiceChain.fundGas(account, gasGrantWei);
      if (coinWei < grantWei / 2n) await queue.send({ ...buildTransferTransaction(chain.deployment, account, grantWei - coinWei), id: `fund ${account} ${coinWei}` });
      return { ok: true, failure: null };
    } catch (error) {
      log(`test money for ${account}: ${error instanceof Error ? error.message : 'failed'}`);
      const failure: Failure = isHearthError(error) ? error.toFailure() : { code: 'internal', about: { incident: 'fund' } };
      return { ok: false, failure };
    }
  });
}
