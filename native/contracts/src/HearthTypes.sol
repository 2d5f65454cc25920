// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title The protocol's typed data and trees, as a contract reads them
/// @notice Field order, names and widths are frozen: they are what clients, nodes and verifiers sign (docs/protocol).
/// Struct hashes here equal those of any EIP-712 library; trees are sha256 throughout.
library HearthTypes {
    struct JobOrder {
        bytes32 jobId;
        address client;
        address provider;
        address app;
        bytes32 reservationId;
        bytes32 modelId;
        uint32 tauVersion;
        uint32 splitVersion;
        bytes32 inputRoot;
        bytes32 decodeHash;
        bytes32 nonceCommit;
        uint8 tier;
        uint8 auditPolicy;
        uint32 maxUnitsIn;
        uint32 maxUnitsOut;
        uint256 priceInWei;
        uint256 priceOutWei;
        uint64 deadlineSeconds;
        bytes32 deliveryKey;
    }

    struct Exec {
        bytes32 modelId;
        bytes32 planRoot;
        bytes32 runtimeId;
        uint16 classId;
    }

    struct IO {
        bytes32 inputRoot;
        bytes32 outputRoot;
        bytes32 seedHash;
        uint32 unitsIn;
        uint32 unitsOut;
        uint8 stopReason;
    }

    struct Trace {
        bytes32 rowRoot;
        bytes32 sketchRoot;
        bytes32 tapRoot;
    }

    struct Meter {
        uint64 startedAtMs;
        uint64 finishedAtMs;
        uint32 queueMs;
        uint32 firstUnitMs;
        uint32 computeMs;
    }

    struct Receipt {
        bytes32 orderHash;
        Exec exec;
        IO io;
        Trace trace;
        Meter meter;
        address provider;
        uint32 epoch;
        uint64 seq;
        bytes32 prev;
        bytes32 bundleHash;
    }

    struct Vote {
        bytes32 receiptHash;
        address verifier;
        uint32 round;
        uint8 verdict;
        uint8 kind;
        uint32 chunk;
        bytes32 evidenceRoot;
        bytes32 salt;
    }

    struct Voucher {
        address client;
        address provider;
        address app;
        bytes32 modelId;
        uint64 count;
        uint256 cumulativeWei;
        bytes32 receiptsRoot;
    }

    bytes32 internal constant JOB_ORDER_TYPEHASH = keccak256(
        "JobOrder(bytes32 jobId,address client,address provider,address app,bytes32 reservationId,bytes32 modelId,uint32 tauVersion,uint32 splitVersion,bytes32 inputRoot,bytes32 decodeHash,bytes32 nonceCommit,uint8 tier,uint8 auditPolicy,uint32 maxUnitsIn,uint32 maxUnitsOut,uint256 priceInWei,uint256 priceOutWei,uint64 deadlineSeconds,bytes32 deliveryKey)"
    );
    bytes32 internal constant EXEC_TYPEHASH = keccak256(
        "Exec(bytes32 modelId,bytes32 planRoot,bytes32 runtimeId,uint16 classId)"
    );
    bytes32 internal constant IO_TYPEHASH = keccak256(
        "IO(bytes32 inputRoot,bytes32 outputRoot,bytes32 seedHash,uint32 unitsIn,uint32 unitsOut,uint8 stopReason)"
    );
    bytes32 internal constant TRACE_TYPEHASH = keccak256("Trace(bytes32 rowRoot,bytes32 sketchRoot,bytes32 tapRoot)");
    bytes32 internal constant METER_TYPEHASH = keccak256(
        "Meter(uint64 startedAtMs,uint64 finishedAtMs,uint32 queueMs,uint32 firstUnitMs,uint32 computeMs)"
    );
    bytes32 internal constant RECEIPT_TYPEHASH = keccak256(
        "Receipt(bytes32 orderHash,Exec exec,IO io,Trace trace,Meter meter,address provider,uint32 epoch,uint64 seq,bytes32 prev,bytes32 bundleHash)Exec(bytes32 modelId,bytes32 planRoot,bytes32 runtimeId,uint16 classId)IO(bytes32 inputRoot,bytes32 outputRoot,bytes32 seedHash,uint32 unitsIn,uint32 unitsOut,uint8 stopReason)Meter(uint64 startedAtMs,uint64 finishedAtMs,uint32 queueMs,uint32 firstUnitMs,uint32 computeMs)Trace(bytes32 rowRoot,bytes32 sketchRoot,bytes32 tapRoot)"
    );
    bytes32 internal constant VOTE_TYPEHASH = keccak256(
        "Vote(bytes32 receiptHash,address verifier,uint32 round,uint8 verdict,uint8 kind,uint32 chunk,bytes32 evidenceRoot,bytes32 salt)"
    );
    bytes32 internal constant VOUCHER_TYPEHASH = keccak256(
        "Voucher(address client,address provider,address app,bytes32 modelId,uint64 count,uint256 cumulativeWei,bytes32 receiptsRoot)"
    );

    /// @notice The tree tag of an anchored batch; its leaves are the receipts' EIP-712 signing digests, in `seq` order.
    uint8 internal constant ANCHOR_TAG = 0x41;

    /// @notice The EIP-712 struct hash of an order.
    function hashJobOrder(JobOrder memory order) internal pure returns (bytes32) {
        return keccak256(abi.encode(JOB_ORDER_TYPEHASH, order));
    }

    /// @notice The EIP-712 struct hash of a receipt.
    function hashReceipt(Receipt memory receipt) internal pure returns (bytes32) {
        return
            keccak256(
                abi.encode(
                    RECEIPT_TYPEHASH,
                    receipt.orderHash,
                    keccak256(abi.encode(EXEC_TYPEHASH, receipt.exec)),
                    keccak256(abi.encode(IO_TYPEHASH, receipt.io)),
                    keccak256(abi.encode(TRACE_TYPEHASH, receipt.trace)),
                    keccak256(abi.encode(METER_TYPEHASH, receipt.meter)),
                    receipt.provider,
                    receipt.epoch,
                    receipt.seq,
                    receipt.prev,
                    receipt.bundleHash
                )
            );
    }

    /// @notice The EIP-712 struct hash of a verifier's vote.
    function hashVote(Vote memory vote) internal pure returns (bytes32) {
        return keccak256(abi.encode(VOTE_TYPEHASH, vote));
    }

    /// @notice The EIP-712 struct hash of a voucher.
    function hashVoucher(Voucher calldata voucher) internal pure returns (bytes32) {
        uint256 offset;
        assembly ("memory-safe") {
            offset := voucher
        }
        return _hashWords(VOUCHER_TYPEHASH, offset, 7);
    }

    /// @notice {hashJobOrder}, straight from the call's data: a third of the gas and of the code.
    /// @dev A word with bits beyond its type hashes as it stands, so it gives a digest that nobody signed.
    function hashJobOrderCalldata(JobOrder calldata order) internal pure returns (bytes32) {
        uint256 offset;
        assembly ("memory-safe") {
            offset := order
        }
        return _hashWords(JOB_ORDER_TYPEHASH, offset, 19);
    }

    /// @notice {hashReceipt}, straight from the call's data.
    /// @dev Words, in order: orderHash, exec 4, io 6, trace 3, meter 5, provider, epoch, seq, prev, bundleHash.
    function hashReceiptCalldata(Receipt calldata receipt) internal pure returns (bytes32 structHash) {
        uint256 offset;
        assembly ("memory-safe") {
            offset := receipt
        }
        bytes32 exec = _hashWords(EXEC_TYPEHASH, offset + 32, 4);
        bytes32 io = _hashWords(IO_TYPEHASH, offset + 160, 6);
        bytes32 trace = _hashWords(TRACE_TYPEHASH, offset + 352, 3);
        bytes32 meter = _hashWords(METER_TYPEHASH, offset + 448, 5);
        bytes32 typeHash = RECEIPT_TYPEHASH;
        assembly ("memory-safe") {
            let words := mload(0x40)
            mstore(words, typeHash)
            mstore(add(words, 0x20), calldataload(offset))
            mstore(add(words, 0x40), exec)
            mstore(add(words, 0x60), io)
            mstore(add(words, 0x80), trace)
            mstore(add(words, 0xa0), meter)
            calldatacopy(add(words, 0xc0), add(offset, 608), 160)
            structHash := keccak256(words, 0x160)
        }
    }

    /// @dev keccak256(typeHash || `count` words of the call's data from `offset` on), in memory beyond what is in use.
    function _hashWords(bytes32 typeHash, uint256 offset, uint256 count) private pure returns (bytes32 structHash) {
        assembly ("memory-safe") {
            let words := mload(0x40)
            let size := shl(5, count)
            mstore(words, typeHash)
            calldatacopy(add(words, 0x20), offset, size)
            structHash := keccak256(words, add(size, 0x20))
        }
    }

    /// @notice leaf = sha256(0x00 || tag || index as u64 little-endian || data)
    function merkleLeaf(uint8 tag, uint64 index, bytes memory data) internal pure returns (bytes32) {
        return sha256(abi.encodePacked(uint8(0), tag, littleEndian(index), data));
    }

    /// @notice node = sha256(0x01 || left || right)
    function merkleNode(bytes32 left, bytes32 right) internal pure returns (bytes32) {
        return sha256(abi.encodePacked(uint8(1), left, right));
    }

    /// @notice root = sha256(0x02 || tag || count as u64 little-endian || top); the top of an empty tree is 32 zero bytes.
    function merkleRoot(uint8 tag, uint64 count, bytes32 top) internal pure returns (bytes32) {
        return sha256(abi.encodePacked(uint8(2), tag, littleEndian(count), top));
    }

    /// @notice Whether `data` is leaf `index` of the `count` leaves under `root`.
    /// @dev An odd last node is promoted, so it has no sibling in the proof. A proof that is too long or too short fails.
    /// @param proof siblings from the leaf upwards
    function merkleContains(
        bytes32 root,
        uint8 tag,
        uint64 index,
        uint64 count,
        bytes memory data,
        bytes32[] memory proof
    ) internal pure returns (bool) {
        if (index >= count) return false;
        bytes32 top = merkleLeaf(tag, index, data);
        uint256 used = 0;
        uint64 position = index;
        for (uint64 width = count; width > 1; width = width / 2 + (width & 1)) {
            bool promoted = position == width - 1 && width & 1 == 1;
            if (!promoted) {
                if (used == proof.length) return false;
                bytes32 sibling = proof[used++];
                top = position & 1 == 0 ? merkleNode(top, sibling) : merkleNode(sibling, top);
            }
            position /= 2;
        }
        return used == proof.length && merkleRoot(tag, count, top) == root;
    }

    /// @notice The eight bytes of a u64, least significant first.
    function littleEndian(uint64 value) internal pure returns (bytes8) {
        uint64 v = value;
        v = ((v & 0xFF00FF00FF00FF00) >> 8) | ((v & 0x00FF00FF00FF00FF) << 8);
        v = ((v & 0xFFFF0000FFFF0000) >> 16) | ((v & 0x0000FFFF0000FFFF) << 16);
        return bytes8((v >> 32) | (v << 32));
    }
}
