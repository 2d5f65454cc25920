// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {AuditCases} from "./AuditCases.sol";
import {AuditDraws} from "./AuditDraws.sol";
import {Beacon} from "./Beacon.sol";
import {EpochVotes} from "./EpochVotes.sol";
import {HearthTypes} from "./HearthTypes.sol";
import {SignedReceipts} from "./SignedReceipts.sol";
import {ICourtStake} from "./interfaces/ICourtStake.sol";
import {IHearthParameters} from "./interfaces/IHearthParameters.sol";
import {IJobCourt} from "./interfaces/IJobCourt.sol";
import {IPanel} from "./interfaces/IPanel.sol";

/// @title Which receipts are audited, by whom, and what happens when verifiers do not agree
/// @notice Audits happen off chain: a receipt is drawn by the beacon, its verifiers replay it, sign votes and anchor one root of votes
/// per epoch. While all accept, nothing else is written. A member of the first committee that rejects opens a case; a larger
/// committee votes, by commitment and reveal; two thirds decide, or else the largest committee does by majority.
/// A rejected job is void and costs the node price / audit floor. Nobody's stake is slashed for it: that takes a proof
/// (ReceiptProofs) or a bonded dispute (DisputeGame). State machine: docs/protocol/court.md section 3.
/// @dev A rejecting vote stands with RejectBondWei of the verifier's stake, frozen for the case and taken when the case ends in
/// acceptance. Hazard: the contract counts votes; whether they are true is the committee's word.
contract AuditCourt is AuditCases {
    /// @notice Until how long after its anchor a case about a receipt may be opened, in seconds. Nobody keeps bundles for ever, and a node that
    /// cannot show one any more would lose by a vote that says it was not served.
    uint64 public constant CASE_SECONDS = 30 days;

    mapping(bytes32 equivocation => bool) private _punished;

    event VoteCommitted(bytes32 indexed subject, uint32 round, address indexed verifier, bytes32 commitment);
    event BundleAnswered(bytes32 indexed subject, bytes bundle);
    event CaseOpened(bytes32 indexed subject, address indexed accused, bytes32 modelId, address indexed opener);

    error NotCourt(address caller);
    error CaseExists(bytes32 subject);
    error ReceiptTooOld(uint256 latestSeconds, uint256 nowSeconds);
    error TooEarly(uint256 earliestSeconds, uint256 nowSeconds);
    error TooLate(uint256 latestSeconds, uint256 nowSeconds);
    error BundleMismatch(bytes32 expected, bytes32 given);
    error SignatureInvalid(address signer, address recovered);
    error NoEquivocation();
    error AlreadyPunished(address verifier, bytes32 subject);

    /// @param stakes_           nodes, stake and seats
    /// @param escrow_           jobs, and the domain that votes are signed under
    /// @param parameters_       what governance set
    /// @param beacon_           public randomness
    /// @param drawDelaySeconds_ time between an anchor and the round that draws its audits
    /// @param epochSeconds_     how long an epoch of votes lasts
    /// @param fullAuditSeconds_ for how long a failure makes every receipt audited
    constructor(
        ICourtStake stakes_,
        IJobCourt escrow_,
        IHearthParameters parameters_,
        Beacon beacon_,
        uint64 drawDelaySeconds_,
        uint64 epochSeconds_,
        uint64 fullAuditSeconds_
    )
        AuditDraws(stakes_, escrow_, parameters_, beacon_, drawDelaySeconds_, fullAuditSeconds_)
        EpochVotes(epochSeconds_)
    {}

    /// @notice Opens a case about a receipt with a rejecting vote of a first-committee member, who sends it. The vote counts as the
    /// member's in the case too.
    /// @dev It need not be committed: its verifier alone can send it, and it stands with a bond. So it waits for no epoch, and may come in
    /// one in which it is not paid any more, up to CASE_SECONDS after the anchor.
    /// @param vote   the rejecting vote
    /// @param signed the order and receipt
    /// @param anchor where the receipt was anchored
    function openCase(
        HearthTypes.Vote calldata vote,
        SignedReceipts.Signed calldata signed,
        SignedReceipts.Place calldata anchor
    ) external {
        uint256 latestSeconds = uint256(anchor.header.anchoredAtSeconds) + CASE_SECONDS;
        if (block.timestamp > latestSeconds) revert ReceiptTooOld(latestSeconds, block.timestamp);
        (bytes32 subject, ) = _checkAudited(signed, anchor);
        if (_cases[subject].stage != Stage.None) revert CaseExists(subject);
        if (vote.receiptHash != subject) revert VoteMismatch(subject, vote.receiptHash);
        if (vote.verdict != REJECT || vote.kind == 0 || vote.round != FIRST_ROUND) {
            revert NotRejecting(vote.verdict, vote.kind);
        }
        if (msg.sender != vote.verifier) revert NotMember(subject, msg.sender);
        _requireFirstMember(signed, anchor, subject, vote.verifier);

        Case storage opened = _cases[subject];
        opened.accused = signed.receipt.provider;
        opened.modelId = signed.order.modelId;
        opened.orderHash = signed.receipt.orderHash;
        opened.bundleHash = signed.receipt.bundleHash;
        opened.priceWei = SignedReceipts.priceWei(signed);
        opened.seedRound = roundFor(anchor.header.anchoredAtSeconds);
        opened.snapshotSeconds = _snapshot(anchor.header.anchoredAtSeconds);
        emit CaseOpened(subject, opened.accused, opened.modelId, msg.sender);
        _startStage(subject, opened, Stage.Second);
        _count(subject, opened, SECOND_ROUND, vote);
    }

    /// @inheritdoc IPanel
    /// @dev The committee is drawn by a round that is not known when the question is asked ({startQuestion}).
    function ask(bytes32 question, bytes32 modelId, address accused) external returns (uint64 latestSeconds) {
        if (!parameters.isCourt(msg.sender)) revert NotCourt(msg.sender);
        Case storage opened = _cases[question];
        if (opened.stage != Stage.None) revert CaseExists(question);
        opened.stage = Stage.Waiting;
        opened.isQuestion = true;
        opened.accused = accused;
        opened.modelId = modelId;
        opened.seedRound = roundFor(uint64(block.timestamp));
        opened.snapshotSeconds = _snapshot(uint64(block.timestamp));
        emit CaseOpened(question, accused, modelId, msg.sender);
        return
            beacon.dueSeconds(opened.seedRound) +
            2 *
                (beacon.fallbackSeconds() +
                    uint64(_value(IHearthParameters.Parameter.CommitSeconds)) +
                    uint64(_value(IHearthParameters.Parameter.RevealSeconds)));
    }

    /// @notice Draws the committee of a question once its round is stored. Anyone may call it. With nobody to judge, it ends unproven.
    /// @param question as asked
    function startQuestion(bytes32 question) external {
        Case storage opened = _cases[question];
        if (opened.stage != Stage.Waiting) revert WrongStage(question, opened.stage);
        _startStage(question, opened, Stage.Final);
    }

    /// @notice Commits a member's vote in a running case.
    /// @dev The commitment is the vote's own digest: it names the voter and holds a salt, so a copy is worthless and says nothing.
    /// @param subject    the receipt or question
    /// @param commitment the vote's signing digest
    function commitVote(bytes32 subject, bytes32 commitment) external {
        Case storage opened = _requireRunning(subject);
        if (block.timestamp > opened.commitUntilSeconds) revert TooLate(opened.commitUntilSeconds, block.timestamp);
        if (!_contains(opened.members, msg.sender)) revert NotMember(subject, msg.sender);
        uint32 round = _roundOf(opened.stage);
        Ballot storage ballot = _ballots[subject][round][msg.sender];
        if (ballot.commitment != 0 || ballot.verdict != 0) revert AlreadyVoted(subject, round, msg.sender);
        ballot.commitment = commitment;
        emit VoteCommitted(subject, round, msg.sender, commitment);
    }

    /// @notice Reveals a committed vote, after the time to commit. Anyone who knows it may.
    /// @param vote the vote; its receiptHash is the case's subject, its round 1 or 2
    function revealVote(HearthTypes.Vote calldata vote) external {
        Case storage opened = _requireRunning(vote.receiptHash);
        if (block.timestamp <= opened.commitUntilSeconds) revert TooEarly(opened.commitUntilSeconds, block.timestamp);
        if (block.timestamp > opened.revealUntilSeconds) revert TooLate(opened.revealUntilSeconds, block.timestamp);
        uint32 round = _roundOf(opened.stage);
        bytes32 commitment = _ballots[vote.receiptHash][round][vote.verifier].commitment;
        bytes32 digest = _voteDigest(vote);
        if (commitment != digest || vote.round != round) revert VoteMismatch(commitment, digest);
        _count(vote.receiptHash, opened, round, vote);
    }

    /// @notice Posts the bundle of an audited receipt, when verifiers say it was not served. Votes that reject for that reason alone then
    /// count for nothing. Anyone may answer for the node.
    /// @param subject the receipt
    /// @param bundle  the canonical bytes that the receipt's bundleHash names
    function answer(bytes32 subject, bytes calldata bundle) external {
        Case storage opened = _requireRunning(subject);
        if (block.timestamp > opened.commitUntilSeconds) revert TooLate(opened.commitUntilSeconds, block.timestamp);
        if (opened.isQuestion) revert WrongStage(subject, opened.stage);
        bytes32 found = sha256(bundle);
        if (found != opened.bundleHash) revert BundleMismatch(opened.bundleHash, found);
        opened.isAnswered = true;
        emit BundleAnswered(subject, bundle);
    }

    /// @notice Ends a stage whose time is over: decides, or calls the largest committee. Anyone may call it.
    /// @param subject the receipt or question
    function closeStage(bytes32 subject) external {
        Case storage opened = _requireRunning(subject);
        if (block.timestamp <= opened.revealUntilSeconds) revert TooEarly(opened.revealUntilSeconds, block.timestamp);
        Verdict verdict = _decide(opened);
        if (verdict == Verdict.Pending) _startStage(subject, opened, Stage.Final);
        else _close(subject, opened, verdict);
    }

    /// @notice Voids a rejected job: the client gets its money back, the node pays price / audit floor. Anyone may call it, once.
    /// @dev Apart from {closeStage}, so that a job which something else voided before cannot keep the case from ending.
    /// @param subject a receipt whose case ended in rejection
    /// @param order   its order
    function voidRejected(bytes32 subject, HearthTypes.JobOrder calldata order) external {
        Case storage closed = _cases[subject];
        if (closed.verdict != Verdict.Rejected || closed.isQuestion) revert WrongStage(subject, closed.stage);
        bytes32 orderHash = SignedReceipts.digest(escrow.domainSeparator(), HearthTypes.hashJobOrderCalldata(order));
        if (orderHash != closed.orderHash) revert SignedReceipts.OrderMismatch(closed.orderHash, orderHash);
        escrow.voidJob(order, (closed.priceWei * WHOLE_BPS) / _value(IHearthParameters.Parameter.AuditFloorBps));
    }

    /// @notice Two different votes of one verifier about one subject in one round: takes its VerifierSlashBps, once.
    /// @param first           one vote
    /// @param firstSignature  the verifier's signature, 65 bytes
    /// @param second          another
    /// @param secondSignature the same verifier's
    function proveEquivocation(
        HearthTypes.Vote calldata first,
        bytes calldata firstSignature,
        HearthTypes.Vote calldata second,
        bytes calldata secondSignature
    ) external {
        bytes32 firstDigest = _voteDigest(first);
        bytes32 secondDigest = _voteDigest(second);
        if (
            firstDigest == secondDigest ||
            first.verifier != second.verifier ||
            first.receiptHash != second.receiptHash ||
            first.round != second.round
        ) revert NoEquivocation();
        _requireSigner(first.verifier, firstDigest, firstSignature);
        _requireSigner(first.verifier, secondDigest, secondSignature);
        bytes32 key = keccak256(abi.encode(first.verifier, first.receiptHash, first.round));
        if (_punished[key]) revert AlreadyPunished(first.verifier, first.receiptHash);
        _punished[key] = true;
        uint256 amountWei =
            (stakes.slashableOf(first.verifier) * _value(IHearthParameters.Parameter.VerifierSlashBps)) / WHOLE_BPS;
        _punish(first.verifier, first.receiptHash, amountWei, msg.sender);
    }

    /// @inheritdoc IPanel
    function verdictOf(bytes32 question) external view returns (Verdict) {
        return _cases[question].verdict;
    }

    /// @notice A case as it stands.
    /// @param subject the receipt or question
    /// @return the case; stage 0 when there is none
    function caseOf(bytes32 subject) external view returns (Case memory) {
        return _cases[subject];
    }

    function _requireSigner(address signer, bytes32 digest, bytes calldata signature) private pure {
        address recovered = SignedReceipts.recover(digest, signature);
        if (recovered != signer || recovered == address(0)) revert SignatureInvalid(signer, recovered);
    }

    function _contains(address[] memory list, address wanted) private pure returns (bool) {
        for (uint256 i = 0; i < list.length; ++i) if (list[i] == wanted) return true;
        return false;
    }
}
