// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {EscrowShares} from "./EscrowShares.sol";
import {HearthTypes} from "./HearthTypes.sol";
import {IHearthParameters} from "./interfaces/IHearthParameters.sol";
import {IJobCourt} from "./interfaces/IJobCourt.sol";

/// @title Jobs of silent clients, and void jobs
/// @notice The part of JobEscrow about single jobs: claims, objections, refunds, and what courts may do.
abstract contract EscrowClaims is EscrowShares {
    /// @notice Claims a job whose client stays silent: its order, and its receipt under an anchored batch. The price leaves the
    /// reservation now and is paid after ClaimSeconds, once the batch is mature, unless somebody objects or a court voids the job.
    /// Anyone may call it; the anchored receipt is the node's consent.
    /// @param order          the client's order
    /// @param orderSignature the client's signature over it
    /// @param receipt        the node's receipt
    /// @param place          where the receipt was anchored
    function openClaim(
        HearthTypes.JobOrder calldata order,
        bytes calldata orderSignature,
        HearthTypes.Receipt calldata receipt,
        Place calldata place
    ) external nonReentrant {
        bytes32 orderHash = orderDigest(order);
        Claim storage claim = _claims[orderHash];
        if (claim.state != JobState.None) revert JobNotIn(orderHash, claim.state, JobState.None);
        if (!_isSignedBy(order.client, orderHash, orderSignature)) {
            revert OrderSignatureInvalid(order.client, orderHash);
        }
        bytes32 receiptHash = _checkReceipt(orderHash, order, receipt);
        if (
            !isBatch(order.provider, place.batch, place.header) ||
            !_contains(place.header, place.index, receiptHash, place.proof)
        ) {
            revert ReceiptNotAnchored(order.provider, place.batch, receiptHash);
        }
        uint256 amountWei = _priceOf(order, receipt);
        if (amountWei == 0) revert AmountZero();
        uint256 payableAtSeconds = block.timestamp + parameters.valueOf(IHearthParameters.Parameter.ClaimSeconds);
        uint256 maturesAtSeconds = (place.header.anchoredAtSeconds / windowSeconds + 2) * windowSeconds;
        if (maturesAtSeconds > payableAtSeconds) payableAtSeconds = maturesAtSeconds;
        bytes32 reservationId = reservationIdOf(order.client, order.provider);
        uint32 splitVersion = _reservations[reservationId].splitVersion;
        _takeFromReservation(0, reservationId, order.client, order.provider, amountWei);
        _claims[orderHash] = Claim({
            amountWei: SafeCast.toUint96(amountWei),
            payableAtSeconds: uint48(payableAtSeconds),
            openedAtSeconds: uint48(block.timestamp),
            splitVersion: splitVersion,
            state: JobState.Claimed
        });
        emit Claimed(orderHash, order.client, order.provider, receiptHash, amountWei, uint64(payableAtSeconds));
    }

    /// @notice Ends a claim for a job that a settled voucher has paid already; the amount goes back to the reservation. Anyone may
    /// call it. A voucher that is not settled yet can be settled first, in the same block.
    /// @dev Hazard for nodes: accept a voucher only when its tree is the one before with the new receipt added. A client that hides
    /// an unpaid receipt in the tree of a voucher could object with it.
    /// @param order   the claimed order
    /// @param receipt a receipt of the node for it
    /// @param place   where it stands in the tree of the line's newest settled voucher
    function objectClaim(
        HearthTypes.JobOrder calldata order,
        HearthTypes.Receipt calldata receipt,
        VoucherPlace calldata place
    ) external nonReentrant {
        bytes32 orderHash = orderDigest(order);
        Claim storage claim = _claims[orderHash];
        if (claim.state != JobState.Claimed) revert JobNotIn(orderHash, claim.state, JobState.Claimed);
        _checkSettled(order, _checkReceipt(orderHash, order, receipt), place);
        claim.state = JobState.Objected;
        _returnToReservation(order, claim);
        emit ClaimObjected(orderHash, msg.sender, claim.amountWei);
    }

    /// @notice Pays a claim whose time has come, split like any other payment. It counts in its voucher line: the line's next voucher
    /// goes on from the line's new sums. Anyone may call it.
    /// @param order the claimed order
    function payClaim(HearthTypes.JobOrder calldata order) external nonReentrant {
        bytes32 orderHash = orderDigest(order);
        Claim storage claim = _claims[orderHash];
        if (claim.state != JobState.Claimed) revert JobNotIn(orderHash, claim.state, JobState.Claimed);
        if (block.timestamp < claim.payableAtSeconds) revert ClaimTooEarly(claim.payableAtSeconds, block.timestamp);
        claim.state = JobState.Paid;
        Line storage line = _lines[_lineId(order.client, order.provider, order.app, order.modelId)];
        line.settledWei = SafeCast.toUint96(uint256(line.settledWei) + claim.amountWei);
        ++line.settledCount;
        emit ClaimPaid(orderHash, order.client, order.provider, claim.amountWei);
        Run memory run = Run(order.provider, 0, 0, 1, 0, 0);
        _share(Group(order.app, order.modelId, claim.splitVersion, claim.amountWei), run);
        _pay(run);
    }

    /// @notice Ends a claim that nobody had paid for LAPSE_SECONDS after its time; the amount goes back to the reservation. Anyone may call
    /// it. A claim can be paid only out of value that its node has mature, and a node that left makes none: its client's coins
    /// would stay here for good.
    /// @param order the claimed order
    function lapseClaim(HearthTypes.JobOrder calldata order) external nonReentrant {
        bytes32 orderHash = orderDigest(order);
        Claim storage claim = _claims[orderHash];
        if (claim.state != JobState.Claimed) revert JobNotIn(orderHash, claim.state, JobState.Claimed);
        uint256 lapsesAtSeconds = uint256(claim.payableAtSeconds) + LAPSE_SECONDS;
        if (block.timestamp < lapsesAtSeconds) revert ClaimTooEarly(uint64(lapsesAtSeconds), block.timestamp);
        claim.state = JobState.Objected;
        _returnToReservation(order, claim);
        emit ClaimObjected(orderHash, address(0), claim.amountWei);
    }

    /// @inheritdoc IJobCourt
    function voidJob(HearthTypes.JobOrder calldata order, uint256 penaltyWei) external nonReentrant {
        _checkCourt();
        bytes32 orderHash = orderDigest(order);
        Claim storage claim = _claims[orderHash];
        JobState before = claim.state;
        if (before == JobState.Void || before == JobState.Refunded) revert JobNotIn(orderHash, before, JobState.None);
        claim.state = JobState.Void;
        if (before == JobState.Claimed) _returnToReservation(order, claim);
        if (before == JobState.Paid) _refund(orderHash, claim, order, claim.amountWei);
        uint256 takenWei = stakeManager.collect(order.provider, penaltyWei, address(this));
        _accounts[parameters.treasury()].dueWei += uint128(takenWei);
        emit JobVoided(orderHash, order.provider, before, takenWei);
    }

    /// @notice Refunds a voided job that a settled voucher has paid: its price, from the node's stake, to the client's account here.
    /// Anyone may call it.
    /// @param order   the voided order
    /// @param receipt a receipt of the node for it
    /// @param place   where it stands in the tree of the line's newest settled voucher
    function refundVoided(
        HearthTypes.JobOrder calldata order,
        HearthTypes.Receipt calldata receipt,
        VoucherPlace calldata place
    ) external nonReentrant {
        bytes32 orderHash = orderDigest(order);
        Claim storage claim = _claims[orderHash];
        if (claim.state != JobState.Void) revert JobNotIn(orderHash, claim.state, JobState.Void);
        _checkSettled(order, _checkReceipt(orderHash, order, receipt), place);
        _refund(orderHash, claim, order, _priceOf(order, receipt));
    }

    /// @inheritdoc IJobCourt
    function holdClaim(bytes32 orderHash, uint64 untilSeconds) external {
        _checkCourt();
        Claim storage claim = _claims[orderHash];
        if (claim.state != JobState.Claimed) revert JobNotIn(orderHash, claim.state, JobState.Claimed);
        uint64 latestSeconds = uint64(claim.openedAtSeconds) + MAX_HOLD_SECONDS;
        uint64 heldUntilSeconds = untilSeconds < latestSeconds ? untilSeconds : latestSeconds;
        if (heldUntilSeconds <= claim.payableAtSeconds) return;
        claim.payableAtSeconds = uint48(heldUntilSeconds);
        emit ClaimHeld(orderHash, heldUntilSeconds);
    }

    /// @notice How a claimed or voided job stands.
    /// @param orderHash the order's signing digest
    /// @return state            None when it was neither claimed nor voided
    /// @return amountWei        what the claim is about
    /// @return payableAtSeconds when it may be paid
    function claimOf(
        bytes32 orderHash
    ) external view returns (JobState state, uint256 amountWei, uint64 payableAtSeconds) {
        Claim memory claim = _claims[orderHash];
        return (claim.state, claim.amountWei, claim.payableAtSeconds);
    }

    /// @inheritdoc IJobCourt
    function isBatch(address provider, uint32 batch, Batch calldata header) public view returns (bool) {
        bytes32 found = _batchHashes[_batchKey(provider, batch)];
        return
            found ==
            keccak256(
                abi.encode(header.root, header.count, header.valueWei, uint256(header.anchoredAtSeconds))
            );
    }

    /// @inheritdoc IJobCourt
    function containsReceipt(
        address provider,
        uint32 batch,
        Batch calldata header,
        uint64 index,
        bytes32 receiptDigest,
        bytes32[] calldata proof
    ) external view returns (bool) {
        return isBatch(provider, batch, header) && _contains(header, index, receiptDigest, proof);
    }

    /// @notice The digest a client signs for an order, which is also the order's hash.
    /// @param order the order
    /// @return the EIP-712 signing digest under this contract's domain
    function orderDigest(HearthTypes.JobOrder calldata order) public view returns (bytes32) {
        return _hashTypedDataV4(HearthTypes.hashJobOrderCalldata(order));
    }

    /// @dev A released reservation begins anew, without an expiry: its client may release it again at once.
    function _returnToReservation(HearthTypes.JobOrder calldata order, Claim storage claim) internal {
        Reservation storage reservation = _reservations[reservationIdOf(order.client, order.provider)];
        reservation.amountWei += claim.amountWei;
        if (reservation.splitVersion == 0) reservation.splitVersion = claim.splitVersion;
    }

    function _refund(
        bytes32 orderHash,
        Claim storage claim,
        HearthTypes.JobOrder calldata order,
        uint256 amountWei
    ) internal {
        claim.state = JobState.Refunded;
        uint256 takenWei = stakeManager.collect(order.provider, amountWei, address(this));
        _accounts[order.client].dueWei += uint128(takenWei);
        emit Refunded(orderHash, order.client, takenWei);
    }

    /// @dev Whether the receipt answers the order as signed. Gives the receipt's signing digest.
    function _checkReceipt(
        bytes32 orderHash,
        HearthTypes.JobOrder calldata order,
        HearthTypes.Receipt calldata receipt
    ) internal view returns (bytes32) {
        if (
            receipt.orderHash != orderHash ||
            receipt.provider != order.provider ||
            receipt.exec.modelId != order.modelId ||
            order.reservationId != reservationIdOf(order.client, order.provider)
        ) revert ReceiptNotOfOrder(orderHash, receipt.orderHash);
        if (receipt.io.unitsIn > order.maxUnitsIn || receipt.io.unitsOut > order.maxUnitsOut) {
            revert UnitsAboveOrder(
                receipt.io.unitsIn,
                receipt.io.unitsOut,
                order.maxUnitsIn,
                order.maxUnitsOut
            );
        }
        if (receipt.meter.finishedAtMs > uint256(order.deadlineSeconds) * 1000) {
            revert ReceiptTooLate(receipt.meter.finishedAtMs, order.deadlineSeconds);
        }
        return _hashTypedDataV4(HearthTypes.hashReceiptCalldata(receipt));
    }

    function _contains(
        Batch calldata header,
        uint64 index,
        bytes32 receiptHash,
        bytes32[] calldata proof
    ) internal pure returns (bool) {
        return
            HearthTypes.merkleContains(
                header.root,
                HearthTypes.ANCHOR_TAG,
                index,
                header.count,
                abi.encode(receiptHash),
                proof
            );
    }

    /// @dev Whether the newest settled voucher of the order's line covers the receipt.
    function _checkSettled(
        HearthTypes.JobOrder calldata order,
        bytes32 receiptHash,
        VoucherPlace calldata place
    ) internal view {
        bytes32 lineId = _lineId(order.client, order.provider, order.app, order.modelId);
        bytes14 rootMark = _lines[lineId].rootMark;
        bool isCovered = rootMark != 0 &&
            rootMark == bytes14(place.receiptsRoot) &&
            HearthTypes.merkleContains(
                place.receiptsRoot,
                VOUCHER_TAG,
                place.index,
                place.count,
                abi.encode(receiptHash),
                place.proof
            );
        if (!isCovered) revert ReceiptNotSettled(lineId, receiptHash);
    }

    function _priceOf(
        HearthTypes.JobOrder calldata order,
        HearthTypes.Receipt calldata receipt
    ) internal pure returns (uint256) {
        return receipt.io.unitsIn * order.priceInWei + receipt.io.unitsOut * order.priceOutWei;
    }
}
