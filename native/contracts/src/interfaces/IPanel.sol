// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title A committee that other courts may ask
/// @notice AuditCourt implements it. The answer is a majority's, by the float64 rule of docs/protocol/disputes.md; the contract only counts.
interface IPanel {
    /// @notice What a committee found. `Unproven`: too few voted, or neither side had a majority.
    enum Verdict {
        Pending,
        Accepted,
        Rejected,
        Unproven
    }

    /// @notice Puts a question to the largest committee of a model. Only a court.
    /// @param question what to judge; members sign it in the place of a receipt hash
    /// @param modelId  whose seats are drawn
    /// @param accused  a node whose operator does not judge; `Rejected` is against it
    /// @return latestSeconds by when there is a verdict, if anyone closes the case
    function ask(bytes32 question, bytes32 modelId, address accused) external returns (uint64 latestSeconds);

    /// @notice What was found.
    /// @param question as asked
    /// @return the verdict, `Pending` until somebody closed the case
    function verdictOf(bytes32 question) external view returns (Verdict);
}
