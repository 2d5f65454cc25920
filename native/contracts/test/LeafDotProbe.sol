// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {LeafDot} from "../src/LeafDot.sol";

/// @notice Exposes the library to the tests, many dots per call. Never deployed outside them.
contract LeafDotProbe {
    function isHonest(bytes calldata a, bytes calldata b, uint256 terms, uint32 claimed) external pure returns (bool) {
        return LeafDot.isHonest(a, b, terms, claimed);
    }

    /// @notice One byte per dot. Operands lie end to end, each padded with zeros to a multiple of 32 bytes.
    function judgeMany(
        bytes calldata a,
        bytes calldata b,
        uint16[] calldata terms,
        uint32[] calldata claimed
    ) external pure returns (bytes memory verdicts) {
        verdicts = new bytes(claimed.length);
        uint256 start = 0;
        for (uint256 i = 0; i < claimed.length; ++i) {
            uint256 free;
            assembly ("memory-safe") {
                free := mload(0x40)
            }
            uint256 end = start + ((uint256(terms[i]) * 4 + 31) & ~uint256(31));
            verdicts[i] =
                LeafDot.isHonest(a[start:end], b[start:end], terms[i], claimed[i]) ? bytes1(0x01) : bytes1(0x00);
            start = end;
            // The operands of one dot are not needed by the next, and memory is paid for by its square.
            assembly {
                mstore(0x40, free)
            }
        }
    }

    function isPartialHonest(
        bytes calldata a,
        bytes calldata b,
        uint256 terms,
        uint32 sum,
        uint32 magnitude
    ) external pure returns (bool) {
        LeafDot.Sums memory sums = LeafDot.sumProducts(a, b, terms);
        return LeafDot.isWithin(sums, sum, 2, terms) && LeafDot.isAtMostMagnitude(sums, magnitude);
    }
}
