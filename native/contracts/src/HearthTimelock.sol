// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";

/// @title The only owner there is: carries out decided proposals after a delay, and holds the treasury
/// @notice The governor alone proposes and cancels; anyone executes once the delay is over. There is no administrator but the
/// timelock itself.
contract HearthTimelock is TimelockController {
    /// @param delaySeconds how long a decided proposal waits
    /// @param governor     the HearthGovernor
    constructor(
        uint256 delaySeconds,
        address governor
    ) TimelockController(delaySeconds, _only(governor), _only(address(0)), address(0)) {}

    function _only(address account) private pure returns (address[] memory accounts) {
        accounts = new address[](1);
        accounts[0] = account;
    }
}
