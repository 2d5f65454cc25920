// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

/// @title Who runs which node, what stands behind it, and where its pay goes
/// @notice One operator runs many nodes. A node is the address of the key that signs receipts; it is bound once, with its own
/// consent, to one operator, for good. Stake is locked per node and leaves only after a countdown.
/// @dev No slashing in this version: stake bounds how much unsettled value a node may have (see JobEscrow), and nothing more.
/// The court that can take it comes with the audits. Hazard: anyone may add stake to any bound node, and it belongs to the
/// node's operator from then on. Hazard: the operator's key alone moves stake and payout; losing it loses both.
contract StakeManager is EIP712 {
    using SafeERC20 for IERC20;

    struct Node {
        address operator;
        uint32 epoch;
        uint64 withdrawableAtSeconds;
    }

    struct Stake {
        uint128 activeWei;
        uint128 unbondingWei;
    }

    struct Payout {
        address current;
        address announced;
        uint64 effectiveAtSeconds;
    }

    /// @notice What a node signs to accept an operator.
    bytes32 public constant NODE_BINDING_TYPEHASH = keccak256(
        "NodeBinding(address node,address operator,uint64 deadlineSeconds)"
    );

    /// @notice The staked coin.
    IERC20 public immutable token;
    /// @notice How long stake stays locked after {requestUnbond}, in seconds.
    uint64 public immutable unbondingSeconds;
    /// @notice How long an announced payout address waits before it counts, in seconds.
    uint64 public immutable payoutDelaySeconds;

    mapping(address node => Node) private _nodes;
    mapping(address node => Stake) private _stakes;
    mapping(address node => Payout) private _payouts;

    event NodeBound(address indexed node, address indexed operator, uint32 epoch);
    event EpochStarted(address indexed node, uint32 epoch);
    event Staked(address indexed node, address indexed from, uint256 amountWei, uint256 activeWei);
    event UnbondRequested(
        address indexed node,
        uint256 amountWei,
        uint256 activeWei,
        uint256 unbondingWei,
        uint64 withdrawableAtSeconds
    );
    event Withdrawn(address indexed node, address indexed operator, uint256 amountWei);
    event PayoutAnnounced(address indexed node, address indexed payout, uint64 effectiveAtSeconds);

    error NodeUnknown(address node);
    error NodeAlreadyBound(address node, address operator);
    error BindingExpired(uint64 deadlineSeconds, uint256 nowSeconds);
    error BindingSignatureInvalid(address node, address recovered);
    error NotOperator(address node, address operator, address caller);
    error AmountZero();
    error AddressZero();
    error StakeTooSmall(address node, uint256 activeWei, uint256 askedWei);
    error NothingUnbonding(address node);
    error StillUnbonding(address node, uint64 withdrawableAtSeconds, uint256 nowSeconds);

    modifier onlyOperator(address node) {
        address operator = operatorOf(node);
        if (msg.sender != operator) revert NotOperator(node, operator, msg.sender);
        _;
    }

    /// @param token_              the staked coin
    /// @param unbondingSeconds_   countdown before stake may leave; JobEscrow demands at least two of its windows
    /// @param payoutDelaySeconds_ delay of a payout change, so that a stolen operator key can be noticed in time
    constructor(IERC20 token_, uint64 unbondingSeconds_, uint64 payoutDelaySeconds_) EIP712("Hearth", "1") {
        if (address(token_) == address(0)) revert AddressZero();
        token = token_;
        unbondingSeconds = unbondingSeconds_;
        payoutDelaySeconds = payoutDelaySeconds_;
    }

    /// @notice Binds a node to the caller, for good, at epoch 1, with pay going to the caller.
    /// @param node            the node key's address; when it is the caller itself, no signature is needed
    /// @param deadlineSeconds the last second at which the signature counts
    /// @param signature       the node's EIP-712 signature over NodeBinding(node, caller, deadlineSeconds), 65 bytes
    function bindNode(address node, uint64 deadlineSeconds, bytes calldata signature) external {
        if (node == address(0)) revert AddressZero();
        address known = _nodes[node].operator;
        if (known != address(0)) revert NodeAlreadyBound(node, known);
        if (msg.sender != node) {
            if (block.timestamp > deadlineSeconds) revert BindingExpired(deadlineSeconds, block.timestamp);
            bytes32 digest = _hashTypedDataV4(
                keccak256(abi.encode(NODE_BINDING_TYPEHASH, node, msg.sender, deadlineSeconds))
            );
            (address recovered, , ) = ECDSA.tryRecoverCalldata(digest, signature);
            if (recovered != node) revert BindingSignatureInvalid(node, recovered);
        }
        _nodes[node] = Node({operator: msg.sender, epoch: 1, withdrawableAtSeconds: 0});
        _payouts[node].current = msg.sender;
        emit NodeBound(node, msg.sender, 1);
    }

    /// @notice Starts a node's next epoch. Receipts of an earlier epoch stay valid; their sequence starts anew.
    /// @dev For a node whose records were lost: a restored snapshot can then not sign a second receipt with an old number.
    /// @param node a node of the caller
    function startEpoch(address node) external onlyOperator(node) {
        uint32 epoch = ++_nodes[node].epoch;
        emit EpochStarted(node, epoch);
    }

    /// @notice Locks coins of the caller behind a node. The caller must have approved them to this contract.
    /// @dev Hazard: they belong to the node's operator from now on, whoever sent them.
    /// @param node      a bound node
    /// @param amountWei how much, in wei
    function stakeFor(address node, uint256 amountWei) external {
        operatorOf(node);
        if (amountWei == 0) revert AmountZero();
        Stake storage stake = _stakes[node];
        uint128 activeWei = stake.activeWei + SafeCast.toUint128(amountWei);
        stake.activeWei = activeWei;
        emit Staked(node, msg.sender, amountWei, activeWei);
        token.safeTransferFrom(msg.sender, address(this), amountWei);
    }

    /// @notice Begins the countdown after which stake may leave. It stops counting for new work at once.
    /// @dev Hazard: a second request joins the first and restarts its countdown.
    /// @param node      a node of the caller
    /// @param amountWei how much, in wei, at most the active stake
    function requestUnbond(address node, uint256 amountWei) external onlyOperator(node) {
        if (amountWei == 0) revert AmountZero();
        Stake storage stake = _stakes[node];
        if (amountWei > stake.activeWei) revert StakeTooSmall(node, stake.activeWei, amountWei);
        stake.activeWei -= uint128(amountWei);
        stake.unbondingWei += uint128(amountWei);
        uint64 withdrawableAtSeconds = uint64(block.timestamp) + unbondingSeconds;
        _nodes[node].withdrawableAtSeconds = withdrawableAtSeconds;
        emit UnbondRequested(node, amountWei, stake.activeWei, stake.unbondingWei, withdrawableAtSeconds);
    }

    /// @notice Sends stake whose countdown is over to the operator.
    /// @param node a node of the caller
    /// @return amountWei what was sent, in wei
    function withdraw(address node) external onlyOperator(node) returns (uint256 amountWei) {
        amountWei = _stakes[node].unbondingWei;
        if (amountWei == 0) revert NothingUnbonding(node);
        uint64 withdrawableAtSeconds = _nodes[node].withdrawableAtSeconds;
        if (block.timestamp < withdrawableAtSeconds) {
            revert StillUnbonding(node, withdrawableAtSeconds, block.timestamp);
        }
        _stakes[node].unbondingWei = 0;
        emit Withdrawn(node, msg.sender, amountWei);
        token.safeTransfer(msg.sender, amountWei);
    }

    /// @notice Announces where a node's pay goes. It counts after {payoutDelaySeconds}.
    /// @dev A later announcement replaces one that does not count yet and starts its own delay.
    /// @param node   a node of the caller
    /// @param payout the new address, never zero
    function announcePayout(address node, address payout) external onlyOperator(node) {
        if (payout == address(0)) revert AddressZero();
        uint64 effectiveAtSeconds = uint64(block.timestamp) + payoutDelaySeconds;
        _payouts[node] = Payout({current: payoutOf(node), announced: payout, effectiveAtSeconds: effectiveAtSeconds});
        emit PayoutAnnounced(node, payout, effectiveAtSeconds);
    }

    /// @notice Who runs a node.
    /// @param node the node key's address; reverts NodeUnknown when it was never bound
    /// @return the operator
    function operatorOf(address node) public view returns (address) {
        address operator = _nodes[node].operator;
        if (operator == address(0)) revert NodeUnknown(node);
        return operator;
    }

    /// @notice Where a node's pay goes now.
    /// @param node the node key's address; reverts NodeUnknown when it was never bound
    /// @return the payout address in force at this block's time
    function payoutOf(address node) public view returns (address) {
        Payout storage payout = _payouts[node];
        if (payout.current == address(0)) revert NodeUnknown(node);
        bool changed = payout.announced != address(0) && block.timestamp >= payout.effectiveAtSeconds;
        return changed ? payout.announced : payout.current;
    }

    /// @notice The stake that counts for new work, without what is unbonding. Zero for an unknown node.
    /// @param node the node key's address
    /// @return the active stake in wei
    function stakeOf(address node) external view returns (uint256) {
        return _stakes[node].activeWei;
    }

    /// @notice The whole stake still held for a node: active and unbonding.
    /// @param node the node key's address
    /// @return activeWei             counts for new work
    /// @return unbondingWei          is counting down
    /// @return withdrawableAtSeconds when `unbondingWei` may leave; meaningless while that is zero
    function stakeDetailOf(
        address node
    ) external view returns (uint256 activeWei, uint256 unbondingWei, uint64 withdrawableAtSeconds) {
        Stake storage stake = _stakes[node];
        return (stake.activeWei, stake.unbondingWei, _nodes[node].withdrawableAtSeconds);
    }

    /// @notice A node's record.
    /// @param node the node key's address; `operator` is zero when it was never bound
    /// @return operator                 who runs it
    /// @return epoch                    the epoch its receipts must carry
    /// @return payout                   where its pay goes now
    /// @return announcedPayout          the announced address, zero when none was ever announced
    /// @return payoutEffectiveAtSeconds when the announced address counts
    function nodeOf(
        address node
    )
        external
        view
        returns (
            address operator,
            uint32 epoch,
            address payout,
            address announcedPayout,
            uint64 payoutEffectiveAtSeconds
        )
    {
        operator = _nodes[node].operator;
        if (operator == address(0)) return (address(0), 0, address(0), address(0), 0);
        Payout storage record = _payouts[node];
        return (operator, _nodes[node].epoch, payoutOf(node), record.announced, record.effectiveAtSeconds);
    }
}
