// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {EscrowBooks} from "./EscrowBooks.sol";
import {IHearthParameters} from "./interfaces/IHearthParameters.sol";
import {IJobCourt} from "./interfaces/IJobCourt.sol";

/// @title How a payment is shared, and collected
/// @notice The part of JobEscrow that splits what is paid among node, verifiers, model, application and treasury.
abstract contract EscrowShares is EscrowBooks {
    /// @inheritdoc IJobCourt
    function payVerifiers(
        address provider,
        address[] calldata verifiers,
        uint256 eachWei
    ) external returns (uint256 paid) {
        _checkCourt();
        if (eachWei == 0) return 0;
        uint256 budgetWei = _ledgers[provider].auditBudgetWei;
        for (; paid < verifiers.length && budgetWei >= eachWei; ++paid) {
            budgetWei -= eachWei;
            _takeFromPool(verifiers[paid], eachWei);
            emit VerifierPaid(verifiers[paid], eachWei);
        }
        _ledgers[provider].auditBudgetWei = uint128(budgetWei);
    }

    /// @notice Sends what is left for the audits of a node that has anchored nothing for BUDGET_IDLE_SECONDS to the treasury, so that
    /// no coins stay behind. Anyone may call it. Verifiers have until then to be paid.
    /// @param provider   the node
    /// @return amountWei what the treasury was credited, in wei
    function sweepAuditBudget(address provider) external nonReentrant returns (uint256 amountWei) {
        Ledger storage ledger = _ledgers[provider];
        amountWei = ledger.auditBudgetWei;
        if (amountWei == 0) revert NothingDue(provider);
        uint256 idleAtSeconds = ((ledger.head >> 224) + 1) * windowSeconds + BUDGET_IDLE_SECONDS;
        if (block.timestamp < idleAtSeconds) revert BudgetInUse(provider, idleAtSeconds, block.timestamp);
        ledger.auditBudgetWei = 0;
        _takeFromPool(parameters.treasury(), amountWei);
        emit AuditBudgetSwept(provider, amountWei);
    }

    /// @notice Sends an account what it earned as verifier, application, refunded client or treasury, with the new coins that go with
    /// it. Anyone may call it; the coins go to the account.
    /// @param account  who earned
    /// @return paidWei what was sent, in wei, without new coins
    function collect(address account) external nonReentrant returns (uint256 paidWei) {
        Account memory earned = _accounts[account];
        paidWei = earned.dueWei;
        if (paidWei == 0 && earned.issuableWei == 0) revert NothingDue(account);
        delete _accounts[account];
        uint256 issuedWei = token.issue(account, earned.issuableWei);
        emit AccountCollected(account, paidWei, issuedWei);
        token.transfer(account, paidWei);
    }

    /// @notice Sends one share of a model's royalty to its holder, with the new coins that go with it. Anyone may call it.
    /// @param modelId  a registered model
    /// @param index    0 is the publisher, then the contributors
    /// @return paidWei what was sent, in wei, without new coins
    function collectRoyalty(bytes32 modelId, uint256 index) external nonReentrant returns (uint256 paidWei) {
        (address holder, uint256 dueWei, uint256 issuableWei) = royaltyDueOf(modelId, index);
        if (dueWei == 0 && issuableWei == 0) revert NothingDue(holder);
        Royalty storage collected = _collectedRoyalties[modelId][index];
        collected.totalWei += uint128(dueWei);
        collected.issuableWei += uint128(issuableWei);
        uint256 issuedWei = token.issue(holder, issuableWei);
        emit RoyaltyCollected(modelId, index, holder, dueWei, issuedWei);
        token.transfer(holder, dueWei);
        return dueWei;
    }

    /// @notice Makes the new coins that a node has earned with its pay, for its payout address. Anyone may call it.
    /// @param provider   the node
    /// @return issuedWei what was made, in wei
    function collectIssuance(address provider) external nonReentrant returns (uint256 issuedWei) {
        uint256 issuableWei = _ledgers[provider].issuableWei;
        if (issuableWei == 0) revert NothingDue(provider);
        _ledgers[provider].issuableWei = 0;
        address payout = stakeManager.payoutOf(provider);
        issuedWei = token.issue(payout, issuableWei);
        emit NodeIssued(provider, payout, issuedWei);
    }

    /// @notice What an account can {collect} now.
    /// @param account the account
    /// @return dueWei      coins, in wei
    /// @return issuableWei new coins on top, as far as the cap allows
    function accountOf(address account) external view returns (uint256 dueWei, uint256 issuableWei) {
        return (_accounts[account].dueWei, _accounts[account].issuableWei);
    }

    /// @notice A model's royalty in all, collected or not.
    /// @param modelId the model
    /// @return totalWei    coins, in wei
    /// @return issuableWei new coins on top
    function royaltyOf(bytes32 modelId) external view returns (uint256 totalWei, uint256 issuableWei) {
        return (_royalties[modelId].totalWei, _royalties[modelId].issuableWei);
    }

    /// @notice The new coins a node has earned and not collected.
    /// @param provider the node
    /// @return in wei
    function issuableOf(address provider) external view returns (uint256) {
        return _ledgers[provider].issuableWei;
    }

    /// @inheritdoc IJobCourt
    function auditBudgetOf(address provider) external view returns (uint256) {
        return _ledgers[provider].auditBudgetWei;
    }

    /// @notice What the verifiers' pool holds: the audit budgets of all nodes together.
    /// @return in wei
    function verifierPoolWei() external view returns (uint256) {
        return _verifierPool.dueWei;
    }

    /// @notice What one holder of a model's royalty can {collectRoyalty} now.
    /// @dev A contributor's share is rounded down; the publisher gets what all contributors leave, so nothing is left over.
    /// @param modelId a registered model
    /// @param index   0 is the publisher, then the contributors
    /// @return holder      who holds the share now
    /// @return dueWei      coins, in wei
    /// @return issuableWei new coins on top, as far as the cap allows
    function royaltyDueOf(
        bytes32 modelId,
        uint256 index
    ) public view returns (address holder, uint256 dueWei, uint256 issuableWei) {
        (address[] memory holders, uint16[] memory sharesBps) = registry.sharesOf(modelId);
        if (index >= holders.length) revert ShareUnknown(modelId, index);
        Royalty memory earned = _royalties[modelId];
        Royalty memory collected = _collectedRoyalties[modelId][index];
        if (index != 0) {
            dueWei = (uint256(earned.totalWei) * sharesBps[index]) / WHOLE_BPS;
            issuableWei = (uint256(earned.issuableWei) * sharesBps[index]) / WHOLE_BPS;
        } else {
            (dueWei, issuableWei) = (earned.totalWei, earned.issuableWei);
            for (uint256 i = 1; i < holders.length; ++i) {
                dueWei -= (uint256(earned.totalWei) * sharesBps[i]) / WHOLE_BPS;
                issuableWei -= (uint256(earned.issuableWei) * sharesBps[i]) / WHOLE_BPS;
            }
        }
        return (holders[index], dueWei - collected.totalWei, issuableWei - collected.issuableWei);
    }

    /// @dev Splits what a group gathered, books every share but the node's, adds the node's to the run, and empties the group.
    function _share(Group memory group, Run memory run) internal {
        uint256 amountWei = group.amountWei;
        if (amountWei == 0) return;
        group.amountWei = 0;
        IHearthParameters.Split memory split = parameters.splitOf(group.splitVersion);
        uint256 royaltyBps = registry.royaltyBpsOf(group.modelId);
        if (royaltyBps > split.maxRoyaltyBps) royaltyBps = split.maxRoyaltyBps;
        uint256 verifiersWei = (amountWei * split.verifiersBps) / WHOLE_BPS;
        uint256 royaltyWei = (amountWei * royaltyBps) / WHOLE_BPS;
        // No application, no share: it stays with the node.
        uint256 appWei = group.app == address(0) ? 0 : (amountWei * split.appBps) / WHOLE_BPS;
        uint256 treasuryWei = (amountWei * split.treasuryBps) / WHOLE_BPS;
        uint256 providerWei = amountWei - verifiersWei - royaltyWei - appWei - treasuryWei;
        // New coins in proportion to the fee really paid, shared like the payment itself.
        uint256 issuableWei = (treasuryWei * split.issuanceBps) / WHOLE_BPS;

        _credit(_verifierPool, verifiersWei, (issuableWei * verifiersWei) / amountWei);
        _credit(_accounts[group.app], appWei, (issuableWei * appWei) / amountWei);
        _credit(_accounts[parameters.treasury()], treasuryWei, (issuableWei * treasuryWei) / amountWei);
        if (royaltyWei != 0) {
            Royalty storage royalty = _royalties[group.modelId];
            royalty.totalWei += uint128(royaltyWei);
            royalty.issuableWei += uint128((issuableWei * royaltyWei) / amountWei);
        }
        run.paidWei += amountWei;
        run.amountWei += providerWei;
        run.verifiersWei += verifiersWei;
        run.issuableWei += (issuableWei * providerWei) / amountWei;
        emit Shared(
            group.modelId,
            group.app,
            group.splitVersion,
            amountWei,
            providerWei,
            verifiersWei,
            appWei,
            royaltyWei,
            treasuryWei
        );
    }

    /// @dev Checks a run against what the node has mature, books it and pays the node's part.
    function _pay(Run memory run) internal returns (uint256) {
        if (run.paidWei == 0) return 0;
        Ledger storage ledger = _ledgers[run.provider];
        (uint256 maturedWei, uint256 maturedCount) = _matured(
            ledger.head,
            ledger.checkpoint,
            _windowIndex()
        );
        uint256 settledWei = ledger.settledWei + run.paidWei;
        uint256 settledCount = ledger.settledCount + run.count;
        if (settledWei > maturedWei) revert ValueNotMature(run.provider, maturedWei, settledWei);
        if (settledCount > maturedCount) revert CountNotMature(run.provider, maturedCount, settledCount);
        // Both are at most what is mature, which has these widths.
        ledger.settledWei = uint96(settledWei);
        ledger.settledCount = uint48(settledCount);
        ledger.issuableWei += uint96(run.issuableWei);
        ledger.auditBudgetWei += uint128(run.verifiersWei);
        address payout = stakeManager.payoutOf(run.provider);
        emit Paid(run.provider, payout, run.amountWei, run.count);
        token.transfer(payout, run.amountWei);
        return run.paidWei;
    }

    function _credit(Account storage account, uint256 dueWei, uint256 issuableWei) internal {
        if (dueWei == 0) return;
        account.dueWei += uint128(dueWei);
        account.issuableWei += uint128(issuableWei);
    }

    /// @dev Moves coins of the pool to an account; the pool's new coins go with them, in proportion.
    function _takeFromPool(address to, uint256 amountWei) internal {
        Account memory pool = _verifierPool;
        uint256 issuableWei = (uint256(pool.issuableWei) * amountWei) / pool.dueWei;
        _verifierPool = Account(pool.dueWei - uint128(amountWei), pool.issuableWei - uint128(issuableWei));
        _credit(_accounts[to], amountWei, issuableWei);
    }
}
