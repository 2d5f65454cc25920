// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {MessageHashUtils} from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";
import {HearthTypes} from "./HearthTypes.sol";
import {IJobCourt} from "./interfaces/IJobCourt.sol";

/// @title An order and its receipt, shown to a court
/// @notice What every audit, dispute and proof of fault begins with: that this node signed this receipt for this order, and anchored it.
/// @dev Signatures are 65 bytes, s in the lower half, and bound to chain and escrow by the domain: a malleated copy or one from another
/// chain or contract recovers somebody else.
library SignedReceipts {
    /// @notice An order, its receipt and the node's signature.
    struct Signed {
        HearthTypes.JobOrder order;
        HearthTypes.Receipt receipt;
        bytes receiptSignature;
    }

    /// @notice Where a receipt was anchored.
    struct Place {
        uint32 batch;
        IJobCourt.Batch header;
        uint64 index;
        bytes32[] proof;
    }

    /// @notice The node did not sign this receipt.
    error ReceiptSignatureInvalid(address node, address recovered);
    /// @notice The receipt is for another order.
    error OrderMismatch(bytes32 orderHash, bytes32 given);
    /// @notice The node anchored no such receipt there.
    error NotAnchored(address node, uint32 batch, uint64 index);

    /// @notice The signing digests of a shown order and receipt; reverts unless the node signed the receipt for this order.
    function check(
        Signed calldata signed,
        bytes32 domain
    ) internal pure returns (bytes32 receiptHash, bytes32 orderHash) {
        orderHash = digest(domain, HearthTypes.hashJobOrderCalldata(signed.order));
        if (orderHash != signed.receipt.orderHash) revert OrderMismatch(signed.receipt.orderHash, orderHash);
        receiptHash = checkSignature(domain, signed.receipt, signed.receiptSignature);
    }

    /// @notice The signing digest of a receipt; reverts unless the node it names signed it.
    function checkSignature(
        bytes32 domain,
        HearthTypes.Receipt calldata receipt,
        bytes calldata signature
    ) internal pure returns (bytes32 receiptHash) {
        receiptHash = digest(domain, HearthTypes.hashReceiptCalldata(receipt));
        address recovered = recover(receiptHash, signature);
        if (recovered != receipt.provider || recovered == address(0)) {
            revert ReceiptSignatureInvalid(receipt.provider, recovered);
        }
    }

    /// @notice Reverts unless the node anchored the receipt there.
    function checkPlace(Place calldata place, IJobCourt escrow, address node, bytes32 receiptHash) internal view {
        bool isThere = escrow.containsReceipt(node, place.batch, place.header, place.index, receiptHash, place.proof);
        if (!isThere) revert NotAnchored(node, place.batch, place.index);
    }

    /// @notice What the receipt costs by its order, in wei. Reverts on an order whose prices overflow, which no client can have paid.
    function priceWei(Signed calldata signed) internal pure returns (uint256) {
        return
            signed.receipt.io.unitsIn * signed.order.priceInWei + signed.receipt.io.unitsOut * signed.order.priceOutWei;
    }

    /// @notice The EIP-712 signing digest of a struct hash.
    function digest(bytes32 domain, bytes32 structHash) internal pure returns (bytes32) {
        return MessageHashUtils.toTypedDataHash(domain, structHash);
    }

    /// @notice Who signed; zero for a signature that nobody can have made.
    function recover(bytes32 digest_, bytes calldata signature) internal pure returns (address recovered) {
        (recovered, , ) = ECDSA.tryRecoverCalldata(digest_, signature);
    }
}
