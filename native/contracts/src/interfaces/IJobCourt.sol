// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {HearthTypes} from "../HearthTypes.sol";

/// @title What a court may ask of the jobs' escrow
/// @notice JobEscrow implements it. Orders, receipts, votes and vouchers are signed under its EIP-712 domain.
interface IJobCourt {
    /// @notice A batch as its Anchored event tells it. The chain keeps only its hash, which binds all four fields.
    struct Batch {
        bytes32 root;
        uint64 count;
        uint128 valueWei;
        uint64 anchoredAtSeconds;
    }

    /// @notice The EIP-712 domain separator of orders, receipts, votes and vouchers.
    /// @return 32 bytes, right also after a fork of the chain
    function domainSeparator() external view returns (bytes32);

    /// @notice Whether a node anchored exactly this batch under this number.
    /// @param provider the node
    /// @param batch    the batch's number, from 0
    /// @param header   the batch as in its event; `anchoredAtSeconds` is the time of the event's block
    /// @return true when all of it is so
    function isBatch(address provider, uint32 batch, Batch calldata header) external view returns (bool);

    /// @notice Whether a receipt is under an anchored batch.
    /// @param provider      the node
    /// @param batch         the batch's number
    /// @param header        the batch as in its event
    /// @param index         the receipt's place in the batch
    /// @param receiptDigest the receipt's EIP-712 signing digest
    /// @param proof         siblings from the leaf upwards
    /// @return true when the batch is the node's and holds the receipt there
    function containsReceipt(
        address provider,
        uint32 batch,
        Batch calldata header,
        uint64 index,
        bytes32 receiptDigest,
        bytes32[] calldata proof
    ) external view returns (bool);

    /// @notice Voids a job, once. An open claim goes back to the client's reservation, and no claim for it is ever paid. Was it paid
    /// by a claim already, its price is taken from the node's stake and credited to the client. Was it paid by a voucher, anyone may
    /// show so afterwards ({JobEscrow-refundVoided}). Only a court.
    /// @param order      the order, which the court has checked
    /// @param penaltyWei taken from the node's stake for the treasury; what is there is taken when it is less
    function voidJob(HearthTypes.JobOrder calldata order, uint256 penaltyWei) external;

    /// @notice Keeps a claim from being paid before a time, while an audit or a dispute about it runs. Never shortens, and never
    /// beyond 30 days after the claim was opened. Only a court.
    /// @param orderHash     the order's EIP-712 signing digest
    /// @param untilSeconds  the first second at which it may be paid
    function holdClaim(bytes32 orderHash, uint64 untilSeconds) external;

    /// @notice Credits verifiers of a node's jobs from what that node's paid jobs brought into the verifiers' pool, each the same; they
    /// collect it with {JobEscrow-collect}. Only a court.
    /// @dev Pays the first ones when the node's budget is too small for all.
    /// @param provider  the node whose jobs were judged
    /// @param verifiers who worked
    /// @param eachWei   how much each gets
    /// @return paid     how many were paid
    function payVerifiers(
        address provider,
        address[] calldata verifiers,
        uint256 eachWei
    ) external returns (uint256 paid);

    /// @notice What is left of the verifiers' shares that a node's paid jobs brought in: all that its audits can ever be paid from.
    /// @param provider the node
    /// @return in wei
    function auditBudgetOf(address provider) external view returns (uint256);

    /// @notice The length of a window: what is anchored in window k may be settled from the start of window k + 2.
    /// @return in seconds
    function windowSeconds() external view returns (uint64);
}
