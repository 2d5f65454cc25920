// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {LeafJudge} from "./LeafJudge.sol";
import {ICourtStake} from "./interfaces/ICourtStake.sol";
import {IHearthParameters} from "./interfaces/IHearthParameters.sol";
import {IJobCourt} from "./interfaces/IJobCourt.sol";
import {IPanel} from "./interfaces/IPanel.sol";

/// @title What a dispute is, what is kept of it, and how it ends
/// @notice The books of DisputeGame: subjects, answers, bonds and their ends. The moves are in DisputeGame.
abstract contract DisputeBooks {
    using SafeERC20 for IERC20;

    /// @notice What a dispute is about. Its hash is the dispute's id.
    struct Subject {
        address challenger;
        address accused;
        bytes32 modelId;
        bytes32 receiptHash;
        bytes32 orderHash;
        bytes32 traceRoot;
        uint128 bondWei;
        uint8 kind;
        uint32 chunk;
        uint64 openedAtSeconds;
    }

    enum State {
        None,
        Open,
        Judging,
        Closed
    }

    enum Outcome {
        None,
        ChallengerWon,
        AccusedWon,
        Unproven
    }

    enum Phase {
        None,
        Answered,
        ListDemanded,
        Named,
        Judging,
        Fallen,
        Stood,
        Refunded
    }

    struct Dispute {
        State state;
        Outcome outcome;
        bool owesVoid;
        bool isOwnFallen;
        uint32 pending;
        uint64 answerUntilSeconds;
    }

    struct Answer {
        address by;
        Phase phase;
        bool isOwn;
        uint8 tries;
        uint64 untilSeconds;
        bool isListPosted;
        LeafJudge.Rule rule;
        uint32 node;
        uint32 slot;
        uint64 element;
        uint128 bondWei;
        bool isStaked;
        bytes32 listHash;
    }

    /// @notice How often a challenger may name a node per answer.
    uint8 public constant TRIES = 3;
    /// @notice A win by silence pays the challenger at most its bond divided by this, so that a dispute without a reason loses
    /// whenever somebody answers more often than once in `1 + SILENCE_BOND_MULTIPLE` times.
    uint256 public constant SILENCE_BOND_MULTIPLE = 4;
    uint256 internal constant WHOLE_BPS = 10_000;

    IERC20 public immutable token;
    ICourtStake public immutable stakes;
    IJobCourt public immutable escrow;
    IHearthParameters public immutable parameters;
    LeafJudge public immutable judge;
    IPanel public immutable panel;
    /// @notice Until how long after its anchor a receipt may be disputed, in seconds.
    uint64 public immutable openSeconds;

    mapping(bytes32 disputeId => Dispute) internal _disputes;
    mapping(bytes32 disputeId => mapping(bytes32 traceRoot => Answer)) internal _answers;
    mapping(bytes32 receiptHash => bool) internal _slashed;
    /// @dev Bonds of fallen answers wait here for the end of the dispute.
    mapping(bytes32 disputeId => uint256) internal _fallenBondWei;
    /// @dev The answer about which the challenger asked for the rows; zero where the answer agrees with the challenger.
    mapping(bytes32 disputeId => bytes32) internal _rowsAskedOf;
    /// @dev Of a node's stake, what stands behind its answers for others.
    mapping(address node => uint256) internal _pledgedWei;

    event DisputeOpened(
        bytes32 indexed disputeId,
        address indexed challenger,
        address indexed accused,
        Subject subject
    );
    event DisputeAnswered(bytes32 indexed disputeId, bytes32 indexed traceRoot, address by, bytes32 listHash);
    event AnswerBonded(
        bytes32 indexed disputeId,
        bytes32 indexed traceRoot,
        address indexed by,
        uint256 bondWei,
        bool isStaked
    );
    event AnswerReleased(bytes32 indexed disputeId, bytes32 indexed traceRoot, address indexed by, uint256 bondWei);
    event DefenderPaid(bytes32 indexed disputeId, address indexed by, address indexed to, uint256 amountWei);
    event ListDemanded(bytes32 indexed disputeId, bytes32 indexed traceRoot, uint64 untilSeconds);
    event ListPosted(bytes32 indexed disputeId, bytes32 indexed traceRoot, bytes list);
    event NodeNamed(
        bytes32 indexed disputeId,
        bytes32 indexed traceRoot,
        uint32 node,
        uint32 slot,
        uint64 element,
        LeafJudge.Rule rule,
        uint64 untilSeconds
    );
    event LeafJudged(bytes32 indexed disputeId, bytes32 indexed traceRoot, uint32 node, uint64 element, bool isHonest);
    event CommitteeAsked(bytes32 indexed disputeId, bytes32 indexed traceRoot, bytes32 question);
    event AnswerFell(bytes32 indexed disputeId, bytes32 indexed traceRoot);
    event DisputeClosed(bytes32 indexed disputeId, Outcome outcome, uint256 slashedWei);

    error ReceiptTooOld(uint256 latestSeconds, uint256 nowSeconds);
    error KindZero();
    error DisputeExists(bytes32 disputeId);
    error WrongState(bytes32 disputeId, State state);
    error WrongPhase(bytes32 disputeId, bytes32 traceRoot, Phase phase);
    error NotChallenger(address challenger, address caller);
    error TooEarly(uint256 earliestSeconds, uint256 nowSeconds);
    error TooLate(uint256 latestSeconds, uint256 nowSeconds);
    error AnswersPending(uint32 pending);
    error ListMismatch(bytes32 expected, bytes32 given);
    error NoTriesLeft(uint8 tries);
    error WrongRule(LeafJudge.Rule expected, LeafJudge.Rule given);
    error VerdictPending(bytes32 question);
    error NothingOwed(bytes32 disputeId);
    error StakeTooSmall(address node, uint256 stakeWei, uint256 neededWei);
    error CoinMismatch(uint256 expectedWei, uint256 receivedWei);

    /// @dev The parameters of {DisputeGame}.
    constructor(
        IERC20 token_,
        ICourtStake stakes_,
        IJobCourt escrow_,
        IHearthParameters parameters_,
        LeafJudge judge_,
        IPanel panel_,
        uint64 openSeconds_
    ) {
        token = token_;
        stakes = stakes_;
        escrow = escrow_;
        parameters = parameters_;
        judge = judge_;
        panel = panel_;
        openSeconds = openSeconds_;
    }

    /// @notice A dispute as it stands.
    /// @param disputeId its id
    /// @return the dispute; state 0 when there is none
    function disputeOf(bytes32 disputeId) external view returns (Dispute memory) {
        return _disputes[disputeId];
    }

    /// @notice An answer as it stands.
    /// @param disputeId the dispute
    /// @param traceRoot the answer
    /// @return the answer; phase 0 when there is none
    function answerOf(bytes32 disputeId, bytes32 traceRoot) external view returns (Answer memory) {
        return _answers[disputeId][traceRoot];
    }

    /// @notice What of a node's stake stands behind answers that it gave for others and that are not over.
    /// @param node the node
    /// @return in wei
    function pledgedOf(address node) external view returns (uint256) {
        return _pledgedWei[node];
    }

    /// @notice What a dispute about a node's receipt takes of its challenger now: DisputeBondBps of all that the node can lose, and at
    /// least DisputeBondWei.
    /// @dev It grows when stake is added before {DisputeGame-open}; what the challenger approved is the most that it puts up.
    /// @param accused the node
    /// @return in wei
    function bondFor(address accused) public view returns (uint256) {
        uint256 partWei =
            (stakes.slashableOf(accused) * _value(IHearthParameters.Parameter.DisputeBondBps)) / WHOLE_BPS;
        uint256 leastWei = _value(IHearthParameters.Parameter.DisputeBondWei);
        return partWei > leastWei ? partWei : leastWei;
    }

    /// @notice The id of a dispute.
    /// @param subject its facts
    /// @return keccak256 of them
    function idOf(Subject calldata subject) public pure returns (bytes32) {
        return keccak256(abi.encode(subject));
    }

    /// @notice What the committee is asked when both sides agree on the replay, or when the challenger asks for it: are the receipt's rows those
    /// of the true replay?
    /// @param disputeId the dispute
    /// @return what its members sign in the place of a receipt hash
    function rowQuestion(bytes32 disputeId) public pure returns (bytes32) {
        return keccak256(abi.encode("hearth/dispute/rows/1", disputeId));
    }

    /// @notice What the committee is asked about a named element: does it follow from the answer's own inputs?
    /// @param disputeId the dispute
    /// @param traceRoot the answer
    /// @param tries     which naming it was, from 1; the NodeNamed event says what was named
    /// @return what its members sign in the place of a receipt hash
    function leafQuestion(bytes32 disputeId, bytes32 traceRoot, uint8 tries) public pure returns (bytes32) {
        return keccak256(abi.encode("hearth/dispute/leaf/1", disputeId, traceRoot, tries));
    }

    /// @dev An honest leaf costs the challenger one of its tries; then it names another, or lets the answer stand.
    function _judged(
        bytes32 id,
        Subject calldata subject,
        bytes32 traceRoot,
        Answer storage given,
        bool isHonest
    ) internal {
        emit LeafJudged(id, traceRoot, given.node, given.element, isHonest);
        if (!isHonest) {
            _fall(id, subject, traceRoot, given);
            return;
        }
        given.phase = Phase.Answered;
        // Without a try left there is nothing to wait for.
        given.untilSeconds = given.tries == TRIES ? uint64(block.timestamp) - 1 : _deadline();
    }

    /// @dev A stranger's bond goes to the challenger and the treasury in halves: whoever answers falsely to lose pays for it. Pledged
    /// stake is taken as for any fault; what another court took of it meanwhile is not there any more.
    function _fall(bytes32 id, Subject calldata subject, bytes32 traceRoot, Answer storage given) internal {
        given.phase = Phase.Fallen;
        Dispute storage dispute = _disputes[id];
        --dispute.pending;
        if (given.isOwn) dispute.isOwnFallen = true;
        emit AnswerFell(id, traceRoot);
        if (!given.isStaked) {
            _fallenBondWei[id] += given.bondWei;
            return;
        }
        _pledgedWei[given.by] -= given.bondWei;
        stakes.slash(given.by, given.bondWei, subject.challenger, type(uint256).max);
    }

    /// @dev A stranger's bond, in coins or of its stake, which stays until the answer is over.
    function _bond(bytes32 id, bytes32 traceRoot, Answer storage given, uint128 bondWei, bool isStaked) internal {
        given.bondWei = bondWei;
        given.isStaked = isStaked;
        emit AnswerBonded(id, traceRoot, msg.sender, bondWei, isStaked);
        if (!isStaked) {
            _takeBond(bondWei);
            return;
        }
        uint256 pledgedWei = _pledgedWei[msg.sender] + bondWei;
        uint256 stakeWei = stakes.slashableOf(msg.sender);
        if (stakeWei < pledgedWei) revert StakeTooSmall(msg.sender, stakeWei, pledgedWei);
        _pledgedWei[msg.sender] = pledgedWei;
        stakes.freeze(msg.sender, _lastSecond(uint64(block.timestamp)));
    }

    /// @dev Gives the bond of an answer that did not fall back.
    function _release(bytes32 id, bytes32 traceRoot, Answer storage given) internal {
        emit AnswerReleased(id, traceRoot, given.by, given.bondWei);
        if (given.isStaked) _pledgedWei[given.by] -= given.bondWei;
        else _pay(given.by, given.bondWei);
    }

    function _end(
        bytes32 id,
        Subject calldata subject,
        Outcome outcome,
        uint256 slashBps,
        uint256 mostRewardWei
    ) internal {
        Dispute storage dispute = _disputes[id];
        dispute.state = State.Closed;
        dispute.outcome = outcome;
        uint256 slashedWei = 0;
        if (outcome == Outcome.ChallengerWon && !_slashed[subject.receiptHash]) {
            _slashed[subject.receiptHash] = true;
            dispute.owesVoid = true;
            uint256 amountWei = (stakes.slashableOf(subject.accused) * slashBps) / WHOLE_BPS;
            slashedWei = stakes.slash(subject.accused, amountWei, subject.challenger, mostRewardWei);
        }
        emit DisputeClosed(id, outcome, slashedWei);
        uint256 fallenWei = _fallenBondWei[id];
        _fallenBondWei[id] = 0;
        _pay(subject.challenger, fallenWei / 2);
        _pay(parameters.treasury(), fallenWei - fallenWei / 2);
        if (outcome != Outcome.AccusedWon) _pay(subject.challenger, subject.bondWei);
    }

    /// @dev Half of a lost challenge goes to who answered it; the other half to the treasury, so that disputing oneself costs.
    /// A node that answered with its stake is paid where its jobs are.
    function _payDefender(bytes32 id, Subject calldata subject, Answer storage given) internal {
        address to = given.isStaked ? stakes.payoutOf(given.by) : given.by;
        emit DefenderPaid(id, given.by, to, subject.bondWei / 2);
        _pay(to, subject.bondWei / 2);
        _pay(parameters.treasury(), subject.bondWei - subject.bondWei / 2);
    }

    function _askLeaf(bytes32 id, Subject calldata subject, bytes32 traceRoot, Answer storage given) internal {
        given.phase = Phase.Judging;
        _ask(id, subject, traceRoot, leafQuestion(id, traceRoot, given.tries));
    }

    function _requireNamed(
        Subject calldata subject,
        bytes32 traceRoot,
        LeafJudge.Rule rule
    ) internal view returns (bytes32 id, Answer storage given) {
        (id, given) = _requireAnswer(subject, traceRoot, Phase.Named);
        _requireInTime(given);
        if (given.rule != rule) revert WrongRule(given.rule, rule);
    }

    function _ask(bytes32 id, Subject calldata subject, bytes32 traceRoot, bytes32 question) internal {
        emit CommitteeAsked(id, traceRoot, question);
        uint64 latestSeconds = panel.ask(question, subject.modelId, subject.accused);
        uint64 untilSeconds = _lastSecond(latestSeconds);
        stakes.freeze(subject.accused, untilSeconds);
        Answer storage given = _answers[id][traceRoot];
        if (given.isStaked) stakes.freeze(given.by, untilSeconds);
        _hold(subject.orderHash, untilSeconds);
    }

    /// @dev Most jobs are paid by vouchers and have no claim to hold. One that is paid meanwhile is refunded from stake when it is voided.
    function _hold(bytes32 orderHash, uint64 untilSeconds) internal {
        try escrow.holdClaim(orderHash, untilSeconds) {} catch {}
    }

    function _verdict(bytes32 question) internal view returns (IPanel.Verdict verdict) {
        verdict = panel.verdictOf(question);
        if (verdict == IPanel.Verdict.Pending) revert VerdictPending(question);
    }

    function _require(
        Subject calldata subject,
        State state
    ) internal view returns (bytes32 id, Dispute storage dispute) {
        id = idOf(subject);
        dispute = _disputes[id];
        if (dispute.state != state) revert WrongState(id, dispute.state);
    }

    function _requireAnswer(
        Subject calldata subject,
        bytes32 traceRoot,
        Phase phase
    ) internal view returns (bytes32 id, Answer storage given) {
        (id, ) = _require(subject, State.Open);
        given = _answers[id][traceRoot];
        if (given.phase != phase) revert WrongPhase(id, traceRoot, given.phase);
    }

    function _requireInTime(Answer storage given) internal view {
        if (block.timestamp > given.untilSeconds) revert TooLate(given.untilSeconds, block.timestamp);
    }

    function _takeBond(uint256 amountWei) internal {
        if (amountWei == 0) return;
        uint256 beforeWei = token.balanceOf(address(this));
        token.safeTransferFrom(msg.sender, address(this), amountWei);
        uint256 receivedWei = token.balanceOf(address(this)) - beforeWei;
        if (receivedWei != amountWei) revert CoinMismatch(amountWei, receivedWei);
    }

    function _pay(address to, uint256 amountWei) internal {
        if (amountWei > 0) token.safeTransfer(to, amountWei);
    }

    /// @dev By when a dispute is over that needs no committee after `fromSeconds`.
    function _lastSecond(uint64 fromSeconds) internal view returns (uint64) {
        return fromSeconds + uint64((2 + 2 * uint256(TRIES)) * _responseSeconds());
    }

    function _deadline() internal view returns (uint64) {
        return uint64(block.timestamp + _responseSeconds());
    }

    function _responseSeconds() internal view returns (uint256) {
        return _value(IHearthParameters.Parameter.ResponseSeconds);
    }

    function _value(IHearthParameters.Parameter parameter) internal view returns (uint256) {
        return parameters.valueOf(parameter);
    }
}
