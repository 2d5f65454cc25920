// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title What a court may ask of the stake
/// @notice StakeManager implements it. Times are block timestamps in seconds; lookups must lie in the past, so that they cannot
/// change any more.
interface ICourtStake {
    /// @notice Who runs a node; reverts NodeUnknown when it was never bound.
    /// @param node the node key's address
    /// @return the operator
    function operatorOf(address node) external view returns (address);

    /// @notice Where a node's pay goes now; reverts NodeUnknown when it was never bound.
    /// @param node the node key's address
    /// @return the payout address in force at this block's time
    function payoutOf(address node) external view returns (address);

    /// @notice The epoch a node's new receipts must carry; 0 for an unknown node.
    /// @param node the node key's address
    /// @return the epoch
    function epochOf(address node) external view returns (uint32);

    /// @notice The active stake now, without what is unbonding. Zero for an unknown node.
    /// @param node the node key's address
    /// @return in wei
    function stakeOf(address node) external view returns (uint256);

    /// @notice The active stake at the end of a past second.
    /// @param node      the node key's address
    /// @param atSeconds before this block's time; reverts NotPast otherwise
    /// @return in wei
    function stakeAt(address node, uint48 atSeconds) external view returns (uint256);

    /// @notice What can be slashed now: active and unbonding, until it has left.
    /// @param node the node key's address
    /// @return in wei
    function slashableOf(address node) external view returns (uint256);

    /// @notice How many places the seat table of a model had at a past second, vacant ones included. Draw an index below it, ask
    /// {seatAt}, draw again on zero: each seat costs the same stake, so a uniform draw over seats is weighted by stake.
    /// @param modelId   the model
    /// @param atSeconds before this block's time; reverts NotPast otherwise
    /// @return the number of places
    function seatCountAt(bytes32 modelId, uint48 atSeconds) external view returns (uint256);

    /// @notice Who sat in one place at a past second.
    /// @param modelId   the model
    /// @param index     below {seatCountAt}
    /// @param atSeconds before this block's time; reverts NotPast otherwise
    /// @return node zero when the place was vacant, or when the node's stake then did not cover all its seats
    function seatAt(bytes32 modelId, uint256 index, uint48 atSeconds) external view returns (address node);

    /// @notice Takes stake for a fault: half is burnt, two tenths go to the challenger, the rest to the treasury. Active stake goes
    /// first, then what is unbonding. Only a court.
    /// @param node          the node at fault
    /// @param amountWei     how much; what is there is taken when it is less
    /// @param challenger    who showed it
    /// @param mostRewardWei the challenger gets no more than this; the treasury gets what it would have had above
    /// @return takenWei     what was taken
    function slash(
        address node,
        uint256 amountWei,
        address challenger,
        uint256 mostRewardWei
    ) external returns (uint256 takenWei);

    /// @notice Keeps a node's unbonding stake from leaving before a time, while a dispute about it runs. Never shortens, and never
    /// beyond 90 days from now. Only a court.
    /// @param node         the node under dispute
    /// @param untilSeconds the first second at which unbonding stake may leave
    function freeze(address node, uint64 untilSeconds) external;
}
