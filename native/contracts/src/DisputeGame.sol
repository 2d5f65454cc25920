// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {DisputeBooks} from "./DisputeBooks.sol";
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
contract DisputeGame is DisputeBooks {
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
    ) DisputeBooks(token_, stakes_, escrow_, parameters_, judge_, panel_, openSeconds_) {}

    // ---- Opening and answering ------------------------------------------------------------------------------------

    /// @notice Opens a dispute about an anchored receipt. Takes {bondFor} its node of the caller, who must have approved it.
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
            bondWei: uint128(bondFor(accused)),
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
        uint64 untilSeconds = _lastSecond(uint64(block.timestamp));
        stakes.freeze(accused, untilSeconds);
        _hold(orderHash, untilSeconds);
        _takeBond(subject.bondWei);
    }

    /// @notice Answers for the accused with a replay. The node and its operator put up nothing, their stake is at risk; anyone else puts
    /// up DisputeBondWei, or the challenger's bond when that is less: to answer stays cheap where to dispute is dear. An answer that agrees with the challenger's replay sends the question to the committee: whether
    /// the receipt's rows are those of the replay.
    /// @param subject   the dispute
    /// @param traceRoot the answerer's replay
    /// @param listHash  sha256 of its list of sketches, one of 128 bytes per node output
    function answer(Subject calldata subject, bytes32 traceRoot, bytes32 listHash) external {
        _answer(subject, traceRoot, listHash, false);
    }

    /// @notice Answers for another node with the caller's stake in the place of coins: as much of it as the bond would be is pledged, cannot
    /// leave, and is taken as for any fault when the answer falls. What the answer earns goes where the caller's jobs are paid to.
    /// @dev A key that holds no coins can answer so. All that a node has pledged is at most its stake.
    /// @param subject   the dispute
    /// @param traceRoot the answerer's replay
    /// @param listHash  sha256 of its list of sketches, one of 128 bytes per node output
    function answerByStake(Subject calldata subject, bytes32 traceRoot, bytes32 listHash) external {
        _answer(subject, traceRoot, listHash, true);
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

    /// @notice The challenger asks the committee for the receipt's rows in the place of naming anything: an answer may be the honest replay of
    /// another job, every element of which follows. The members judge by their own replay, and the dispute ends as they say.
    /// @param subject   the dispute
    /// @param traceRoot the answer that it does not believe; who gave it is paid when the rows follow
    function askRows(Subject calldata subject, bytes32 traceRoot) external {
        (bytes32 id, Answer storage given) = _requireAnswer(subject, traceRoot, Phase.Answered);
        if (msg.sender != subject.challenger) revert NotChallenger(subject.challenger, msg.sender);
        _requireInTime(given);
        given.phase = Phase.Stood;
        _disputes[id].state = State.Judging;
        _rowsAskedOf[id] = traceRoot;
        _ask(id, subject, traceRoot, rowQuestion(id));
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
        else _judged(id, subject, traceRoot, given, finding == LeafJudge.Finding.Honest);
    }

    /// @notice Opens the named element of an operator that only moves data or rectifies, and judges it bit by bit. Anyone may.
    /// @param subject   the dispute
    /// @param traceRoot the answer
    /// @param opened    what is under its root and the model's
    function openMove(Subject calldata subject, bytes32 traceRoot, LeafJudge.MoveOpening calldata opened) external {
        (bytes32 id, Answer storage given) = _requireNamed(subject, traceRoot, LeafJudge.Rule.Move);
        LeafJudge.Finding finding = judge.judgeMove(subject.modelId, traceRoot, given.node, given.element, opened);
        _judged(id, subject, traceRoot, given, finding == LeafJudge.Finding.Honest);
    }

    /// @notice Applies the committee's verdict about a named element. Anyone may.
    /// @param subject   the dispute
    /// @param traceRoot the answer
    function settleLeaf(Subject calldata subject, bytes32 traceRoot) external {
        (bytes32 id, Answer storage given) = _requireAnswer(subject, traceRoot, Phase.Judging);
        IPanel.Verdict verdict = _verdict(leafQuestion(id, traceRoot, given.tries));
        if (verdict == IPanel.Verdict.Unproven) _end(id, subject, Outcome.Unproven, 0, 0);
        else _judged(id, subject, traceRoot, given, verdict == IPanel.Verdict.Accepted);
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
            _fall(id, subject, traceRoot, given);
            return;
        }
        // The challenger named nothing more: the answer stands, and one that stands is enough.
        given.phase = Phase.Stood;
        _end(id, subject, Outcome.AccusedWon, 0, 0);
        _payDefender(id, subject, given);
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
            _value(isProven ? IHearthParameters.Parameter.FaultSlashBps : IHearthParameters.Parameter.SilenceSlashBps),
            // Silence proves nothing: a challenger without a case would live on it.
            isProven ? type(uint256).max : subject.bondWei / SILENCE_BOND_MULTIPLE
        );
    }

    /// @notice Applies the committee's verdict about the receipt's rows, when both sides agreed on the replay or the challenger asked for it.
    /// Anyone may.
    /// @param subject the dispute
    function settleRows(Subject calldata subject) external {
        (bytes32 id, ) = _require(subject, State.Judging);
        IPanel.Verdict verdict = _verdict(rowQuestion(id));
        if (verdict == IPanel.Verdict.Rejected) {
            _end(
                id,
                subject,
                Outcome.ChallengerWon,
                _value(IHearthParameters.Parameter.FaultSlashBps),
                type(uint256).max
            );
        } else if (verdict == IPanel.Verdict.Unproven) {
            _end(id, subject, Outcome.Unproven, 0, 0);
        } else {
            _end(id, subject, Outcome.AccusedWon, 0, 0);
            bytes32 asked = _rowsAskedOf[id];
            _payDefender(id, subject, _answers[id][asked == 0 ? subject.traceRoot : asked]);
        }
    }

    /// @notice Returns the bond of an answer that did not fall, or frees what was pledged for it, once the dispute is over. Anyone may call it.
    /// @param subject   the dispute
    /// @param traceRoot the answer
    function refund(Subject calldata subject, bytes32 traceRoot) external {
        (bytes32 id, ) = _require(subject, State.Closed);
        Answer storage given = _answers[id][traceRoot];
        if (given.phase == Phase.None || given.phase == Phase.Fallen || given.phase == Phase.Refunded) {
            revert WrongPhase(id, traceRoot, given.phase);
        }
        given.phase = Phase.Refunded;
        _release(id, traceRoot, given);
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

    function _answer(Subject calldata subject, bytes32 traceRoot, bytes32 listHash, bool isStaked) private {
        (bytes32 id, Dispute storage dispute) = _require(subject, State.Open);
        if (block.timestamp > dispute.answerUntilSeconds) revert TooLate(dispute.answerUntilSeconds, block.timestamp);
        Answer storage given = _answers[id][traceRoot];
        if (given.phase != Phase.None) revert WrongPhase(id, traceRoot, given.phase);
        bool isOwn = msg.sender == subject.accused || msg.sender == stakes.operatorOf(subject.accused);
        given.by = msg.sender;
        given.isOwn = isOwn;
        given.listHash = listHash;
        bool isAgreed = traceRoot == subject.traceRoot;
        if (isAgreed) {
            given.phase = Phase.Stood;
            dispute.state = State.Judging;
        } else {
            given.phase = Phase.Answered;
            given.untilSeconds = _deadline();
            ++dispute.pending;
        }
        emit DisputeAnswered(id, traceRoot, msg.sender, listHash);
        if (!isOwn) {
            uint256 leastWei = _value(IHearthParameters.Parameter.DisputeBondWei);
            _bond(id, traceRoot, given, leastWei < subject.bondWei ? uint128(leastWei) : subject.bondWei, isStaked);
        }
        if (isAgreed) _ask(id, subject, traceRoot, rowQuestion(id));
    }
}
