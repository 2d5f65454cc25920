// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title What the other contracts ask of the models' registry
interface IModelRegistry {
    /// @notice What was registered of a model's content. All zero for an unknown model.
    struct Roots {
        bytes32 weightsRoot;
        bytes32 graphRoot;
        bytes32 planRoot;
        /// @dev The weights once more, by columns, so that one dot can be judged on chain (docs/protocol/disputes.md section 1).
        bytes32 columnsRoot;
    }

    /// @notice The trees a court judges a replay by.
    /// @param modelId the model
    /// @return all zero for an unknown model
    function rootsOf(bytes32 modelId) external view returns (Roots memory);

    /// @notice The royalty a model asks for; splits cap it.
    /// @param modelId the model
    /// @return in ten-thousandths of the price; 0 for an unknown model
    function royaltyBpsOf(bytes32 modelId) external view returns (uint16);

    /// @notice Who holds the shares of a model's royalty now.
    /// @param modelId  the model; reverts ModelUnknown
    /// @return holders   the publisher first, then the contributors in the order of registration
    /// @return sharesBps ten-thousandths of the royalty, together 10,000; the publisher's is what the contributors leave
    function sharesOf(bytes32 modelId) external view returns (address[] memory holders, uint16[] memory sharesBps);
}
