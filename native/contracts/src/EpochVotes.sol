// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {AuditDraws} from "./AuditDraws.sol";
import {HearthTypes} from "./HearthTypes.sol";
import {SearchTree} from "./SearchTree.sol";
import {SignedReceipts} from "./SignedReceipts.sol";
import {IHearthParameters} from "./interfaces/IHearthParameters.sol";

/// @title Votes, one root per verifier and epoch, and their pay
/// @notice The part of AuditCourt that pays: a verifier anchors one root per epoch and is paid for all of it by showing the vote that a
/// later round picks. What bounds the pay: docs/protocol/court.md section 3.
abstract contract EpochVotes is AuditDraws {
    struct EpochCommit {
        bytes32 root;
        uint32 count;
        uint64 atSeconds;
        /// @dev In parts, while the node's budget is too small for all.
        uint128 paidWei;
        bool isPaid;
    }

    /// @notice Where one vote is in its verifier's epoch.
    struct VotePlace {
        uint64 epoch;
        uint64 index;
        SearchTree.Step[] path;
    }

    /// @notice The tree tag of an epoch's votes: a {SearchTree} of the votes' EIP-712 signing digests, in ascending order of receiptHash.
    uint8 public constant VOTE_BATCH_TAG = 0x43;

    /// @notice How long an epoch of votes lasts, at least 1 second. For good: a governed length would renumber the epochs, and a receipt
    /// would be paid once under each numbering.
    uint64 public immutable epochSeconds;

    mapping(address verifier => mapping(uint64 epoch => EpochCommit)) private _commits;

    event EpochCommitted(address indexed verifier, uint64 indexed epoch, bytes32 root, uint32 count);
    event EpochPaid(address indexed verifier, uint64 indexed epoch, uint32 count, uint256 amountWei, uint256 leftWei);

    error EpochZero();
    error BatchEmpty();
    error WrongEpoch(uint64 current, uint64 given);
    error AlreadyCommitted(address verifier, uint64 epoch);
    error VoteNotCommitted(address verifier, uint64 epoch);
    error AlreadyPaid(address verifier, uint64 epoch);
    error WrongSample(uint64 expected, uint64 given);
    error NotPayableIn(bytes32 receiptHash, uint64 payEpoch, uint64 given);
    error BudgetEmpty(address node, uint256 neededWei);

    /// @dev The parameter of {AuditCourt}.
    constructor(uint64 epochSeconds_) {
        if (epochSeconds_ == 0) revert EpochZero();
        epochSeconds = epochSeconds_;
    }

    /// @notice The epoch votes are committed in now.
    /// @return its number since 1970
    function currentEpoch() public view returns (uint64) {
        return uint64(block.timestamp) / epochSeconds;
    }

    /// @notice The only epoch in which a vote about a receipt is paid: the one after that in which its round was due. It follows from what
    /// was fixed at deployment and from the anchor, so neither a verifier nor governance can move it.
    /// @param anchoredAtSeconds when the receipt was anchored
    /// @return its number since 1970
    function payEpochOf(uint64 anchoredAtSeconds) public view returns (uint64) {
        return beacon.dueSeconds(roundFor(anchoredAtSeconds)) / epochSeconds + 1;
    }

    /// @notice Anchors the caller's votes of this epoch. Once per epoch.
    /// @dev A root copied from another verifier is worth nothing: every vote in it names who voted. The epoch is named so that a
    /// transaction which comes too late fails, and does not take the next epoch's place with votes that are not paid there.
    /// @param epoch the {currentEpoch} that is meant
    /// @param root  of a {SearchTree} of the votes' signing digests by receiptHash, tag {VOTE_BATCH_TAG}
    /// @param count how many votes, at least 1
    function commitEpoch(uint64 epoch, bytes32 root, uint32 count) external {
        if (count == 0 || root == 0) revert BatchEmpty();
        if (epoch != currentEpoch()) revert WrongEpoch(currentEpoch(), epoch);
        if (_commits[msg.sender][epoch].root != 0) revert AlreadyCommitted(msg.sender, epoch);
        _commits[msg.sender][epoch] = EpochCommit(root, count, uint64(block.timestamp), 0, false);
        emit EpochCommitted(msg.sender, epoch, root, count);
    }

    /// @notice Pays a verifier for all votes of an epoch by showing one of them, chosen by a later beacon round: the number of votes times
    /// {payPerVoteWei} when that one is a real audit payable in this epoch, and nothing otherwise. No receipt can be shown at two places
    /// of a root ({SearchTree}) or in two epochs ({payEpochOf}), so neither inventing votes nor repeating one raises what is expected.
    /// Whether the vote accepted or rejected does not matter. Anyone may call it.
    /// @dev The money is the audited node's own audit budget, which only its paid jobs fill: jobs that a node invents for a verifier of
    /// its own cannot cost anybody else (docs/protocol/court.md section 3). A budget that is too small pays what it holds; the rest
    /// stays due, and the same call asks for it again. An empty one reverts.
    /// @param vote   the vote of the chosen index
    /// @param place  where it is
    /// @param signed the audited order and receipt
    /// @param anchor where the receipt was anchored
    /// @return amountWei what was paid by this call, in wei
    function claimEpochPay(
        HearthTypes.Vote calldata vote,
        VotePlace calldata place,
        SignedReceipts.Signed calldata signed,
        SignedReceipts.Place calldata anchor
    ) external returns (uint256 amountWei) {
        EpochCommit storage epochCommit = _commits[vote.verifier][place.epoch];
        if (epochCommit.isPaid) revert AlreadyPaid(vote.verifier, place.epoch);
        _checkVotePlace(vote, place, epochCommit);
        uint64 sample = sampleOf(vote.verifier, place.epoch);
        if (place.index != sample) revert WrongSample(sample, place.index);
        (bytes32 receiptHash, uint256 auditBps) = _checkAudited(signed, anchor);
        if (vote.receiptHash != receiptHash) revert VoteMismatch(receiptHash, vote.receiptHash);
        uint64 payEpoch = payEpochOf(anchor.header.anchoredAtSeconds);
        if (payEpoch != place.epoch) revert NotPayableIn(receiptHash, payEpoch, place.epoch);
        _requireFirstMember(signed, anchor, receiptHash, vote.verifier);

        uint256 wholeWei = payPerVoteWei(SignedReceipts.priceWei(signed), auditBps) * epochCommit.count;
        return _payEpoch(vote.verifier, place.epoch, epochCommit, signed.receipt.provider, wholeWei);
    }

    /// @notice What one vote about a receipt is paid: VerifierPayWei, at most VerifierPayMaxBps of the price, and at most so much that the
    /// whole first committee's pay, times how likely the receipt was to be audited, is the verifiers' share of its price. So the audits
    /// of a node whose jobs are paid cost, on average, no more than these jobs bring in, at every rate.
    /// @param priceWei what the receipt costs, in wei
    /// @param auditBps {auditBpsOf} of it, at least 1
    /// @return in wei
    function payPerVoteWei(uint256 priceWei, uint256 auditBps) public view returns (uint256) {
        uint256 mostBps = _value(IHearthParameters.Parameter.VerifierPayMaxBps);
        uint256 shareBps = parameters.splitOf(parameters.splitVersion()).verifiersBps;
        uint256 coveredBps = (shareBps * WHOLE_BPS) / (_value(IHearthParameters.Parameter.FirstCommittee) * auditBps);
        uint256 mostWei = (priceWei * (coveredBps < mostBps ? coveredBps : mostBps)) / WHOLE_BPS;
        uint256 flatWei = _value(IHearthParameters.Parameter.VerifierPayWei);
        return flatWei < mostWei ? flatWei : mostWei;
    }

    /// @notice Which vote of an epoch must be shown to be paid. Reverts RoundUnknown before the round after the commit is stored.
    /// @param verifier who committed
    /// @param epoch    the epoch
    /// @return the vote's index
    function sampleOf(address verifier, uint64 epoch) public view returns (uint64) {
        EpochCommit storage epochCommit = _commits[verifier][epoch];
        if (epochCommit.root == 0) revert VoteNotCommitted(verifier, epoch);
        bytes32 randomness = beacon.randomnessOf(roundFor(epochCommit.atSeconds));
        return uint64(uint256(keccak256(abi.encode(randomness, verifier, epoch))) % epochCommit.count);
    }

    /// @notice What a verifier committed in an epoch.
    /// @param verifier the verifier
    /// @param epoch    the epoch
    /// @return root   zero when nothing
    /// @return count  how many votes
    /// @return isPaid whether all of their pay was paid
    /// @return paidWei what was paid of it so far, in wei
    function epochOf(
        address verifier,
        uint64 epoch
    ) external view returns (bytes32 root, uint32 count, bool isPaid, uint256 paidWei) {
        EpochCommit storage epochCommit = _commits[verifier][epoch];
        return (epochCommit.root, epochCommit.count, epochCommit.isPaid, epochCommit.paidWei);
    }

    /// @dev Pays what the node's budget holds of what an epoch's votes still have to get.
    function _payEpoch(
        address verifier,
        uint64 epoch,
        EpochCommit storage epochCommit,
        address node,
        uint256 wholeWei
    ) private returns (uint256 amountWei) {
        uint256 paidWei = epochCommit.paidWei;
        // A vote that lowered the pay meanwhile may leave less than was paid.
        uint256 leftWei = wholeWei > paidWei ? wholeWei - paidWei : 0;
        amountWei = escrow.auditBudgetOf(node);
        if (amountWei > leftWei) amountWei = leftWei;
        if (amountWei == 0 && leftWei > 0) revert BudgetEmpty(node, leftWei);
        leftWei -= amountWei;
        epochCommit.isPaid = leftWei == 0;
        // An escrow's budget has this width.
        epochCommit.paidWei = uint128(paidWei + amountWei);
        address[] memory paid = new address[](1);
        paid[0] = verifier;
        emit EpochPaid(verifier, epoch, epochCommit.count, amountWei, leftWei);
        escrow.payVerifiers(node, paid, amountWei);
    }

    function _checkVotePlace(
        HearthTypes.Vote calldata vote,
        VotePlace calldata place,
        EpochCommit storage epochCommit
    ) private view {
        bool isThere = SearchTree.contains(
            epochCommit.root,
            VOTE_BATCH_TAG,
            place.index,
            epochCommit.count,
            vote.receiptHash,
            _voteDigest(vote),
            place.path
        );
        if (!isThere) revert VoteNotCommitted(vote.verifier, place.epoch);
    }
}
