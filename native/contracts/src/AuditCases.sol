// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {EpochVotes} from "./EpochVotes.sol";
import {HearthTypes} from "./HearthTypes.sol";
import {Sortition} from "./Sortition.sol";
import {IHearthParameters} from "./interfaces/IHearthParameters.sol";
import {IPanel} from "./interfaces/IPanel.sol";

/// @title What a case is, how its votes are counted, and how it ends
/// @notice The part of AuditCourt inside a case: stages, ballots, the verdict, bonds and pay. Who may move one, and when, is in AuditCourt.
abstract contract AuditCases is EpochVotes, IPanel {
    enum Stage {
        None,
        Waiting,
        Second,
        Final,
        Closed
    }

    struct Case {
        Stage stage;
        Verdict verdict;
        bool isQuestion;
        bool isAnswered;
        uint8 accepts;
        uint8 rejects;
        uint8 rejectsUnserved;
        uint64 seedRound;
        uint48 snapshotSeconds;
        uint64 commitUntilSeconds;
        uint64 revealUntilSeconds;
        address accused;
        bytes32 modelId;
        bytes32 orderHash;
        bytes32 bundleHash;
        uint256 priceWei;
        address[] members;
    }

    struct Ballot {
        bytes32 commitment;
        uint8 verdict;
        uint8 kind;
    }

    uint8 internal constant ACCEPT = 1;
    uint8 internal constant REJECT = 2;
    /// @dev The vote kind that says the bundle was not served.
    uint8 internal constant KIND_BUNDLE = 5;
    uint32 internal constant FIRST_ROUND = 0;
    uint32 internal constant SECOND_ROUND = 1;
    uint32 internal constant FINAL_ROUND = 2;

    mapping(bytes32 subject => Case) internal _cases;
    mapping(bytes32 subject => mapping(uint32 round => mapping(address member => Ballot))) internal _ballots;

    event StageStarted(
        bytes32 indexed subject,
        Stage stage,
        address[] members,
        uint64 commitUntilSeconds,
        uint64 revealUntilSeconds
    );
    event VoteRevealed(
        bytes32 indexed subject,
        uint32 round,
        address indexed verifier,
        uint8 verdict,
        uint8 kind,
        uint32 chunk,
        bytes32 evidenceRoot
    );
    event CaseClosed(bytes32 indexed subject, Verdict verdict, uint8 accepts, uint8 rejects);
    event VerifierPunished(address indexed verifier, bytes32 indexed subject, uint256 amountWei, address challenger);

    error NotRejecting(uint8 verdict, uint8 kind);
    error WrongStage(bytes32 subject, Stage stage);
    error AlreadyVoted(bytes32 subject, uint32 round, address verifier);
    error StakeTooSmall(address verifier, uint256 stakeWei, uint256 neededWei);

    function _startStage(bytes32 subject, Case storage opened, Stage stage) internal {
        uint256 size = _value(
            stage == Stage.Second
                ? IHearthParameters.Parameter.SecondCommittee
                : IHearthParameters.Parameter.FinalCommittee
        );
        bytes32 seed = sha256(abi.encodePacked("hearth/seats/1", beacon.randomnessOf(opened.seedRound), subject));
        address[] memory members = Sortition.draw(
            stakes,
            opened.modelId,
            opened.snapshotSeconds,
            seed,
            opened.accused,
            size
        );
        if (members.length == 0) {
            _close(subject, opened, Verdict.Unproven);
            return;
        }
        opened.stage = stage;
        opened.members = members;
        (opened.accepts, opened.rejects, opened.rejectsUnserved) = (0, 0, 0);
        opened.commitUntilSeconds = uint64(block.timestamp + _value(IHearthParameters.Parameter.CommitSeconds));
        opened.revealUntilSeconds =
            opened.commitUntilSeconds + uint64(_value(IHearthParameters.Parameter.RevealSeconds));
        emit StageStarted(subject, stage, members, opened.commitUntilSeconds, opened.revealUntilSeconds);
        if (opened.isQuestion) return;
        // Most jobs are paid by vouchers and have no claim to hold. One that is paid meanwhile is refunded from stake when it is voided.
        try escrow.holdClaim(opened.orderHash, _lastSecond(opened)) {} catch {}
    }

    function _count(bytes32 subject, Case storage opened, uint32 round, HearthTypes.Vote calldata vote) internal {
        Ballot storage ballot = _ballots[subject][round][vote.verifier];
        if (ballot.verdict != 0) revert AlreadyVoted(subject, round, vote.verifier);
        if (vote.verdict == ACCEPT) {
            ++opened.accepts;
        } else if (vote.verdict == REJECT && vote.kind != 0) {
            uint256 bondWei = _value(IHearthParameters.Parameter.RejectBondWei);
            uint256 stakeWei = stakes.slashableOf(vote.verifier);
            if (stakeWei < bondWei) revert StakeTooSmall(vote.verifier, stakeWei, bondWei);
            stakes.freeze(vote.verifier, _lastSecond(opened));
            ++opened.rejects;
            if (vote.kind == KIND_BUNDLE) ++opened.rejectsUnserved;
        } else {
            revert NotRejecting(vote.verdict, vote.kind);
        }
        ballot.verdict = vote.verdict;
        ballot.kind = vote.kind;
        emit VoteRevealed(subject, round, vote.verifier, vote.verdict, vote.kind, vote.chunk, vote.evidenceRoot);
    }

    /// @dev `Pending` asks for the next stage.
    function _decide(Case storage opened) internal view returns (Verdict) {
        uint256 size = opened.members.length;
        uint256 accepts = opened.accepts;
        uint256 rejects = opened.rejects;
        if (opened.isAnswered) rejects -= opened.rejectsUnserved;
        if (3 * rejects >= 2 * size && rejects > 0) return Verdict.Rejected;
        if (3 * accepts >= 2 * size) return Verdict.Accepted;
        if (opened.stage == Stage.Second) return Verdict.Pending;
        // A question may end in a slash, so it needs the two thirds; a void job does with a majority of the whole committee.
        if (!opened.isQuestion && 2 * rejects > size) return Verdict.Rejected;
        if (2 * accepts > size) return Verdict.Accepted;
        return Verdict.Unproven;
    }

    /// @dev Ends a case, takes the bonds of those who rejected what was accepted, pays everyone who voted. Nobody challenged those members,
    /// so a challenger's share of what is taken is the treasury's.
    function _close(bytes32 subject, Case storage opened, Verdict verdict) internal {
        uint32 round = _roundOf(opened.stage);
        opened.stage = Stage.Closed;
        opened.verdict = verdict;
        if (verdict == Verdict.Rejected && !opened.isQuestion) {
            _fullAuditUntil[opened.accused] = uint64(block.timestamp) + fullAuditSeconds;
        }
        emit CaseClosed(subject, verdict, opened.accepts, opened.rejects);
        address[] memory voters = new address[](opened.members.length);
        uint256 count = 0;
        uint256 bondWei = _value(IHearthParameters.Parameter.RejectBondWei);
        for (uint256 i = 0; i < voters.length; ++i) {
            address member = opened.members[i];
            Ballot storage ballot = _ballots[subject][round][member];
            if (ballot.verdict == 0) continue;
            voters[count++] = member;
            // Whoever could not get the bundle was no liar: the node answered only later.
            bool isExcused = ballot.kind == KIND_BUNDLE && opened.isAnswered;
            if (verdict == Verdict.Accepted && ballot.verdict == REJECT && !isExcused) {
                _punish(member, subject, bondWei, parameters.treasury());
            }
        }
        assembly ("memory-safe") {
            mstore(voters, count)
        }
        if (count > 0) escrow.payVerifiers(opened.accused, voters, _value(IHearthParameters.Parameter.VerifierPayWei));
    }

    function _punish(address verifier, bytes32 subject, uint256 amountWei, address challenger) internal {
        uint256 takenWei = stakes.slash(verifier, amountWei, challenger, type(uint256).max);
        emit VerifierPunished(verifier, subject, takenWei, challenger);
    }

    function _requireRunning(bytes32 subject) internal view returns (Case storage opened) {
        opened = _cases[subject];
        if (opened.stage != Stage.Second && opened.stage != Stage.Final) revert WrongStage(subject, opened.stage);
    }

    /// @dev By when somebody will have closed the stage: a whole time to reveal after it ended.
    function _lastSecond(Case storage opened) internal view returns (uint64) {
        return opened.revealUntilSeconds + uint64(_value(IHearthParameters.Parameter.RevealSeconds));
    }

    function _roundOf(Stage stage) internal pure returns (uint32) {
        return stage == Stage.Second ? SECOND_ROUND : FINAL_ROUND;
    }
}
