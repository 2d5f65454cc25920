import { hashMessage } from 'ethers/hash';
import { z } from 'zod';
import { decodeShape } from '../shared/decode.ts';
import { failureShape } from '../shared/errors.ts';
import { jobKindShape } from '../shared/shapes.ts';
import { addressShape, bytes32Shape, hexShape, regionShape, safeUintShape, signatureShape, textShape, uint16Shape, uint32Shape, uint8Shape, weiShape, type Hex } from '../shared/units.ts';
import { fromHex, toHex } from './bytes.ts';
import { jcsSha256 } from './jcs.ts';
import type { Primitives } from './primitives.ts';
import { pinnedClassShape } from './bundle.ts';
import { tokenTensor, type TensorBytes } from './tensor.ts';
import { receiptFileShape } from './receiptFile.ts';
import { rowRequestShape, rowsOpenedShape } from './rowOpening.ts';
import { domainShape, jobOrderShape, voteShape, voucherShape } from './typedData.ts';

/**
 * Messages between peers: JSON frames, length-prefixed, over libp2p streams. Everything here is untrusted until parsed.
 * @source docs/protocol/messages.md
 */
export const streamProtocol = {
  /** provider → client: I am here. One request, one reply. */
  announce: '/hearth/announce/1',
  /** client → provider: one order; replies stream back until a result or a failure. */
  job: '/hearth/job/1',
  /** client → provider: what became of a job I lost sight of? One request, one reply. */
  collect: '/hearth/collect/1',
  /** client → provider: acknowledgement of delivery. One request, one reply. */
  voucher: '/hearth/voucher/1',
  /** anyone → verifier: check this receipt; commit, reveal, compare. One request, one reply. */
  audit: '/hearth/audit/2',
  /** client → provider: open these rows of my job. One request, one reply. */
  rows: '/hearth/rows/1',
} as const;

/** Largest frame on each protocol, bytes. */
export const frameLimitBytes = 32 * 1024 * 1024;

export const announcementShape = z.strictObject({
  format: z.literal('hearth-announcement/2'),
  domain: domainShape,
  node: addressShape,
  payout: addressShape,
  epoch: uint32Shape,
  peerId: textShape(120),
  addresses: z.array(textShape(300)).max(16),
  models: z.array(z.strictObject({
    modelId: bytes32Shape, kind: jobKindShape, name: textShape(120), classId: uint16Shape,
    priceInWei: weiShape, priceOutWei: weiShape, maxContext: uint32Shape,
    /** Measured by the node's own benchmark: thousandths of a unit a second, one job alone; left out while nothing was measured. A claim, like everything here. */
    speedMilli: uint32Shape.optional(),
  })).max(256),
  freeSlots: uint16Shape,
  /** Where its owner says that it stands; left out unless he wishes. */
  region: regionShape.optional(),
  atMs: safeUintShape,
  /** Until when it counts: the node will have said something newer by then, or is gone. */
  untilMs: safeUintShape,
});
export type Announcement = z.output<typeof announcementShape>;

/** The 32 bytes an announcement's signature covers, as an EIP-191 personal message of this digest. */
export const announcementDigest = (p: Primitives, announcement: Announcement): Hex =>
  toHex(jcsSha256(p, z.encode(announcementShape, announcement)));

export const announceRequestShape = z.strictObject({
  announcement: announcementShape,
  signature: signatureShape,
  /** On the practice network: the node's consent that the practice operator stakes for it. */
  binding: z.strictObject({ operator: addressShape, deadlineSeconds: safeUintShape, signature: signatureShape }).nullable(),
});
export const announceReplyShape = z.strictObject({ ok: z.boolean(), failure: failureShape.nullable() });

const inputShape = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('classify'), dtype: uint8Shape, dims: z.array(uint32Shape).max(8), body: hexShape }),
  z.strictObject({ kind: z.literal('embed'), inputTokens: z.array(uint32Shape).max(100_000) }),
  z.strictObject({ kind: z.literal('generate'), promptTokens: z.array(uint32Shape).max(100_000), decode: decodeShape }),
]);
export type JobInput = z.infer<typeof inputShape>;

/** What an order's input root is over. */
export function inputTensor(input: JobInput): TensorBytes {
  switch (input.kind) {
    case 'classify': return { dtype: input.dtype, dims: input.dims, body: fromHex(input.body) };
    case 'embed': return tokenTensor(input.inputTokens);
    case 'generate': return tokenTensor(input.promptTokens);
  }
}

/** The most units an order of such an input pays for: tokens, one vector, one item. */
export function inputUnits(input: JobInput): { readonly maxUnitsIn: number; readonly maxUnitsOut: number } {
  switch (input.kind) {
    case 'classify': return { maxUnitsIn: 1, maxUnitsOut: 1 };
    case 'embed': return { maxUnitsIn: input.inputTokens.length, maxUnitsOut: 1 };
    case 'generate': return { maxUnitsIn: input.promptTokens.length, maxUnitsOut: input.decode.maxNewTokens };
  }
}

export const jobRequestShape = z.strictObject({
  domain: domainShape,
  order: jobOrderShape,
  orderSignature: signatureShape,
  /** Revealed to the provider at dispatch; the order holds its hash. */
  nonce: bytes32Shape,
  /** The numeric class the order pins through its decodeHash; a request without one is refused. */
  classId: pinnedClassShape,
  input: inputShape,
});
export type JobRequest = z.output<typeof jobRequestShape>;

