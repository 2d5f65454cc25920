// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {HearthTypes} from "./HearthTypes.sol";
import {LeafDot} from "./LeafDot.sol";
import {TraceProofs} from "./TraceProofs.sol";
import {IModelRegistry} from "./interfaces/IModelRegistry.sol";

/// @title Recomputes one element of one operator from the inputs that a replay itself committed to
/// @notice Holds nothing and decides nothing but one question: does this element of this replay follow from its own inputs and the
/// registered model? Products with a registered weight by the sound bound, movements of data bit by bit; the rest is the committee's
/// (docs/protocol/court.md section 5). Reverts on whatever is not proven.
contract LeafJudge {
    enum Rule {
        Committee,
        Dot,
        Move
    }

    enum Finding {
        Honest,
        False,
        TooLong
    }

    /// @notice An element of `MatMul` or `Gemm`: the node, its output, one row of its left side, one column of the weight.
    /// @dev `traceCount` is the number of leaves of the trace, and of the graph: one more than the model has nodes.
    struct DotOpening {
        uint64 traceCount;
        TraceProofs.Leaf node;
        TraceProofs.Leaf output;
        TraceProofs.Tensor y;
        TraceProofs.Leaf input;
        TraceProofs.Tensor a;
        bytes32 columnRoot;
        bytes32[] columnRootProof;
        TraceProofs.Leaf column;
    }

    /// @notice An element of an operator that moves data: the node, its output, its input.
    struct MoveOpening {
        uint64 traceCount;
        TraceProofs.Leaf node;
        TraceProofs.Leaf output;
        TraceProofs.Tensor y;
        TraceProofs.Leaf input;
        TraceProofs.Tensor a;
    }

    /// @notice Where the roots of models are registered.
    IModelRegistry public immutable models;

    /// @notice The model has no such output, or does not want it.
    error NoSuchOutput(uint32 node, uint32 slot);
    /// @notice The operator is not judged by this rule.
    error NotJudgedHere(bytes32 operator);

    /// @param models_ where the roots of models are registered
    constructor(IModelRegistry models_) {
        models = models_;
    }

    /// @notice By which rule an output of a node is judged.
    /// @param modelId    the model
    /// @param node       in canonical order
    /// @param slot       which output, one that the model wants
    /// @param graphCount leaves under graphRoot
    /// @param leaf       the node under it
    /// @return the rule
    function ruleOf(
        bytes32 modelId,
        uint32 node,
        uint32 slot,
        uint64 graphCount,
        TraceProofs.Leaf calldata leaf
    ) external view returns (Rule) {
        IModelRegistry.Roots memory roots = models.rootsOf(modelId);
        TraceProofs.Node memory found = TraceProofs.readNode(roots.graphRoot, node, graphCount, leaf);
        if (slot >= found.wanted.length || found.wanted[slot] == 0) revert NoSuchOutput(node, slot);
        if (slot == 0 && roots.columnsRoot != 0 && _isDot(found)) return Rule.Dot;
        if (slot == 0 && _isMove(found)) return Rule.Move;
        return Rule.Committee;
    }

    /// @notice Judges an element of output 0 of a product with a registered weight.
    /// @param modelId   the model
    /// @param traceRoot the replay
    /// @param node      in canonical order
    /// @param element   row-major; an element that the output does not have is honest
    /// @param opened    the openings
    /// @return `TooLong` when the product has more than LeafDot.MAX_TERMS terms
    function judgeDot(
        bytes32 modelId,
        bytes32 traceRoot,
        uint32 node,
        uint64 element,
        DotOpening calldata opened
    ) external view returns (Finding) {
        IModelRegistry.Roots memory roots = models.rootsOf(modelId);
        TraceProofs.Node memory found = TraceProofs.readNode(roots.graphRoot, node, opened.traceCount, opened.node);
        if (!_isDot(found)) revert NotJudgedHere(found.operator);
        bytes32 yRoot = TraceProofs.readOutput(traceRoot, node, 0, opened.traceCount, opened.output);
        bytes32 aRoot = TraceProofs.readRef(traceRoot, found.refs[0], opened.traceCount, opened.input);
        TraceProofs.Shape memory y = TraceProofs.readShape(yRoot, opened.y);
        TraceProofs.Shape memory a = TraceProofs.readShape(aRoot, opened.a);
        // A replay whose tensors do not even fit each other is false.
        if (!_fits(y, a)) return Finding.False;
        uint256 k = a.dims[a.dims.length - 1];
        uint256 n = y.dims[y.dims.length - 1];
        uint256 parts = (k + LeafDot.MAX_TERMS - 1) / LeafDot.MAX_TERMS;
        bytes memory right = _readColumn(roots.columnsRoot, node, (element % n) * parts, n * parts, opened);
        // The columns' number and length are the registered weight's: no replay can bring a weight of another shape, nor one that is too long to
        // be judged here.
        if (opened.column.data.length != 4 * (parts == 1 ? k : LeafDot.MAX_TERMS)) return Finding.False;
        if (element >= y.elements) return Finding.Honest;
        if (parts > 1) return Finding.TooLong;

        bytes memory left = TraceProofs.readBytes(aRoot, opened.a, a, (element / n) * k * 4, k * 4);
        bytes memory claimed = TraceProofs.readBytes(yRoot, opened.y, y, uint256(element) * 4, 4);
        return LeafDot.isHonest(left, right, k, _float(claimed)) ? Finding.Honest : Finding.False;
    }

    /// @notice Judges an element of an operator that gives every element of its first input once, in order, or rectifies it.
    /// @param modelId   the model
    /// @param traceRoot the replay
    /// @param node      in canonical order
    /// @param element   row-major; an element that the output does not have is honest
    /// @param opened    the openings
    /// @return never `TooLong`
    function judgeMove(
        bytes32 modelId,
        bytes32 traceRoot,
        uint32 node,
        uint64 element,
        MoveOpening calldata opened
    ) external view returns (Finding) {
        TraceProofs.Node memory found = TraceProofs.readNode(
            models.rootsOf(modelId).graphRoot,
            node,
            opened.traceCount,
            opened.node
        );
        if (!_isMove(found)) revert NotJudgedHere(found.operator);
        bytes32 yRoot = TraceProofs.readOutput(traceRoot, node, 0, opened.traceCount, opened.output);
        bytes32 aRoot = TraceProofs.readRef(traceRoot, found.refs[0], opened.traceCount, opened.input);
        TraceProofs.Shape memory y = TraceProofs.readShape(yRoot, opened.y);
        TraceProofs.Shape memory a = TraceProofs.readShape(aRoot, opened.a);
        if (y.dtype != a.dtype || y.elements != a.elements) return Finding.False;
        if (element >= y.elements) return Finding.Honest;
        uint256 width = TraceProofs.widthOf(y.dtype);
        bytes32 output = bytes32(TraceProofs.readBytes(yRoot, opened.y, y, element * width, width));
        bytes32 input = bytes32(TraceProofs.readBytes(aRoot, opened.a, a, element * width, width));
        if (found.operator == "Relu" && uint8(input[width - 1]) >> 7 == 1) {
            // What is negative becomes zero; of a float, either zero.
            input = 0;
            if (y.dtype == TraceProofs.FLOAT32 && output == bytes32(bytes4(0x00000080))) output = 0;
        }
        return output == input ? Finding.Honest : Finding.False;
    }

    /// @dev A product whose right side is an initializer, with nothing added or scaled.
    function _isDot(TraceProofs.Node memory node) private pure returns (bool) {
        if (!node.isPlain || node.inputs != 2 || bytes2(node.refs[1]) != 0x0200) return false;
        return (node.operator == "MatMul" || node.operator == "Gemm") && _isInTrace(node.refs[0]);
    }

    function _isMove(TraceProofs.Node memory node) private pure returns (bool) {
        if (!node.isPlain || node.inputs == 0 || !_isInTrace(node.refs[0])) return false;
        bytes32 operator = node.operator;
        return
            operator == "Identity" ||
            operator == "Reshape" ||
            operator == "Flatten" ||
            operator == "Squeeze" ||
            operator == "Unsqueeze" ||
            operator == "Relu";
    }

    /// @dev A graph input or a node's output, of this graph.
    function _isInTrace(bytes10 ref) private pure returns (bool) {
        return bytes2(ref) == 0x0100 || bytes2(ref) == 0x0300;
    }

    /// @dev [.., k] by [k, n] is [.., n], all float32 and none empty at the end.
    function _fits(TraceProofs.Shape memory y, TraceProofs.Shape memory a) private pure returns (bool) {
        uint256 rank = a.dims.length;
        if (rank == 0 || y.dims.length != rank) return false;
        if (y.dtype != TraceProofs.FLOAT32 || a.dtype != TraceProofs.FLOAT32) return false;
        for (uint256 i = 0; i + 1 < rank; ++i) if (a.dims[i] != y.dims[i]) return false;
        return a.dims[rank - 1] > 0 && y.dims[rank - 1] > 0;
    }

    function _readColumn(
        bytes32 columnsRoot,
        uint32 node,
        uint256 column,
        uint256 columns,
        DotOpening calldata opened
    ) private pure returns (bytes memory values) {
        bool isThere = HearthTypes.merkleContains(
            columnsRoot,
            TraceProofs.NODE_COLUMNS_TAG,
            node,
            opened.traceCount - 1,
            abi.encodePacked(opened.columnRoot),
            opened.columnRootProof
        );
        if (!isThere) revert TraceProofs.LeafNotUnderRoot(TraceProofs.NODE_COLUMNS_TAG, node);
        TraceProofs.check(opened.columnRoot, TraceProofs.COLUMN_TAG, uint64(column), uint64(columns), opened.column);
        bytes calldata data = opened.column.data;
        values = new bytes((data.length + 31) & ~uint256(31));
        assembly ("memory-safe") {
            calldatacopy(add(values, 32), data.offset, data.length)
        }
    }

    function _float(bytes memory littleEndian) private pure returns (uint32) {
        return
            uint32(uint8(littleEndian[0])) |
            (uint32(uint8(littleEndian[1])) << 8) |
            (uint32(uint8(littleEndian[2])) << 16) |
            (uint32(uint8(littleEndian[3])) << 24);
    }
}
