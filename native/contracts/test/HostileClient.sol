// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @notice A client that is a contract and, asked whether it signed (ERC-1271), does what a hostile one may. Never deployed outside the
/// tests.
contract HostileClient {
    enum Mode {
        Accept,
        AcceptIfReentered,
        Bomb,
        Burn,
        Short
    }

    bytes4 private constant MAGIC = 0x1626ba7e;

    Mode private _mode;
    address private _target;
    bytes private _data;

    error CallFailed(bytes reason);

    /// @param mode   what it does when it is asked
    /// @param target whom it calls back meanwhile
    /// @param data   with what
    function set(Mode mode, address target, bytes calldata data) external {
        (_mode, _target, _data) = (mode, target, data);
    }

    /// @notice Anything, as this client.
    function execute(address target, bytes calldata data) external {
        (bool ok, bytes memory reason) = target.call(data);
        if (!ok) revert CallFailed(reason);
    }

    function isValidSignature(bytes32, bytes calldata) external returns (bytes4) {
        if (_mode == Mode.AcceptIfReentered) {
            (bool ok, ) = _target.call(_data);
            return ok ? MAGIC : bytes4(0);
        }
        if (_mode == Mode.Bomb) {
            // Half a megabyte, and the right answer nowhere in it.
            assembly ("memory-safe") {
                return(0x80, 0x80000)
            }
        }
        if (_mode == Mode.Burn) {
            assembly ("memory-safe") {
                invalid()
            }
        }
        if (_mode == Mode.Short) {
            assembly ("memory-safe") {
                mstore(0, MAGIC)
                return(0, 4)
            }
        }
        return MAGIC;
    }
}