/** What the provider says of one job, in this order: admitted, tokens*, then result or failed; or refused alone. */
export const jobReplyShape = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('admitted'), queued: uint32Shape }),
  z.strictObject({ kind: z.literal('refused'), failure: failureShape }),
  z.strictObject({ kind: z.literal('tokens'), tokens: z.array(uint32Shape) }),
  z.strictObject({ kind: z.literal('result'), file: receiptFileShape }),
  z.strictObject({ kind: z.literal('failed'), failure: failureShape }),
]);
export type JobReply = z.output<typeof jobReplyShape>;

export const collectRequestShape = z.strictObject({ jobId: bytes32Shape });
export const collectReplyShape = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('unknown') }),
  z.strictObject({ kind: z.literal('pending') }),
  z.strictObject({ kind: z.literal('result'), file: receiptFileShape }),
  z.strictObject({ kind: z.literal('failed'), failure: failureShape }),
]);

const signedVoteShape = z.strictObject({ vote: voteShape, signature: signatureShape });
export const voucherRequestShape = z.strictObject({
  jobId: bytes32Shape,
  voucher: voucherShape,
  signature: signatureShape,
  /** Where this job's receipt hash stands among the voucher's receipts, and its proof. */
  index: uint32Shape,
  proof: z.array(bytes32Shape).max(64),
  votes: z.array(signedVoteShape).max(64),
});
export type VoucherRequest = z.output<typeof voucherRequestShape>;
export const voucherReplyShape = z.strictObject({ ok: z.boolean(), failure: failureShape.nullable() });

/** EIP-191 message over 32 bytes: how what is no typed data is signed. */
export const messageDigest = (digest: Hex): Hex => hashMessage(fromHex(digest)) as Hex;

const sketchHexShape = z.string().regex(/^0x[0-9a-f]{256}$/);

/**
 * What a vote's evidenceRoot commits to, as sha256(JCS(evidence)). `judged` is what the verdict rests on; `sketches` are the verifier's personal
 * ones, none where no generation was replayed.
 */
export const auditEvidenceShape = z.strictObject({
  format: z.literal('hearth-evidence/2'),
  beacon: bytes32Shape,
  judged: z.record(textShape(40), z.union([textShape(200), safeUintShape, z.boolean(), z.array(safeUintShape).max(1_000_000)])),
  sketches: z.array(sketchHexShape).max(40_000),
});
export type AuditEvidence = z.infer<typeof auditEvidenceShape>;
export const evidenceRootOf = (p: Primitives, evidence: AuditEvidence): Hex => toHex(jcsSha256(p, evidence));

/** A vote's signing digest and the signature over it: binds verifier, verdict and evidence without showing them, since the vote holds a salt. */
export const voteCommitShape = z.strictObject({ verifier: addressShape, digest: bytes32Shape, signature: signatureShape });
export type VoteCommit = z.infer<typeof voteCommitShape>;

/** The three steps of an audit, each one request and one reply on a stream of its own. @source docs/protocol/audits.md section 4 */
export const auditRequestShape = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('commit'), file: receiptFileShape, beacon: bytes32Shape, round: uint32Shape }),
  z.strictObject({ kind: z.literal('reveal'), receiptHash: bytes32Shape, commits: z.array(voteCommitShape).min(1).max(64) }),
  z.strictObject({
    kind: z.literal('compare'), receiptHash: bytes32Shape,
    others: z.array(z.strictObject({ verifier: addressShape, sketches: z.array(sketchHexShape).max(40_000) })).max(16),
  }),
]);
export type AuditRequest = z.output<typeof auditRequestShape>;

export const comparisonShape = z.strictObject({
  format: z.literal('hearth-comparison/1'), receiptHash: bytes32Shape, by: addressShape,
  /** Largest distance of each other verifier's personal sketches from this one's own rows, in billionths; 2^53 - 1 for what is none. */
  distancesNano: z.array(z.strictObject({ of: addressShape, nano: safeUintShape })).max(16),
});
/** The 32 bytes a comparison's signature covers, as {@link messageDigest}. */
export const comparisonDigest = (p: Primitives, comparison: z.infer<typeof comparisonShape>): Hex => toHex(jcsSha256(p, comparison));

export const auditReplyShape = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('committed'), commit: voteCommitShape }),
  z.strictObject({ kind: z.literal('revealed'), vote: voteShape, reason: z.string().max(500), evidence: auditEvidenceShape }),
  z.strictObject({ kind: z.literal('compared'), comparison: comparisonShape, signature: signatureShape }),
  z.strictObject({ kind: z.literal('declined'), failure: failureShape }),
]);
export type AuditReply = z.output<typeof auditReplyShape>;

/** Asks a provider for rows under a receipt's rowRoot; signed by the order's client as {@link messageDigest} of {@link rowRequestDigest}. */
export const rowsRequestShape = z.strictObject({ request: rowRequestShape, signature: signatureShape });
export type RowsRequest = z.infer<typeof rowsRequestShape>;
export const rowsReplyShape = z.discriminatedUnion('kind', [rowsOpenedShape, z.strictObject({ kind: z.literal('declined'), failure: failureShape })]);
export type RowsReply = z.output<typeof rowsReplyShape>;

/** Where a practice network can be found, written by `hearth devnet`. */
export const practiceFileShape = z.strictObject({
  format: z.literal('hearth-practice/1'),
  /** Path of the deployment file, absolute. */
  deploymentFile: z.string(),
  operator: addressShape,
  /** Extended public key of the operators that the network keeps for nodes which join it, one each. Absent in files of before. */
  operatorsKey: textShape(200).optional(),
  client: addressShape,
  verifiers: z.array(addressShape),
  /** libp2p addresses of the client, with peer id. */
  clientAddresses: z.array(z.string()).max(16),
});
export type PracticeFile = z.infer<typeof practiceFileShape>;
