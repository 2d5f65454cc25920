// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title What governance may change, as the other contracts read it
/// @notice One number per name, each within bounds that no vote can pass. Only the timelock writes.
interface IHearthParameters {
    /// @notice The governed numbers. The unit is in the name; `Bps` are ten-thousandths. Order is frozen: append only.
    enum Parameter {
        AuditFloorBps,
        FirstJobsAudited,
        FirstCommittee,
        SecondCommittee,
        FinalCommittee,
        CommitSeconds,
        RevealSeconds,
        ResponseSeconds,
        DisputeBondWei,
        RejectBondWei,
        VerifierPayWei,
        VerifierPayMaxBps,
        FaultSlashBps,
        SilenceSlashBps,
        VerifierSlashBps,
        UnbondingSeconds,
        ClaimSeconds,
        SeatStakeWei,
        RegistrationSeconds,
        SnapshotAgeSeconds,
        DisputeBondBps
    }

    /// @notice How the price of a job is shared. What is left after these is the node's, and so is every rounding.
    struct Split {
        uint16 verifiersBps;
        uint16 appBps;
        uint16 treasuryBps;
        /// @dev The highest royalty a model may take; a model that asks for more gets this.
        uint16 maxRoyaltyBps;
        /// @dev New coins, as a part of the treasury's share really paid; at most half.
        uint16 issuanceBps;
    }

    /// @notice A governed number.
    /// @param parameter which one
    /// @return its value, in the unit of its name
    function valueOf(Parameter parameter) external view returns (uint256);

    /// @notice The split of one version. Versions never change once made.
    /// @param version from 1
    /// @return the split; reverts SplitUnknown when there is no such version
    function splitOf(uint32 version) external view returns (Split memory);

    /// @notice The version that new reservations get.
    /// @return the newest version
    function splitVersion() external view returns (uint32);

    /// @notice Whether a contract may slash, void and pay verifiers.
    /// @param account the contract
    /// @return true for the courts that governance named
    function isCourt(address account) external view returns (bool);

    /// @notice Until when no new orders may be reserved for; in the past when nothing is paused.
    /// @return seconds since 1970
    function pausedUntilSeconds() external view returns (uint64);

    /// @notice Where the protocol's own share goes: the timelock, for as long as the contracts live.
    /// @return the treasury
    function treasury() external view returns (address);
}
