// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";
import {ERC20Votes} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Votes.sol";
import {Nonces} from "@openzeppelin/contracts/utils/Nonces.sol";

/// @title EMBER, the coin that pays for inference and stands behind it
/// @notice A plain ERC-20 with permits and votes. The whole supply exists from the first block; there is no owner and
/// nobody can mint. Amounts are in wei, 10^18 wei to one coin.
/// @dev Hazard: an account has votes only after it delegates, to itself or another. Coins held by the StakeManager or the
/// JobEscrow carry no votes in this version.
contract HearthToken is ERC20, ERC20Permit, ERC20Votes {
    /// @notice The genesis lists do not pair up.
    error GenesisLengthMismatch(uint256 holders, uint256 amounts);

    /// @notice Creates the whole supply at once.
    /// @param holders    who receives coins at genesis
    /// @param amountsWei how much each receives, in wei, in the order of `holders`
    constructor(address[] memory holders, uint256[] memory amountsWei) ERC20("Hearth", "EMBER") ERC20Permit("Hearth") {
        if (holders.length != amountsWei.length) revert GenesisLengthMismatch(holders.length, amountsWei.length);
        for (uint256 i = 0; i < holders.length; ++i) _mint(holders[i], amountsWei[i]);
    }

    /// @notice The clock of votes: seconds since 1970, so that it means the same on every chain.
    /// @return the block's timestamp in seconds
    function clock() public view override returns (uint48) {
        return uint48(block.timestamp);
    }

    /// @notice How to read {clock}, as ERC-6372 asks.
    /// @return the machine-readable mode
    // solhint-disable-next-line func-name-mixedcase
    function CLOCK_MODE() public pure override returns (string memory) {
        return "mode=timestamp";
    }

    /// @notice The permit nonce of an account; each permit uses one.
    /// @param owner the account
    /// @return the next nonce
    function nonces(address owner) public view override(ERC20Permit, Nonces) returns (uint256) {
        return super.nonces(owner);
    }

    function _update(address from, address to, uint256 valueWei) internal override(ERC20, ERC20Votes) {
        super._update(from, to, valueWei);
    }
}
