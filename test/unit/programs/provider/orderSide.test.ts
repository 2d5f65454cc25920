import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../../../../electron/protocol/bytes.ts';
import type { VoucherRequest } from '../../../../electron/protocol/messages.ts';
import { receiptPriceWei } from '../../../../electron/protocol/pricing.ts';
import { signDigest } from '../../../../electron/protocol/signature.ts';
import { createGrowingTree, treeTag } from '../../../../electron/protocol/tree.ts';
import { signingDigest, verdict, voteKind, type Vote } from '../../../../electron/protocol/typedData.ts';
import { createOrderSide } from '../../../../electron/programs/provider/orderSide.ts';
import { noRefusals } from '../../../../electron/shared/refusals.ts';
import type { Job } from '../../../../electron/services/jobs/job.ts';
import type { Journal } from '../../../../electron/services/jobs/journal.ts';
import { nodePrimitives as p } from '../../../../electron/services/primitives/nodePrimitives.ts';
import { accountOf, client, domain, hash, node, signedJob, verifier } from '../../protocol/samples.ts';

describe('a voucher with votes', () => {
  const made = signedJob('votes');
  const job = { jobId: made.jobId, request: made.request, signed: { receiptHash: made.receiptHash }, result: { receipt: made.receipt, bundle: made.bundle }, acknowledged: null } as unknown as Job;
  const voteBy = (account: { key: string; address: string }, says: number): VoucherRequest['votes'][number] => {
    const vote: Vote = { receiptHash: made.receiptHash, verifier: account.address, round: 0, verdict: says, kind: voteKind.none, chunk: 0, evidenceRoot: hash('evidence'), salt: hash('salt') };
    return { vote, signature: signDigest(account.key, signingDigest(domain, 'Vote', vote)) };
  };
  const requestWith = (votes: VoucherRequest['votes']): VoucherRequest => {
    const tree = createGrowingTree(p, treeTag.voucherReceipt);
    tree.append(fromHex(made.receiptHash));
    const { order } = made;
    const voucher = { client: order.client, provider: order.provider, app: order.app, modelId: order.modelId, count: 1, cumulativeWei: receiptPriceWei(order, made.receipt.io), receiptsRoot: toHex(tree.root()) };
    return { jobId: made.jobId, voucher, signature: signDigest(client.key, signingDigest(domain, 'Voucher', voucher)), index: 0, proof: [], votes };
  };
  async function accept(votes: VoucherRequest['votes'], known: readonly string[]): Promise<{ kept: string[]; log: string[] }> {
    const kept: string[] = [];
    const log: string[] = [];
    const journal = {
      read: () => job, isOwn: () => true, live: () => [], newestVoucher: () => undefined,
      append: ([entry]: Parameters<Journal['append']>[0]) => void (entry?.event.kind === 'acknowledged' && kept.push(...entry.event.votes.map(({ vote }) => vote.verifier))),
    } as unknown as Journal;
    await createOrderSide({
      primitives: p, journal, node: node.address, domain, offered: new Map(), classIdsOf: () => new Set([1]), nowMs: () => 0, refusals: () => noRefusals, estimate: () => ({ jobSeconds: null, queueSeconds: 0 }), closedBy: () => null, readReservedWei: async () => null,
      isVerifier: (address) => known.includes(address), log: (line) => log.push(line), onAdmitted: () => {}, onProblem: () => {},
    }).acceptVoucher(requestWith(votes));
    return { kept, log };
  }

  it('keeps those of verifiers this network knows, and says that others were left out', async () => {
    const invented = accountOf('a key of the client\'s own');
    expect(await accept([voteBy(verifier, verdict.accept)], [verifier.address])).toEqual({ kept: [verifier.address], log: [] });
    const mixed = await accept([voteBy(verifier, verdict.accept), voteBy(invented, verdict.reject)], [verifier.address]);
    expect(mixed.kept).toEqual([verifier.address]);
    expect(mixed.log).toEqual([expect.stringMatching(/^1 votes on 0x.* are by nobody this network knows/)]);
    expect((await accept([voteBy(invented, verdict.accept)], [])).kept).toEqual([]);
  });
});
