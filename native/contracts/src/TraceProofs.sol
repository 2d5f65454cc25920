// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {HearthTypes} from "./HearthTypes.sol";

/// @title What is under the roots of a graph and of a trace
/// @notice Reads nodes, tensors and weight columns that somebody opens with proofs (docs/protocol/disputes.md section 1, models.md
/// section 4). Everything read is bound to a root; nothing is taken from the caller unproven.
library TraceProofs {
    /// @notice One leaf with the siblings above it.
    struct Leaf {
        bytes data;
        bytes32[] proof;
    }

    /// @notice A tensor's header, and the blocks that hold what is read, in order.
    struct Tensor {
        uint64 count;
        Leaf header;
        Leaf[] blocks;
    }

    /// @dev A tensor whose header was checked.
    struct Shape {
        uint8 dtype;
        uint32[] dims;
        uint256 elements;
    }

    /// @dev A node of the graph as far as a court needs it.
    struct Node {
        bytes32 operator;
        bool isPlain;
        bool transposesB;
        uint32 inputs;
        bytes10[2] refs;
        bytes wanted;
    }

    uint8 internal constant NODE_TAG = 0x31;
    uint8 internal constant TRACE_TAG = 0x32;
    uint8 internal constant COLUMN_TAG = 0x33;
    uint8 internal constant NODE_COLUMNS_TAG = 0x34;
    uint8 internal constant BLOCK_TAG = 0x01;
    uint256 internal constant BLOCK_BYTES = 4096;
    uint8 internal constant FLOAT32 = 1;

    /// @notice A leaf is not under its root.
    error LeafNotUnderRoot(uint8 tag, uint64 index);
    /// @notice Bytes that are under a root are not what the protocol puts there.
    error Malformed(uint8 tag, uint64 index);

    /// @notice Reverts unless the leaf is under the root.
    function check(bytes32 root, uint8 tag, uint64 index, uint64 count, Leaf calldata leaf) internal pure {
        if (!HearthTypes.merkleContains(root, tag, index, count, leaf.data, leaf.proof)) {
            revert LeafNotUnderRoot(tag, index);
        }
    }

    /// @notice A node of the model.
    /// @param index its place in canonical order
    function readNode(
        bytes32 graphRoot,
        uint64 index,
        uint64 count,
        Leaf calldata leaf
    ) internal pure returns (Node memory node) {
        check(graphRoot, NODE_TAG, index + 1, count, leaf);
        bytes calldata data = leaf.data;
        if (bytes3(data[0:3]) != "HN1" || _u32(data, 3) != index) revert Malformed(NODE_TAG, index + 1);
        uint256 cursor = 7;
        uint256 length = _u32(data, cursor);
        // Only operators of the standard domain have a meaning here; it is written as the empty text.
        node.isPlain = length == 0;
        cursor += 4 + length;
        length = _u32(data, cursor);
        bytes calldata operator = data[cursor + 4:cursor + 4 + length];
        node.operator = length <= 32 ? bytes32(operator) : bytes32(0);
        cursor += 4 + length;
        // Overload, then the operator set's version.
        cursor += 4 + _u32(data, cursor) + 4;
        cursor = _readAttributes(data, cursor, node);
        node.inputs = uint32(_u32(data, cursor));
        cursor += 4;
        for (uint256 i = 0; i < node.inputs && i < 2; ++i) {
            node.refs[i] = bytes10(data[cursor + 10 * i:cursor + 10 * i + 10]);
        }
        cursor += 10 * uint256(node.inputs);
        node.wanted = data[cursor + 4:cursor + 4 + _u32(data, cursor)];
    }

    /// @dev Only what a court compares: transB, and that nothing else changes a Gemm's product.
    function _readAttributes(
        bytes calldata data,
        uint256 start,
        Node memory node
    ) private pure returns (uint256 cursor) {
        uint256 attributes = _u32(data, start);
        cursor = start + 4;
        for (uint256 i = 0; i < attributes; ++i) {
            uint256 length = _u32(data, cursor);
            bytes32 name = length <= 32 ? bytes32(data[cursor + 4:cursor + 4 + length]) : bytes32(0);
            cursor += 4 + length;
            uint8 kind = uint8(data[cursor]);
            ++cursor;
            if (kind == 1) {
                // alpha and beta other than 1 change the product.
                if (bytes4(data[cursor:cursor + 4]) != 0x0000803f) node.isPlain = false;
                cursor += 4;
            } else if (kind == 2) {
                if (name == "transB") node.transposesB = data[cursor] != 0;
                else if (name == "transA" && data[cursor] != 0) node.isPlain = false;
                cursor += 8;
            } else if (kind == 3) {
                cursor += 4 + _u32(data, cursor);
            } else if (kind == 6 || kind == 7) {
                cursor += 4 + (kind == 6 ? 4 : 8) * _u32(data, cursor);
            } else {
                // Tensors, graphs, lists of them and references: nothing that is judged here has them.
                node.isPlain = false;
                cursor = _skipAttribute(data, cursor, kind);
            }
        }
    }

    function _skipAttribute(bytes calldata data, uint256 start, uint8 kind) private pure returns (uint256 cursor) {
        if (kind == 0xff) return start + 5 + _u32(data, start + 1);
        if (kind == 4 || kind == 5) return start + 32;
        uint256 count = _u32(data, start);
        cursor = start + 4;
        if (kind == 9 || kind == 10) return cursor + 32 * count;
        for (uint256 i = 0; i < count; ++i) cursor += 4 + _u32(data, cursor);
    }

    /// @notice The root of the tensor that a reference names, in a trace. Only graph inputs and node outputs are in a trace.
    /// @param leaf the trace leaf of the node, or of the header for a graph input
    function readRef(
        bytes32 traceRoot,
        bytes10 ref,
        uint64 count,
        Leaf calldata leaf
    ) internal pure returns (bytes32 tensorRoot) {
        uint8 kind = uint8(ref[0]);
        uint32 index = _swap(uint32(bytes4(ref << 16)));
        uint32 slot = _swap(uint32(bytes4(ref << 48)));
        if (uint8(ref[1]) != 0) revert Malformed(TRACE_TAG, index);
        if (kind == 3) return readOutput(traceRoot, index, slot, count, leaf);
        if (kind != 1) revert Malformed(TRACE_TAG, 0);
        check(traceRoot, TRACE_TAG, 0, count, leaf);
        if (bytes3(leaf.data[0:3]) != "HX1") revert Malformed(TRACE_TAG, 0);
        return bytes32(leaf.data[39 + 32 * uint256(index):71 + 32 * uint256(index)]);
    }

    /// @notice The root of one output of a node, in a trace.
    function readOutput(
        bytes32 traceRoot,
        uint64 index,
        uint256 slot,
        uint64 count,
        Leaf calldata leaf
    ) internal pure returns (bytes32) {
        check(traceRoot, TRACE_TAG, index + 1, count, leaf);
        if (bytes3(leaf.data[0:3]) != "HY1" || _u32(leaf.data, 3) != index) revert Malformed(TRACE_TAG, index + 1);
        return bytes32(leaf.data[11 + 32 * slot:43 + 32 * slot]);
    }

    /// @notice A tensor's type and dimensions; its number of blocks must follow from them.
    function readShape(bytes32 root, Tensor calldata tensor) internal pure returns (Shape memory shape) {
        check(root, BLOCK_TAG, 0, tensor.count, tensor.header);
        bytes calldata data = tensor.header.data;
        if (bytes3(data[0:3]) != "HT1") revert Malformed(BLOCK_TAG, 0);
        shape.dtype = uint8(data[3]);
        uint256 rank = uint8(data[4]);
        if (data.length != 5 + 4 * rank) revert Malformed(BLOCK_TAG, 0);
        shape.dims = new uint32[](rank);
        shape.elements = 1;
        for (uint256 i = 0; i < rank; ++i) {
            shape.dims[i] = uint32(_u32(data, 5 + 4 * i));
            shape.elements *= shape.dims[i];
        }
        uint256 bodyBytes = shape.elements * widthOf(shape.dtype);
        if (tensor.count != 1 + (bodyBytes + BLOCK_BYTES - 1) / BLOCK_BYTES) revert Malformed(BLOCK_TAG, 0);
    }

    /// @notice A run of a tensor's bytes, followed by zeros up to a multiple of 32.
    /// @param shape      as {readShape} gave it
    /// @param fromByte   in the body
    /// @param sizeBytes  cursor least 1, within the body
    function readBytes(
        bytes32 root,
        Tensor calldata tensor,
        Shape memory shape,
        uint256 fromByte,
        uint256 sizeBytes
    ) internal pure returns (bytes memory run) {
        uint256 bodyBytes = shape.elements * widthOf(shape.dtype);
        uint256 first = fromByte / BLOCK_BYTES;
        uint256 last = (fromByte + sizeBytes - 1) / BLOCK_BYTES;
        if (tensor.blocks.length != last - first + 1) revert Malformed(BLOCK_TAG, uint64(first + 1));
        run = new bytes((sizeBytes + 31) & ~uint256(31));
        uint256 written = 0;
        for (uint256 i = first; i <= last; ++i) {
            Leaf calldata leaf = tensor.blocks[i - first];
            check(root, BLOCK_TAG, uint64(i + 1), tensor.count, leaf);
            uint256 end = bodyBytes - i * BLOCK_BYTES;
            if (leaf.data.length != (end < BLOCK_BYTES ? end : BLOCK_BYTES)) revert Malformed(BLOCK_TAG, uint64(i + 1));
            uint256 from = i == first ? fromByte % BLOCK_BYTES : 0;
            uint256 size = leaf.data.length - from;
            if (size > sizeBytes - written) size = sizeBytes - written;
            bytes calldata part = leaf.data[from:from + size];
            assembly ("memory-safe") {
                calldatacopy(add(add(run, 32), written), part.offset, size)
            }
            written += size;
        }
    }

    /// @notice Bytes per element of an ONNX data type that a trace can hold.
    function widthOf(uint8 dtype) internal pure returns (uint256) {
        if (dtype == 1 || dtype == 6 || dtype == 12) return 4;
        if (dtype == 7 || dtype == 11 || dtype == 13) return 8;
        if (dtype == 4 || dtype == 5 || dtype == 10 || dtype == 16) return 2;
        if (dtype == 2 || dtype == 3 || dtype == 9) return 1;
        revert Malformed(BLOCK_TAG, 0);
    }

    function _u32(bytes calldata data, uint256 cursor) private pure returns (uint256) {
        return _swap(uint32(bytes4(data[cursor:cursor + 4])));
    }

    function _swap(uint32 value) private pure returns (uint32) {
        uint32 v = ((value & 0xff00ff00) >> 8) | ((value & 0x00ff00ff) << 8);
        return (v >> 16) | (v << 16);
    }
}
