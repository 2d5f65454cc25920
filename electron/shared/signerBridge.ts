import { z } from 'zod';
import { defineBridge } from './bridgeKit.ts';
import { keyProtectionShape } from './walletBridge.ts';
import { addressShape, bytes32Shape, hexShape, safeUintShape, signatureShape, timeMsShape, weiShape } from './units.ts';

export const walletNewsShape = z.strictObject({
  /** When keys closed because nothing was asked for some minutes; null: not in this run. */
  lockedByItselfAtMs: timeMsShape.nullable(),
  /** From when on a phrase should be compared with its copy (again); null: no phrase is here. */
  backupDueAtMs: timeMsShape.nullable(),
});
export type WalletNews = z.infer<typeof walletNewsShape>;

/** The rule of a signer's refusal that only says that it has another network until it ends. */
export const otherNetworkRule = 'oneNetwork';

/**
 * What the provider may ask of the signer. Values are checked and hashed by the signer itself: it never signs a bare digest.
 * Typed values (order, receipt, domain) cross as wire JSON and are parsed by the signer with the protocol's own shapes.
 */
export const signerBridge = defineBridge({
  commands: {
    readAccounts: {
      takes: z.strictObject({}),
      gives: z.strictObject({ node: addressShape, payout: addressShape, epoch: z.number().int(), protection: keyProtectionShape }),
      fails: [],
    },
    /** The owner's accounts, also while they are locked: addresses are no secret, and reminders of votes need them. */
    readOwnerAddresses: { takes: z.strictObject({}), gives: z.strictObject({ addresses: z.array(addressShape).max(200) }), fails: [] },
    /** Fixes the network for this run: chain, contracts. A second, different one is refused. */
    setNetwork: {
      takes: z.strictObject({
        domain: z.unknown(), stakeManager: addressShape, practice: z.boolean(),
        /** Address that may stake for this node, on the practice network. */
        operator: addressShape.nullable(),
        /** Contracts by name; JobEscrow and StakeManager follow from the fields above. */
        contracts: z.record(z.string().max(40), addressShape).default({}),
      }),
      gives: z.strictObject({}),
      fails: ['signer.refused'],
    },
    /** Next sequence number and previous receipt hash, from the ledger of what was signed. */
    readSequence: { takes: z.strictObject({}), gives: z.strictObject({ seq: safeUintShape, prev: bytes32Shape }), fails: ['signer.refused'] },
    /**
     * Signs a receipt for an order whose client signature the signer verified itself and that names this node. The commitment is
     * in the fsynced ledger before the signature exists. Asking again for the same receipt gives the same signature.
     */
    signReceipt: {
      takes: z.strictObject({ order: z.unknown(), orderSignature: signatureShape, receipt: z.unknown() }),
      gives: z.strictObject({ signature: signatureShape, receiptHash: bytes32Shape, orderHash: bytes32Shape }),
      fails: ['signer.refused', 'signer.secondCommitment', 'signer.ledgerCorrupt', 'storage.diskFull'],
    },
    /**
     * Signs a vote of this node about another's receipt: one per receipt and round, in the fsynced ledger before the signature exists. Asking
     * again for the same vote gives the same signature.
     */
    signVote: {
      takes: z.strictObject({ vote: z.unknown() }), gives: z.strictObject({ signature: signatureShape, digest: bytes32Shape }),
      fails: ['signer.refused', 'signer.secondVote', 'signer.ledgerCorrupt', 'storage.diskFull'],
    },
    /** Says as this node that it wants the bundle of a receipt it was drawn to audit: EIP-191 over the ask's canonical hash. */
    signBundleAsk: { takes: z.strictObject({ ask: z.unknown() }), gives: z.strictObject({ signature: signatureShape }), fails: ['signer.refused'] },
    /** Binds the libp2p key, prices and addresses to the node: EIP-191 over the announcement's canonical hash. */
    signAnnouncement: { takes: z.strictObject({ announcement: z.unknown() }), gives: z.strictObject({ signature: signatureShape }), fails: ['signer.refused'] },
    /** NodeBinding(address node,address operator,uint64 deadlineSeconds) for the network's own practice operator only. */
    signBinding: { takes: z.strictObject({ deadlineSeconds: safeUintShape }), gives: z.strictObject({ operator: addressShape, signature: signatureShape }), fails: ['signer.refused'] },
    /** With the node key: an EIP-1559 transaction to a known contract and method, without value, under caps of gas, fee and fees a day. */
    signTransaction: {
      takes: z.strictObject({
        chainId: safeUintShape, nonce: safeUintShape, to: addressShape, data: hexShape, valueWei: weiShape, gasLimit: weiShape,
        maxFeePerGasWei: weiShape, maxPriorityFeePerGasWei: weiShape,
      }),
      gives: z.strictObject({ raw: hexShape, txHash: bytes32Shape }),
      fails: ['signer.refused', 'storage.diskFull'],
    },
    /**
     * With an account's key, what its owner approved on the wallet's own port. The call is the approval's; the provider gives nonce and fees.
     * An approval is good for one nonce, so raising the fee of what is on its way is the only second use.
     */
    signApproved: {
      takes: z.strictObject({ approvalId: z.string().regex(/^[0-9a-f]{16}$/), nonce: safeUintShape, gasLimit: weiShape, maxFeePerGasWei: weiShape, maxPriorityFeePerGasWei: weiShape }),
      gives: z.strictObject({ raw: hexShape, txHash: bytes32Shape }),
      fails: ['signer.refused', 'signer.ledgerCorrupt', 'storage.diskFull'],
    },
  },
  topics: {
    state: z.strictObject({ ready: z.boolean() }),
    /** What the node may know of the owner's wallet so that its owner is told: two times, no name and no key. */
    walletNews: walletNewsShape,
  },
});
export type SignerBridge = typeof signerBridge;
