// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {HearthTypes} from "../src/HearthTypes.sol";
import {ICourtStake} from "../src/interfaces/ICourtStake.sol";
import {IHearthParameters} from "../src/interfaces/IHearthParameters.sol";
import {IJobCourt} from "../src/interfaces/IJobCourt.sol";
import {IModelRegistry} from "../src/interfaces/IModelRegistry.sol";

/// @notice Stake, escrow, parameters and models as the courts see them, with real bookkeeping and no policy, so that the courts are
/// tested alone. Never deployed outside the tests.
contract CourtDouble is ICourtStake, IJobCourt, IHearthParameters, IModelRegistry {
    struct Voided {
        uint256 times;
        uint256 penaltyWei;
    }

    uint64 public constant windowSeconds = 60;
    address public constant treasury = address(0x7ea);
    mapping(address => uint256) private _spentWei;
    uint256 private _budgetWei = type(uint128).max;
    uint256 public slashedWei;

    mapping(Parameter => uint256) private _values;
    mapping(address => bool) public isCourt;
    mapping(address => address) private _operators;
    mapping(address => uint256) private _stakes;
    mapping(address => uint256) public paidWei;
    mapping(address => uint256) public rewardWei;
    mapping(address => uint64) public frozenUntil;
    mapping(bytes32 => Voided) public voided;
    mapping(bytes32 => address[]) private _seats;
    mapping(address => mapping(uint32 => bytes32)) private _batches;
    mapping(bytes32 => Roots) private _roots;
    uint32 public constant splitVersion = 1;
    uint16 public verifiersBps = 3000;
    uint64 public constant pausedUntilSeconds = 0;

    error ChallengerZero();
    error NodeUnknown(address node);
    error NotCourt(address caller);
    error NotPast(uint48 atSeconds);
    error NoClaim(bytes32 orderHash);
    error AlreadyVoid(bytes32 orderHash);

    modifier onlyCourt() {
        if (!isCourt[msg.sender]) revert NotCourt(msg.sender);
        _;
    }

    function set(Parameter parameter, uint256 value) external {
        _values[parameter] = value;
    }

    function setCourt(address court) external {
        isCourt[court] = true;
    }

    function addNode(address node, address operator, uint256 stakeWei) external {
        _operators[node] = operator;
        _stakes[node] = stakeWei;
    }

    function addSeats(bytes32 modelId, address[] calldata nodes) external {
        for (uint256 i = 0; i < nodes.length; ++i) _seats[modelId].push(nodes[i]);
    }

    function setRoots(bytes32 modelId, Roots calldata roots) external {
        _roots[modelId] = roots;
    }

    function anchor(uint32 batch, bytes32 root, uint32 count, uint128 valueWei) external {
        _batches[msg.sender][batch] = keccak256(abi.encode(Batch(root, count, valueWei, uint64(block.timestamp))));
    }

    function valueOf(Parameter parameter) external view returns (uint256) {
        return _values[parameter];
    }

    function splitOf(uint32) external view returns (Split memory split) {
        split.verifiersBps = verifiersBps;
    }

    function operatorOf(address node) public view returns (address) {
        if (_operators[node] == address(0)) revert NodeUnknown(node);
        return _operators[node];
    }

    function payoutOf(address node) external view returns (address) {
        return operatorOf(node);
    }

    function epochOf(address) external pure returns (uint32) {
        return 1;
    }

    function stakeOf(address node) external view returns (uint256) {
        return _stakes[node];
    }

    function stakeAt(address node, uint48) external view returns (uint256) {
        return _stakes[node];
    }

    function slashableOf(address node) external view returns (uint256) {
        return _stakes[node];
    }

    function seatCountAt(bytes32 modelId, uint48 atSeconds) external view returns (uint256) {
        if (atSeconds >= block.timestamp) revert NotPast(atSeconds);
        return _seats[modelId].length;
    }

    function seatAt(bytes32 modelId, uint256 index, uint48) external view returns (address) {
        return _seats[modelId][index];
    }

    function slash(
        address node,
        uint256 amountWei,
        address challenger,
        uint256 mostRewardWei
    ) external onlyCourt returns (uint256 takenWei) {
        // As the real one: a share for nobody would be lost.
        if (challenger == address(0)) revert ChallengerZero();
        takenWei = amountWei < _stakes[node] ? amountWei : _stakes[node];
        _stakes[node] -= takenWei;
        slashedWei += takenWei;
        rewardWei[challenger] += takenWei / 5 < mostRewardWei ? takenWei / 5 : mostRewardWei;
    }

    function freeze(address node, uint64 untilSeconds) external onlyCourt {
        if (untilSeconds > frozenUntil[node]) frozenUntil[node] = untilSeconds;
    }

    function domainSeparator() public view returns (bytes32) {
        return
            keccak256(
                abi.encode(
                    keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                    keccak256("Hearth"),
                    keccak256("1"),
                    block.chainid,
                    address(this)
                )
            );
    }

    function isBatch(address provider, uint32 batch, Batch calldata header) public view returns (bool) {
        return _batches[provider][batch] == keccak256(abi.encode(header));
    }

    function containsReceipt(
        address provider,
        uint32 batch,
        Batch calldata header,
        uint64 index,
        bytes32 receiptDigest,
        bytes32[] calldata proof
    ) external view returns (bool) {
        return
            isBatch(provider, batch, header) &&
            HearthTypes.merkleContains(
                header.root,
                HearthTypes.ANCHOR_TAG,
                index,
                header.count,
                abi.encodePacked(receiptDigest),
                proof
            );
    }

    function voidJob(HearthTypes.JobOrder calldata order, uint256 penaltyWei) external onlyCourt {
        bytes32 orderHash = HearthTypes.hashJobOrder(order);
        if (voided[orderHash].times > 0) revert AlreadyVoid(orderHash);
        uint256 takenWei = penaltyWei < _stakes[order.provider] ? penaltyWei : _stakes[order.provider];
        _stakes[order.provider] -= takenWei;
        voided[orderHash] = Voided(1, takenWei);
    }

    /// @dev As the escrow does for a job without a claim.
    function holdClaim(bytes32 orderHash, uint64) external view onlyCourt {
        revert NoClaim(orderHash);
    }

    function setVerifiersBps(uint16 shareBps) external {
        verifiersBps = shareBps;
    }

    /// @dev What each node's jobs brought in so far.
    function setBudget(uint256 budgetWei) external {
        _budgetWei = budgetWei;
    }

    function auditBudgetOf(address node) public view returns (uint256) {
        return _budgetWei - _spentWei[node];
    }

    function payVerifiers(
        address node,
        address[] calldata verifiers,
        uint256 eachWei
    ) external onlyCourt returns (uint256 paid) {
        for (; paid < verifiers.length && auditBudgetOf(node) >= eachWei; ++paid) {
            _spentWei[node] += eachWei;
            paidWei[verifiers[paid]] += eachWei;
        }
    }

    function rootsOf(bytes32 modelId) external view returns (Roots memory) {
        return _roots[modelId];
    }

    function royaltyBpsOf(bytes32) external pure returns (uint16) {
        return 0;
    }

    function sharesOf(bytes32) external pure returns (address[] memory holders, uint16[] memory sharesBps) {}
}
