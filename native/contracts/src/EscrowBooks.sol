// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {HearthToken} from "./HearthToken.sol";
import {StakeManager} from "./StakeManager.sol";
import {IHearthParameters} from "./interfaces/IHearthParameters.sol";
import {IJobCourt} from "./interfaces/IJobCourt.sol";
import {IModelRegistry} from "./interfaces/IModelRegistry.sol";

/// @title What the escrow keeps
/// @notice The books of JobEscrow: reservations, ledgers, lines, accounts, claims, and the sums that several of its parts need.
abstract contract EscrowBooks is IJobCourt, EIP712, ReentrancyGuardTransient {
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

    /// @notice How long after its time a claim can still be paid, at least; then it may lapse, in seconds.
    uint64 public constant LAPSE_SECONDS = 90 days;

    /// @notice How long a node must have anchored nothing before what is left for its audits may go to the treasury, in seconds.
    uint64 public constant BUDGET_IDLE_SECONDS = 180 days;
    uint256 internal constant WHOLE_BPS = 10_000;
    /// @dev Tag of the tree under a voucher's receiptsRoot.
    uint8 internal constant VOUCHER_TAG = 0x42;

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

    mapping(bytes32 reservationId => Reservation) internal _reservations;
    mapping(address provider => Ledger) internal _ledgers;
    /// @dev Key: the node's address, shifted left by 32, and the batch's number.
    mapping(uint256 batchKey => bytes32) internal _batchHashes;
    mapping(bytes32 lineId => Line) internal _lines;
    mapping(address account => Account) internal _accounts;
    mapping(bytes32 modelId => Royalty) internal _royalties;
    mapping(bytes32 modelId => mapping(uint256 index => Royalty)) internal _collectedRoyalties;
    mapping(bytes32 orderHash => Claim) internal _claims;
    Account internal _verifierPool;

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
    /// @notice A claim ended without payment: a voucher had paid the job, or, `by` the zero address, nobody paid the claim in time.
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

    /// @dev The parameters of {JobEscrow}.
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

    /// @notice The id of what a client reserved for a node; known before anything is reserved.
    /// @param client   who pays
    /// @param provider the node
    /// @return keccak256(abi.encode(client, provider))
    function reservationIdOf(address client, address provider) public pure returns (bytes32) {
        return keccak256(abi.encode(client, provider));
    }

    /// @dev `index` is the voucher's, for the error.
    function _takeFromReservation(
        uint256 index,
        bytes32 reservationId,
        address client,
        address provider,
        uint256 amountWei
    ) internal returns (uint32 splitVersion) {
        Reservation storage reservation = _reservations[reservationId];
        uint256 reservedWei = reservation.amountWei;
        if (reservedWei < amountWei) revert ReservationTooSmall(index, client, provider, reservedWei, amountWei);
        reservation.amountWei = uint128(reservedWei - amountWei);
        return reservation.splitVersion;
    }

    /// @dev A plain account first: most clients are, and code costs a look-up.
    function _isSignedBy(address client, bytes32 digest, bytes calldata signature) internal view returns (bool) {
        (address recovered, , ) = ECDSA.tryRecoverCalldata(digest, signature);
        if (recovered == client && client != address(0)) return true;
        return
            client.code.length != 0 &&
            SignatureChecker.isValidERC1271SignatureNowCalldata(client, digest, signature);
    }

    function _checkCourt() internal view {
        if (!parameters.isCourt(msg.sender)) revert NotCourt(msg.sender);
    }

    function _lineId(
        address client,
        address provider,
        address app,
        bytes32 modelId
    ) internal pure returns (bytes32) {
        return keccak256(abi.encode(client, provider, app, modelId));
    }

    function _batchKey(address provider, uint256 batch) internal pure returns (uint256) {
        return (uint256(uint160(provider)) << 32) | batch;
    }

    /// @dev The constructor refuses a window of zero seconds.
    function _windowIndex() internal view returns (uint256 index) {
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
    ) internal pure returns (uint256 valueWei, uint256 count) {
        uint256 lastIndex = head >> 224;
        if (nowIndex == lastIndex) return (uint96(checkpoint >> 96), uint48(head >> 144));
        if (nowIndex == lastIndex + 1) return (uint96(checkpoint), uint48(checkpoint >> 192));
        return (uint96(head), uint48(head >> 96));
    }
}
