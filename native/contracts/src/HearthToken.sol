// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";
import {ERC20Votes} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Votes.sol";
import {Nonces} from "@openzeppelin/contracts/utils/Nonces.sol";

/// @title EMBER, the coin that pays for inference, stands behind it and governs it
/// @notice An ERC-20 with permits and votes. Genesis coins exist from the first block; further coins are made by the escrow alone,
/// in proportion to fees really paid, and never more than {issuanceCapWei} in all. There is no owner. Amounts are in wei, 10^18 wei
/// to one coin.
/// @dev Stake stays in its holder's balance and is locked there, so that it keeps its votes. Hazard: an account has votes only after
/// it delegates, to itself or another. Hazard: coins held by the JobEscrow carry no votes. Hazard: a balance may be locked in part;
/// ask {freeOf}, not {balanceOf}, for what can be sent.
contract HearthToken is ERC20, ERC20Permit, ERC20Votes {
    /// @notice The one contract that makes coins: the JobEscrow.
    address public immutable minter;
    /// @notice The one contract that locks coins: the StakeManager.
    address public immutable locker;
    /// @notice The most that is ever made after genesis, in wei. Burnt coins do not make room.
    uint256 public immutable issuanceCapWei;

    /// @notice What was made after genesis, in wei.
    uint256 public issuedWei;

    mapping(address account => uint256) private _lockedWei;

    event Locked(address indexed account, uint256 amountWei, uint256 lockedWei);
    event Unlocked(address indexed account, uint256 amountWei, uint256 lockedWei);
    event LockedTaken(address indexed account, address indexed to, uint256 amountWei, uint256 lockedWei);
    event Issued(address indexed to, uint256 amountWei, uint256 issuedWei);

    error GenesisLengthMismatch(uint256 holders, uint256 amounts);
    error AddressZero();
    error NotMinter(address caller, address minter);
    error NotLocker(address caller, address locker);
    error CoinsLocked(address account, uint256 freeWei, uint256 neededWei);
    error LockTooSmall(address account, uint256 lockedWei, uint256 neededWei);

    /// @param minter_         the JobEscrow
    /// @param locker_         the StakeManager
    /// @param issuanceCapWei_ the most that is ever made after genesis, in wei
    /// @param holders         who receives coins at genesis
    /// @param amountsWei      how much each receives, in wei, in the order of `holders`
    constructor(
        address minter_,
        address locker_,
        uint256 issuanceCapWei_,
        address[] memory holders,
        uint256[] memory amountsWei
    ) ERC20("Hearth", "EMBER") ERC20Permit("Hearth") {
        if (minter_ == address(0) || locker_ == address(0)) revert AddressZero();
        if (holders.length != amountsWei.length) revert GenesisLengthMismatch(holders.length, amountsWei.length);
        minter = minter_;
        locker = locker_;
        issuanceCapWei = issuanceCapWei_;
        for (uint256 i = 0; i < holders.length; ++i) _mint(holders[i], amountsWei[i]);
    }

    /// @notice Makes coins, as many as the cap still allows. Only the minter.
    /// @param to        who receives them
    /// @param amountWei how much is wanted, in wei
    /// @return madeWei  how much was made, in wei
    function issue(address to, uint256 amountWei) external returns (uint256 madeWei) {
        if (msg.sender != minter) revert NotMinter(msg.sender, minter);
        uint256 leftWei = issuanceCapWei - issuedWei;
        madeWei = amountWei < leftWei ? amountWei : leftWei;
        if (madeWei == 0) return 0;
        issuedWei += madeWei;
        _mint(to, madeWei);
        emit Issued(to, madeWei, issuedWei);
    }

    /// @notice Locks coins where they are. Only the locker.
    /// @param account   whose coins
    /// @param amountWei how much, in wei, at most {freeOf} the account
    function lock(address account, uint256 amountWei) external {
        if (msg.sender != locker) revert NotLocker(msg.sender, locker);
        uint256 freeWei = freeOf(account);
        if (amountWei > freeWei) revert CoinsLocked(account, freeWei, amountWei);
        uint256 lockedWei = _lockedWei[account] + amountWei;
        _lockedWei[account] = lockedWei;
        emit Locked(account, amountWei, lockedWei);
    }

    /// @notice Frees locked coins. Only the locker.
    /// @param account   whose coins
    /// @param amountWei how much, in wei
    function unlock(address account, uint256 amountWei) external {
        uint256 lockedWei = _reduceLock(account, amountWei);
        emit Unlocked(account, amountWei, lockedWei);
    }

    /// @notice Takes locked coins away. Only the locker, which does so only for a court.
    /// @param account   whose coins
    /// @param to        who receives them; the zero address burns them
    /// @param amountWei how much, in wei
    function takeLocked(address account, address to, uint256 amountWei) external {
        uint256 lockedWei = _reduceLock(account, amountWei);
        emit LockedTaken(account, to, amountWei, lockedWei);
        if (to == address(0)) _burn(account, amountWei);
        else _transfer(account, to, amountWei);
    }

    /// @notice What an account has locked as stake.
    /// @param account the account
    /// @return in wei, part of its balance
    function lockedOf(address account) external view returns (uint256) {
        return _lockedWei[account];
    }

    /// @notice What an account can send.
    /// @param account the account
    /// @return its balance without what is locked, in wei
    function freeOf(address account) public view returns (uint256) {
        return balanceOf(account) - _lockedWei[account];
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

    /// @dev Locked coins do not move. A balance that is too small in all is left to ERC20's own error.
    function _update(address from, address to, uint256 valueWei) internal override(ERC20, ERC20Votes) {
        if (from != address(0) && _lockedWei[from] != 0) {
            uint256 freeWei = freeOf(from);
            if (valueWei > freeWei && valueWei <= balanceOf(from)) revert CoinsLocked(from, freeWei, valueWei);
        }
        super._update(from, to, valueWei);
    }

    function _reduceLock(address account, uint256 amountWei) private returns (uint256 lockedWei) {
        if (msg.sender != locker) revert NotLocker(msg.sender, locker);
        lockedWei = _lockedWei[account];
        if (amountWei > lockedWei) revert LockTooSmall(account, lockedWei, amountWei);
        lockedWei -= amountWei;
        _lockedWei[account] = lockedWei;
    }
}
