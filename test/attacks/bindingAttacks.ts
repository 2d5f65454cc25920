import { bundleHashOf, type Bundle } from '../../electron/protocol/bundle.ts';
import { fromHex, toHex } from '../../electron/protocol/bytes.ts';
import { localDomain as domain } from '../../electron/protocol/localDomain.ts';
import type { ReceiptFile } from '../../electron/protocol/receiptFile.ts';
import { merkleProof, merkleRoot, treeTag } from '../../electron/protocol/tree.ts';
import { signingDigest } from '../../electron/protocol/typedData.ts';
import { zeroHash } from '../../electron/protocol/verify.ts';
import { nodePrimitives as p } from '../../electron/services/primitives/nodePrimitives.ts';
import { fileOf, first, refusesFile, resign, type FileAttack } from './fileAttacks.ts';
import { createRandom } from './random.ts';
import { nameSeed } from './seedAttacks.ts';
import { node, refit, type Subject } from './subject.ts';

/** What a node signs afresh although an order, an anchor or an earlier signature already binds it. Each file is consistent but for that one thing. */
export function bindingAttacks(subject: Subject): FileAttack[] {
  /** A receipt of the n-th order, which names a seed, with `change` made to what its bundle says of the rules; signed over the changed bundle. */
  const withRules = async (n: number, change: (bundle: Extract<Bundle, { kind: 'generate' }>) => Bundle): Promise<ReceiptFile> => {
    const honest = await subject.honest(n);
    const file = fileOf(subject, { ...honest, request: { ...honest.request, decode: nameSeed(honest.request.decode, createRandom(`named ${n}`)) } }, first);
    if (file.bundle.kind !== 'generate') throw new Error('another sample');
    const bundle = change(file.bundle);
    return resign({ ...file, bundle, receipt: { ...file.receipt, bundleHash: bundleHashOf(p, bundle) } }, node);
  };
  return [
    {
      name: 'another seed in the bundle than the order names', subject: 'files', expected: '100 %', note: 'rules, bundle and signature agree with each other; the order hashes the seed',
      attempt: async (n, random) => refusesFile(await withRules(n, (bundle) => ({ ...bundle, decode: nameSeed(bundle.decode, random) }))),
    },
    {
      name: 'another first draw in the bundle than ordered', subject: 'files', expected: '100 %', note: 'so that noise of other positions would follow',
      attempt: async (n, random) => refusesFile(await withRules(n, (bundle) => ({ ...bundle, decode: { ...nameSeed(bundle.decode, random, 1 + random.below(1000)), ...('seed' in bundle.decode ? { seed: bundle.decode.seed } : {}) } }))),
    },
    {
      name: 'honest evidence after the draw', subject: 'files', expected: '100 %', note: 'a cheat is anchored, an honest run made once an audit is drawn: as a new bundle or as a new receipt, neither is what was anchored',
      async attempt(n) {
        const honest = await subject.honest(n);
        const other = 3 + ((honest.tokens[0]! + 700) % (subject.provider.vocabSize - 3));
        const cheat = fileOf(subject, await refit(subject.provider, honest.request, [other, ...honest.tokens.slice(1)], honest.stopReason), first);
        const anew = fileOf(subject, honest, first);
        const leaves = [cheat.receipt, ...[1, 2, 3].map((seq) => ({ ...cheat.receipt, seq }))].map((receipt) => fromHex(signingDigest(domain, 'Receipt', receipt)));
        const anchor = { root: toHex(merkleRoot(p, treeTag.anchorBatch, leaves)), count: leaves.length, index: 0, proof: merkleProof(p, treeTag.anchorBatch, leaves, 0).map(toHex), batchIndex: 0, txHash: zeroHash, blockNumber: 1 };
        return refusesFile(n % 2 === 0 ? { ...cheat, anchor, bundle: anew.bundle } : { ...anew, anchor });
      },
    },
  ];
}

export const bindingAttackNames = ['another seed in the bundle than the order names', 'another first draw in the bundle than ordered', 'honest evidence after the draw'];
