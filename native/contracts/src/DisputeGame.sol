// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {HearthTypes} from "./HearthTypes.sol";
import {LeafJudge} from "./LeafJudge.sol";
import {SignedReceipts} from "./SignedReceipts.sol";
import {TraceProofs} from "./TraceProofs.sol";
import {ICourtStake} from "./interfaces/ICourtStake.sol";
import {IHearthParameters} from "./interfaces/IHearthParameters.sol";
import {IJobCourt} from "./interfaces/IJobCourt.sol";
import {IPanel} from "./interfaces/IPanel.sol";

/// @title A bonded dispute about one receipt, decided at one operator
/// @notice The challenger says a receipt does not follow from the model, and commits to its replay. The node answers with its own replay;
/// anybody may answer for it. The challenger names, at most three times, a node of the graph and an element of its output; the
/// answerer opens it, and the contract recomputes it, or a committee does. The states are in docs/protocol/court.md section 4.
/// @dev One answer that stands is enough for the accused, and a stranger's false answer must not hurt it: every answer is a game of
/// its own, and the accused loses only when all answers have fallen and the time to answer is over. Nothing is kept of a dispute but
/// one word; its facts are given again with every call and are bound by the dispute's id.
/// Hazard: silence loses. A node whose operator, friends and clients all sleep through ResponseSeconds is slashed.
contract DisputeGame {
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
        bytes32 listHash;
    }

    /// @notice How often a challenger may name a node per answer.
    uint8 public constant TRIES = 3;
    uint256 private constant WHOLE_BPS = 10_000;

    IERC20 public immutable token;
    ICourtStake public immutable stakes;
    IJobCourt public immutable escrow;
    IHearthParameters public immutable parameters;
    LeafJudge public immutable judge;
    IPanel public immutable panel;
    /// @notice Until how long after its anchor a receipt may be disputed, in seconds.
    uint64 public immutable openSeconds;

    mapping(bytes32 disputeId => Dispute) private _disputes;
    mapping(bytes32 disputeId => mapping(bytes32 traceRoot => Answer)) private _answers;
    mapping(bytes32 receiptHash => bool) private _slashed;
    /// @dev Bonds of fallen answers wait here for the end of the dispute.
    mapping(bytes32 disputeId => uint256) private _fallenBondWei;

    event DisputeOpened(
        bytes32 indexed disputeId,
        address indexed challenger,
        address indexed accused,
        Subject subject
    );
    event DisputeAnswered(bytes32 indexed disputeId, bytes32 indexed traceRoot, address by, bytes32 listHash);
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
    error CoinMismatch(uint256 expectedWei, uint256 receivedWei);

    /// @param token_       the coin of bonds
    /// @param stakes_      nodes and stake
    /// @param escrow_      jobs
    /// @param parameters_  what governance set
    /// @param judge_       what recomputes a leaf
    /// @param panel_       the committee for what is not judged here
    /// @param openSeconds_ until how long after its anchor a receipt may be disputed
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

    // ---- Opening and answering ------------------------------------------------------------------------------------

    /// @notice Opens a dispute about an anchored receipt. Takes DisputeBondWei of the caller, who must have approved it.
    /// @param signed    the order and receipt
    /// @param place     where it was anchored
    /// @param kind      what is wrong, as in a vote; not 0
    /// @param chunk     which chunk, as in a vote
    /// @param traceRoot the challenger's replay
    /// @return disputeId the hash of the {Subject} in the event
    function open(
        SignedReceipts.Signed calldata signed,
        SignedReceipts.Place calldata place,
        uint8 kind,
        uint32 chunk,
        bytes32 traceRoot
    ) external returns (bytes32 disputeId) {
        if (kind == 0) revert KindZero();
        uint256 latestSeconds = uint256(place.header.anchoredAtSeconds) + openSeconds;
        if (block.timestamp > latestSeconds) revert ReceiptTooOld(latestSeconds, block.timestamp);
        (bytes32 receiptHash, bytes32 orderHash) = SignedReceipts.check(signed, escrow.domainSeparator());
        address accused = signed.receipt.provider;
        SignedReceipts.checkPlace(place, escrow, accused, receiptHash);
        Subject memory subject = Subject({
            challenger: msg.sender,
            accused: accused,
            modelId: signed.order.modelId,
            receiptHash: receiptHash,
            orderHash: orderHash,
            traceRoot: traceRoot,
            bondWei: uint128(_value(IHearthParameters.Parameter.DisputeBondWei)),
            kind: kind,
            chunk: chunk,
            openedAtSeconds: uint64(block.timestamp)
        });
        disputeId = keccak256(abi.encode(subject));
        Dispute storage dispute = _disputes[disputeId];
        if (dispute.state != State.None) revert DisputeExists(disputeId);
        uint64 answerUntilSeconds = uint64(block.timestamp + _responseSeconds());
        dispute.state = State.Open;
        dispute.answerUntilSeconds = answerUntilSeconds;
        emit DisputeOpened(disputeId, msg.sender, accused, subject);
        // Stake that is leaving stays for as long as this dispute can take without a committee.
        uint64 untilSeconds = uint64(block.timestamp + (2 + 2 * uint256(TRIES)) * _responseSeconds());
        stakes.freeze(accused, untilSeconds);
        _hold(orderHash, untilSeconds);
        _takeBond(subject.bondWei);
    }

    /// @notice Answers for the accused with a replay. The node and its operator put up nothing, their stake is at risk; anyone else puts
    /// up as much as the challenger. An answer that agrees with the challenger's replay sends the question to the committee: whether
    /// the receipt's rows are those of the replay.
    /// @param subject   the dispute
    /// @param traceRoot the answerer's replay
    /// @param listHash  sha256 of its list of sketches, one of 128 bytes per node output
    function answer(Subject calldata subject, bytes32 traceRoot, bytes32 listHash) external {
        (bytes32 id, Dispute storage dispute) = _require(subject, State.Open);
        if (block.timestamp > dispute.answerUntilSeconds) revert TooLate(dispute.answerUntilSeconds, block.timestamp);
        Answer storage given = _answers[id][traceRoot];
        if (given.phase != Phase.None) revert WrongPhase(id, traceRoot, given.phase);
        bool isOwn = msg.sender == subject.accused || msg.sender == stakes.operatorOf(subject.accused);
        given.by = msg.sender;
        given.isOwn = isOwn;
        given.listHash = listHash;
        given.bondWei = isOwn ? 0 : subject.bondWei;
        emit DisputeAnswered(id, traceRoot, msg.sender, listHash);
        if (traceRoot == subject.traceRoot) {
            given.phase = Phase.Stood;
            dispute.state = State.Judging;
            _ask(id, subject, traceRoot, rowQuestion(id));
        } else {
            given.phase = Phase.Answered;
            given.untilSeconds = _deadline();
            ++dispute.pending;
        }
        if (!isOwn) _takeBond(subject.bondWei);
    }

    /// @notice The challenger asks for an answer's list of sketches on chain, because it was not given otherwise. Once per answer.
    /// @param subject   the dispute
    /// @param traceRoot the answer
    function demandList(Subject calldata subject, bytes32 traceRoot) external {
        (bytes32 id, Answer storage given) = _requireAnswer(subject, traceRoot, Phase.Answered);
        if (msg.sender != subject.challenger) revert NotChallenger(subject.challenger, msg.sender);
        if (given.isListPosted) revert WrongPhase(id, traceRoot, given.phase);
        _requireInTime(given);
        given.phase = Phase.ListDemanded;
        given.untilSeconds = _deadline();
        emit ListDemanded(id, traceRoot, given.untilSeconds);
    }

    /// @notice Posts a demanded list. Anyone may. It is a hint where to look and judges nothing.
    /// @param subject   the dispute
    /// @param traceRoot the answer
    /// @param list      the bytes that the answer's listHash names
    function postList(Subject calldata subject, bytes32 traceRoot, bytes calldata list) external {
        (bytes32 id, Answer storage given) = _requireAnswer(subject, traceRoot, Phase.ListDemanded);
        _requireInTime(given);
        bytes32 found = sha256(list);
        if (found != given.listHash) revert ListMismatch(given.listHash, found);
        given.isListPosted = true;
        given.phase = Phase.Answered;
        given.untilSeconds = _deadline();
        emit ListPosted(id, traceRoot, list);
    }

    // ---- One leaf -------------------------------------------------------------------------------------------------

    /// @notice The challenger names the element that it says does not follow from the answer's own inputs. An element the contract
    /// does not judge goes to the committee at once; the answerer then serves the node's tensors to its members.
    /// @dev The challenger shows the node, so that nobody can be asked for one that does not exist.
    /// @param subject    the dispute
    /// @param traceRoot  the answer
    /// @param node       in canonical order
    /// @param slot       which output of the node, one that the model wants
    /// @param element    which element of it, row-major
    /// @param graphCount leaves under the model's graphRoot
    /// @param leaf       the node under it
    function name(
        Subject calldata subject,
        bytes32 traceRoot,
        uint32 node,
        uint32 slot,
        uint64 element,
        uint64 graphCount,
        TraceProofs.Leaf calldata leaf
    ) external {
        (bytes32 id, Answer storage given) = _requireAnswer(subject, traceRoot, Phase.Answered);
        if (msg.sender != subject.challenger) revert NotChallenger(subject.challenger, msg.sender);
        _requireInTime(given);
        if (given.tries == TRIES) revert NoTriesLeft(TRIES);
        LeafJudge.Rule rule = judge.ruleOf(subject.modelId, node, slot, graphCount, leaf);
        ++given.tries;
        given.rule = rule;
        given.untilSeconds = _deadline();
        (given.node, given.slot, given.element) = (node, slot, element);
        emit NodeNamed(id, traceRoot, node, slot, element, rule, given.untilSeconds);
        if (rule == LeafJudge.Rule.Committee) _askLeaf(id, subject, traceRoot, given);
        else given.phase = Phase.Named;
    }

    /// @notice Opens the named element of a product with a registered weight, and judges it by the sound bound. Anyone may.
    /// @dev Reverts on anything unproven. What is proven decides: outside the bound, the answer falls. A product longer than
    /// LeafDot.MAX_TERMS goes to the committee.
    /// @param subject   the dispute
    /// @param traceRoot the answer
    /// @param opened    what is under its root, the model's and the weight's
    function openDot(Subject calldata subject, bytes32 traceRoot, LeafJudge.DotOpening calldata opened) external {
        (bytes32 id, Answer storage given) = _requireNamed(subject, traceRoot, LeafJudge.Rule.Dot);
        LeafJudge.Finding finding = judge.judgeDot(subject.modelId, traceRoot, given.node, given.element, opened);
        if (finding == LeafJudge.Finding.TooLong) _askLeaf(id, subject, traceRoot, given);
        else _judged(id, traceRoot, given, finding == LeafJudge.Finding.Honest);
    }

    /// @notice Opens the named element of an operator that only moves data or rectifies, and judges it bit by bit. Anyone may.
    /// @param subject   the dispute
    /// @param traceRoot the answer
    /// @param opened    what is under its root and the model's
    function openMove(Subject calldata subject, bytes32 traceRoot, LeafJudge.MoveOpening calldata opened) external {
        (bytes32 id, Answer storage given) = _requireNamed(subject, traceRoot, LeafJudge.Rule.Move);
        LeafJudge.Finding finding = judge.judgeMove(subject.modelId, traceRoot, given.node, given.element, opened);
        _judged(id, traceRoot, given, finding == LeafJudge.Finding.Honest);
    }

    /// @notice Applies the committee's verdict about a named element. Anyone may.
    /// @param subject   the dispute
    /// @param traceRoot the answer
    function settleLeaf(Subject calldata subject, bytes32 traceRoot) external {
        (bytes32 id, Answer storage given) = _requireAnswer(subject, traceRoot, Phase.Judging);
        IPanel.Verdict verdict = _verdict(leafQuestion(id, traceRoot, given.tries));
        if (verdict == IPanel.Verdict.Unproven) _end(id, subject, Outcome.Unproven, 0);
        else _judged(id, traceRoot, given, verdict == IPanel.Verdict.Accepted);
    }

    // ---- Ends -----------------------------------------------------------------------------------------------------

    /// @notice Applies a deadline to one answer: whoever had to act and did not, loses it. Anyone may.
    /// @param subject   the dispute
    /// @param traceRoot the answer
    function expireAnswer(Subject calldata subject, bytes32 traceRoot) external {
        (bytes32 id, ) = _require(subject, State.Open);
        Answer storage given = _answers[id][traceRoot];
        if (given.phase != Phase.Answered && given.phase != Phase.ListDemanded && given.phase != Phase.Named)
            revert WrongPhase(id, traceRoot, given.phase);
        if (block.timestamp <= given.untilSeconds) revert TooEarly(given.untilSeconds, block.timestamp);
        if (given.phase != Phase.Answered) {
            _fall(id, traceRoot, given);
            return;
        }
        // The challenger named nothing more: the answer stands, and one that stands is enough.
        given.phase = Phase.Stood;
        _end(id, subject, Outcome.AccusedWon, 0);
        _payDefender(subject, given);
    }

    /// @notice Ends a dispute whose time to answer is over and in which every answer has fallen, or there was none. Anyone may.
    /// @param subject the dispute
    function expire(Subject calldata subject) external {
        (bytes32 id, Dispute storage dispute) = _require(subject, State.Open);
        if (block.timestamp <= dispute.answerUntilSeconds) {
            revert TooEarly(dispute.answerUntilSeconds, block.timestamp);
        }
        if (dispute.pending > 0) revert AnswersPending(dispute.pending);
        // A false replay is a proven fault only of whoever gave it; the node that let a stranger's stand alone was silent.
        bool isProven = dispute.isOwnFallen;
        _end(
            id,
            subject,
            Outcome.ChallengerWon,
            _value(isProven ? IHearthParameters.Parameter.FaultSlashBps : IHearthParameters.Parameter.SilenceSlashBps)
        );
    }

    /// @notice Applies the committee's verdict about the receipt's rows, when both sides agreed on the replay. Anyone may.
    /// @param subject the dispute
    function settleRows(Subject calldata subject) external {
        (bytes32 id, ) = _require(subject, State.Judging);
        IPanel.Verdict verdict = _verdict(rowQuestion(id));
        if (verdict == IPanel.Verdict.Rejected) {
            _end(id, subject, Outcome.ChallengerWon, _value(IHearthParameters.Parameter.FaultSlashBps));
        } else if (verdict == IPanel.Verdict.Unproven) {
            _end(id, subject, Outcome.Unproven, 0);
        } else {
            _end(id, subject, Outcome.AccusedWon, 0);
            _payDefender(subject, _answers[id][subject.traceRoot]);
        }
    }

    /// @notice Returns the bond of an answer that did not fall, once the dispute is over. Anyone may call it.
    /// @param subject   the dispute
    /// @param traceRoot the answer
    function refund(Subject calldata subject, bytes32 traceRoot) external {
        (bytes32 id, ) = _require(subject, State.Closed);
        Answer storage given = _answers[id][traceRoot];
        if (given.phase == Phase.None || given.phase == Phase.Fallen || given.phase == Phase.Refunded) {
            revert WrongPhase(id, traceRoot, given.phase);
        }
        given.phase = Phase.Refunded;
        _pay(given.by, given.bondWei);
    }

    /// @notice Voids the job of a lost dispute, so that the client gets its money back. Anyone may call it.
    /// @dev Apart from the end of the dispute, so that a job which something else voided before cannot keep it from ending.
    /// @param subject the dispute
    /// @param order   the receipt's order
    function voidDisputed(Subject calldata subject, HearthTypes.JobOrder calldata order) external {
        (bytes32 id, Dispute storage dispute) = _require(subject, State.Closed);
        if (!dispute.owesVoid) revert NothingOwed(id);
        bytes32 orderHash = SignedReceipts.digest(escrow.domainSeparator(), HearthTypes.hashJobOrderCalldata(order));
        if (orderHash != subject.orderHash) revert SignedReceipts.OrderMismatch(subject.orderHash, orderHash);
        dispute.owesVoid = false;
        escrow.voidJob(order, 0);
    }

    // ---- Reads ----------------------------------------------------------------------------------------------------

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

    /// @notice The id of a dispute.
    /// @param subject its facts
    /// @return keccak256 of them
    function idOf(Subject calldata subject) public pure returns (bytes32) {
        return keccak256(abi.encode(subject));
    }

    /// @notice What the committee is asked when both sides agree on the replay: are the receipt's rows those of the true replay?
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

    // ---- Inside ---------------------------------------------------------------------------------------------------

    /// @dev An honest leaf costs the challenger one of its tries; then it names another, or lets the answer stand.
    function _judged(bytes32 id, bytes32 traceRoot, Answer storage given, bool isHonest) private {
        emit LeafJudged(id, traceRoot, given.node, given.element, isHonest);
        if (!isHonest) {
            _fall(id, traceRoot, given);
            return;
        }
        given.phase = Phase.Answered;
        // Without a try left there is nothing to wait for.
        given.untilSeconds = given.tries == TRIES ? uint64(block.timestamp) - 1 : _deadline();
    }

    /// @dev A stranger's bond goes to the challenger and the treasury in halves: whoever answers falsely to lose pays for it.
    function _fall(bytes32 id, bytes32 traceRoot, Answer storage given) private {
        given.phase = Phase.Fallen;
        Dispute storage dispute = _disputes[id];
        --dispute.pending;
        if (given.isOwn) dispute.isOwnFallen = true;
        _fallenBondWei[id] += given.bondWei;
        emit AnswerFell(id, traceRoot);
    }

    function _end(bytes32 id, Subject calldata subject, Outcome outcome, uint256 slashBps) private {
        Dispute storage dispute = _disputes[id];
        dispute.state = State.Closed;
        dispute.outcome = outcome;
        uint256 slashedWei = 0;
        if (outcome == Outcome.ChallengerWon && !_slashed[subject.receiptHash]) {
            _slashed[subject.receiptHash] = true;
            dispute.owesVoid = true;
            uint256 amountWei = (stakes.slashableOf(subject.accused) * slashBps) / WHOLE_BPS;
            slashedWei = stakes.slash(subject.accused, amountWei, subject.challenger);
        }
        emit DisputeClosed(id, outcome, slashedWei);
        uint256 fallenWei = _fallenBondWei[id];
        _fallenBondWei[id] = 0;
        _pay(subject.challenger, fallenWei / 2);
        _pay(parameters.treasury(), fallenWei - fallenWei / 2);
        if (outcome != Outcome.AccusedWon) _pay(subject.challenger, subject.bondWei);
    }

    /// @dev Half of a lost challenge goes to who answered it; the other half to the treasury, so that disputing oneself costs.
    function _payDefender(Subject calldata subject, Answer storage given) private {
        _pay(given.by, subject.bondWei / 2);
        _pay(parameters.treasury(), subject.bondWei - subject.bondWei / 2);
    }

    function _askLeaf(bytes32 id, Subject calldata subject, bytes32 traceRoot, Answer storage given) private {
        given.phase = Phase.Judging;
        _ask(id, subject, traceRoot, leafQuestion(id, traceRoot, given.tries));
    }

    function _requireNamed(
        Subject calldata subject,
        bytes32 traceRoot,
        LeafJudge.Rule rule
    ) private view returns (bytes32 id, Answer storage given) {
        (id, given) = _requireAnswer(subject, traceRoot, Phase.Named);
        _requireInTime(given);
        if (given.rule != rule) revert WrongRule(given.rule, rule);
    }

    function _ask(bytes32 id, Subject calldata subject, bytes32 traceRoot, bytes32 question) private {
        emit CommitteeAsked(id, traceRoot, question);
        uint64 latestSeconds = panel.ask(question, subject.modelId, subject.accused);
        uint64 untilSeconds = latestSeconds + uint64((2 + 2 * uint256(TRIES)) * _responseSeconds());
        stakes.freeze(subject.accused, untilSeconds);
        _hold(subject.orderHash, untilSeconds);
    }

    /// @dev Most jobs are paid by vouchers and have no claim to hold. One that is paid meanwhile is refunded from stake when it is voided.
    function _hold(bytes32 orderHash, uint64 untilSeconds) private {
        try escrow.holdClaim(orderHash, untilSeconds) {} catch {}
    }

    function _verdict(bytes32 question) private view returns (IPanel.Verdict verdict) {
        verdict = panel.verdictOf(question);
        if (verdict == IPanel.Verdict.Pending) revert VerdictPending(question);
    }

    function _require(
        Subject calldata subject,
        State state
    ) private view returns (bytes32 id, Dispute storage dispute) {
        id = idOf(subject);
        dispute = _disputes[id];
        if (dispute.state != state) revert WrongState(id, dispute.state);
    }

    function _requireAnswer(
        Subject calldata subject,
        bytes32 traceRoot,
        Phase phase
    ) private view returns (bytes32 id, Answer storage given) {
        (id, ) = _require(subject, State.Open);
        given = _answers[id][traceRoot];
        if (given.phase != phase) revert WrongPhase(id, traceRoot, given.phase);
    }

    function _requireInTime(Answer storage given) private view {
        if (block.timestamp > given.untilSeconds) revert TooLate(given.untilSeconds, block.timestamp);
    }

    function _takeBond(uint256 amountWei) private {
        if (amountWei == 0) return;
        uint256 beforeWei = token.balanceOf(address(this));
        token.safeTransferFrom(msg.sender, address(this), amountWei);
        uint256 receivedWei = token.balanceOf(address(this)) - beforeWei;
        if (receivedWei != amountWei) revert CoinMismatch(amountWei, receivedWei);
    }

    function _pay(address to, uint256 amountWei) private {
        if (amountWei > 0) token.safeTransfer(to, amountWei);
    }

    function _deadline() private view returns (uint64) {
        return uint64(block.timestamp + _responseSeconds());
    }

    function _responseSeconds() private view returns (uint256) {
        return _value(IHearthParameters.Parameter.ResponseSeconds);
    }

    function _value(IHearthParameters.Parameter parameter) private view returns (uint256) {
        return parameters.valueOf(parameter);
    }
}
