// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

/// @notice A coin that anyone can mint. Never deployed outside the tests.
contract BondCoin is ERC20("Bond", "BOND") {
    function mint(address to, uint256 amountWei) external {
        _mint(to, amountWei);
    }
}
