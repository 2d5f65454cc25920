import { fromHex } from '../../protocol/bytes.ts';
import type { ReceiptFile } from '../../protocol/receiptFile.ts';
import type { VerifiedFile } from '../../protocol/verify.ts';
import type { Check } from '../../shared/shapes.ts';

/** One hash of a receipt's path. */
export type HashNode = {
  /** Its name in the file: inputRoot, receiptHash, vote-0 … */
  readonly hash: string;
  readonly digest: string;
  /** passed: recomputed by whoever ran the checks, and the same. failed: a check that decides about it failed. notChecked: only as the file says. */
  readonly state: Check['state'];
  /** The checks that decided; why, where nothing did. */
  readonly by: readonly string[] | string;
  readonly commitsTo: readonly HashNode[];
};

/**
 * The path from payment down to input and output: every hash of the file, and which of them the checks recomputed. Voucher and anchor both hold the receipt; it
 * stands under the anchor, or the voucher where nothing is anchored. One tree once paid, before that one per voucher and anchor. Pure.
 */
export function buildHashTree(file: ReceiptFile, { orderHash, receiptHash }: Pick<VerifiedFile, 'orderHash' | 'receiptHash'>, checks: readonly Check[]): readonly HashNode[] {
  const { order, receipt, bundle } = file;
  const known = new Map(checks.map((check) => [check.name, check.state]));
  /** @param names  what must all pass for the hash to be recomputed */
  const node = (hash: string, digest: string, names: readonly string[], without: string, commitsTo: readonly HashNode[] = []): HashNode => {
    const states = names.map((name) => known.get(name) ?? 'notChecked');
    const failed = names.filter((_, i) => states[i] === 'failed');
    if (failed.length > 0) return { hash, digest, state: 'failed', by: failed, commitsTo };
    const isWhole = names.length > 0 && states.every((state) => state === 'passed');
    return isWhole ? { hash, digest, state: 'passed', by: names, commitsTo } : { hash, digest, state: 'notChecked', by: without, commitsTo };
  };
  const recomputed = 'not recomputed';
  const orderNode = node('orderHash', orderHash, ['orderHash', 'orderSignature'], recomputed, [
    node('modelId', order.modelId, ['model', 'modelFiles'], 'give --model DIR'),
    node('inputRoot', order.inputRoot, ['inputRoot'], recomputed),
    node('decodeHash', order.decodeHash, ['decodeHash'], recomputed),
    node('nonceCommit', order.nonceCommit, ['nonce'], recomputed),
  ]);
  const isFirst = fromHex(receipt.prev).every((byte) => byte === 0);
  const votes = file.votes.map(({ vote }, i) => node(`vote-${i}`, vote.evidenceRoot, known.get('votes') === 'failed' ? ['votes'] : [], 'signed; what it rests on is with the verifier'));
  const receiptNode = node('receiptHash', receiptHash, ['receiptSignature'], recomputed, [
    orderNode,
    node('planRoot', receipt.exec.planRoot, ['modelFiles'], 'give --model DIR'),
    node('runtimeId', receipt.exec.runtimeId, ['runtime'], recomputed),
    node('outputRoot', receipt.io.outputRoot, ['outputRoot'], recomputed),
    node('seedHash', receipt.io.seedHash, ['seed'], recomputed),
    node('rowRoot', receipt.trace.rowRoot, bundle.kind === 'generate' ? ['rows'] : ['sketchRoot'], 'rows are not in the file: give --rows FILE'),
    node('sketchRoot', receipt.trace.sketchRoot, ['sketchRoot'], recomputed),
    node('tapRoot', receipt.trace.tapRoot, ['sketchRoot'], recomputed),
    node('bundleHash', receipt.bundleHash, ['bundleHash'], recomputed),
    node('prev', receipt.prev, [], isFirst ? "the node's first receipt" : 'the receipt before it is another file'),
    ...votes,
  ]);
  const anchor = file.anchor ? [node('anchorRoot', file.anchor.root, ['anchor'], recomputed, [receiptNode])] : [];
  const voucher = file.voucher ? [node('receiptsRoot', file.voucher.value.receiptsRoot, ['voucher'], recomputed, file.anchor ? [] : [receiptNode])] : [];
  const roots = anchor.length + voucher.length > 0 ? [...voucher, ...anchor] : [receiptNode];
  return file.payment ? [node('payment', file.payment.txHash, ['payment', 'chainPayment'], 'only the chain can say: give --deployment FILE', roots)] : roots;
}

const marks = { passed: '✓', failed: '✗', notChecked: '·' } as const;

/** The trees as lines; each hash with its mark, and what decided where that is not plain. */
export function formatHashTree(trees: readonly HashNode[]): string[] {
  const lines: string[] = [];
  const walk = (node: HashNode, own: string, below: string): void => {
    const head = `${own}${marks[node.state]} ${node.hash}`;
    const note = node.state === 'failed' ? `  failed: ${[...node.by].join(', ')}` : node.state === 'notChecked' ? `  ${String(node.by)}` : '';
    lines.push(`${head.padEnd(24)} ${node.digest.slice(0, 10)}…${node.digest.slice(-8)}${note}`);
    node.commitsTo.forEach((child, i) => {
      const isLast = i === node.commitsTo.length - 1;
      walk(child, `${below}${isLast ? '└ ' : '├ '}`, `${below}${isLast ? '  ' : '│ '}`);
    });
  };
  for (const tree of trees) walk(tree, '', '');
  return lines;
}
