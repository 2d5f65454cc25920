// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {HearthTypes} from "./HearthTypes.sol";
import {SignedReceipts} from "./SignedReceipts.sol";
import {TraceProofs} from "./TraceProofs.sol";
import {ICourtStake} from "./interfaces/ICourtStake.sol";
import {IHearthParameters} from "./interfaces/IHearthParameters.sol";
import {IJobCourt} from "./interfaces/IJobCourt.sol";
import {IModelRegistry} from "./interfaces/IModelRegistry.sol";

/// @title Faults that a receipt proves by itself
/// @notice One call, no bond, no waiting: what the node signed contradicts itself, its order or the registered model. The node is
/// slashed, whoever proved it is rewarded by the stake's rule, and the job may be voided (docs/protocol/court.md section 6).
/// @dev A signature that does not fit proves nothing about anybody, so it is no fault here: calls with one revert.
contract ReceiptProofs {
    /// @notice One token of the output, under the receipt's outputRoot.
    struct TokenOpening {
        TraceProofs.Leaf tensorRoot;
        TraceProofs.Tensor tensor;
        uint32 index;
    }

    /// @notice What was proven.
    enum Fault {
        None,
        Equivocation,
        OrderMismatch,
        PlanMismatch,
        SeedMismatch,
        ClassMismatch,
        StopMismatch,
        ForeignAnchor
    }

    uint8 private constant OUTPUT_TAG = 0x11;
    uint8 private constant UINT32 = 12;
    uint8 private constant STOP_TOKEN = 1;
    uint8 private constant MAX_NEW_TOKENS = 2;
    uint256 private constant WHOLE_BPS = 10_000;

    ICourtStake public immutable stakes;
    IJobCourt public immutable escrow;
    IHearthParameters public immutable parameters;
    IModelRegistry public immutable models;

    mapping(bytes32 fault => bool) private _proven;
    mapping(bytes32 orderHash => bool) private _owesVoid;

    event FaultProven(address indexed node, Fault fault, bytes32 indexed subject, uint256 slashedWei, address prover);

    error NoFault();
    error AlreadyProven(bytes32 subject);
    error NonceMismatch(bytes32 expected, bytes32 given);
    error DecodeMismatch(bytes32 expected, bytes32 given);
    error KeyNotThere(uint256 offset);
    error NothingOwed(bytes32 orderHash);

    /// @param stakes_     nodes and stake
    /// @param escrow_     jobs, and the domain that receipts are signed under
    /// @param parameters_ what governance set
    /// @param models_     roots of the models
    constructor(ICourtStake stakes_, IJobCourt escrow_, IHearthParameters parameters_, IModelRegistry models_) {
        stakes = stakes_;
        escrow = escrow_;
        parameters = parameters_;
        models = models_;
    }

    /// @notice Two different receipts of one node with one number in one epoch.
    /// @param first           one receipt
    /// @param firstSignature  the node's signature, 65 bytes
    /// @param second          another
    /// @param secondSignature the same node's
    function proveEquivocation(
        HearthTypes.Receipt calldata first,
        bytes calldata firstSignature,
        HearthTypes.Receipt calldata second,
        bytes calldata secondSignature
    ) external {
        bytes32 domain = escrow.domainSeparator();
        bytes32 firstHash = SignedReceipts.checkSignature(domain, first, firstSignature);
        bytes32 secondHash = SignedReceipts.checkSignature(domain, second, secondSignature);
        if (
            firstHash == secondHash ||
            first.provider != second.provider ||
            first.epoch != second.epoch ||
            first.seq != second.seq
        ) revert NoFault();
        _punish(first.provider, Fault.Equivocation, keccak256(abi.encode(first.provider, first.epoch, first.seq)));
    }

    /// @notice A receipt for an order that names another node, model or input, or fewer units.
    /// @param signed the order and receipt
    function proveOrderMismatch(SignedReceipts.Signed calldata signed) external {
        (bytes32 receiptHash, ) = SignedReceipts.check(signed, escrow.domainSeparator());
        HearthTypes.JobOrder calldata order = signed.order;
        HearthTypes.Receipt calldata receipt = signed.receipt;
        bool fits =
            order.provider == receipt.provider &&
                order.modelId == receipt.exec.modelId &&
                order.inputRoot == receipt.io.inputRoot &&
                receipt.io.unitsIn <= order.maxUnitsIn &&
                receipt.io.unitsOut <= order.maxUnitsOut;
        if (fits) revert NoFault();
        _punishJob(signed, Fault.OrderMismatch, receiptHash);
    }

    /// @notice A receipt with another audit plan than the registered one of its model.
    /// @param signed the order and receipt
    function provePlanMismatch(SignedReceipts.Signed calldata signed) external {
        (bytes32 receiptHash, ) = SignedReceipts.check(signed, escrow.domainSeparator());
        bytes32 planRoot = models.rootsOf(signed.receipt.exec.modelId).planRoot;
        if (planRoot == 0 || planRoot == signed.receipt.exec.planRoot) revert NoFault();
        _punishJob(signed, Fault.PlanMismatch, receiptHash);
    }

    /// @notice A receipt whose seedHash does not follow from the client's nonce.
    /// @param signed the order and receipt
    /// @param nonce  what the order's nonceCommit is the hash of
    function proveSeedMismatch(SignedReceipts.Signed calldata signed, bytes32 nonce) external {
        (bytes32 receiptHash, ) = SignedReceipts.check(signed, escrow.domainSeparator());
        bytes32 commit = sha256(abi.encodePacked(nonce));
        if (commit != signed.order.nonceCommit) revert NonceMismatch(signed.order.nonceCommit, commit);
        if (seedHashOf(nonce, signed.order.jobId) == signed.receipt.io.seedHash) revert NoFault();
        _punishJob(signed, Fault.SeedMismatch, receiptHash);
    }

    /// @notice A receipt in another numeric class than the order's decode rules pin.
    /// @param signed  the order and receipt
    /// @param decode  the canonical bytes that the order's decodeHash names
    /// @param classAt where in them `"classId":` begins
    function proveClassMismatch(
        SignedReceipts.Signed calldata signed,
        bytes calldata decode,
        uint256 classAt
    ) external {
        bytes32 receiptHash = _checkDecode(signed, decode);
        if (_readNumber(decode, classAt, '"classId":') == signed.receipt.exec.classId) revert NoFault();
        _punishJob(signed, Fault.ClassMismatch, receiptHash);
    }

    /// @notice A receipt that says it ended at maxNewTokens and did not, or that has more tokens than that.
    /// @param signed the order and receipt
    /// @param decode the canonical bytes that the order's decodeHash names
    /// @param maxAt  where in them `"maxNewTokens":` begins
    function proveCountMismatch(SignedReceipts.Signed calldata signed, bytes calldata decode, uint256 maxAt) external {
        bytes32 receiptHash = _checkDecode(signed, decode);
        uint256 most = _readNumber(decode, maxAt, '"maxNewTokens":');
        uint256 units = signed.receipt.io.unitsOut;
        bool isBroken = units > most || (signed.receipt.io.stopReason == MAX_NEW_TOKENS && units != most);
        if (!isBroken) revert NoFault();
        _punishJob(signed, Fault.StopMismatch, receiptHash);
    }

    /// @notice A token that breaks the stop rule: a stop token before the end, or at the end of a receipt that names another reason; or a
    /// last token that is none where the receipt says it is. Also an output of another length than the receipt's units.
    /// @param signed the order and receipt
    /// @param decode the canonical bytes that the order's decodeHash names
    /// @param stopAt where in them `"stopTokenIds":` begins
    /// @param opened the token
    function proveTokenMismatch(
        SignedReceipts.Signed calldata signed,
        bytes calldata decode,
        uint256 stopAt,
        TokenOpening calldata opened
    ) external {
        bytes32 receiptHash = _checkDecode(signed, decode);
        TraceProofs.check(signed.receipt.io.outputRoot, OUTPUT_TAG, 1, 2, opened.tensorRoot);
        bytes32 root = bytes32(opened.tensorRoot.data);
        TraceProofs.Shape memory shape = TraceProofs.readShape(root, opened.tensor);
        // Only tokens have a stop rule; the output of a classification is another tensor.
        if (shape.dtype != UINT32 || shape.dims.length != 1) revert NoFault();
        uint256 count = shape.dims[0];
        if (count == signed.receipt.io.unitsOut) {
            if (opened.index >= count) revert NoFault();
            bytes memory word = TraceProofs.readBytes(root, opened.tensor, shape, uint256(opened.index) * 4, 4);
            bool isStop = _listHas(decode, stopAt, _u32(word));
            bool isLast = opened.index == count - 1;
            bool saysStop = isLast && signed.receipt.io.stopReason == STOP_TOKEN;
            if (isStop == saysStop) revert NoFault();
        }
        _punishJob(signed, Fault.StopMismatch, receiptHash);
    }

    /// @notice A receipt of another node under a batch that this node anchored.
    /// @param node    who anchored the batch
    /// @param receipt the receipt
    /// @param place   where it is
    function proveForeignAnchor(
        address node,
        HearthTypes.Receipt calldata receipt,
        SignedReceipts.Place calldata place
    ) external {
        bytes32 receiptHash = SignedReceipts.digest(escrow.domainSeparator(), HearthTypes.hashReceiptCalldata(receipt));
        SignedReceipts.checkPlace(place, escrow, node, receiptHash);
        if (receipt.provider == node) revert NoFault();
        _punish(node, Fault.ForeignAnchor, keccak256(abi.encode(node, receiptHash)));
    }

    /// @notice Voids a job whose receipt was proven false. Anyone may call it, once.
    /// @param order the receipt's order
    function voidProven(HearthTypes.JobOrder calldata order) external {
        bytes32 orderHash = SignedReceipts.digest(escrow.domainSeparator(), HearthTypes.hashJobOrderCalldata(order));
        if (!_owesVoid[orderHash]) revert NothingOwed(orderHash);
        _owesVoid[orderHash] = false;
        escrow.voidJob(order, 0);
    }

    /// @notice The seedHash of a nonce and job: sha256("hearth/seed/1", HMAC-SHA256(nonce, "hearth/sampler/1", jobId)).
    /// @param nonce the client's
    /// @param jobId the order's
    /// @return what an honest receipt carries
    function seedHashOf(bytes32 nonce, bytes32 jobId) public pure returns (bytes32) {
        // The key is 32 of the block's 64 bytes; the rest is zero before the pad.
        bytes32 pad = 0x3636363636363636363636363636363636363636363636363636363636363636;
        bytes32 outerPad = 0x5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c;
        bytes32 inner = sha256(abi.encodePacked(nonce ^ pad, pad, "hearth/sampler/1", jobId));
        bytes32 key = sha256(abi.encodePacked(nonce ^ outerPad, outerPad, inner));
        return sha256(abi.encodePacked("hearth/seed/1", key));
    }

    function _checkDecode(
        SignedReceipts.Signed calldata signed,
        bytes calldata decode
    ) private view returns (bytes32 receiptHash) {
        (receiptHash, ) = SignedReceipts.check(signed, escrow.domainSeparator());
        bytes32 found = sha256(decode);
        if (found != signed.order.decodeHash) revert DecodeMismatch(signed.order.decodeHash, found);
    }

    function _punishJob(SignedReceipts.Signed calldata signed, Fault fault, bytes32 receiptHash) private {
        // The order may name another node: then nothing of that node's is voided.
        if (signed.order.provider == signed.receipt.provider) _owesVoid[signed.receipt.orderHash] = true;
        _punish(signed.receipt.provider, fault, receiptHash);
    }

    /// @dev Once per receipt, whatever is wrong with it.
    function _punish(address node, Fault fault, bytes32 subject) private {
        if (_proven[subject]) revert AlreadyProven(subject);
        _proven[subject] = true;
        uint256 bps = parameters.valueOf(IHearthParameters.Parameter.FaultSlashBps);
        uint256 slashedWei = stakes.slash(node, (stakes.slashableOf(node) * bps) / WHOLE_BPS, msg.sender, type(uint256).max);
        emit FaultProven(node, fault, subject, slashedWei, msg.sender);
    }

    /// @dev In canonical JSON a quote inside a text is escaped, so these bytes occur only where the key is.
    function _afterKey(bytes calldata json, uint256 offset, bytes memory key) private pure returns (uint256) {
        uint256 end = offset + key.length;
        if (end > json.length || keccak256(json[offset:end]) != keccak256(key)) revert KeyNotThere(offset);
        return end;
    }

    function _readNumber(bytes calldata json, uint256 offset, bytes memory key) private pure returns (uint256 value) {
        (value, ) = _digits(json, _afterKey(json, offset, key));
    }

    function _listHas(bytes calldata json, uint256 offset, uint256 wanted) private pure returns (bool) {
        uint256 position = _afterKey(json, offset, '"stopTokenIds":[');
        while (json[position] != "]") {
            uint256 value;
            (value, position) = _digits(json, position);
            if (value == wanted) return true;
            if (json[position] == ",") ++position;
        }
        return false;
    }

    /// @dev At least one digit; canonical JSON writes safe integers without sign, point or exponent.
    function _digits(bytes calldata json, uint256 start) private pure returns (uint256 value, uint256 end) {
        for (end = start; uint8(json[end]) >= 0x30 && uint8(json[end]) <= 0x39; ++end) {
            value = value * 10 + uint8(json[end]) - 0x30;
        }
        if (end == start) revert KeyNotThere(start);
    }

    function _u32(bytes memory littleEndian) private pure returns (uint256) {
        return
            uint256(uint8(littleEndian[0])) |
            (uint256(uint8(littleEndian[1])) << 8) |
            (uint256(uint8(littleEndian[2])) << 16) |
            (uint256(uint8(littleEndian[3])) << 24);
    }
}
