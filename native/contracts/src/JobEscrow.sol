// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
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
contract JobEscrow is IJobCourt, EIP712, ReentrancyGuardTransient {
    struct Reservation {
        uint128 amountWei;
        uint64 expirySeconds;
        uint32 splitVersion;
    }

    /// @dev `rootMark` is the first 112 bits of the newest settled voucher's receiptsRoot: enough to show later what it covered.
    struct Line {
        uint96 settledWei;
        uint48 settledCount;
        bytes14 rootMark;
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
        uint96 settledWei;
        uint48 settledCount;
        uint96 issuableWei;
        /// @dev The verifiers' shares of this node's paid jobs, less what its audits were paid. All budgets together are the pool.
        uint128 auditBudgetWei;
    }

    /// @dev What an account earned and has not collected, and the new coins it may have made with it.
    struct Account {
        uint128 dueWei;
        uint128 issuableWei;
    }

    /// @dev A model's royalty in all, ever; what each share has collected of it is kept apart.
    struct Royalty {
        uint128 totalWei;
        uint128 issuableWei;
    }

    /// @notice How a job stands that somebody claimed or a court voided; all others are `None`.
    enum JobState {
        None,
        Claimed,
        Paid,
        Objected,
        Void,
        Refunded
    }

    struct Claim {
        uint96 amountWei;
        uint48 payableAtSeconds;
        uint48 openedAtSeconds;
        uint32 splitVersion;
        JobState state;
    }

    /// @notice Where a receipt stands in an anchored batch.
    struct Place {
        uint32 batch;
        Batch header;
        uint64 index;
        bytes32[] proof;
    }

    /// @notice Where a receipt stands in the tree of the newest settled voucher of its line.
    struct VoucherPlace {
        bytes32 receiptsRoot;
        uint64 count;
        uint64 index;
        bytes32[] proof;
    }

    /// @dev A run of vouchers for one node, paid with one transfer.
    struct Run {
        address provider;
        uint256 paidWei;
        uint256 amountWei;
        uint256 count;
        uint256 issuableWei;
        uint256 verifiersWei;
    }

    /// @dev Vouchers side by side in a run whose payments are shared alike; split once.
    struct Group {
        address app;
        bytes32 modelId;
        uint32 splitVersion;
        uint256 amountWei;
    }

    /// @notice The longest a reservation may last, in seconds: a guard against milliseconds given as seconds.
    uint64 public constant MAX_RESERVATION_SECONDS = 366 days;

    /// @notice The longest a court may hold a claim, in seconds after it was opened.
    uint64 public constant MAX_HOLD_SECONDS = 30 days;

    /// @notice How long a node must have anchored nothing before what is left for its audits may go to the treasury, in seconds.
    uint64 public constant BUDGET_IDLE_SECONDS = 180 days;
    uint256 private constant WHOLE_BPS = 10_000;
    /// @dev Tag of the tree under a voucher's receiptsRoot.
    uint8 private constant VOUCHER_TAG = 0x42;

    /// @notice The coin that pays.
    HearthToken public immutable token;
    /// @notice Where nodes, stake and payout addresses are recorded.
    StakeManager public immutable stakeManager;
    /// @notice Where models and their royalties are recorded.
    IModelRegistry public immutable registry;
    /// @notice The governed numbers, splits, courts and the treasury.
    IHearthParameters public immutable parameters;
    /// @inheritdoc IJobCourt
    uint64 public immutable windowSeconds;
    /// @notice How many times its stake a node may have in flight.
    uint32 public immutable kappa;

    mapping(bytes32 reservationId => Reservation) private _reservations;
    mapping(address provider => Ledger) private _ledgers;
    /// @dev Key: the node's address, shifted left by 32, and the batch's number.
    mapping(uint256 batchKey => bytes32) private _batchHashes;
    mapping(bytes32 lineId => Line) private _lines;
    mapping(address account => Account) private _accounts;
    mapping(bytes32 modelId => Royalty) private _royalties;
    mapping(bytes32 modelId => mapping(uint256 index => Royalty)) private _collectedRoyalties;
    mapping(bytes32 orderHash => Claim) private _claims;
    Account private _verifierPool;

    event Reserved(
        address indexed client,
        address indexed provider,
        bytes32 reservationId,
        uint256 amountWei,
        uint256 totalWei,
        uint64 expirySeconds
    );
    event Released(address indexed client, address indexed provider, bytes32 reservationId, uint256 amountWei);
    event Anchored(address indexed provider, uint32 indexed batch, bytes32 root, uint64 count, uint128 valueWei);
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
    event Shared(
        bytes32 indexed modelId,
        address indexed app,
        uint32 splitVersion,
        uint256 amountWei,
        uint256 providerWei,
        uint256 verifiersWei,
        uint256 appWei,
        uint256 royaltyWei,
        uint256 treasuryWei
    );
    event GivenBack(address indexed client, address indexed provider, bytes32 reservationId, uint256 amountWei);
    event Claimed(
        bytes32 indexed orderHash,
        address indexed client,
        address indexed provider,
        bytes32 receiptHash,
        uint256 amountWei,
        uint64 payableAtSeconds
    );
    event ClaimHeld(bytes32 indexed orderHash, uint64 payableAtSeconds);
    event ClaimObjected(bytes32 indexed orderHash, address indexed by, uint256 amountWei);
    event ClaimPaid(bytes32 indexed orderHash, address indexed client, address indexed provider, uint256 amountWei);
    event JobVoided(bytes32 indexed orderHash, address indexed provider, JobState before, uint256 penaltyWei);
    event Refunded(bytes32 indexed orderHash, address indexed client, uint256 amountWei);
    event VerifierPaid(address indexed verifier, uint256 amountWei);
    event AuditBudgetSwept(address indexed provider, uint256 amountWei);
    event AccountCollected(address indexed account, uint256 amountWei, uint256 issuedWei);
    event RoyaltyCollected(
        bytes32 indexed modelId,
        uint256 indexed index,
        address indexed holder,
        uint256 amountWei,
        uint256 issuedWei
    );
    event NodeIssued(address indexed provider, address indexed payout, uint256 issuedWei);

    error AmountZero();
    error WindowZero();
    error KappaZero();
    error ExpiryOutOfRange(uint64 expirySeconds, uint256 earliestSeconds, uint256 latestSeconds);
    error NothingReserved(address client, address provider);
    error NotReleasable(uint256 releasableAtSeconds, uint256 nowSeconds);
    error BatchEmpty();
    error LedgerFull(address provider);
    error InFlightAboveLimit(address provider, uint256 inFlightWei, uint256 limitWei);
    error LengthMismatch(uint256 vouchers, uint256 signatures);
    error VoucherSignatureInvalid(uint256 index, address client);
    error VoucherCountDecreased(uint256 index, uint64 settledCount, uint64 count);
    error ReservationTooSmall(uint256 index, address client, address provider, uint256 reservedWei, uint256 neededWei);
    error ValueNotMature(address provider, uint256 maturedWei, uint256 neededWei);
    error CountNotMature(address provider, uint256 maturedCount, uint256 neededCount);
    error OrdersPaused(uint64 untilSeconds);
    error NotCourt(address caller);
    error NotNode(address provider, address caller);
    error OrderSignatureInvalid(address client, bytes32 orderHash);
    error JobNotIn(bytes32 orderHash, JobState state, JobState wanted);
    error ReceiptNotOfOrder(bytes32 orderHash, bytes32 receiptOrderHash);
    error ReceiptTooLate(uint256 finishedAtMs, uint256 deadlineSeconds);
    error UnitsAboveOrder(uint32 unitsIn, uint32 unitsOut, uint32 maxUnitsIn, uint32 maxUnitsOut);
    error ReceiptNotAnchored(address provider, uint32 batch, bytes32 receiptHash);
    error ReceiptNotSettled(bytes32 lineId, bytes32 receiptHash);
    error BudgetInUse(address provider, uint256 idleAtSeconds, uint256 nowSeconds);
    error ClaimTooEarly(uint64 payableAtSeconds, uint256 nowSeconds);
    error NothingDue(address account);
    error ShareUnknown(bytes32 modelId, uint256 index);

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
    ) EIP712("Hearth", "1") {
        if (windowSeconds_ == 0) revert WindowZero();
        if (kappa_ == 0) revert KappaZero();
        token = token_;
        stakeManager = stakeManager_;
        registry = registry_;
        parameters = parameters_;
        windowSeconds = windowSeconds_;
        kappa = kappa_;
    }

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

    /// @inheritdoc IJobCourt
    function payVerifiers(
        address provider,
        address[] calldata verifiers,
        uint256 eachWei
    ) external returns (uint256 paid) {
        _checkCourt();
        if (eachWei == 0) return 0;
        uint256 budgetWei = _ledgers[provider].auditBudgetWei;
        for (; paid < verifiers.length && budgetWei >= eachWei; ++paid) {
            budgetWei -= eachWei;
            _takeFromPool(verifiers[paid], eachWei);
            emit VerifierPaid(verifiers[paid], eachWei);
        }
        _ledgers[provider].auditBudgetWei = uint128(budgetWei);
    }

    /// @notice Sends what is left for the audits of a node that has anchored nothing for BUDGET_IDLE_SECONDS to the treasury, so that
    /// no coins stay behind. Anyone may call it. Verifiers have until then to be paid.
    /// @param provider   the node
    /// @return amountWei what the treasury was credited, in wei
    function sweepAuditBudget(address provider) external nonReentrant returns (uint256 amountWei) {
        Ledger storage ledger = _ledgers[provider];
        amountWei = ledger.auditBudgetWei;
        if (amountWei == 0) revert NothingDue(provider);
        uint256 idleAtSeconds = ((ledger.head >> 224) + 1) * windowSeconds + BUDGET_IDLE_SECONDS;
        if (block.timestamp < idleAtSeconds) revert BudgetInUse(provider, idleAtSeconds, block.timestamp);
        ledger.auditBudgetWei = 0;
        _takeFromPool(parameters.treasury(), amountWei);
        emit AuditBudgetSwept(provider, amountWei);
    }

    /// @notice Sends an account what it earned as verifier, application, refunded client or treasury, with the new coins that go with
    /// it. Anyone may call it; the coins go to the account.
    /// @param account  who earned
    /// @return paidWei what was sent, in wei, without new coins
    function collect(address account) external nonReentrant returns (uint256 paidWei) {
        Account memory earned = _accounts[account];
        paidWei = earned.dueWei;
        if (paidWei == 0 && earned.issuableWei == 0) revert NothingDue(account);
        delete _accounts[account];
        uint256 issuedWei = token.issue(account, earned.issuableWei);
        emit AccountCollected(account, paidWei, issuedWei);
        token.transfer(account, paidWei);
    }

    /// @notice Sends one share of a model's royalty to its holder, with the new coins that go with it. Anyone may call it.
    /// @param modelId  a registered model
    /// @param index    0 is the publisher, then the contributors
    /// @return paidWei what was sent, in wei, without new coins
    function collectRoyalty(bytes32 modelId, uint256 index) external nonReentrant returns (uint256 paidWei) {
        (address holder, uint256 dueWei, uint256 issuableWei) = royaltyDueOf(modelId, index);
        if (dueWei == 0 && issuableWei == 0) revert NothingDue(holder);
        Royalty storage collected = _collectedRoyalties[modelId][index];
        collected.totalWei += uint128(dueWei);
        collected.issuableWei += uint128(issuableWei);
        uint256 issuedWei = token.issue(holder, issuableWei);
        emit RoyaltyCollected(modelId, index, holder, dueWei, issuedWei);
        token.transfer(holder, dueWei);
        return dueWei;
    }

    /// @notice Makes the new coins that a node has earned with its pay, for its payout address. Anyone may call it.
    /// @param provider   the node
    /// @return issuedWei what was made, in wei
    function collectIssuance(address provider) external nonReentrant returns (uint256 issuedWei) {
        uint256 issuableWei = _ledgers[provider].issuableWei;
        if (issuableWei == 0) revert NothingDue(provider);
        _ledgers[provider].issuableWei = 0;
        address payout = stakeManager.payoutOf(provider);
        issuedWei = token.issue(payout, issuableWei);
        emit NodeIssued(provider, payout, issuedWei);
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

    /// @notice What an account can {collect} now.
    /// @param account the account
    /// @return dueWei      coins, in wei
    /// @return issuableWei new coins on top, as far as the cap allows
    function accountOf(address account) external view returns (uint256 dueWei, uint256 issuableWei) {
        return (_accounts[account].dueWei, _accounts[account].issuableWei);
    }

    /// @notice A model's royalty in all, collected or not.
    /// @param modelId the model
    /// @return totalWei    coins, in wei
    /// @return issuableWei new coins on top
    function royaltyOf(bytes32 modelId) external view returns (uint256 totalWei, uint256 issuableWei) {
        return (_royalties[modelId].totalWei, _royalties[modelId].issuableWei);
    }

    /// @notice The new coins a node has earned and not collected.
    /// @param provider the node
    /// @return in wei
    function issuableOf(address provider) external view returns (uint256) {
        return _ledgers[provider].issuableWei;
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
    function domainSeparator() external view returns (bytes32) {
        return _domainSeparatorV4();
    }

    /// @inheritdoc IJobCourt
    function auditBudgetOf(address provider) external view returns (uint256) {
        return _ledgers[provider].auditBudgetWei;
    }

    /// @notice What the verifiers' pool holds: the audit budgets of all nodes together.
    /// @return in wei
    function verifierPoolWei() external view returns (uint256) {
        return _verifierPool.dueWei;
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

    /// @notice The digest a client signs for an order, which is also the order's hash.
    /// @param order the order
    /// @return the EIP-712 signing digest under this contract's domain
    function orderDigest(HearthTypes.JobOrder calldata order) public view returns (bytes32) {
        return _hashTypedDataV4(HearthTypes.hashJobOrderCalldata(order));
    }

    /// @notice What one holder of a model's royalty can {collectRoyalty} now.
    /// @dev A contributor's share is rounded down; the publisher gets what all contributors leave, so nothing is left over.
    /// @param modelId a registered model
    /// @param index   0 is the publisher, then the contributors
    /// @return holder      who holds the share now
    /// @return dueWei      coins, in wei
    /// @return issuableWei new coins on top, as far as the cap allows
    function royaltyDueOf(
        bytes32 modelId,
        uint256 index
    ) public view returns (address holder, uint256 dueWei, uint256 issuableWei) {
        (address[] memory holders, uint16[] memory sharesBps) = registry.sharesOf(modelId);
        if (index >= holders.length) revert ShareUnknown(modelId, index);
        Royalty memory earned = _royalties[modelId];
        Royalty memory collected = _collectedRoyalties[modelId][index];
        if (index != 0) {
            dueWei = (uint256(earned.totalWei) * sharesBps[index]) / WHOLE_BPS;
            issuableWei = (uint256(earned.issuableWei) * sharesBps[index]) / WHOLE_BPS;
        } else {
            (dueWei, issuableWei) = (earned.totalWei, earned.issuableWei);
            for (uint256 i = 1; i < holders.length; ++i) {
                dueWei -= (uint256(earned.totalWei) * sharesBps[i]) / WHOLE_BPS;
                issuableWei -= (uint256(earned.issuableWei) * sharesBps[i]) / WHOLE_BPS;
            }
        }
        return (holders[index], dueWei - collected.totalWei, issuableWei - collected.issuableWei);
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

    /// @dev Splits what a group gathered, books every share but the node's, adds the node's to the run, and empties the group.
    function _share(Group memory group, Run memory run) private {
        uint256 amountWei = group.amountWei;
        if (amountWei == 0) return;
        group.amountWei = 0;
        IHearthParameters.Split memory split = parameters.splitOf(group.splitVersion);
        uint256 royaltyBps = registry.royaltyBpsOf(group.modelId);
        if (royaltyBps > split.maxRoyaltyBps) royaltyBps = split.maxRoyaltyBps;
        uint256 verifiersWei = (amountWei * split.verifiersBps) / WHOLE_BPS;
        uint256 royaltyWei = (amountWei * royaltyBps) / WHOLE_BPS;
        // No application, no share: it stays with the node.
        uint256 appWei = group.app == address(0) ? 0 : (amountWei * split.appBps) / WHOLE_BPS;
        uint256 treasuryWei = (amountWei * split.treasuryBps) / WHOLE_BPS;
        uint256 providerWei = amountWei - verifiersWei - royaltyWei - appWei - treasuryWei;
        // New coins in proportion to the fee really paid, shared like the payment itself.
        uint256 issuableWei = (treasuryWei * split.issuanceBps) / WHOLE_BPS;

        _credit(_verifierPool, verifiersWei, (issuableWei * verifiersWei) / amountWei);
        _credit(_accounts[group.app], appWei, (issuableWei * appWei) / amountWei);
        _credit(_accounts[parameters.treasury()], treasuryWei, (issuableWei * treasuryWei) / amountWei);
        if (royaltyWei != 0) {
            Royalty storage royalty = _royalties[group.modelId];
            royalty.totalWei += uint128(royaltyWei);
            royalty.issuableWei += uint128((issuableWei * royaltyWei) / amountWei);
        }
        run.paidWei += amountWei;
        run.amountWei += providerWei;
        run.verifiersWei += verifiersWei;
        run.issuableWei += (issuableWei * providerWei) / amountWei;
        emit Shared(
            group.modelId,
            group.app,
            group.splitVersion,
            amountWei,
            providerWei,
            verifiersWei,
            appWei,
            royaltyWei,
            treasuryWei
        );
    }

    /// @dev Checks a run against what the node has mature, books it and pays the node's part.
    function _pay(Run memory run) private returns (uint256) {
        if (run.paidWei == 0) return 0;
        Ledger storage ledger = _ledgers[run.provider];
        (uint256 maturedWei, uint256 maturedCount) = _matured(
            ledger.head,
            ledger.checkpoint,
            _windowIndex()
        );
        uint256 settledWei = ledger.settledWei + run.paidWei;
        uint256 settledCount = ledger.settledCount + run.count;
        if (settledWei > maturedWei) revert ValueNotMature(run.provider, maturedWei, settledWei);
        if (settledCount > maturedCount) revert CountNotMature(run.provider, maturedCount, settledCount);
        // Both are at most what is mature, which has these widths.
        ledger.settledWei = uint96(settledWei);
        ledger.settledCount = uint48(settledCount);
        ledger.issuableWei += uint96(run.issuableWei);
        ledger.auditBudgetWei += uint128(run.verifiersWei);
        address payout = stakeManager.payoutOf(run.provider);
        emit Paid(run.provider, payout, run.amountWei, run.count);
        token.transfer(payout, run.amountWei);
        return run.paidWei;
    }

    function _credit(Account storage account, uint256 dueWei, uint256 issuableWei) private {
        if (dueWei == 0) return;
        account.dueWei += uint128(dueWei);
        account.issuableWei += uint128(issuableWei);
    }

    /// @dev Moves coins of the pool to an account; the pool's new coins go with them, in proportion.
    function _takeFromPool(address to, uint256 amountWei) private {
        Account memory pool = _verifierPool;
        uint256 issuableWei = (uint256(pool.issuableWei) * amountWei) / pool.dueWei;
        _verifierPool = Account(pool.dueWei - uint128(amountWei), pool.issuableWei - uint128(issuableWei));
        _credit(_accounts[to], amountWei, issuableWei);
    }

    /// @dev `index` is the voucher's, for the error.
    function _takeFromReservation(
        uint256 index,
        bytes32 reservationId,
        address client,
        address provider,
        uint256 amountWei
    ) private returns (uint32 splitVersion) {
        Reservation storage reservation = _reservations[reservationId];
        uint256 reservedWei = reservation.amountWei;
        if (reservedWei < amountWei) revert ReservationTooSmall(index, client, provider, reservedWei, amountWei);
        reservation.amountWei = uint128(reservedWei - amountWei);
        return reservation.splitVersion;
    }

    /// @dev A released reservation begins anew, without an expiry: its client may release it again at once.
    function _returnToReservation(HearthTypes.JobOrder calldata order, Claim storage claim) private {
        Reservation storage reservation = _reservations[reservationIdOf(order.client, order.provider)];
        reservation.amountWei += claim.amountWei;
        if (reservation.splitVersion == 0) reservation.splitVersion = claim.splitVersion;
    }

    function _refund(
        bytes32 orderHash,
        Claim storage claim,
        HearthTypes.JobOrder calldata order,
        uint256 amountWei
    ) private {
        claim.state = JobState.Refunded;
        uint256 takenWei = stakeManager.collect(order.provider, amountWei, address(this));
        _accounts[order.client].dueWei += uint128(takenWei);
        emit Refunded(orderHash, order.client, takenWei);
    }

    /// @dev A plain account first: most clients are, and code costs a look-up.
    function _isSignedBy(address client, bytes32 digest, bytes calldata signature) private view returns (bool) {
        (address recovered, , ) = ECDSA.tryRecoverCalldata(digest, signature);
        if (recovered == client && client != address(0)) return true;
        return
            client.code.length != 0 &&
            SignatureChecker.isValidERC1271SignatureNowCalldata(client, digest, signature);
    }

    /// @dev Whether the receipt answers the order as signed. Gives the receipt's signing digest.
    function _checkReceipt(
        bytes32 orderHash,
        HearthTypes.JobOrder calldata order,
        HearthTypes.Receipt calldata receipt
    ) private view returns (bytes32) {
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
    ) private pure returns (bool) {
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
    ) private view {
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

    function _checkCourt() private view {
        if (!parameters.isCourt(msg.sender)) revert NotCourt(msg.sender);
    }

    function _priceOf(
        HearthTypes.JobOrder calldata order,
        HearthTypes.Receipt calldata receipt
    ) private pure returns (uint256) {
        return receipt.io.unitsIn * order.priceInWei + receipt.io.unitsOut * order.priceOutWei;
    }

    function _lineId(
        address client,
        address provider,
        address app,
        bytes32 modelId
    ) private pure returns (bytes32) {
        return keccak256(abi.encode(client, provider, app, modelId));
    }

    function _batchKey(address provider, uint256 batch) private pure returns (uint256) {
        return (uint256(uint160(provider)) << 32) | batch;
    }

    /// @dev The constructor refuses a window of zero seconds.
    function _windowIndex() private view returns (uint256 index) {
        uint64 seconds_ = windowSeconds;
        assembly ("memory-safe") {
            index := div(timestamp(), seconds_)
        }
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
