import { formatReceiptFile, type ReceiptFile } from '../../protocol/receiptFile.ts';
import type { Chain } from '../../services/chain/chain.ts';
import { createTakingReader, type Taking } from '../../services/chain/slashes.ts';
import { readStakeStanding } from '../../services/chain/staking.ts';
import type { Job } from '../../services/jobs/job.ts';
import type { Journal } from '../../services/jobs/journal.ts';
import type { PageBridge } from '../../shared/bridge.ts';
import type { Handlers } from '../../shared/bridgeKit.ts';
import { HearthError } from '../../shared/errors.ts';
import { refusals } from '../../shared/saidReasons.ts';
import type { Slash, stakingCommands } from '../../shared/staking.ts';

export type StakingHandlers = Pick<Handlers<PageBridge>, keyof typeof stakingCommands>;

type Dependencies = {
  readonly chain: Chain;
  readonly node: string;
  readonly journal: Journal;
  readonly buildFile: (job: Job) => ReceiptFile | null;
  readonly offeredModels: () => number;
  readonly nowMs: () => number;
};

const dayMs = 24 * 3_600_000;
const shownSlashes = 100;
/** Newest jobs among which the job of a slash is looked for. */
const jobsSearched = 500;

/** What stands behind this node, and what was taken of it. Reads only; the owner's account acts through the wallet. */
export function createStakingSide({ chain, node, journal, buildFile, offeredModels, nowMs }: Dependencies): StakingHandlers {
  const readTakings = createTakingReader(chain, node);
  const blockMs = new Map<number, number>();

  async function timeOf(blockNumber: number, signal: AbortSignal): Promise<number> {
    const known = blockMs.get(blockNumber);
    if (known !== undefined) return known;
    const block = await chain.readBlock(blockNumber, signal);
    if (!block) throw new HearthError('chain.unreachable', { rpcUrl: chain.rpcUrl(), reason: `block ${blockNumber} is gone` });
    blockMs.set(blockNumber, block.timeSeconds * 1000);
    return block.timeSeconds * 1000;
  }
  const jobOf = ({ subject }: Taking): Job | null =>
    subject === null ? null : (journal.list({ stage: 'all', search: '', limit: jobsSearched, beforeMs: null }).jobs.find((job) => job.signed?.receiptHash === subject) ?? null);
  async function show(taking: Taking, signal: AbortSignal): Promise<Slash> {
    const { transactionHash, blockNumber, takenWei, why, fault, subject, challenger } = taking;
    return { txHash: transactionHash, blockNumber, atMs: await timeOf(blockNumber, signal), takenWei, why, fault, subject, challenger, jobId: jobOf(taking)?.jobId ?? null };
  }
  /** Unknown until the first payment is a day old: less would be told as if it were a day. */
  function dayEarned(): bigint | null {
    const now = nowMs();
    const isOldEnough = journal.payments(0, now - dayMs).length > 0;
    return isOldEnough ? journal.payments(now - dayMs, now + 1).reduce((sum, { payoutWei }) => sum + payoutWei, 0n) : null;
  }

  return {
    async readStaking(_input, { signal }) {
      const [standing, takings] = await Promise.all([readStakeStanding(chain, node, signal), readTakings(signal)]);
      const slashes = await Promise.all(takings.slice(0, shownSlashes).map((taking) => show(taking, signal)));
      return { ...standing, node, slashedWei: takings.reduce((sum, { takenWei }) => sum + takenWei, 0n), slashes, dayEarnedWei: dayEarned(), offeredModels: offeredModels() };
    },
    async exportSlashEvidence({ txHash }, { signal }) {
      const taking = (await readTakings(signal)).find(({ transactionHash }) => transactionHash === txHash);
      if (!taking) throw new HearthError('usage.invalid', { reason: refusals.noSlash });
      const job = jobOf(taking);
      const file = job && buildFile(job);
      const evidence = {
        format: 'hearth-slash-evidence/1', chainId: chain.deployment.chainId, contracts: { StakeManager: chain.deployment.contracts.StakeManager.address, ReceiptProofs: chain.deployment.contracts.ReceiptProofs.address },
        node, slash: await show(taking, signal),
        // Text, so that the receipt's own bytes are what was signed and can be given to `hearth verify`.
        receiptFile: file ? formatReceiptFile(file) : null,
        history: job ? journal.readEvents(job.jobId).map(({ atMs, kind }) => ({ atMs, kind })) : [],
      };
      return { fileName: `slash-${txHash.slice(2, 14)}.json`, text: `${JSON.stringify(evidence, (_key, value: unknown) => (typeof value === 'bigint' ? value.toString() : value), 2)}\n` };
    },
  };
}
