import { refuseBundleAsk, type BundleRequest } from '../../protocol/auditMessages.ts';
import type { Primitives } from '../../protocol/primitives.ts';
import type { ReceiptFile } from '../../protocol/receiptFile.ts';
import { readAuditParameters } from '../../services/chain/auditReads.ts';
import type { Chain } from '../../services/chain/chain.ts';
import { readCommittee } from '../../services/chain/court.ts';
import { isAskedAbout } from '../../services/chain/questionReads.ts';
import type { Job } from '../../services/jobs/job.ts';
import type { Journal } from '../../services/jobs/journal.ts';
import type { AuditHandlers } from '../../services/network/auditPeers.ts';
import { HearthError } from '../../shared/errors.ts';
import { sameAddress, type Hex } from '../../shared/units.ts';

export type AuditServingDependencies = {
  readonly primitives: Primitives;
  readonly journal: Pick<Journal, 'inBatch' | 'findByReceipt'>;
  readonly chain: Chain;
  readonly node: string;
  readonly buildFile: (job: Job) => ReceiptFile | null;
  readonly nowMs: () => number;
};

/**
 * What verifiers get of this node: the receipts of a batch for anybody, since they hold no prompt; the bundle of one for those alone whom the
 * chain seated, by its draw or for a question of a dispute, signed for by them.
 */
export function createAuditServing({ primitives: p, journal, chain, node, buildFile, nowMs }: AuditServingDependencies): AuditHandlers {
  /** Where a receipt was anchored: filled by the batches asked for before, so a bundle is found without reading every job. */
  const places = new Map<string, string>();
  const rememberedReceipts = 20_000;

  async function isSeated(job: Job, verifier: string): Promise<boolean> {
    const [block, { finalCommittee }] = await Promise.all([chain.readBlock(job.anchored!.blockNumber), readAuditParameters(chain)]);
    if (!block) return false;
    const receipt = { receiptHash: job.signed!.receiptHash as Hex, modelId: job.request.order.modelId, provider: node, anchoredAtSeconds: block.timeSeconds };
    const isDrawn = (await readCommittee(chain, receipt, finalCommittee)).some((member) => sameAddress(member, verifier));
    return isDrawn || isAskedAbout(chain, { receiptHash: receipt.receiptHash, accused: node }, verifier);
  }

  /** A disputed job, also one that was asked for before this process began: its committee is as good as a batch, so no stranger has the journal searched. */
  async function findDisputed({ receiptHash, verifier }: BundleRequest['ask']): Promise<Job | undefined> {
    if (!(await isAskedAbout(chain, { receiptHash, accused: node }, verifier))) return undefined;
    return journal.findByReceipt(receiptHash) ?? undefined;
  }

  return {
    async onBatch(root) {
      const jobs = journal.inBatch(root);
      if (jobs.length === 0) throw new HearthError('audit.notServed', { what: root, reason: 'no batch of this node has this root' });
      return jobs.map(({ request, result, signed }) => {
        places.set(signed!.receiptHash, root);
        if (places.size > rememberedReceipts) places.delete(places.keys().next().value!);
        return { order: request.order, receipt: result!.receipt, receiptSignature: signed!.signature };
      });
    },
    async onBundle({ ask, signature }: BundleRequest) {
      const refuse = (reason: string): HearthError => new HearthError('audit.notServed', { what: ask.receiptHash, reason });
      const why = refuseBundleAsk(p, { ask, signature }, nowMs());
      if (why !== null) throw refuse(why);
      const root = places.get(ask.receiptHash);
      const job = root === undefined ? await findDisputed(ask) : journal.inBatch(root).find(({ signed }) => signed?.receiptHash === ask.receiptHash);
      if (!job?.anchored) throw refuse('not asked for in a batch before, or not anchored any more');
      if (root !== undefined && !(await isSeated(job, ask.verifier))) throw new HearthError('audit.notDrawn', { receiptHash: ask.receiptHash, verifier: ask.verifier });
      const file = buildFile(job);
      if (!file) throw refuse('the receipt is not there');
      return file;
    },
  };
}
