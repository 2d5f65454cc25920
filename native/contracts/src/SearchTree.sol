// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {HearthTypes} from "./HearthTypes.sol";

/// @title A tree whose leaves have keys, and in which no key can be shown at two places
/// @notice Leaves and root are those of {HearthTypes}; an inner node also binds its pivot, the smallest key on its right side:
/// node = sha256(0x03 || tag || pivot || left || right). A path goes left only with a key below the pivot, right only with one that
/// is not below. Two leaves part at one node, so nobody can show both for the same key, whatever tree was committed: a list that
/// repeats a key, or is out of order, or has false pivots, only makes leaves that nobody can show.
/// @dev The leaf's content must bind the key; here only the caller knows how. Proof: docs/protocol/court.md section 3.
library SearchTree {
    /// @notice One level of a path, from the leaf upwards; a level at which an odd last node is promoted has none.
    struct Step {
        bytes32 pivot;
        bytes32 sibling;
    }

    /// @notice node = sha256(0x03 || tag || pivot || left || right)
    function node(uint8 tag, bytes32 pivot, bytes32 left, bytes32 right) internal pure returns (bytes32) {
        return sha256(abi.encodePacked(uint8(3), tag, pivot, left, right));
    }

    /// @notice Whether `content` is leaf `index` of the `count` leaves under `root`, and its key belongs there.
    /// @param key the leaf's key; keys are compared as unsigned big-endian numbers
    function contains(
        bytes32 root,
        uint8 tag,
        uint64 index,
        uint64 count,
        bytes32 key,
        bytes32 content,
        Step[] calldata path
    ) internal pure returns (bool) {
        if (index >= count) return false;
        bytes32 top = HearthTypes.merkleLeaf(tag, index, abi.encodePacked(content));
        uint256 used = 0;
        uint64 position = index;
        for (uint64 width = count; width > 1; width = width / 2 + (width & 1)) {
            bool isPromoted = position == width - 1 && width & 1 == 1;
            if (!isPromoted) {
                if (used == path.length) return false;
                Step calldata step = path[used++];
                bool isLeft = position & 1 == 0;
                if (isLeft != (key < step.pivot)) return false;
                top = isLeft ? node(tag, step.pivot, top, step.sibling) : node(tag, step.pivot, step.sibling, top);
            }
            position /= 2;
        }
        return used == path.length && HearthTypes.merkleRoot(tag, count, top) == root;
    }
}
