import { stopReason } from '../shared/decode.ts';
import { sameAddress, type Hex } from '../shared/units.ts';
import { outputRootOf } from './bundle.ts';
import { fromHex, toHex, utf8Bytes } from './bytes.ts';
import { jcsBytes } from './jcs.ts';
import { deriveSalt, deriveSamplerKey, nonceCommitOf, seedHashOf } from './keys.ts';
import type { Primitives } from './primitives.ts';
import type { ReceiptFile } from './receiptFile.ts';
import { isSignedBy } from './signature.ts';
import { encodeTensorHeader, tensorBlockBytes, tensorRoot, tokenTensor } from './tensor.ts';
import { merkleProof, treeTag, type TreeTag } from './tree.ts';
import { signingDigest } from './typedData.ts';

type OpenedLeaf = { readonly data: Hex; readonly proof: readonly Hex[] };
/** One token of the output, opened under the receipt's outputRoot. */
export type TokenOpening = {
  readonly tensorRoot: OpenedLeaf;
  readonly tensor: { readonly count: number; readonly header: OpenedLeaf; readonly blocks: readonly OpenedLeaf[] };
  readonly index: number;
};
/** The bytes an order's decodeHash names, and where in them the key begins that the contract has to read. */
type Rules = { readonly rules: Uint8Array; readonly keyAt: number };

/** A fault that the receipt proves by itself, with what the proof needs beside order, receipt and signature. */
export type ReceiptFault =
  | { readonly kind: 'order' }
  | { readonly kind: 'seed'; readonly nonce: Hex }
  | ({ readonly kind: 'class' } & Rules)
  | ({ readonly kind: 'count' } & Rules)
  | ({ readonly kind: 'token'; readonly opening: TokenOpening } & Rules);

/**
 * The first fault of a receipt that ReceiptProofs judges in one call; null when there is none, or when what would prove it is not in the
 * file. Nothing is believed of the file but what the node signed: an order or signature that does not fit proves nothing. Pure.
 * @source docs/protocol/court.md section 6; a plan mismatch is left out, because only the registry knows the plan
 */
export function findReceiptFault(p: Primitives, file: ReceiptFile): ReceiptFault | null {
  const { order, receipt, bundle, domain } = file;
  if (signingDigest(domain, 'JobOrder', order) !== receipt.orderHash) return null;
  if (!isSignedBy(signingDigest(domain, 'Receipt', receipt), file.receiptSignature, receipt.provider)) return null;
  if (contradictsOrder(file)) return { kind: 'order' };
  const nonce = fromHex(bundle.nonce);
  if (nonceCommitOf(p, nonce) === order.nonceCommit && seedHashOf(p, deriveSamplerKey(p, nonce, order.jobId as Hex)) !== receipt.io.seedHash) return { kind: 'seed', nonce: bundle.nonce as Hex };
  if (bundle.classId === undefined) return null;
  const rules = jcsBytes({ format: 'hearth-decode/1', classId: bundle.classId, decode: bundle.kind === 'generate' ? bundle.decode : null });
  if (toHex(p.sha256(rules)) !== order.decodeHash) return null;
  const at = (key: string): Rules => ({ rules, keyAt: indexOfBytes(rules, utf8Bytes(`"${key}":`)) });
  if (bundle.classId !== receipt.exec.classId) return { kind: 'class', ...at('classId') };
  if (bundle.kind !== 'generate') return null;
  const { unitsOut, stopReason: reason } = receipt.io;
  const { maxNewTokens } = bundle.decode;
  if (unitsOut > maxNewTokens || (reason === stopReason.maxNewTokens && unitsOut !== maxNewTokens)) return { kind: 'count', ...at('maxNewTokens') };
  const index = findBadToken(bundle.tokens, bundle.decode.stopTokenIds, receipt.io);
  if (index === null || outputRootOf(p, nonce, order.jobId as Hex, tokenTensor(bundle.tokens)) !== receipt.io.outputRoot) return null;
  return { kind: 'token', ...at('stopTokenIds'), opening: openToken(p, nonce, order.jobId as Hex, bundle.tokens, index) };
}

function contradictsOrder({ order, receipt }: ReceiptFile): boolean {
  const { exec, io } = receipt;
  const fits = sameAddress(order.provider, receipt.provider) && order.modelId === exec.modelId && order.inputRoot === io.inputRoot;
  return !fits || io.unitsIn > order.maxUnitsIn || io.unitsOut > order.maxUnitsOut;
}

/** A token that breaks the stop rule, any token when the output has another length than billed, or null. */
function findBadToken(tokens: readonly number[], stopTokenIds: readonly number[], io: { readonly unitsOut: number; readonly stopReason: number }): number | null {
  if (tokens.length === 0) return null;
  if (tokens.length !== io.unitsOut) return 0;
  const last = tokens.length - 1;
  const index = tokens.findIndex((token, i) => stopTokenIds.includes(token) !== (i === last && io.stopReason === stopReason.stopToken));
  return index < 0 ? null : index;
}

function openToken(p: Primitives, nonce: Uint8Array, jobId: Hex, tokens: readonly number[], index: number): TokenOpening {
  const tensor = tokenTensor(tokens);
  const leaves = [encodeTensorHeader(tensor.dtype, tensor.dims)];
  for (let from = 0; from < tensor.body.length; from += tensorBlockBytes) leaves.push(tensor.body.subarray(from, from + tensorBlockBytes));
  const open = (tag: TreeTag, of: readonly Uint8Array[], at: number): OpenedLeaf => ({ data: toHex(of[at]!), proof: merkleProof(p, tag, of, at).map(toHex) });
  return {
    tensorRoot: open(treeTag.output, [deriveSalt(p, nonce, jobId, 'output'), tensorRoot(p, tensor)], 1),
    tensor: { count: leaves.length, header: open(treeTag.tensorBlock, leaves, 0), blocks: [open(treeTag.tensorBlock, leaves, 1 + Math.floor((4 * index) / tensorBlockBytes))] },
    index,
  };
}

function indexOfBytes(bytes: Uint8Array, wanted: Uint8Array): number {
  for (let at = 0; at + wanted.length <= bytes.length; at++) if (wanted.every((byte, i) => bytes[at + i] === byte)) return at;
  throw new RangeError('the key is not in the rules');
}
