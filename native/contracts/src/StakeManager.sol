// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {Checkpoints} from "@openzeppelin/contracts/utils/structs/Checkpoints.sol";
import {HearthToken} from "./HearthToken.sol";
import {StakeBooks} from "./StakeBooks.sol";
import {ICourtStake} from "./interfaces/ICourtStake.sol";
import {IHearthParameters} from "./interfaces/IHearthParameters.sol";

/// @title Who runs which node, what stands behind it, where its pay goes, and which models it verifies
/// @notice One operator runs many nodes. A node is the address of the key that signs receipts; it is bound once, with its own
/// consent, to one operator, for good. Stake is counted per node, stays in the operator's balance, is locked there by the coin
/// itself, and is free again only after a countdown. A court takes it for a proven fault until the moment it leaves.
/// @dev Hazard: anyone may add stake to any bound node, and it belongs to the node's operator from then on. Hazard: the operator's
/// key alone frees stake and changes the payout; losing it loses both. Hazard: which contracts are courts, governance decides.
contract StakeManager is StakeBooks, EIP712 {
    using Checkpoints for Checkpoints.Trace160;
    using Checkpoints for Checkpoints.Trace208;

    /// @notice What a node signs to accept an operator.
    bytes32 public constant NODE_BINDING_TYPEHASH = keccak256(
        "NodeBinding(address node,address operator,uint64 deadlineSeconds)"
    );

    /// @notice How far into the future a court may freeze stake, in seconds.
    uint64 public constant MAX_FREEZE_SECONDS = 90 days;

    /// @notice The staked coin.
    HearthToken public immutable token;
    /// @notice The governed numbers, the courts and the treasury.
    IHearthParameters public immutable parameters;
    /// @notice The escrow, which takes penalties and refunds for voided jobs.
    address public immutable escrow;
    /// @notice How long an announced payout address waits before it counts, in seconds.
    uint64 public immutable payoutDelaySeconds;

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
    event Slashed(
        address indexed node,
        address indexed challenger,
        uint256 takenWei,
        uint256 burntWei,
        uint256 treasuryWei,
        uint256 challengerWei
    );
    event Collected(address indexed node, address indexed to, uint256 takenWei);
    event Frozen(address indexed node, uint64 withdrawableAtSeconds);
    event SeatTaken(bytes32 indexed modelId, uint256 index, address indexed node, uint256 neededWei);
    event SeatLeft(bytes32 indexed modelId, uint256 index, address indexed node);
    event SeatMoved(bytes32 indexed modelId, uint256 index, address indexed node);

    error NodeAlreadyBound(address node, address operator);
    error BindingExpired(uint64 deadlineSeconds, uint256 nowSeconds);
    error BindingSignatureInvalid(address node, address recovered);
    error AmountZero();
    error AddressZero();
    error StakeTooSmall(address node, uint256 activeWei, uint256 askedWei);
    error NothingUnbonding(address node);
    error StillUnbonding(address node, uint64 withdrawableAtSeconds, uint256 nowSeconds);
    error NotCourt(address caller);
    error NotEscrow(address caller, address escrow);
    error SeatsNeedStake(address node, uint256 neededWei, uint256 activeWei);
    error SeatNotHeld(bytes32 modelId, uint256 index, address node);

    modifier onlyOperator(address node) {
        address operator = operatorOf(node);
        if (msg.sender != operator) revert NotOperator(node, operator, msg.sender);
        _;
    }

    modifier onlyCourt() {
        if (!parameters.isCourt(msg.sender)) revert NotCourt(msg.sender);
        _;
    }

    /// @param token_              the staked coin
    /// @param parameters_         the governed numbers
    /// @param escrow_             the JobEscrow
    /// @param payoutDelaySeconds_ delay of a payout change, so that a stolen operator key can be noticed in time
    constructor(
        HearthToken token_,
        IHearthParameters parameters_,
        address escrow_,
        uint64 payoutDelaySeconds_
    ) EIP712("Hearth", "1") {
        if (address(token_) == address(0) || address(parameters_) == address(0) || escrow_ == address(0)) {
            revert AddressZero();
        }
        token = token_;
        parameters = parameters_;
        escrow = escrow_;
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

    /// @notice Locks coins behind a node, in its operator's balance. From anyone but the operator they are first sent to the operator,
    /// which needs an approval to this contract.
    /// @dev Hazard: they belong to the node's operator from now on, whoever sent them.
    /// @param node      a bound node
    /// @param amountWei how much, in wei
    function stakeFor(address node, uint256 amountWei) external {
        address operator = operatorOf(node);
        if (amountWei == 0) revert AmountZero();
        uint128 activeWei = SafeCast.toUint128(uint256(_stakes[node].activeWei) + amountWei);
        _setActive(node, activeWei);
        emit Staked(node, msg.sender, amountWei, activeWei);
        // The coin is ours: it reverts instead of answering false, and calls nobody back.
        if (msg.sender != operator) {
            token.transferFrom(msg.sender, operator, amountWei);
        }
        token.lock(operator, amountWei);
    }

    /// @notice Begins the countdown after which stake may leave. It stops counting for new work at once, and can be slashed until it
    /// has left.
    /// @dev Hazard: a second request joins the first and restarts its countdown.
    /// @param node      a node of the caller
    /// @param amountWei how much, in wei, at most the active stake that no seat needs
    function requestUnbond(address node, uint256 amountWei) external onlyOperator(node) {
        if (amountWei == 0) revert AmountZero();
        Stake storage stake = _stakes[node];
        if (amountWei > stake.activeWei) revert StakeTooSmall(node, stake.activeWei, amountWei);
        uint256 leftWei = stake.activeWei - amountWei;
        uint256 neededWei = _seatNeedHistory[node].latest();
        if (leftWei < neededWei) revert SeatsNeedStake(node, neededWei, leftWei);
        _setActive(node, uint128(leftWei));
        stake.unbondingWei += uint128(amountWei);
        uint64 unbondingSeconds = uint64(parameters.valueOf(IHearthParameters.Parameter.UnbondingSeconds));
        uint64 withdrawableAtSeconds = uint64(block.timestamp) + unbondingSeconds;
        // A court may have frozen it for longer.
        if (withdrawableAtSeconds < _nodes[node].withdrawableAtSeconds) {
            withdrawableAtSeconds = _nodes[node].withdrawableAtSeconds;
        }
        _nodes[node].withdrawableAtSeconds = withdrawableAtSeconds;
        emit UnbondRequested(node, amountWei, leftWei, stake.unbondingWei, withdrawableAtSeconds);
    }

    /// @notice Frees stake whose countdown is over.
    /// @param node a node of the caller
    /// @return amountWei what was freed, in wei
    function withdraw(address node) external onlyOperator(node) returns (uint256 amountWei) {
        amountWei = _stakes[node].unbondingWei;
        if (amountWei == 0) revert NothingUnbonding(node);
        uint64 withdrawableAtSeconds = _nodes[node].withdrawableAtSeconds;
        if (block.timestamp < withdrawableAtSeconds) {
            revert StillUnbonding(node, withdrawableAtSeconds, block.timestamp);
        }
        _stakes[node].unbondingWei = 0;
        emit Withdrawn(node, msg.sender, amountWei);
        token.unlock(msg.sender, amountWei);
    }

    /// @notice Takes a seat among the verifiers of a model. Each seat needs SeatStakeWei of active stake, as of now, for as long as it
    /// is held; a node may hold many. Only the node or its operator.
    /// @param node    the node
    /// @param modelId the model
    /// @return index  the seat's place; it may change when others leave
    function registerSeat(address node, bytes32 modelId) external returns (uint256 index) {
        _checkNodeOrOperator(node);
        uint256 neededWei = _seatNeedHistory[node].latest() +
            parameters.valueOf(IHearthParameters.Parameter.SeatStakeWei);
        if (_stakes[node].activeWei < neededWei) revert SeatsNeedStake(node, neededWei, _stakes[node].activeWei);
        _seatNeedHistory[node].push(uint48(block.timestamp), SafeCast.toUint208(neededWei));
        ++_seatsHeld[node];
        index = _seatCounts[modelId].latest();
        if (index == _seats[modelId].length) _seats[modelId].push();
        _seats[modelId][index].push(uint96(block.timestamp), uint160(node));
        _seatCounts[modelId].push(uint48(block.timestamp), SafeCast.toUint208(index + 1));
        emit SeatTaken(modelId, index, node, neededWei);
    }

    /// @notice Gives a seat up. The last seat of the table takes its place. Draws of the past stay as they were.
    /// @param node    the node; only it or its operator may call
    /// @param modelId the model
    /// @param index   the seat's place; when others leave in the same moment it may have changed: ask again
    function leaveSeat(address node, bytes32 modelId, uint256 index) external {
        _checkNodeOrOperator(node);
        uint256 count = _seatCounts[modelId].latest();
        if (index >= count || _seats[modelId][index].latest() != uint160(node)) revert SeatNotHeld(modelId, index, node);
        uint256 neededWei = _seatNeedHistory[node].latest();
        uint256 held = _seatsHeld[node]--;
        _seatNeedHistory[node].push(uint48(block.timestamp), uint208(neededWei - neededWei / held));
        emit SeatLeft(modelId, index, node);
        uint160 last = _seats[modelId][count - 1].latest();
        _seats[modelId][count - 1].push(uint96(block.timestamp), 0);
        _seatCounts[modelId].push(uint48(block.timestamp), uint208(count - 1));
        if (index != count - 1) {
            _seats[modelId][index].push(uint96(block.timestamp), last);
            emit SeatMoved(modelId, index, address(last));
        }
    }

    /// @inheritdoc ICourtStake
    function slash(
        address node,
        uint256 amountWei,
        address challenger,
        uint256 mostRewardWei
    ) external onlyCourt returns (uint256 takenWei) {
        if (challenger == address(0)) revert AddressZero();
        address operator = operatorOf(node);
        takenWei = _reduceStake(node, amountWei);
        if (takenWei == 0) return 0;
        uint256 burntWei = takenWei / 2;
        uint256 challengerWei = takenWei / 5 < mostRewardWei ? takenWei / 5 : mostRewardWei;
        uint256 treasuryWei = takenWei - burntWei - challengerWei;
        emit Slashed(node, challenger, takenWei, burntWei, treasuryWei, challengerWei);
        token.takeLocked(operator, address(0), burntWei);
        token.takeLocked(operator, challenger, challengerWei);
        token.takeLocked(operator, parameters.treasury(), treasuryWei);
    }

    /// @inheritdoc ICourtStake
    function freeze(address node, uint64 untilSeconds) external onlyCourt {
        operatorOf(node);
        uint64 latestSeconds = uint64(block.timestamp) + MAX_FREEZE_SECONDS;
        uint64 frozenUntilSeconds = untilSeconds < latestSeconds ? untilSeconds : latestSeconds;
        if (frozenUntilSeconds <= _nodes[node].withdrawableAtSeconds) return;
        _nodes[node].withdrawableAtSeconds = frozenUntilSeconds;
        emit Frozen(node, frozenUntilSeconds);
    }

    /// @notice Takes stake for a refund or a penalty that a court decided. Only the escrow.
    /// @param node      the node
    /// @param amountWei how much; what is there is taken when it is less
    /// @param to        who receives it
    /// @return takenWei what was taken
    function collect(address node, uint256 amountWei, address to) external returns (uint256 takenWei) {
        if (msg.sender != escrow) revert NotEscrow(msg.sender, escrow);
        takenWei = _reduceStake(node, amountWei);
        if (takenWei == 0) return 0;
        emit Collected(node, to, takenWei);
        token.takeLocked(operatorOf(node), to, takenWei);
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
}
