// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Beacon} from "./Beacon.sol";
import {HearthTypes} from "./HearthTypes.sol";
import {SignedReceipts} from "./SignedReceipts.sol";
import {Sortition} from "./Sortition.sol";
import {ICourtStake} from "./interfaces/ICourtStake.sol";
import {IHearthParameters} from "./interfaces/IHearthParameters.sol";
import {IJobCourt} from "./interfaces/IJobCourt.sol";

/// @title Which receipts are audited, and by whom
/// @notice The part of AuditCourt that draws: the rate, the round, the committee, and the check of a receipt that is shown.
abstract contract AuditDraws {
    uint256 internal constant WHOLE_BPS = 10_000;
    uint8 private constant TIER_RECEIPT = 0;

    ICourtStake public immutable stakes;
    IJobCourt public immutable escrow;
    IHearthParameters public immutable parameters;
    Beacon public immutable beacon;
    /// @notice How long after an anchor the round that draws its audits is due, at least 1 second.
    uint64 public immutable drawDelaySeconds;
    /// @notice For how long after a void job all of a node's receipts are audited.
    uint64 public immutable fullAuditSeconds;

    mapping(address node => uint64) internal _fullAuditUntil;

    error DelayZero();
    error NotMember(bytes32 subject, address verifier);
    error NotDrawn(bytes32 receiptHash, uint256 auditBps);
    error VoteMismatch(bytes32 expected, bytes32 given);

    /// @dev The parameters of {AuditCourt}.
    constructor(
        ICourtStake stakes_,
        IJobCourt escrow_,
        IHearthParameters parameters_,
        Beacon beacon_,
        uint64 drawDelaySeconds_,
        uint64 fullAuditSeconds_
    ) {
        if (drawDelaySeconds_ == 0) revert DelayZero();
        stakes = stakes_;
        escrow = escrow_;
        parameters = parameters_;
        beacon = beacon_;
        drawDelaySeconds = drawDelaySeconds_;
        fullAuditSeconds = fullAuditSeconds_;
    }

    /// @notice How likely a receipt is audited: always for a node's first batches and for a time after a failure, then ever less down
    /// to the audit floor. A receipt of tier 0 is never drawn.
    /// @dev It counts batches, not receipts: batches cost gas and are numbered by the chain, so a node cannot make itself look old.
    /// @param node  who anchored it
    /// @param tier  the order's tier
    /// @param batch the batch's number
    /// @param anchoredAtSeconds when
    /// @return in ten-thousandths
    function auditBpsOf(
        address node,
        uint8 tier,
        uint32 batch,
        uint64 anchoredAtSeconds
    ) public view returns (uint256) {
        if (tier == TIER_RECEIPT) return 0;
        if (anchoredAtSeconds <= _fullAuditUntil[node]) return WHOLE_BPS;
        uint256 first = _value(IHearthParameters.Parameter.FirstJobsAudited);
        if (batch < first) return WHOLE_BPS;
        uint256 bps = (first * WHOLE_BPS) / (uint256(batch) + 1);
        uint256 floorBps = _value(IHearthParameters.Parameter.AuditFloorBps);
        return bps > floorBps ? bps : floorBps;
    }

    /// @notice The round that draws the audits of what was anchored at a time.
    /// @param anchoredAtSeconds when
    /// @return the beacon's round
    function roundFor(uint64 anchoredAtSeconds) public view returns (uint64) {
        return beacon.roundAt(anchoredAtSeconds + drawDelaySeconds);
    }

    /// @notice Whether a receipt is audited: sha256("hearth/audit/1", randomness, receipt) below the rate. Reverts RoundUnknown before the round is stored.
    /// @param receiptHash       the receipt
    /// @param anchoredAtSeconds when it was anchored
    /// @param auditBps          {auditBpsOf}
    /// @return true when it is drawn
    function isDrawn(bytes32 receiptHash, uint64 anchoredAtSeconds, uint256 auditBps) public view returns (bool) {
        if (auditBps >= WHOLE_BPS) return true;
        bytes32 randomness = beacon.randomnessOf(roundFor(anchoredAtSeconds));
        // The first 53 bits, as electron/protocol/committee.ts compares them.
        uint256 drawn = uint256(sha256(abi.encodePacked("hearth/audit/1", randomness, receiptHash))) >> 203;
        return drawn * WHOLE_BPS < auditBps << 53;
    }

    /// @notice Who audits a receipt, the first committee first: seats as they were SnapshotAgeSeconds before the anchor.
    /// @param receiptHash       the receipt
    /// @param modelId           its model
    /// @param node              who anchored it
    /// @param anchoredAtSeconds when
    /// @param size              how many
    /// @return nodes of different operators, fewer when there are not enough
    function committeeOf(
        bytes32 receiptHash,
        bytes32 modelId,
        address node,
        uint64 anchoredAtSeconds,
        uint256 size
    ) public view returns (address[] memory) {
        bytes32 seed = sha256(
            abi.encodePacked("hearth/seats/1", beacon.randomnessOf(roundFor(anchoredAtSeconds)), receiptHash)
        );
        return Sortition.draw(stakes, modelId, _snapshot(anchoredAtSeconds), seed, node, size);
    }

    /// @notice Until when every receipt of a node is audited after a failure.
    /// @param node the node
    /// @return seconds since 1970, 0 when it never failed
    function fullAuditUntilOf(address node) external view returns (uint64) {
        return _fullAuditUntil[node];
    }

    /// @notice The digest a verifier signs and commits for a vote.
    /// @param vote the vote
    /// @return the EIP-712 signing digest under the escrow's domain
    function voteDigest(HearthTypes.Vote calldata vote) external view returns (bytes32) {
        return _voteDigest(vote);
    }

    /// @dev Signed, anchored and drawn.
    function _checkAudited(
        SignedReceipts.Signed calldata signed,
        SignedReceipts.Place calldata anchor
    ) internal view returns (bytes32 receiptHash, uint256 auditBps) {
        (receiptHash, ) = SignedReceipts.check(signed, escrow.domainSeparator());
        SignedReceipts.checkPlace(anchor, escrow, signed.receipt.provider, receiptHash);
        uint64 anchoredAtSeconds = anchor.header.anchoredAtSeconds;
        auditBps = auditBpsOf(signed.receipt.provider, signed.order.tier, anchor.batch, anchoredAtSeconds);
        if (auditBps == 0 || !isDrawn(receiptHash, anchoredAtSeconds, auditBps)) revert NotDrawn(receiptHash, auditBps);
    }

    function _requireFirstMember(
        SignedReceipts.Signed calldata signed,
        SignedReceipts.Place calldata anchor,
        bytes32 receiptHash,
        address verifier
    ) internal view {
        address[] memory first = committeeOf(
            receiptHash,
            signed.order.modelId,
            signed.receipt.provider,
            anchor.header.anchoredAtSeconds,
            _value(IHearthParameters.Parameter.FirstCommittee)
        );
        for (uint256 i = 0; i < first.length; ++i) if (first[i] == verifier) return;
        revert NotMember(receiptHash, verifier);
    }

    function _voteDigest(HearthTypes.Vote calldata vote) internal view returns (bytes32) {
        return SignedReceipts.digest(escrow.domainSeparator(), HearthTypes.hashVote(vote));
    }

    function _snapshot(uint64 atSeconds) internal view returns (uint48) {
        return uint48(atSeconds - _value(IHearthParameters.Parameter.SnapshotAgeSeconds));
    }

    function _value(IHearthParameters.Parameter parameter) internal view returns (uint256) {
        return parameters.valueOf(parameter);
    }
}
