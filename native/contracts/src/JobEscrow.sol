// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {HearthTypes} from "./HearthTypes.sol";
import {StakeManager} from "./StakeManager.sol";

/// @title Clients lock coins, nodes anchor receipts, vouchers move the coins
/// @notice A client reserves coins for a node. The node anchors batches of receipts, never with more value in flight than
/// `kappa` times its stake. After the window the client's cumulative vouchers settle, thousands of jobs in one transaction.
/// @dev What is trusted in this version: a client that never signs a voucher keeps its coins once the reservation ends (no
/// forced claim yet), and nothing on chain examines the receipts under a root (no audits or court yet). The whole payment goes
/// to the node's payout address (no revenue split yet).
///
/// Maturity. Time is cut into windows of `windowSeconds`, counted from 1970. What is anchored in window k is mature from the
/// start of window k + 2: never less than one window later, at most two. Two checkpoints per node then say what is mature, so
/// maturing costs no storage write and no loop, however many batches wait.
contract JobEscrow is EIP712, ReentrancyGuardTransient {
    using SafeERC20 for IERC20;

    struct Reservation {
        uint128 amountWei;
        uint64 expirySeconds;
    }

    struct Line {
        uint128 settledWei;
        uint64 settledCount;
    }

    /// @dev A node's sums, packed by hand: an anchor writes one of the two words, and field-wise access costs it 800 gas more.
    /// "Before" means summed over all batches anchored before that window began.
    ///
    ///   head        anchoredWei 96 | anchoredCount 48 | countBeforePrevious 48 | batchCount 32 | windowIndex 32
    ///   checkpoint  weiBeforeCurrent 96 | weiBeforePrevious 96 | countBeforeCurrent 48
    ///
    /// (bits, lowest first; "current" is the window `windowIndex`, in which the node anchored last)
    struct Ledger {
        uint256 head;
        uint256 checkpoint;
        uint128 settledWei;
        uint64 settledCount;
    }

    /// @dev A run of vouchers for one node, paid with one transfer.
    struct Run {
        address provider;
        uint256 amountWei;
        uint256 count;
    }

    /// @notice The longest a reservation may last, in seconds: a guard against milliseconds given as seconds.
    uint64 public constant MAX_RESERVATION_SECONDS = 366 days;

    /// @notice The coin that pays.
    IERC20 public immutable token;
    /// @notice Where nodes, stake and payout addresses are recorded.
    StakeManager public immutable stakeManager;
    /// @notice The length of a window, in seconds.
    uint64 public immutable windowSeconds;
    /// @notice How many times its stake a node may have in flight.
    uint32 public immutable kappa;

    mapping(bytes32 reservationId => Reservation) private _reservations;
    mapping(address provider => Ledger) private _ledgers;
    mapping(address provider => mapping(uint256 batch => bytes32)) private _roots;
    mapping(bytes32 lineId => Line) private _lines;

    event Reserved(
        address indexed client,
        address indexed provider,
        bytes32 reservationId,
        uint256 amountWei,
        uint256 totalWei,
        uint64 expirySeconds
    );
    event Released(address indexed client, address indexed provider, bytes32 reservationId, uint256 amountWei);
    event Anchored(address indexed provider, uint32 indexed batch, bytes32 root, uint32 count, uint128 valueWei);
    event Settled(
        address indexed client,
        address indexed provider,
        address app,
        bytes32 modelId,
        uint64 count,
        uint256 cumulativeWei,
        uint256 paidWei,
        bytes32 receiptsRoot
    );
    event Paid(address indexed provider, address indexed payout, uint256 amountWei, uint256 count);

    error AmountZero();
    error WindowZero();
    error KappaZero();
    error UnbondingTooShort(uint64 unbondingSeconds, uint64 neededSeconds);
    error ExpiryOutOfRange(uint64 expirySeconds, uint256 earliestSeconds, uint256 latestSeconds);
    error NothingReserved(address client, address provider);
    error NotReleasable(uint256 releasableAtSeconds, uint256 nowSeconds);
    error BatchEmpty();
    error LedgerFull(address provider);
    error InFlightAboveLimit(address provider, uint256 inFlightWei, uint256 limitWei);
    error LengthMismatch(uint256 vouchers, uint256 signatures);
    error VoucherSignatureInvalid(uint256 index, address client, address recovered);
    error VoucherCountDecreased(uint256 index, uint64 settledCount, uint64 count);
    error ReservationTooSmall(uint256 index, address client, address provider, uint256 reservedWei, uint256 neededWei);
    error ValueNotMature(address provider, uint256 maturedWei, uint256 neededWei);
    error CountNotMature(address provider, uint256 maturedCount, uint256 neededCount);

    /// @param token_         the coin that pays
    /// @param stakeManager_  nodes and stake; its unbonding must last at least two windows, so that no stake leaves while work
    ///                       it stood behind is in flight
    /// @param windowSeconds_ length of a window, at least 1
    /// @param kappa_         in-flight value allowed per unit of stake, at least 1
    constructor(IERC20 token_, StakeManager stakeManager_, uint64 windowSeconds_, uint32 kappa_) EIP712("Hearth", "1") {
        if (windowSeconds_ == 0) revert WindowZero();
        if (kappa_ == 0) revert KappaZero();
        uint64 unbondingSeconds = stakeManager_.unbondingSeconds();
        if (unbondingSeconds < 2 * windowSeconds_) revert UnbondingTooShort(unbondingSeconds, 2 * windowSeconds_);
        token = token_;
        stakeManager = stakeManager_;
        windowSeconds = windowSeconds_;
        kappa = kappa_;
    }

    /// @notice Locks the caller's coins for one node. The caller must have approved them to this contract.
    /// @dev Adds to what is already reserved; the later of the two expiries counts, so it can never be shortened.
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
        uint256 latestSeconds = block.timestamp + MAX_RESERVATION_SECONDS;
        if (expirySeconds <= block.timestamp || expirySeconds > latestSeconds) {
            revert ExpiryOutOfRange(expirySeconds, block.timestamp + 1, latestSeconds);
        }
        stakeManager.operatorOf(provider);
        reservationId = reservationIdOf(msg.sender, provider);
        Reservation storage reservation = _reservations[reservationId];
        reservation.amountWei += SafeCast.toUint128(amountWei);
        if (expirySeconds > reservation.expirySeconds) reservation.expirySeconds = expirySeconds;
        emit Reserved(msg.sender, provider, reservationId, amountWei, reservation.amountWei, reservation.expirySeconds);
        token.safeTransferFrom(msg.sender, address(this), amountWei);
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
        token.safeTransfer(msg.sender, amountWei);
    }

    /// @notice Anchors a batch of receipts of the calling node.
    /// @dev The root and the running sums are stored; count, value and time of the single batch are in the event. Batches are
    /// numbered from 0. Not idempotent: the same root anchored twice counts twice in the node's in-flight value.
    /// @param root     the batch's tree root, tag 0x41 (see HearthTypes)
    /// @param count    receipts in the batch, at least 1
    /// @param valueWei the sum of their prices, in wei; over all batches of a node less than 2^96
    function anchor(bytes32 root, uint32 count, uint128 valueWei) external {
        if (count == 0 || root == bytes32(0)) revert BatchEmpty();
        Ledger storage ledger = _ledgers[msg.sender];
        uint256 head = ledger.head;
        uint256 checkpoint = ledger.checkpoint;
        uint256 nowIndex = block.timestamp / windowSeconds;
        if (head >> 224 != nowIndex) {
            (uint256 maturedWei, uint256 maturedCount) = _matured(head, checkpoint, nowIndex);
            checkpoint = uint96(head) | (maturedWei << 96) | (uint256(uint48(head >> 96)) << 192);
            head = uint144(head) | (maturedCount << 144) | (uint256(uint32(head >> 192)) << 192) | (nowIndex << 224);
            ledger.checkpoint = checkpoint;
        }

        uint256 anchoredWei = uint256(uint96(head)) + valueWei;
        uint256 anchoredCount = uint256(uint48(head >> 96)) + count;
        uint256 batch = uint32(head >> 192);
        if (anchoredWei > type(uint96).max || anchoredCount > type(uint48).max || batch == type(uint32).max) {
            revert LedgerFull(msg.sender);
        }
        uint256 inFlightWei = anchoredWei - uint96(checkpoint >> 96);
        uint256 limitWei = kappa * stakeManager.stakeOf(msg.sender);
        if (inFlightWei > limitWei) revert InFlightAboveLimit(msg.sender, inFlightWei, limitWei);

        unchecked {
            // No field can carry into the next: each sum was compared with its width above.
            ledger.head = head + valueWei + (uint256(count) << 96) + (1 << 192);
        }
        _roots[msg.sender][batch] = root;
        emit Anchored(msg.sender, uint32(batch), root, count, valueWei);
    }

    /// @notice Pays what cumulative vouchers add over what was already settled. Anyone may call it.
    /// @dev A voucher that adds no value is skipped, so that the same call may be sent again. Vouchers for one node, placed side
    /// by side, are paid with one transfer. Hazard: one bad voucher reverts the whole call; simulate it first.
    /// @param vouchers   cumulative per (client, provider, app, modelId)
    /// @param signatures the clients' EIP-712 signatures, 65 bytes each, in the order of `vouchers`
    /// @return paidWei what was paid in all, in wei
    function settle(
        HearthTypes.Voucher[] calldata vouchers,
        bytes[] calldata signatures
    ) external nonReentrant returns (uint256 paidWei) {
        if (vouchers.length != signatures.length) revert LengthMismatch(vouchers.length, signatures.length);
        Run memory run;
        for (uint256 i = 0; i < vouchers.length; ++i) {
            if (vouchers[i].provider != run.provider) {
                paidWei += _pay(run);
                run = Run(vouchers[i].provider, 0, 0);
            }
            _settleLine(i, vouchers[i], signatures[i], run);
        }
        paidWei += _pay(run);
    }

    /// @notice The id of what a client reserved for a node; known before anything is reserved.
    /// @param client   who pays
    /// @param provider the node
    /// @return keccak256(abi.encode(client, provider))
    function reservationIdOf(address client, address provider) public pure returns (bytes32) {
        return keccak256(abi.encode(client, provider));
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
        Line memory line = _lines[keccak256(abi.encode(client, provider, app, modelId))];
        return (line.settledWei, line.settledCount);
    }

    /// @notice The root of one batch.
    /// @param provider the node
    /// @param batch    its number, from 0
    /// @return the root, zero when there is no such batch
    function batchRootOf(address provider, uint256 batch) external view returns (bytes32) {
        return _roots[provider][batch];
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
        (maturedWei, maturedCount) = _matured(ledger.head, ledger.checkpoint, block.timestamp / windowSeconds);
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

    /// @dev Books one voucher into its line, its reservation and the run.
    function _settleLine(
        uint256 index,
        HearthTypes.Voucher calldata voucher,
        bytes calldata signature,
        Run memory run
    ) private {
        bytes32 lineId = keccak256(abi.encode(voucher.client, voucher.provider, voucher.app, voucher.modelId));
        Line memory line = _lines[lineId];
        if (voucher.cumulativeWei <= line.settledWei) return;

        (address recovered, , ) = ECDSA.tryRecoverCalldata(
            _hashTypedDataV4(HearthTypes.hashVoucher(voucher)),
            signature
        );
        if (recovered != voucher.client || recovered == address(0)) {
            revert VoucherSignatureInvalid(index, voucher.client, recovered);
        }
        if (voucher.count < line.settledCount) revert VoucherCountDecreased(index, line.settledCount, voucher.count);

        uint256 deltaWei = voucher.cumulativeWei - line.settledWei;
        Reservation storage reservation = _reservations[reservationIdOf(voucher.client, voucher.provider)];
        uint256 reservedWei = reservation.amountWei;
        if (reservedWei < deltaWei) {
            revert ReservationTooSmall(index, voucher.client, voucher.provider, reservedWei, deltaWei);
        }
        reservation.amountWei = uint128(reservedWei - deltaWei);
        _lines[lineId] = Line(SafeCast.toUint128(voucher.cumulativeWei), voucher.count);
        run.amountWei += deltaWei;
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

    /// @dev Checks a run against what the node has mature, books it and pays it.
    function _pay(Run memory run) private returns (uint256) {
        if (run.amountWei == 0) return 0;
        Ledger storage ledger = _ledgers[run.provider];
        (uint256 maturedWei, uint256 maturedCount) = _matured(
            ledger.head,
            ledger.checkpoint,
            block.timestamp / windowSeconds
        );
        uint256 settledWei = ledger.settledWei + run.amountWei;
        uint256 settledCount = ledger.settledCount + run.count;
        if (settledWei > maturedWei) revert ValueNotMature(run.provider, maturedWei, settledWei);
        if (settledCount > maturedCount) revert CountNotMature(run.provider, maturedCount, settledCount);
        ledger.settledWei = uint128(settledWei);
        ledger.settledCount = uint64(settledCount);
        address payout = stakeManager.payoutOf(run.provider);
        emit Paid(run.provider, payout, run.amountWei, run.count);
        token.safeTransfer(payout, run.amountWei);
        return run.amountWei;
    }

    /// @dev The sums over what was anchored before the window previous to `nowIndex` began.
    function _matured(
        uint256 head,
        uint256 checkpoint,
        uint256 nowIndex
    ) private pure returns (uint256 valueWei, uint256 count) {
        uint256 lastIndex = head >> 224;
        if (nowIndex == lastIndex) return (uint96(checkpoint >> 96), uint48(head >> 144));
        if (nowIndex == lastIndex + 1) return (uint96(checkpoint), uint48(checkpoint >> 192));
        return (uint96(head), uint48(head >> 96));
    }
}
