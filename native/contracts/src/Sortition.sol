// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {ICourtStake} from "./interfaces/ICourtStake.sol";

/// @title Who judges: a draw over the seats of a model
/// @notice Each seat costs the same stake, so a uniform draw over seats is weighted by stake. One seat per operator, and none for the
/// operator of the accused. A committee is a prefix of one sequence, so a larger one contains the smaller.
library Sortition {
    /// @dev Draws per place before the draw gives up: with fewer operators than places, all that were found judge.
    uint256 private constant DRAWS_PER_PLACE = 8;

    /// @notice Draws at most `size` nodes of different operators.
    /// @param stake     the seats
    /// @param modelId   whose seats
    /// @param atSeconds the second of the snapshot, in the past
    /// @param seed      unknown when the snapshot was taken
    /// @param accused   a node whose operator does not judge
    /// @param size      how many are wanted
    /// @return members  fewer when not enough operators have seats
    function draw(
        ICourtStake stake,
        bytes32 modelId,
        uint48 atSeconds,
        bytes32 seed,
        address accused,
        uint256 size
    ) internal view returns (address[] memory members) {
        members = new address[](size);
        address[] memory operators = new address[](size + 1);
        operators[0] = stake.operatorOf(accused);
        uint256 seats = stake.seatCountAt(modelId, atSeconds);
        uint256 found = 0;
        if (seats > 0) {
            for (uint256 i = 0; found < size && i < DRAWS_PER_PLACE * size; ++i) {
                uint256 index = uint256(keccak256(abi.encode(seed, i))) % seats;
                address node = stake.seatAt(modelId, index, atSeconds);
                if (node == address(0)) continue;
                address operator = stake.operatorOf(node);
                if (_contains(operators, found + 1, operator)) continue;
                members[found++] = node;
                operators[found] = operator;
            }
        }
        assembly ("memory-safe") {
            mstore(members, found)
        }
    }

    function _contains(address[] memory list, uint256 length, address wanted) private pure returns (bool) {
        for (uint256 i = 0; i < length; ++i) if (list[i] == wanted) return true;
        return false;
    }
}
