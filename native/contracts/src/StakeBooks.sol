// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Checkpoints} from "@openzeppelin/contracts/utils/structs/Checkpoints.sol";
import {ICourtStake} from "./interfaces/ICourtStake.sol";

/// @title What is kept of nodes, stake and seats, and what can be read of it
/// @notice The books of StakeManager, now and at any past second. What changes them is in StakeManager.
abstract contract StakeBooks is ICourtStake {
    using Checkpoints for Checkpoints.Trace160;
    using Checkpoints for Checkpoints.Trace208;

    struct Node {
        address operator;
        uint32 epoch;
        uint64 withdrawableAtSeconds;
    }

    struct Stake {
        uint128 activeWei;
        uint128 unbondingWei;
    }

    struct Payout {
        address current;
        address announced;
        uint64 effectiveAtSeconds;
    }

    mapping(address node => Node) internal _nodes;
    mapping(address node => Stake) internal _stakes;
    mapping(address node => Payout) internal _payouts;
    mapping(address node => Checkpoints.Trace208) internal _activeHistory;
    mapping(address node => Checkpoints.Trace208) internal _seatNeedHistory;
    mapping(address node => uint256) internal _seatsHeld;
    mapping(bytes32 modelId => Checkpoints.Trace208) internal _seatCounts;
    mapping(bytes32 modelId => Checkpoints.Trace160[]) internal _seats;

    error NodeUnknown(address node);
    error NotOperator(address node, address operator, address caller);
    error NotPast(uint256 atSeconds, uint256 nowSeconds);

    /// @inheritdoc ICourtStake
    function operatorOf(address node) public view returns (address) {
        address operator = _nodes[node].operator;
        if (operator == address(0)) revert NodeUnknown(node);
        return operator;
    }

    /// @inheritdoc ICourtStake
    function payoutOf(address node) public view returns (address) {
        Payout storage payout = _payouts[node];
        if (payout.current == address(0)) revert NodeUnknown(node);
        bool changed = payout.announced != address(0) && block.timestamp >= payout.effectiveAtSeconds;
        return changed ? payout.announced : payout.current;
    }

    /// @inheritdoc ICourtStake
    function stakeOf(address node) external view returns (uint256) {
        return _stakes[node].activeWei;
    }

    /// @inheritdoc ICourtStake
    function epochOf(address node) external view returns (uint32) {
        return _nodes[node].epoch;
    }

    /// @inheritdoc ICourtStake
    function slashableOf(address node) external view returns (uint256) {
        return uint256(_stakes[node].activeWei) + _stakes[node].unbondingWei;
    }

    /// @inheritdoc ICourtStake
    function stakeAt(address node, uint48 atSeconds) external view returns (uint256) {
        _checkPast(atSeconds);
        return _activeHistory[node].upperLookupRecent(atSeconds);
    }

    /// @inheritdoc ICourtStake
    function seatCountAt(bytes32 modelId, uint48 atSeconds) external view returns (uint256) {
        _checkPast(atSeconds);
        return _seatCounts[modelId].upperLookupRecent(atSeconds);
    }

    /// @inheritdoc ICourtStake
    function seatAt(bytes32 modelId, uint256 index, uint48 atSeconds) external view returns (address node) {
        _checkPast(atSeconds);
        if (index >= _seats[modelId].length) return address(0);
        node = address(_seats[modelId][index].upperLookupRecent(atSeconds));
        uint256 neededWei = _seatNeedHistory[node].upperLookupRecent(atSeconds);
        if (_activeHistory[node].upperLookupRecent(atSeconds) < neededWei) return address(0);
    }

    /// @notice The seats a node holds now, and the stake they need.
    /// @param node the node key's address
    /// @return held      over all models
    /// @return neededWei active stake below this makes all of them count as vacant
    function seatsOf(address node) external view returns (uint256 held, uint256 neededWei) {
        return (_seatsHeld[node], _seatNeedHistory[node].latest());
    }

    /// @notice A model's table of seats now; the same node may appear more than once.
    /// @param modelId the model
    /// @return nodes by place
    function seatTableOf(bytes32 modelId) external view returns (address[] memory nodes) {
        nodes = new address[](_seatCounts[modelId].latest());
        for (uint256 i = 0; i < nodes.length; ++i) nodes[i] = address(_seats[modelId][i].latest());
    }

    /// @notice The whole stake still held for a node: active and unbonding.
    /// @param node the node key's address
    /// @return activeWei             counts for new work
    /// @return unbondingWei          is counting down
    /// @return withdrawableAtSeconds when `unbondingWei` may leave; meaningless while that is zero
    function stakeDetailOf(
        address node
    ) external view returns (uint256 activeWei, uint256 unbondingWei, uint64 withdrawableAtSeconds) {
        Stake storage stake = _stakes[node];
        return (stake.activeWei, stake.unbondingWei, _nodes[node].withdrawableAtSeconds);
    }

    /// @notice A node's record.
    /// @param node the node key's address; `operator` is zero when it was never bound
    /// @return operator                 who runs it
    /// @return epoch                    the epoch its receipts must carry
    /// @return payout                   where its pay goes now
    /// @return announcedPayout          the announced address, zero when none was ever announced
    /// @return payoutEffectiveAtSeconds when the announced address counts
    function nodeOf(
        address node
    )
        external
        view
        returns (
            address operator,
            uint32 epoch,
            address payout,
            address announcedPayout,
            uint64 payoutEffectiveAtSeconds
        )
    {
        operator = _nodes[node].operator;
        if (operator == address(0)) return (address(0), 0, address(0), address(0), 0);
        Payout storage record = _payouts[node];
        return (operator, _nodes[node].epoch, payoutOf(node), record.announced, record.effectiveAtSeconds);
    }

    function _setActive(address node, uint128 activeWei) internal {
        _stakes[node].activeWei = activeWei;
        _activeHistory[node].push(uint48(block.timestamp), activeWei);
    }

    /// @dev Active stake goes first: it is what the fault stood on, and what seats and new work need.
    function _reduceStake(address node, uint256 amountWei) internal returns (uint256 takenWei) {
        Stake storage stake = _stakes[node];
        uint256 activeWei = stake.activeWei;
        uint256 fromActiveWei = amountWei < activeWei ? amountWei : activeWei;
        uint256 restWei = amountWei - fromActiveWei;
        uint256 fromUnbondingWei = restWei < stake.unbondingWei ? restWei : stake.unbondingWei;
        if (fromActiveWei != 0) _setActive(node, uint128(activeWei - fromActiveWei));
        if (fromUnbondingWei != 0) stake.unbondingWei -= uint128(fromUnbondingWei);
        return fromActiveWei + fromUnbondingWei;
    }

    function _checkNodeOrOperator(address node) internal view {
        address operator = operatorOf(node);
        if (msg.sender != operator && msg.sender != node) revert NotOperator(node, operator, msg.sender);
    }

    /// @dev A second that is not over could still change, and a draw with it.
    function _checkPast(uint48 atSeconds) internal view {
        if (atSeconds >= block.timestamp) revert NotPast(atSeconds, block.timestamp);
    }
}
