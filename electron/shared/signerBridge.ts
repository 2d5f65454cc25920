import { z } from 'zod';
import { defineBridge } from './bridgeKit.ts';
import { addressShape, bytes32Shape, hexShape, safeUintShape, signatureShape, weiShape } from './units.ts';

/**
 * What the provider may ask of the signer. Values are checked and hashed by the signer itself: it never signs a bare digest.
 * Typed values (order, receipt, domain) cross as wire JSON and are parsed by the signer with the protocol's own shapes.
 */
export const signerBridge = defineBridge({
  commands: {
    readAccounts: {
      takes: z.strictObject({}),
      gives: z.strictObject({ node: addressShape, payout: addressShape, epoch: z.number().int(), protection: z.enum(['file', 'safeStorage', 'passphrase']) }),
      fails: [],
    },
    /** Fixes the network for this run: chain, contracts. A second, different one is refused. */
    setNetwork: {
      takes: z.strictObject({
        domain: z.unknown(), stakeManager: addressShape, practice: z.boolean(),
        /** Address that may stake for this node, on the practice network. */
        operator: addressShape.nullable(),
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
    /** Binds the libp2p key, prices and addresses to the node: EIP-191 over the announcement's canonical hash. */
    signAnnouncement: { takes: z.strictObject({ announcement: z.unknown() }), gives: z.strictObject({ signature: signatureShape }), fails: ['signer.refused'] },
    /** NodeBinding(address node,address operator,uint64 deadlineSeconds) for the network's own practice operator only. */
    signBinding: { takes: z.strictObject({ deadlineSeconds: safeUintShape }), gives: z.strictObject({ operator: addressShape, signature: signatureShape }), fails: ['signer.refused'] },
    /** EIP-1559 transaction to a known contract and method (anchor, settle) under caps of value, gas and fee. */
    signTransaction: {
      takes: z.strictObject({
        chainId: safeUintShape, nonce: safeUintShape, to: addressShape, data: hexShape, valueWei: weiShape, gasLimit: weiShape,
        maxFeePerGasWei: weiShape, maxPriorityFeePerGasWei: weiShape,
      }),
      gives: z.strictObject({ raw: hexShape, txHash: bytes32Shape }),
      fails: ['signer.refused'],
    },
  },
  topics: {
    state: z.strictObject({ ready: z.boolean() }),
  },
});
export type SignerBridge = typeof signerBridge;
