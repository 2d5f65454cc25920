// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {EscrowBooks} from "./EscrowBooks.sol";
import {EscrowClaims} from "./EscrowClaims.sol";
import {HearthToken} from "./HearthToken.sol";
import {HearthTypes} from "./HearthTypes.sol";
import {StakeManager} from "./StakeManager.sol";
import {IHearthParameters} from "./interfaces/IHearthParameters.sol";
import {IJobCourt} from "./interfaces/IJobCourt.sol";
import {IModelRegistry} from "./interfaces/IModelRegistry.sol";

/// @title Clients lock coins, nodes anchor receipts, vouchers move the coins to all who had a part in the work
/// @notice A client reserves coins for a node. The node anchors batches of receipts, never with more value in flight than
/// `kappa` times its stake. After the window the client's cumulative vouchers settle, thousands of jobs in one transaction. Each
/// payment is split: verifiers, model, application, treasury, and the node what is left. A node whose client stays silent claims a job
/// by its order and its anchored receipt.
/// @dev The chain does not look into a batch before somebody claims or disputes: a root may be of nothing. What a node may earn is
/// bounded by what it anchored, what it anchors by its stake, and what it is paid by what clients signed.
///
/// Maturity. Time is cut into windows of `windowSeconds`, counted from 1970. What is anchored in window k is mature from the
/// start of window k + 2: never less than one window later, at most two. Two checkpoints per node then say what is mature, so
/// maturing costs no storage write and no loop, however many batches wait.
///
/// Rounding. Each share is rounded down and the node gets the rest, so that shares always add up to the price.
contract JobEscrow is EscrowClaims {
    /// @param token_         the coin that pays
    /// @param stakeManager_  nodes and stake
    /// @param registry_      models and royalties
    /// @param parameters_    governed numbers; their window must be this one
    /// @param windowSeconds_ length of a window, at least 1
    /// @param kappa_         in-flight value allowed per unit of stake, at least 1
    constructor(
        HearthToken token_,
        StakeManager stakeManager_,
        IModelRegistry registry_,
        IHearthParameters parameters_,
        uint64 windowSeconds_,
        uint32 kappa_
    ) EscrowBooks(token_, stakeManager_, registry_, parameters_, windowSeconds_, kappa_) {}

    /// @notice Locks the caller's coins for one node. The caller must have approved them to this contract.
    /// @dev Adds to what is already reserved; the later of the two expiries counts, so it can never be shortened. The whole
    /// reservation is shared by the newest split from now on; orders name the version so that both sides can tell.
    /// @param provider      a bound node
    /// @param amountWei     how much to add, in wei
    /// @param expirySeconds until when the node may count on it
    /// @return reservationId keccak256(abi.encode(client, provider))
    function reserve(
        address provider,
        uint256 amountWei,
        uint64 expirySeconds
    ) external nonReentrant returns (bytes32 reservationId) {
        if (amountWei == 0) revert AmountZero();
        uint64 pausedUntilSeconds = parameters.pausedUntilSeconds();
        if (block.timestamp < pausedUntilSeconds) revert OrdersPaused(pausedUntilSeconds);
        uint256 latestSeconds = block.timestamp + MAX_RESERVATION_SECONDS;
        if (expirySeconds <= block.timestamp || expirySeconds > latestSeconds) {
            revert ExpiryOutOfRange(expirySeconds, block.timestamp + 1, latestSeconds);
        }
        stakeManager.operatorOf(provider);
        reservationId = reservationIdOf(msg.sender, provider);
        Reservation storage reservation = _reservations[reservationId];
        reservation.amountWei += SafeCast.toUint128(amountWei);
        if (expirySeconds > reservation.expirySeconds) reservation.expirySeconds = expirySeconds;
        reservation.splitVersion = parameters.splitVersion();
        emit Reserved(msg.sender, provider, reservationId, amountWei, reservation.amountWei, reservation.expirySeconds);
        token.transferFrom(msg.sender, address(this), amountWei);
    }

    /// @notice Returns what the caller reserved for a node and nobody earned, one window after the expiry.
    /// @dev Hazard for the node: work must be mature by the expiry, and settled within the window after it.
    /// @param provider the node
    /// @return amountWei what was returned, in wei
    function release(address provider) external nonReentrant returns (uint256 amountWei) {
        bytes32 reservationId = reservationIdOf(msg.sender, provider);
        Reservation memory reservation = _reservations[reservationId];
        amountWei = reservation.amountWei;
        if (amountWei == 0) revert NothingReserved(msg.sender, provider);
        uint256 releasableAtSeconds = uint256(reservation.expirySeconds) + windowSeconds;
        if (block.timestamp <= releasableAtSeconds) revert NotReleasable(releasableAtSeconds, block.timestamp);
        delete _reservations[reservationId];
        emit Released(msg.sender, provider, reservationId, amountWei);
        token.transfer(msg.sender, amountWei);
    }

    /// @notice Gives a client back at once what it reserved for a node: for work that failed or will not be done. Only the node or its
    /// operator.
    /// @param provider  the node
    /// @param client    who reserved
    /// @param amountWei how much, in wei
    function giveBack(address provider, address client, uint256 amountWei) external nonReentrant {
        if (msg.sender != provider && msg.sender != stakeManager.operatorOf(provider)) {
            revert NotNode(provider, msg.sender);
        }
        bytes32 reservationId = reservationIdOf(client, provider);
        _takeFromReservation(0, reservationId, client, provider, amountWei);
        emit GivenBack(client, provider, reservationId, amountWei);
        token.transfer(client, amountWei);
    }

    /// @notice Anchors a batch of receipts of the calling node.
    /// @dev The running sums are stored, and one hash that binds root, count, value and time of the batch; the event tells them.
    /// Batches are numbered from 0. Not idempotent: the same root anchored twice counts twice in the node's in-flight value. (With
    /// these types the selector is one that the dispatcher finds early, which saves 350 gas.)
    /// @param root     the batch's tree root, tag 0x41 (see HearthTypes)
    /// @param count    receipts in the batch, at least 1
    /// @param valueWei the sum of their prices, in wei; over all batches of a node less than 2^96
    function anchor(bytes32 root, uint64 count, uint128 valueWei) external {
        if (count == 0 || root == bytes32(0)) revert BatchEmpty();
        Ledger storage ledger = _ledgers[msg.sender];
        uint256 head = ledger.head;
        uint256 checkpoint = ledger.checkpoint;
        uint256 nowIndex = _windowIndex();
        if (head >> 224 != nowIndex) {
            (uint256 maturedWei, uint256 maturedCount) = _matured(head, checkpoint, nowIndex);
            checkpoint = uint96(head) | (maturedWei << 96) | (uint256(uint48(head >> 96)) << 192);
            head = uint144(head) | (maturedCount << 144) | (uint256(uint32(head >> 192)) << 192) | (nowIndex << 224);
            ledger.checkpoint = checkpoint;
        }

        uint256 batch = uint32(head >> 192);
        unchecked {
            // Nothing wraps: 256 bits hold the sum of 96 and 128, of 48 and 64, and the product of 32 and 128; what matured was
            // anchored before. No field of `head` carries into the next: each sum is compared with its width.
            uint256 anchoredWei = uint256(uint96(head)) + valueWei;
            uint256 anchoredCount = uint256(uint48(head >> 96)) + count;
            if (anchoredWei > type(uint96).max || anchoredCount > type(uint48).max || batch == type(uint32).max) {
                revert LedgerFull(msg.sender);
            }
            uint256 inFlightWei = anchoredWei - uint96(checkpoint >> 96);
            uint256 limitWei = kappa * stakeManager.stakeOf(msg.sender);
            if (inFlightWei > limitWei) revert InFlightAboveLimit(msg.sender, inFlightWei, limitWei);
            ledger.head = head + valueWei + (uint256(count) << 96) + (1 << 192);
        }
        bytes32 batchHash;
        bytes32 topic = Anchored.selector;
        assembly ("memory-safe") {
            // The call's three words are the event's data, and with the time behind them what the hash binds.
            let words := mload(0x40)
            calldatacopy(words, 4, 96)
            mstore(add(words, 96), timestamp())
            batchHash := keccak256(words, 128)
            log3(words, 96, topic, caller(), batch)
        }
        _batchHashes[_batchKey(msg.sender, batch)] = batchHash;
    }

    /// @notice Pays what cumulative vouchers add over what was already settled. Anyone may call it.
    /// @dev A voucher that adds no value is skipped, so that the same call may be sent again. Vouchers for one node, placed side
    /// by side, are paid with one transfer; those of one app and model side by side are split once. Hazard: one bad voucher reverts
    /// the whole call; simulate it first.
    /// @param vouchers   cumulative per (client, provider, app, modelId)
    /// @param signatures the clients' EIP-712 signatures in the order of `vouchers`: 65 bytes, or what a client's contract accepts
    /// @return paidWei what was paid in all, all shares together, in wei
    function settle(
        HearthTypes.Voucher[] calldata vouchers,
        bytes[] calldata signatures
    ) external nonReentrant returns (uint256 paidWei) {
        if (vouchers.length != signatures.length) revert LengthMismatch(vouchers.length, signatures.length);
        Run memory run;
        Group memory group;
        for (uint256 i = 0; i < vouchers.length; ++i) {
            if (vouchers[i].provider != run.provider) {
                _share(group, run);
                paidWei += _pay(run);
                run = Run(vouchers[i].provider, 0, 0, 0, 0, 0);
            }
            _settleLine(i, vouchers[i], signatures[i], run, group);
        }
        _share(group, run);
        paidWei += _pay(run);
    }

    /// @notice What a client has reserved for a node and nobody earned yet.
    /// @param client   who pays
    /// @param provider the node
    /// @return amountWei           in wei, zero when nothing is reserved
    /// @return expirySeconds       until when the node may count on it
    /// @return releasableAtSeconds after this second the client may take it back
    function reservationOf(
        address client,
        address provider
    ) external view returns (uint256 amountWei, uint64 expirySeconds, uint256 releasableAtSeconds) {
        Reservation memory reservation = _reservations[reservationIdOf(client, provider)];
        return (
            reservation.amountWei,
            reservation.expirySeconds,
            reservation.amountWei == 0 ? 0 : uint256(reservation.expirySeconds) + windowSeconds
        );
    }

    /// @notice What was settled on one voucher line.
    /// @param client   who pays
    /// @param provider the node
    /// @param app      the application named in the orders
    /// @param modelId  the model
    /// @return settledWei   paid so far, in wei
    /// @return settledCount receipts paid so far
    function lineOf(
        address client,
        address provider,
        address app,
        bytes32 modelId
    ) external view returns (uint256 settledWei, uint64 settledCount) {
        Line memory line = _lines[_lineId(client, provider, app, modelId)];
        return (line.settledWei, line.settledCount);
    }

    /// @notice The hash of one batch: keccak256(abi.encode(root, count, valueWei, anchoredAtSeconds)).
    /// @param provider the node
    /// @param batch    its number, from 0
    /// @return the hash, zero when there is no such batch
    function batchHashOf(address provider, uint32 batch) external view returns (bytes32) {
        return _batchHashes[_batchKey(provider, batch)];
    }

    /// @notice The split by which a reservation's payments are shared.
    /// @param client   who pays
    /// @param provider the node
    /// @return the version, 0 when nothing was ever reserved
    function splitVersionOf(address client, address provider) external view returns (uint32) {
        return _reservations[reservationIdOf(client, provider)].splitVersion;
    }

    /// @inheritdoc IJobCourt
    function domainSeparator() external view returns (bytes32) {
        return _domainSeparatorV4();
    }

    /// @notice A node's running sums at this block's time. Anchored = mature + in flight; settled never exceeds mature.
    /// @param provider the node
    /// @return batchCount    batches anchored
    /// @return anchoredWei   their value, in wei
    /// @return anchoredCount their receipts
    /// @return maturedWei    the part of `anchoredWei` whose window has passed
    /// @return maturedCount  the part of `anchoredCount` whose window has passed
    /// @return settledWei    the part of `maturedWei` already paid
    /// @return settledCount  the part of `maturedCount` already paid
    function ledgerOf(
        address provider
    )
        external
        view
        returns (
            uint32 batchCount,
            uint256 anchoredWei,
            uint256 anchoredCount,
            uint256 maturedWei,
            uint256 maturedCount,
            uint256 settledWei,
            uint256 settledCount
        )
    {
        Ledger memory ledger = _ledgers[provider];
        (maturedWei, maturedCount) = _matured(ledger.head, ledger.checkpoint, _windowIndex());
        return (
            uint32(ledger.head >> 192),
            uint96(ledger.head),
            uint48(ledger.head >> 96),
            maturedWei,
            maturedCount,
            ledger.settledWei,
            ledger.settledCount
        );
    }

    /// @notice The digest a client signs for a voucher.
    /// @param voucher the voucher
    /// @return the EIP-712 signing digest under this contract's domain
    function voucherDigest(HearthTypes.Voucher calldata voucher) external view returns (bytes32) {
        return _hashTypedDataV4(HearthTypes.hashVoucher(voucher));
    }

    /// @dev Books one voucher into its line, its reservation, the group and the run. Shares the group before when this one is shared
    /// differently.
    function _settleLine(
        uint256 index,
        HearthTypes.Voucher calldata voucher,
        bytes calldata signature,
        Run memory run,
        Group memory group
    ) private {
        bytes32 lineId = _lineId(voucher.client, voucher.provider, voucher.app, voucher.modelId);
        Line memory line = _lines[lineId];
        if (voucher.cumulativeWei <= line.settledWei) return;

        bytes32 digest = _hashTypedDataV4(HearthTypes.hashVoucher(voucher));
        if (!_isSignedBy(voucher.client, digest, signature)) revert VoucherSignatureInvalid(index, voucher.client);
        if (voucher.count < line.settledCount) revert VoucherCountDecreased(index, line.settledCount, voucher.count);

        uint256 deltaWei = voucher.cumulativeWei - line.settledWei;
        bytes32 reservationId = reservationIdOf(voucher.client, voucher.provider);
        uint32 splitVersion = _takeFromReservation(index, reservationId, voucher.client, voucher.provider, deltaWei);
        _lines[lineId] = Line(
            SafeCast.toUint96(voucher.cumulativeWei),
            SafeCast.toUint48(voucher.count),
            bytes14(voucher.receiptsRoot)
        );
        if (group.app != voucher.app || group.modelId != voucher.modelId || group.splitVersion != splitVersion) {
            _share(group, run);
            (group.app, group.modelId, group.splitVersion) = (voucher.app, voucher.modelId, splitVersion);
        }
        group.amountWei += deltaWei;
        run.count += voucher.count - line.settledCount;
        emit Settled(
            voucher.client,
            voucher.provider,
            voucher.app,
            voucher.modelId,
            voucher.count,
            voucher.cumulativeWei,
            deltaWei,
            voucher.receiptsRoot
        );
    }
}
