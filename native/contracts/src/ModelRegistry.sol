// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IHearthParameters} from "./interfaces/IHearthParameters.sol";
import {IModelRegistry} from "./interfaces/IModelRegistry.sol";

/// @title Which models exist, what they consist of, who earns by them, and how their replays are judged
/// @notice A model's id is the hash of its specification, so its content never changes; a new revision is a new id that names the one
/// before. Royalty and shares are fixed at registration; a share can be handed on by its holder.
/// @dev Thresholds are versions per (model, numeric class). The publisher proposes one, and it accuses nobody (shadow) until the
/// timelock accepts it. An order names its version, so a later one judges no earlier receipt. Hazard: nothing proves who made a model.
/// The first to register an id is its publisher; {commit} keeps a watcher of the mempool from being first, not an imitator who had
/// the files before. The timelock can hand on a publisher's share, and no other.
contract ModelRegistry is IModelRegistry {
    /// @notice A model as it is registered.
    struct Registration {
        bytes32 modelId;
        Roots roots;
        bytes32 supersedes;
        uint16 royaltyBps;
        address[] contributors;
        uint16[] contributorsBps;
        string uri;
    }

    struct Model {
        address publisher;
        uint16 royaltyBps;
        uint16 contributorsBps;
        uint48 registeredAtSeconds;
        bool isRetired;
    }

    struct Share {
        address holder;
        uint16 shareBps;
    }

    /// @notice How far an honest replay may be from a receipt in one class.
    struct Threshold {
        /// @dev Largest distance of a chunk's sketch, in 10^-12.
        uint64 chunkDistancePico;
        /// @dev Largest margin of a token, in 10^-9 nats.
        uint64 maxMarginNano;
        /// @dev Largest mean of the margins, each cut at 1 nat, in 10^-9 nats.
        uint64 meanMarginNano;
        /// @dev True: it reports and accuses nobody.
        bool isShadow;
        bytes32 calibrationRoot;
    }

    /// @notice The most contributors one model may have.
    uint256 public constant MAX_CONTRIBUTORS = 16;
    /// @notice How long a commitment counts, in seconds.
    uint64 public constant COMMITMENT_SECONDS = 1 days;
    uint16 private constant WHOLE_BPS = 10_000;

    /// @notice Where the waiting time and the timelock are recorded.
    IHearthParameters public immutable parameters;

    mapping(bytes32 modelId => Model) private _models;
    mapping(bytes32 modelId => Roots) private _roots;
    mapping(bytes32 modelId => Share[]) private _contributors;
    mapping(bytes32 modelId => mapping(uint16 classId => Threshold[])) private _thresholds;
    mapping(bytes32 commitment => uint256) private _committedAtSeconds;
    bytes32[] private _modelIds;

    event Committed(bytes32 indexed commitment, address indexed from);
    event ModelRegistered(
        bytes32 indexed modelId,
        address indexed publisher,
        bytes32 indexed supersedes,
        Roots roots,
        uint16 royaltyBps,
        string uri
    );
    event ContributorAdded(bytes32 indexed modelId, uint256 index, address indexed contributor, uint16 shareBps);
    event ShareMoved(bytes32 indexed modelId, uint256 index, address indexed from, address indexed to);
    event ModelRetired(bytes32 indexed modelId);
    event ThresholdProposed(
        bytes32 indexed modelId,
        uint16 indexed classId,
        uint32 indexed tauVersion,
        Threshold threshold
    );
    event ThresholdJudged(
        bytes32 indexed modelId,
        uint16 indexed classId,
        uint32 indexed tauVersion,
        bool isShadow
    );

    error ModelUnknown(bytes32 modelId);
    error ModelKnown(bytes32 modelId, address publisher);
    error IdZero();
    error AddressZero();
    error CommitmentNotReady(bytes32 commitment, uint256 committedAtSeconds, uint256 fromSeconds, uint256 untilSeconds);
    error CommitmentKnown(bytes32 commitment, uint256 committedAtSeconds);
    error LengthMismatch(uint256 contributors, uint256 sharesBps);
    error TooManyContributors(uint256 contributors, uint256 limit);
    error SharesTooHigh(uint256 sharesBps, uint256 limitBps);
    error ShareUnknown(bytes32 modelId, uint256 index);
    error NotHolder(bytes32 modelId, uint256 index, address holder, address caller);
    error NotPublisher(bytes32 modelId, address publisher, address caller);
    error NotTimelock(address caller, address timelock);
    error ThresholdUnknown(bytes32 modelId, uint16 classId, uint32 tauVersion);

    /// @param parameters_ the governed numbers
    constructor(IHearthParameters parameters_) {
        if (address(parameters_) == address(0)) revert AddressZero();
        parameters = parameters_;
    }

    /// @notice Announces a registration without naming it.
    /// @param commitment keccak256(abi.encode(modelId, publisher, salt)); see {commitmentOf}
    function commit(bytes32 commitment) external {
        uint256 atSeconds = _committedAtSeconds[commitment];
        if (atSeconds != 0 && block.timestamp <= atSeconds + COMMITMENT_SECONDS) {
            revert CommitmentKnown(commitment, atSeconds);
        }
        _committedAtSeconds[commitment] = block.timestamp;
        emit Committed(commitment, msg.sender);
    }

    /// @notice Registers a model with the caller as its publisher. Needs a {commit} that is RegistrationSeconds old, and at most a day.
    /// @param registration what is registered; shares of the royalty in ten-thousandths, the publisher keeping the rest
    /// @param salt         the commitment's
    function register(Registration calldata registration, bytes32 salt) external {
        bytes32 modelId = registration.modelId;
        if (modelId == bytes32(0)) revert IdZero();
        _useCommitment(commitmentOf(modelId, msg.sender, salt));
        if (_models[modelId].publisher != address(0)) revert ModelKnown(modelId, _models[modelId].publisher);
        if (registration.supersedes != bytes32(0)) {
            address before = _known(registration.supersedes).publisher;
            if (before != msg.sender) revert NotPublisher(registration.supersedes, before, msg.sender);
        }
        if (registration.royaltyBps > WHOLE_BPS) revert SharesTooHigh(registration.royaltyBps, WHOLE_BPS);
        uint16 contributorsBps = _addContributors(registration);
        _models[modelId] = Model({
            publisher: msg.sender,
            royaltyBps: registration.royaltyBps,
            contributorsBps: contributorsBps,
            registeredAtSeconds: uint48(block.timestamp),
            isRetired: false
        });
        _roots[modelId] = registration.roots;
        _modelIds.push(modelId);
        emit ModelRegistered(
            modelId,
            msg.sender,
            registration.supersedes,
            registration.roots,
            registration.royaltyBps,
            registration.uri
        );
    }

    /// @notice Says that a model should not be ordered any more. Receipts and pay for it stay valid. Only its publisher.
    /// @param modelId the model
    function retire(bytes32 modelId) external {
        Model storage model = _known(modelId);
        if (msg.sender != model.publisher) revert NotPublisher(modelId, model.publisher, msg.sender);
        model.isRetired = true;
        emit ModelRetired(modelId);
    }

    /// @notice Hands a share of the royalty on, with what it has earned and not collected. Only its holder; a publisher's share also
    /// the timelock, for a model that somebody registered who did not make it.
    /// @param modelId the model
    /// @param index   0 is the publisher, then the contributors
    /// @param to      the new holder
    function moveShare(bytes32 modelId, uint256 index, address to) external {
        if (to == address(0)) revert AddressZero();
        Model storage model = _known(modelId);
        Share[] storage contributors = _contributors[modelId];
        if (index > contributors.length) revert ShareUnknown(modelId, index);
        address holder = index == 0 ? model.publisher : contributors[index - 1].holder;
        if (msg.sender != holder && (index != 0 || msg.sender != parameters.treasury())) {
            revert NotHolder(modelId, index, holder, msg.sender);
        }
        if (index == 0) model.publisher = to;
        else contributors[index - 1].holder = to;
        emit ShareMoved(modelId, index, holder, to);
    }

    /// @notice Proposes a threshold; it is shadow until the timelock accepts it. Only the publisher.
    /// @param modelId   the model
    /// @param classId   the numeric class
    /// @param threshold the distances; `isShadow` is ignored
    /// @return tauVersion its version, from 1
    function proposeThreshold(
        bytes32 modelId,
        uint16 classId,
        Threshold calldata threshold
    ) external returns (uint32 tauVersion) {
        Model storage model = _known(modelId);
        if (msg.sender != model.publisher) revert NotPublisher(modelId, model.publisher, msg.sender);
        Threshold[] storage versions = _thresholds[modelId][classId];
        versions.push(threshold);
        tauVersion = uint32(versions.length);
        versions[tauVersion - 1].isShadow = true;
        emit ThresholdProposed(modelId, classId, tauVersion, versions[tauVersion - 1]);
    }

    /// @notice Makes a threshold accuse, or takes that back. Only the timelock.
    /// @param modelId    the model
    /// @param classId    the numeric class
    /// @param tauVersion the version
    /// @param isShadow   false: replays beyond it are rejected
    function judgeThreshold(bytes32 modelId, uint16 classId, uint32 tauVersion, bool isShadow) external {
        address timelock = parameters.treasury();
        if (msg.sender != timelock) revert NotTimelock(msg.sender, timelock);
        _thresholdOf(modelId, classId, tauVersion).isShadow = isShadow;
        emit ThresholdJudged(modelId, classId, tauVersion, isShadow);
    }

    /// @inheritdoc IModelRegistry
    function rootsOf(bytes32 modelId) external view returns (Roots memory) {
        return _roots[modelId];
    }

    /// @inheritdoc IModelRegistry
    function royaltyBpsOf(bytes32 modelId) external view returns (uint16) {
        return _models[modelId].royaltyBps;
    }

    /// @inheritdoc IModelRegistry
    function sharesOf(bytes32 modelId) external view returns (address[] memory holders, uint16[] memory sharesBps) {
        Model storage model = _known(modelId);
        Share[] storage contributors = _contributors[modelId];
        holders = new address[](contributors.length + 1);
        sharesBps = new uint16[](contributors.length + 1);
        holders[0] = model.publisher;
        sharesBps[0] = WHOLE_BPS - model.contributorsBps;
        for (uint256 i = 0; i < contributors.length; ++i) {
            holders[i + 1] = contributors[i].holder;
            sharesBps[i + 1] = contributors[i].shareBps;
        }
    }

    /// @notice A model's record.
    /// @param modelId the model; reverts ModelUnknown
    /// @return publisher           who earns the rest of the royalty and proposes thresholds
    /// @return royaltyBps          what it asks for, in ten-thousandths of the price
    /// @return contributorsBps     the contributors' part of the royalty, in ten-thousandths
    /// @return registeredAtSeconds when
    /// @return isRetired           whether its publisher withdrew it
    function modelOf(
        bytes32 modelId
    )
        external
        view
        returns (
            address publisher,
            uint16 royaltyBps,
            uint16 contributorsBps,
            uint48 registeredAtSeconds,
            bool isRetired
        )
    {
        Model storage model = _known(modelId);
        return (
            model.publisher,
            model.royaltyBps,
            model.contributorsBps,
            model.registeredAtSeconds,
            model.isRetired
        );
    }

    /// @notice How many models were ever registered.
    /// @return the number
    function modelCount() external view returns (uint256) {
        return _modelIds.length;
    }

    /// @notice The ids of registered models, in the order of registration.
    /// @param from  the first index
    /// @param limit at most this many
    /// @return modelIds fewer at the end of the list
    function modelIdsFrom(uint256 from, uint256 limit) external view returns (bytes32[] memory modelIds) {
        uint256 left = from < _modelIds.length ? _modelIds.length - from : 0;
        modelIds = new bytes32[](left < limit ? left : limit);
        for (uint256 i = 0; i < modelIds.length; ++i) modelIds[i] = _modelIds[from + i];
    }

    /// @notice How many threshold versions a model has in a class.
    /// @param modelId the model
    /// @param classId the numeric class
    /// @return the newest version, 0 when there is none
    function tauVersionOf(bytes32 modelId, uint16 classId) external view returns (uint32) {
        return uint32(_thresholds[modelId][classId].length);
    }

    /// @notice One threshold.
    /// @param modelId    the model
    /// @param classId    the numeric class
    /// @param tauVersion the version, from 1; reverts ThresholdUnknown
    /// @return the threshold
    function thresholdOf(
        bytes32 modelId,
        uint16 classId,
        uint32 tauVersion
    ) external view returns (Threshold memory) {
        return _thresholdOf(modelId, classId, tauVersion);
    }

    /// @notice What to {commit} to before registering.
    /// @param modelId   the model
    /// @param publisher who will register it
    /// @param salt      32 random bytes
    /// @return the commitment
    function commitmentOf(bytes32 modelId, address publisher, bytes32 salt) public pure returns (bytes32) {
        return keccak256(abi.encode(modelId, publisher, salt));
    }

    function _useCommitment(bytes32 commitment) private {
        uint256 atSeconds = _committedAtSeconds[commitment];
        uint256 fromSeconds = atSeconds + parameters.valueOf(IHearthParameters.Parameter.RegistrationSeconds);
        uint256 untilSeconds = atSeconds + COMMITMENT_SECONDS;
        if (atSeconds == 0 || block.timestamp < fromSeconds || block.timestamp > untilSeconds) {
            revert CommitmentNotReady(commitment, atSeconds, fromSeconds, untilSeconds);
        }
        delete _committedAtSeconds[commitment];
    }

    function _addContributors(Registration calldata registration) private returns (uint16) {
        uint256 count = registration.contributors.length;
        if (count != registration.contributorsBps.length) {
            revert LengthMismatch(count, registration.contributorsBps.length);
        }
        if (count > MAX_CONTRIBUTORS) revert TooManyContributors(count, MAX_CONTRIBUTORS);
        uint256 totalBps = 0;
        for (uint256 i = 0; i < count; ++i) {
            address contributor = registration.contributors[i];
            uint16 shareBps = registration.contributorsBps[i];
            if (contributor == address(0)) revert AddressZero();
            totalBps += shareBps;
            _contributors[registration.modelId].push(Share(contributor, shareBps));
            emit ContributorAdded(registration.modelId, i + 1, contributor, shareBps);
        }
        if (totalBps > WHOLE_BPS) revert SharesTooHigh(totalBps, WHOLE_BPS);
        return uint16(totalBps);
    }

    function _known(bytes32 modelId) private view returns (Model storage model) {
        model = _models[modelId];
        if (model.publisher == address(0)) revert ModelUnknown(modelId);
    }

    function _thresholdOf(
        bytes32 modelId,
        uint16 classId,
        uint32 tauVersion
    ) private view returns (Threshold storage) {
        Threshold[] storage versions = _thresholds[modelId][classId];
        if (tauVersion == 0 || tauVersion > versions.length) revert ThresholdUnknown(modelId, classId, tauVersion);
        return versions[tauVersion - 1];
    }
}
