import { refuseBundleAsk } from '../../protocol/auditMessages.ts';
import type { Chain } from '../../services/chain/chain.ts';
import { domainOf } from '../../services/chain/calls.ts';
import { isAskedAbout } from '../../services/chain/questionReads.ts';
import { serveAudits } from '../../services/network/auditPeers.ts';
import type { Network } from '../../services/network/openNetwork.ts';
import type { PracticeStore } from '../../services/practice/practiceStore.ts';
import { nodePrimitives as p } from '../../services/primitives/nodePrimitives.ts';
import { HearthError } from '../../shared/errors.ts';

export type DisputedDependencies = { readonly network: Network; readonly chain: Chain; readonly store: Pick<PracticeStore, 'challenges'>; readonly log: (line: string) => void };

/** Hands out what the client disputes, to members of a committee that the dispute asks: the accused may have nothing to gain by serving them. */
export async function serveDisputed({ network, chain, store, log }: DisputedDependencies): Promise<void> {
  const { chainId, verifyingContract } = domainOf(chain.deployment);
  const ours = `${chainId}:${verifyingContract.toLowerCase()}`;
  await serveAudits(network, {
    onBatch: (root) => Promise.reject(new HearthError('audit.notServed', { what: root, reason: 'a client has no batches' })),
    async onBundle(request) {
      const { receiptHash, verifier } = request.ask;
      const refuse = (reason: string): HearthError => new HearthError('audit.notServed', { what: receiptHash, reason });
      const why = refuseBundleAsk(p, request, Date.now());
      if (why !== null) throw refuse(why);
      const disputed = store.challenges(ours, 'all').find((one) => one.receiptHash === receiptHash);
      if (!disputed) throw refuse('this client does not dispute it');
      const { file } = disputed.challenge;
      if (!(await isAskedAbout(chain, { receiptHash, accused: file.order.provider }, verifier))) throw new HearthError('audit.notDrawn', { receiptHash, verifier });
      return file;
    },
  }, (error, where) => {
    log(`${where}: ${error instanceof Error ? error.message : String(error)}`);
    return where;
  });
}
