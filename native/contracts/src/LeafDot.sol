// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title One fp32 dot product, recomputed exactly and compared with the sound bound
/// @notice Whether a claimed result could have come from any honest fp32 evaluation of sum(a[i] * b[i]): any order of summation, with
/// or without fused multiply-add, with gradual underflow or with results and operands flushed to zero
/// (docs/protocol/court.md section 1; the reference is electron/protocol/leafDot.ts).
///
///     |claimed - V|  <=  gamma(r) * S + D + terms * 2^-124        gamma(r) = r u / (1 - r u), u = 2^-24
///
/// V is the exact sum, S the exact sum of |a[i] b[i]|, D that part of S with a denormal operand, r the number of roundings on the
/// longest way from an operand to the result: `terms` for an ordinary dot. Everything here is exact integer arithmetic; there is
/// no tolerance to choose.
/// @dev A product is a 48-bit integer shifted left by 0 to 506 bits, in units of 2^-298. Sums are kept in four windows of 128 bits:
/// 4,096 products of 48 bits, shifted by at most 127, stay below 2^187. An exponent of 255 (infinity, NaN) reverts: such a value has
/// no place in a trace.
library LeafDot {
    /// @notice The longest dot that is summed at once. A longer one goes by committed partial sums.
    uint256 internal constant MAX_TERMS = 4096;

    uint256 private constant WINDOW_BITS = 128;
    /// @dev The same four bytes in each of the eight lanes of a word.
    uint256 private constant EXPONENTS = 0x000000ff000000ff000000ff000000ff000000ff000000ff000000ff000000ff;
    uint256 private constant ONES = 0x0000000100000001000000010000000100000001000000010000000100000001;
    uint256 private constant NINTH_BITS = 0x0000010000000100000001000000010000000100000001000000010000000100;
    uint256 private constant FRACTIONS = 0x007fffff007fffff007fffff007fffff007fffff007fffff007fffff007fffff;
    uint256 private constant LEADING_ONES = 0x0080000000800000008000000080000000800000008000000080000000800000;
    uint256 private constant WINDOW_MASK = (1 << WINDOW_BITS) - 1;

    /// @dev Windows, lowest first. The positive and the negative products of a window lie side by side.
    struct Sums {
        uint256[8] signed;
        uint256[4] loose;
    }

    /// @notice An operand or the claimed result is infinite or not a number.
    error NotFinite();
    /// @notice No terms, more than {MAX_TERMS}, or fewer bytes than terms.
    error LengthOutOfRange(uint256 terms);

    /// @notice Whether `claimedBits` is an honest result of the dot of `terms` pairs.
    /// @param a           float32, little-endian; zero bytes up to a multiple of 32 bytes
    /// @param b           the same
    /// @param terms       how many pairs
    /// @param claimedBits the claimed result, as the bits of a float32
    function isHonest(bytes memory a, bytes memory b, uint256 terms, uint32 claimedBits) internal pure returns (bool) {
        return isWithin(sumProducts(a, b, terms), claimedBits, terms, terms);
    }

    /// @notice The exact sums over the pairs. Bytes after the last pair up to a multiple of 32 must be zero.
    function sumProducts(bytes memory a, bytes memory b, uint256 terms) internal pure returns (Sums memory sums) {
        uint256 sizeBytes = (terms * 4 + 31) & ~uint256(31);
        if (terms == 0 || terms > MAX_TERMS || a.length < sizeBytes || b.length < sizeBytes) {
            revert LengthOutOfRange(terms);
        }
        bool finite = true;
        uint256[8] memory signed = sums.signed;
        uint256[4] memory loose = sums.loose;
        assembly ("memory-safe") {
            /// Four-byte lanes of a word, from little-endian to big-endian.
            function swapLanes(word) -> swapped {
                swapped := or(
                    and(shr(8, word), 0x00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff),
                    shl(8, and(word, 0x00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff))
                )
                swapped := or(
                    and(shr(16, swapped), 0x0000ffff0000ffff0000ffff0000ffff0000ffff0000ffff0000ffff0000ffff),
                    shl(16, and(swapped, 0x0000ffff0000ffff0000ffff0000ffff0000ffff0000ffff0000ffff0000ffff))
                )
            }
            let atB := add(b, 32)
            let endA := add(add(a, 32), sizeBytes)
            for {
                let atA := add(a, 32)
            } lt(atA, endA) {
                atA := add(atA, 32)
            } {
                let wordA := swapLanes(mload(atA))
                let wordB := swapLanes(mload(atB))
                atB := add(atB, 32)
                // All eight lanes of a word at once, as long as every number in it is an ordinary one.
                let exponentsA := and(shr(23, wordA), EXPONENTS)
                let exponentsB := and(shr(23, wordB), EXPONENTS)
                if and(or(add(exponentsA, ONES), add(exponentsB, ONES)), NINTH_BITS) {
                    finite := 0
                }
                let shifts := add(exponentsA, exponentsB)
                let signs := xor(wordA, wordB)
                switch eq(and(and(add(exponentsA, EXPONENTS), add(exponentsB, EXPONENTS)), NINTH_BITS), NINTH_BITS)
                case 1 {
                    wordA := or(and(wordA, FRACTIONS), LEADING_ONES)
                    wordB := or(and(wordB, FRACTIONS), LEADING_ONES)
                    for {
                        let lane := 0
                    } lt(lane, 256) {
                        lane := add(lane, 32)
                    } {
                        let shift := sub(and(shr(lane, shifts), 0x1ff), 2)
                        let place := add(signed, or(and(shr(1, shift), 0xc0), and(shr(26, shr(lane, signs)), 32)))
                        mstore(
                            place,
                            add(
                                mload(place),
                                shl(
                                    and(shift, 127),
                                    mul(and(shr(lane, wordA), 0xffffff), and(shr(lane, wordB), 0xffffff))
                                )
                            )
                        )
                    }
                }
                default {
                    for {
                        let lane := 0
                    } lt(lane, 256) {
                        lane := add(lane, 32)
                    } {
                        let exponentA := and(shr(lane, exponentsA), 0xff)
                        let exponentB := and(shr(lane, exponentsB), 0xff)
                        // A denormal has the exponent of the smallest normal number and no leading one.
                        let product := mul(
                            or(and(shr(lane, wordA), 0x7fffff), shl(23, gt(exponentA, 0))),
                            or(and(shr(lane, wordB), 0x7fffff), shl(23, gt(exponentB, 0)))
                        )
                        if product {
                            let isLoose := or(iszero(exponentA), iszero(exponentB))
                            let shift := sub(
                                add(add(exponentA, iszero(exponentA)), add(exponentB, iszero(exponentB))),
                                2
                            )
                            product := shl(and(shift, 127), product)
                            let place := add(signed, or(and(shr(1, shift), 0xc0), and(shr(26, shr(lane, signs)), 32)))
                            mstore(place, add(mload(place), product))
                            if isLoose {
                                place := add(loose, shl(5, shr(7, shift)))
                                mstore(place, add(mload(place), product))
                            }
                        }
                    }
                }
            }
        }
        if (!finite) revert NotFinite();
    }

    /// @notice Whether `claimedBits` is within `gamma(roundings)` of the sums.
    /// @param roundings below 2^24
    /// @param terms     products that may each have underflowed
    function isWithin(
        Sums memory sums,
        uint32 claimedBits,
        uint256 roundings,
        uint256 terms
    ) internal pure returns (bool) {
        int256[5] memory magnitude;
        for (uint256 i = 0; i < 4; ++i) magnitude[i] = int256(sums.signed[2 * i] + sums.signed[2 * i + 1]);
        return isWithinMagnitude(sums, magnitude, claimedBits, roundings, terms);
    }

    /// @notice As {isWithin}, with a given sum of absolute values (for dots that were summed in parts).
    /// @param magnitude windows of 128 bits, lowest first, each below 2^253
    function isWithinMagnitude(
        Sums memory sums,
        int256[5] memory magnitude,
        uint32 claimedBits,
        uint256 roundings,
        uint256 terms
    ) internal pure returns (bool) {
        if (roundings >= 1 << 24) revert LengthOutOfRange(roundings);
        int256[5] memory distance = _distance(sums, claimedBits);
        int256[5] memory loose;
        for (uint256 i = 0; i < 4; ++i) loose[i] = int256(sums.loose[i]);
        loose[0] += int256(terms << 174);
        _carry(magnitude);
        _carry(loose);
        int256[5] memory excess;
        int256 rest = int256((1 << 24) - roundings);
        for (uint256 i = 0; i < 5; ++i) {
            excess[i] = rest * (distance[i] - loose[i]) - int256(roundings) * magnitude[i];
        }
        _carry(excess);
        return excess[4] < 0 || (excess[0] | excess[1] | excess[2] | excess[3] | excess[4]) == 0;
    }

    /// @notice Whether a claimed sum of absolute values is finite, not negative and not above the true one.
    function isAtMostMagnitude(Sums memory sums, uint32 claimedBits) internal pure returns (bool) {
        if (claimedBits >> 31 == 1) return false;
        int256[5] memory rest;
        for (uint256 i = 0; i < 4; ++i) rest[i] = int256(sums.signed[2 * i] + sums.signed[2 * i + 1]);
        (uint256 window, int256 value) = _place(claimedBits);
        rest[window] -= value;
        _carry(rest);
        return rest[4] >= 0;
    }

    /// @dev |claimed - V| in carried windows.
    function _distance(Sums memory sums, uint32 claimedBits) private pure returns (int256[5] memory distance) {
        (uint256 window, int256 value) = _place(claimedBits);
        for (uint256 i = 0; i < 4; ++i) distance[i] = int256(sums.signed[2 * i]) - int256(sums.signed[2 * i + 1]);
        distance[window] -= value;
        _carry(distance);
        if (distance[4] >= 0) return distance;
        for (uint256 i = 0; i < 5; ++i) distance[i] = -distance[i];
        _carry(distance);
    }

    /// @dev A float32 as a signed integer in one window.
    function _place(uint32 bits) private pure returns (uint256 window, int256 value) {
        uint256 exponent = (bits >> 23) & 0xff;
        if (exponent == 255) revert NotFinite();
        uint256 mantissa = bits & 0x7fffff;
        if (exponent == 0) exponent = 1;
        else mantissa |= 0x800000;
        window = (exponent + 148) / WINDOW_BITS;
        value = int256(mantissa << ((exponent + 148) % WINDOW_BITS));
        if (bits >> 31 == 1) value = -value;
    }

    /// @dev Brings the four lower windows into 0 .. 2^128 - 1; the sign of the whole is then that of the highest.
    function _carry(int256[5] memory windows) private pure {
        for (uint256 i = 0; i < 4; ++i) {
            windows[i + 1] += windows[i] >> WINDOW_BITS;
            windows[i] = int256(uint256(windows[i]) & WINDOW_MASK);
        }
    }
}
