// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {HearthTypes} from "../src/HearthTypes.sol";
import {SearchTree} from "../src/SearchTree.sol";

/// @notice Exposes the libraries to the tests. Never deployed outside them.
contract TypesProbe {
    function hashJobOrder(HearthTypes.JobOrder calldata order) external pure returns (bytes32) {
        return HearthTypes.hashJobOrder(order);
    }

    function hashReceipt(HearthTypes.Receipt calldata receipt) external pure returns (bytes32) {
        return HearthTypes.hashReceipt(receipt);
    }

    function hashJobOrderCalldata(HearthTypes.JobOrder calldata order) external pure returns (bytes32) {
        return HearthTypes.hashJobOrderCalldata(order);
    }

    function hashReceiptCalldata(HearthTypes.Receipt calldata receipt) external pure returns (bytes32) {
        return HearthTypes.hashReceiptCalldata(receipt);
    }

    function hashVote(HearthTypes.Vote calldata vote) external pure returns (bytes32) {
        return HearthTypes.hashVote(vote);
    }

    function hashVoucher(HearthTypes.Voucher calldata voucher) external pure returns (bytes32) {
        return HearthTypes.hashVoucher(voucher);
    }

    function merkleLeaf(uint8 tag, uint64 index, bytes calldata data) external pure returns (bytes32) {
        return HearthTypes.merkleLeaf(tag, index, data);
    }

    function merkleRoot(uint8 tag, uint64 count, bytes32 top) external pure returns (bytes32) {
        return HearthTypes.merkleRoot(tag, count, top);
    }

    function merkleContains(
        bytes32 root,
        uint8 tag,
        uint64 index,
        uint64 count,
        bytes calldata data,
        bytes32[] calldata proof
    ) external pure returns (bool) {
        return HearthTypes.merkleContains(root, tag, index, count, data, proof);
    }

    function searchContains(
        bytes32 root,
        uint8 tag,
        uint64 index,
        uint64 count,
        bytes32 key,
        bytes32 content,
        SearchTree.Step[] calldata path
    ) external pure returns (bool) {
        return SearchTree.contains(root, tag, index, count, key, content, path);
    }
}
