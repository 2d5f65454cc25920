// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title Public randomness, one number per round, checked once and kept
/// @notice Rounds of a drand network of the scheme `bls-unchained-g1-rfc9380` (drand's quicknet among them): the signature over
/// sha256(round as u64 big-endian) is a point of G1, the network's key one of G2, and the randomness is sha256 of the compressed
/// signature, as every drand client has it. Anyone brings a round; the contract verifies it with the precompiles of EIP-2537.
/// @dev Nobody owns it. Hazard: a round that never comes would stop every draw, so from {fallbackSeconds} after its time anyone may
/// ask for a block hash instead ({requestFallback}, {storeFallback}). A block's proposer can bias that by withholding its block; it
/// is the last resort, marked by an event, and a real signature wins as long as it comes first.
contract Beacon {
    /// @dev The group order's field: the prime p of BLS12-381, high 16 and low 32 bytes, and (p - 1) / 2.
    uint256 private constant P_HIGH = 0x1a0111ea397fe69a4b1ba7b6434bacd7;
    uint256 private constant P_LOW = 0x64774b84f38512bf6730d2a0f6b0f6241eabfffeb153ffffb9feffffffffaaab;
    uint256 private constant HALF_HIGH = 0x0d0088f51cbff34d258dd3db21a5d66b;
    uint256 private constant HALF_LOW = 0xb23ba5c279c2895fb39869507b587b120f55ffff58a9ffffdcff7fffffffd555;
    /// @dev The generator of G2, negated: e(signature, -generator) e(H(message), key) = 1.
    bytes private constant MINUS_G2 =
        hex"00000000000000000000000000000000024aa2b2f08f0a91260805272dc51051c6e47ad4fa403b02b4510b647ae3d1770bac0326a805bbefd48056c8c121bdb8"
        hex"0000000000000000000000000000000013e02b6052719f607dacd3a088274f65596bd0d09920b61ab5da61bbdc7f5049334cf11213945d57e5ac7d055d042b7e"
        hex"000000000000000000000000000000000d1b3cc2c7027888be51d9ef691d77bcb679afda66c73f17f9ee3837a55024f78c71363275a75d75d86bab79f74782aa"
        hex"0000000000000000000000000000000013fa4d4a0ad8b1ce186ed5061789213d993923066dddaf1040bc3ff59f825c78df74f2d75467e25e0f55f8a00fa030ed";
    bytes private constant DOMAIN = "BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_";

    uint64 private constant FALLBACK_BLOCKS = 8;

    /// @notice When round 1 was due, in seconds since 1970.
    uint64 public immutable genesisSeconds;
    /// @notice The time between rounds, in seconds.
    uint64 public immutable periodSeconds;
    /// @notice How long after its time a round may be replaced by a block hash.
    uint64 public immutable fallbackSeconds;

    bytes private _publicKey;
    mapping(uint64 round => bytes32) private _randomness;
    mapping(uint64 round => uint64) private _fallbackBlocks;

    event RoundStored(uint64 indexed round, bytes32 randomness);
    event FallbackRequested(uint64 indexed round, uint64 blockNumber);
    event FallbackStored(uint64 indexed round, bytes32 randomness);

    error PeriodZero();
    error PointInvalid();
    error SignatureInvalid(uint64 round);
    error RoundUnknown(uint64 round);
    error RoundAlreadyStored(uint64 round);
    error FallbackTooEarly(uint64 round, uint256 earliestSeconds, uint256 nowSeconds);
    error FallbackPending(uint64 round, uint64 blockNumber);
    error FallbackNotRequested(uint64 round);

    /// @param publicKey_       the network's key: a point of G2 as EIP-2537 encodes it, 256 bytes
    /// @param genesisSeconds_  when round 1 was due
    /// @param periodSeconds_   the time between rounds, at least 1
    /// @param fallbackSeconds_ how long a missing round is waited for
    constructor(bytes memory publicKey_, uint64 genesisSeconds_, uint64 periodSeconds_, uint64 fallbackSeconds_) {
        if (periodSeconds_ == 0) revert PeriodZero();
        // Zero is the point at infinity, under which any message verifies.
        if (publicKey_.length != 256 || keccak256(publicKey_) == keccak256(new bytes(256))) revert PointInvalid();
        // The pairing refuses a point off the curve or out of the group; with infinity on the other side its value is always 1.
        if (!_pairingIsOne(abi.encodePacked(new bytes(128), publicKey_))) revert PointInvalid();
        _publicKey = publicKey_;
        genesisSeconds = genesisSeconds_;
        periodSeconds = periodSeconds_;
        fallbackSeconds = fallbackSeconds_;
    }

    /// @notice Verifies a round and keeps its randomness. Anyone may call it; a round that is there already is left alone.
    /// @param round     from 1
    /// @param signature the network's signature: a point of G1 as EIP-2537 encodes it, 128 bytes
    /// @return randomness sha256 of the compressed signature, or what was stored before
    function storeRound(uint64 round, bytes calldata signature) external returns (bytes32 randomness) {
        randomness = _randomness[round];
        if (randomness != 0) return randomness;
        if (round == 0) revert RoundUnknown(round);
        if (signature.length != 128 || keccak256(signature) == keccak256(new bytes(128))) revert PointInvalid();
        bytes memory message = hashToG1(abi.encodePacked(sha256(abi.encodePacked(round))));
        if (!_pairingIsOne(abi.encodePacked(signature, MINUS_G2, message, _publicKey))) revert SignatureInvalid(round);
        randomness = sha256(_compress(signature));
        _randomness[round] = randomness;
        emit RoundStored(round, randomness);
    }

    /// @notice Names the block whose hash may stand in for a round that never came: some blocks from now, so that it is unknown yet.
    /// @dev Again when nobody stored it within 256 blocks.
    /// @param round a round that is overdue by {fallbackSeconds}
    function requestFallback(uint64 round) external {
        if (_randomness[round] != 0) revert RoundAlreadyStored(round);
        if (round == 0) revert RoundUnknown(round);
        uint256 earliestSeconds = uint256(dueSeconds(round)) + fallbackSeconds;
        if (block.timestamp < earliestSeconds) revert FallbackTooEarly(round, earliestSeconds, block.timestamp);
        uint64 asked = _fallbackBlocks[round];
        if (asked != 0 && block.number <= uint256(asked) + 256) revert FallbackPending(round, asked);
        _fallbackBlocks[round] = uint64(block.number) + FALLBACK_BLOCKS;
        emit FallbackRequested(round, uint64(block.number) + FALLBACK_BLOCKS);
    }

    /// @notice Keeps sha256(block hash, round) as the round's randomness.
    /// @param round a round whose fallback was asked for
    /// @return randomness what counts from now on
    function storeFallback(uint64 round) external returns (bytes32 randomness) {
        if (_randomness[round] != 0) revert RoundAlreadyStored(round);
        uint64 blockNumber = _fallbackBlocks[round];
        if (blockNumber == 0) revert FallbackNotRequested(round);
        bytes32 blockHash = blockhash(blockNumber);
        // Not made yet, or older than 256 blocks: then it is asked for again.
        if (blockHash == 0) revert FallbackPending(round, blockNumber);
        randomness = sha256(abi.encodePacked(blockHash, round));
        _randomness[round] = randomness;
        emit FallbackStored(round, randomness);
    }

    /// @notice The randomness of a round; reverts RoundUnknown while it is not stored.
    /// @param round from 1
    /// @return 32 bytes
    function randomnessOf(uint64 round) external view returns (bytes32) {
        bytes32 randomness = _randomness[round];
        if (randomness == 0) revert RoundUnknown(round);
        return randomness;
    }

    /// @notice Whether a round is stored.
    /// @param round from 1
    /// @return true when {randomnessOf} answers
    function isStored(uint64 round) external view returns (bool) {
        return _randomness[round] != 0;
    }

    /// @notice The first round due at or after a time. What is anchored `delay` before it could not know it.
    /// @param atSeconds since 1970
    /// @return from 1
    function roundAt(uint64 atSeconds) external view returns (uint64) {
        if (atSeconds <= genesisSeconds) return 1;
        return 1 + (atSeconds - genesisSeconds + periodSeconds - 1) / periodSeconds;
    }

    /// @notice When a round is due.
    /// @param round from 1
    /// @return in seconds since 1970
    function dueSeconds(uint64 round) public view returns (uint64) {
        return genesisSeconds + (round - 1) * periodSeconds;
    }

    /// @notice The network's key.
    /// @return a point of G2 as EIP-2537 encodes it
    function publicKey() external view returns (bytes memory) {
        return _publicKey;
    }

    /// @notice RFC 9380 hash_to_curve for G1 (XMD:SHA-256, SSWU, RO) under the domain of BLS signatures.
    /// @dev The precompile clears the cofactor of each point; the sum of the two is then what the RFC asks for.
    /// @param message any bytes
    /// @return a point of G1 as EIP-2537 encodes it
    function hashToG1(bytes memory message) public view returns (bytes memory) {
        bytes memory domain = abi.encodePacked(DOMAIN, uint8(DOMAIN.length));
        bytes32 seed = sha256(abi.encodePacked(new bytes(64), message, hex"008000", domain));
        bytes32 b1 = sha256(abi.encodePacked(seed, uint8(1), domain));
        bytes32 b2 = sha256(abi.encodePacked(seed ^ b1, uint8(2), domain));
        bytes32 b3 = sha256(abi.encodePacked(seed ^ b2, uint8(3), domain));
        bytes32 b4 = sha256(abi.encodePacked(seed ^ b3, uint8(4), domain));
        return
            _call(
                address(0x0b),
                abi.encodePacked(
                    _call(address(0x10), _reduce(b1, b2), 128),
                    _call(address(0x10), _reduce(b3, b4), 128)
                ),
                128
            );
    }

    /// @dev 64 bytes modulo p, as EIP-2537 encodes a field element.
    function _reduce(bytes32 high, bytes32 low) private view returns (bytes memory) {
        return
            _call(
                address(0x05),
                abi.encodePacked(uint256(64), uint256(1), uint256(64), high, low, uint8(1), P_HIGH, P_LOW),
                64
            );
    }

    function _pairingIsOne(bytes memory pairs) private view returns (bool) {
        return uint256(bytes32(_call(address(0x0f), pairs, 32))) == 1;
    }

    /// @dev A precompile that refuses its input, or is not there, reverts PointInvalid: it returns nothing.
    function _call(address precompile, bytes memory input, uint256 length) private view returns (bytes memory) {
        (bool ok, bytes memory output) = precompile.staticcall(input);
        if (!ok || output.length != length) revert PointInvalid();
        return output;
    }

    /// @dev x with the flags of the compressed form: 0x80 compressed, 0x20 when y is the larger root.
    function _compress(bytes calldata point) private pure returns (bytes memory) {
        uint256 high = uint256(bytes32(point[64:96]));
        uint256 low = uint256(bytes32(point[96:128]));
        bool isLarger = high > HALF_HIGH || (high == HALF_HIGH && low > HALF_LOW);
        bytes memory compressed = point[16:64];
        compressed[0] |= isLarger ? bytes1(0xa0) : bytes1(0x80);
        return compressed;
    }
}
