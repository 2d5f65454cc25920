// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IHearthParameters} from "./interfaces/IHearthParameters.sol";

/// @title What governance may change, and how far
/// @notice Numbers with fixed bounds, versions of the revenue split, the courts, and a guardian who may pause new orders once. Only
/// the timelock changes anything, except that the guardian pauses.
/// @dev Hazard: a court named here may take any stake. Naming one is the strongest thing a vote can do. Hazard: bounds keep a vote
/// from nonsense, not from harm; read every proposal.
contract HearthParameters is IHearthParameters {
    /// @notice How long one pause lasts, in seconds.
    uint64 public constant PAUSE_SECONDS = 72 hours;
    /// @notice What a split may take from a node at most, in ten-thousandths of the price.
    uint16 public constant MAX_SHARED_BPS = 5_000;
    /// @notice New coins per treasury share paid, at most, in ten-thousandths. Below the whole, so that paying oneself loses.
    uint16 public constant MAX_ISSUANCE_BPS = 5_000;
    uint256 private constant MAX_WEI = type(uint96).max;

    /// @inheritdoc IHearthParameters
    address public immutable treasury;
    /// @notice The length of the escrow's windows, in seconds; some bounds follow from it.
    uint64 public immutable windowSeconds;

    /// @notice Who may pause new orders; named by governance.
    address public guardian;
    /// @inheritdoc IHearthParameters
    uint64 public pausedUntilSeconds;
    /// @notice Whether the guardian has used its one pause. Naming a guardian gives a new one.
    bool public isPauseSpent;
    /// @inheritdoc IHearthParameters
    uint32 public splitVersion;

    mapping(Parameter parameter => uint256) private _values;
    mapping(uint32 version => Split) private _splits;
    mapping(address account => bool) private _courts;

    event ParameterSet(Parameter indexed parameter, uint256 before, uint256 value);
    event SplitAdded(uint32 indexed version, Split split);
    event CourtSet(address indexed account, bool isCourt);
    event GuardianSet(address indexed guardian);
    event Paused(address indexed guardian, uint64 untilSeconds);
    event Unpaused();

    error AddressZero();
    error NotTimelock(address caller, address timelock);
    error NotGuardian(address caller, address guardian);
    error PauseSpent(address guardian);
    error LengthMismatch(uint256 values, uint256 parameters);
    error OutOfBounds(Parameter parameter, uint256 value, uint256 lowest, uint256 highest);
    error SplitTakesTooMuch(uint256 sharedBps, uint256 highestBps);
    error IssuanceTooHigh(uint256 issuanceBps, uint256 highestBps);
    error SplitUnknown(uint32 version, uint32 newest);

    modifier onlyTimelock() {
        if (msg.sender != treasury) revert NotTimelock(msg.sender, treasury);
        _;
    }

    /// @param timelock       the only one who changes anything, and the treasury
    /// @param windowSeconds_ the escrow's window, in seconds, at least 1
    /// @param guardian_      who may pause new orders once; zero for nobody
    /// @param courts         who may slash from the start
    /// @param values         one per parameter, in their order
    /// @param split          version 1
    constructor(
        address timelock,
        uint64 windowSeconds_,
        address guardian_,
        address[] memory courts,
        uint256[] memory values,
        Split memory split
    ) {
        if (timelock == address(0)) revert AddressZero();
        treasury = timelock;
        windowSeconds = windowSeconds_;
        uint256 count = uint256(type(Parameter).max) + 1;
        if (values.length != count) revert LengthMismatch(values.length, count);
        for (uint256 i = 0; i < count; ++i) _set(Parameter(i), values[i]);
        for (uint256 i = 0; i < courts.length; ++i) _setCourt(courts[i], true);
        _addSplit(split);
        guardian = guardian_;
        emit GuardianSet(guardian_);
    }

    /// @notice Changes a number. Only the timelock.
    /// @param parameter which one
    /// @param value     the new value, within {boundsOf}
    function set(Parameter parameter, uint256 value) external onlyTimelock {
        _set(parameter, value);
    }

    /// @notice Adds a split; new reservations get it. Reservations made before keep theirs. Only the timelock.
    /// @param split the shares
    /// @return version its version
    function addSplit(Split calldata split) external onlyTimelock returns (uint32 version) {
        return _addSplit(split);
    }

    /// @notice Names or dismisses a court. Only the timelock.
    /// @param account  the contract
    /// @param isCourt_ whether it may slash
    function setCourt(address account, bool isCourt_) external onlyTimelock {
        _setCourt(account, isCourt_);
    }

    /// @notice Names the guardian and gives it one pause. Only the timelock.
    /// @param guardian_ the new guardian; zero for nobody
    function setGuardian(address guardian_) external onlyTimelock {
        guardian = guardian_;
        isPauseSpent = false;
        emit GuardianSet(guardian_);
    }

    /// @notice Stops new reservations for 72 hours, once. Nothing else stops: what is reserved is anchored, settled, claimed and
    /// given back as ever. Only the guardian.
    function pause() external {
        if (msg.sender != guardian) revert NotGuardian(msg.sender, guardian);
        if (isPauseSpent) revert PauseSpent(guardian);
        isPauseSpent = true;
        pausedUntilSeconds = uint64(block.timestamp) + PAUSE_SECONDS;
        emit Paused(msg.sender, pausedUntilSeconds);
    }

    /// @notice Ends a pause early. Only the timelock.
    function unpause() external onlyTimelock {
        pausedUntilSeconds = 0;
        emit Unpaused();
    }

    /// @inheritdoc IHearthParameters
    function valueOf(Parameter parameter) external view returns (uint256) {
        return _values[parameter];
    }

    /// @notice All numbers in one call, in the order of the enumeration.
    /// @return values one per parameter
    function allValues() external view returns (uint256[] memory values) {
        uint256 count = uint256(type(Parameter).max) + 1;
        values = new uint256[](count);
        for (uint256 i = 0; i < count; ++i) values[i] = _values[Parameter(i)];
    }

    /// @inheritdoc IHearthParameters
    function splitOf(uint32 version) external view returns (Split memory) {
        if (version == 0 || version > splitVersion) revert SplitUnknown(version, splitVersion);
        return _splits[version];
    }

    /// @inheritdoc IHearthParameters
    function isCourt(address account) external view returns (bool) {
        return _courts[account];
    }

    /// @notice The lowest and highest value a vote can give a parameter.
    /// @param parameter which one
    /// @return lowest  both inclusive
    /// @return highest both inclusive
    function boundsOf(Parameter parameter) public view returns (uint256 lowest, uint256 highest) {
        if (parameter == Parameter.AuditFloorBps) return (100, 10_000);
        if (parameter == Parameter.FirstJobsAudited) return (0, 1_000);
        if (parameter == Parameter.FirstCommittee) return (1, 7);
        if (parameter == Parameter.SecondCommittee) return (1, 31);
        if (parameter == Parameter.FinalCommittee) return (1, 63);
        if (parameter == Parameter.CommitSeconds || parameter == Parameter.RevealSeconds) return (1, 7 days);
        if (parameter == Parameter.ResponseSeconds) return (1, 14 days);
        if (parameter == Parameter.VerifierPayMaxBps) return (0, 10_000);
        if (parameter == Parameter.FaultSlashBps) return (100, 10_000);
        if (parameter == Parameter.SilenceSlashBps || parameter == Parameter.VerifierSlashBps) return (0, 10_000);
        // Stake must outlast the work it stood behind.
        if (parameter == Parameter.UnbondingSeconds) return (2 * uint256(windowSeconds), 365 days);
        if (parameter == Parameter.ClaimSeconds) return (windowSeconds, 30 days);
        if (parameter == Parameter.SeatStakeWei) return (1, MAX_WEI);
        if (parameter == Parameter.RegistrationSeconds) return (1, 7 days);
        if (parameter == Parameter.SnapshotAgeSeconds) return (1, 30 days);
        // Above a quarter of the stake nobody could afford to dispute it.
        if (parameter == Parameter.DisputeBondBps) return (0, 2_500);
        // DisputeBondWei, RejectBondWei, VerifierPayWei
        return (0, MAX_WEI);
    }

    function _set(Parameter parameter, uint256 value) private {
        (uint256 lowest, uint256 highest) = boundsOf(parameter);
        if (value < lowest || value > highest) revert OutOfBounds(parameter, value, lowest, highest);
        uint256 before = _values[parameter];
        _values[parameter] = value;
        emit ParameterSet(parameter, before, value);
    }

    function _addSplit(Split memory split) private returns (uint32 version) {
        uint256 sharedBps = uint256(split.verifiersBps) + split.appBps + split.treasuryBps + split.maxRoyaltyBps;
        if (sharedBps > MAX_SHARED_BPS) revert SplitTakesTooMuch(sharedBps, MAX_SHARED_BPS);
        if (split.issuanceBps > MAX_ISSUANCE_BPS) revert IssuanceTooHigh(split.issuanceBps, MAX_ISSUANCE_BPS);
        version = ++splitVersion;
        _splits[version] = split;
        emit SplitAdded(version, split);
    }

    function _setCourt(address account, bool isCourt_) private {
        if (account == address(0)) revert AddressZero();
        _courts[account] = isCourt_;
        emit CourtSet(account, isCourt_);
    }
}
