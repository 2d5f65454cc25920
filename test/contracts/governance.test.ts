import { createPublicClient, createWalletClient, encodeFunctionData, http, keccak256, parseEventLogs, toBytes, type Abi, type Address } from 'viem';
import { privateKeyToAccount } from 'viem/accounts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import governorArtifact from '../../electron/services/chain/abi/HearthGovernor.json' with { type: 'json' };
import parametersArtifact from '../../electron/services/chain/abi/HearthParameters.json' with { type: 'json' };
import tokenArtifact from '../../electron/services/chain/abi/HearthToken.json' with { type: 'json' };
import { buildCall, buildTransferTransaction } from '../../electron/services/chain/calls.ts';
import {
  buildDelegateTransaction,
  buildExecuteTransaction,
  buildGrant,
  buildProposal,
  buildProposeTransaction,
  buildQueueTransaction,
  buildSetParameter,
  buildVoteTransaction,
  formatAction,
  readProposalId,
  readProposals,
  readVotes,
} from '../../electron/services/chain/governance.ts';
import { parameterIndex } from '../../electron/services/chain/parameters.ts';
import { weiPerCoin, type Hex } from '../../electron/shared/units.ts';
import { enrolNode } from '../support/chainActors.ts';
import { startTestNet, testGovernance, testWallet, type TestNet } from '../support/chainTestNet.ts';

const staker = testWallet('staker');
const poor = testWallet('poor');
const coin = weiPerCoin;

let net: TestNet;
let clean: string;
beforeAll(async () => {
  net = await startTestNet();
  // Staked coins vote: this account has no others.
  await enrolNode(net, staker, 60_000_000n * coin);
  clean = await net.snapshot();
});
beforeEach(async () => {
  await net.revert(clean);
  clean = await net.snapshot();
});
afterAll(() => net.stop());

const auditFloor = async () => (await net.chain.readContract('HearthParameters', 'valueOf', [parameterIndex('AuditFloorBps')]))[0] as bigint;
const stateOf = async (proposalId: bigint) => (await readProposals(net.chain)).find((proposal) => proposal.proposalId === proposalId)!.state;

async function decide(body: ReturnType<typeof buildProposal>): Promise<bigint> {
  const d = net.deployment;
  await net.send(staker, buildDelegateTransaction(d, staker.address));
  await net.skipSeconds(2);
  await net.send(staker, buildProposeTransaction(d, body));
  const proposalId = await readProposalId(net.chain, body);
  expect(await stateOf(proposalId)).toBe('pending');
  await expect(net.send(staker, buildVoteTransaction(d, proposalId, 'for'))).rejects.toThrow('GovernorUnexpectedProposalState');
  await net.skipSeconds(testGovernance.votingDelaySeconds + 1);
  await net.send(staker, buildVoteTransaction(d, proposalId, 'for', 'because of the figures'));
  await expect(net.send(staker, buildVoteTransaction(d, proposalId, 'for'))).rejects.toThrow('GovernorAlreadyCastVote');
  await net.skipSeconds(testGovernance.votingPeriodSeconds + 1);
  return proposalId;
}

describe('a proposal, by our services', () => {
  it('goes propose, vote, queue, execute and changes the audit floor', async () => {
    const d = net.deployment;
    const body = buildProposal('Audit more', [buildSetParameter(d, 'AuditFloorBps', 700n)]);
    const proposalId = await decide(body);
    expect(await stateOf(proposalId)).toBe('succeeded');
    await net.send(poor, buildQueueTransaction(d, body));
    await expect(net.send(poor, buildExecuteTransaction(d, body))).rejects.toThrow('TimelockUnexpectedOperationState');
    await net.skipSeconds(testGovernance.timelockSeconds + 1);
    expect(await auditFloor()).toBe(500n);
    await net.send(poor, buildExecuteTransaction(d, body));
    expect(await auditFloor()).toBe(700n);
    const [proposal] = await readProposals(net.chain);
    expect(proposal).toMatchObject({ proposalId, state: 'executed', proposer: staker.address, description: 'Audit more', votesWei: { for: 60_000_000n * coin } });
    expect(proposal!.calldatas.map((data, i) => formatAction(d, proposal!.targets[i]!, data))).toEqual(['HearthParameters.set(AuditFloorBps, 700)']);
  });

  it('grants coins of the treasury, and cannot pass the bounds of a number', async () => {
    const d = net.deployment;
    await net.send(net.deployer, buildTransferTransaction(d, d.contracts.HearthTimelock.address, 50n * coin));
    const grant = buildProposal('A grant', [buildGrant(d, poor.address, 20n * coin), buildSetParameter(d, 'AuditFloorBps', 0n)]);
    await decide(grant);
    await net.send(poor, buildQueueTransaction(d, grant));
    await net.skipSeconds(testGovernance.timelockSeconds + 1);
    // One bad step and nothing of it happens.
    await expect(net.send(poor, buildExecuteTransaction(d, grant))).rejects.toThrow('OutOfBounds');
    expect((await net.chain.readBalance(poor.address)).coinWei).toBe(0n);
  });

  it('fails without a quorum, and cannot be made without votes', async () => {
    const d = net.deployment;
    const body = buildProposal('Nobody cares', [buildSetParameter(d, 'AuditFloorBps', 700n)]);
    await expect(net.send(poor, buildProposeTransaction(d, body))).rejects.toThrow('GovernorInsufficientProposerVotes');
    await net.send(net.deployer, buildTransferTransaction(d, poor.address, 2n * coin));
    await net.send(poor, buildDelegateTransaction(d, poor.address));
    await net.skipSeconds(2);
    await net.send(poor, buildProposeTransaction(d, body));
    const proposalId = await readProposalId(net.chain, body);
    await net.skipSeconds(testGovernance.votingDelaySeconds + 1);
    await net.send(poor, buildVoteTransaction(d, proposalId, 'for'));
    // Votes bought after the vote began count for nothing.
    await net.send(net.deployer, buildTransferTransaction(d, staker.address, 500_000_000n * coin));
    await net.send(staker, buildDelegateTransaction(d, staker.address));
    await net.send(staker, buildVoteTransaction(d, proposalId, 'for'));
    await net.skipSeconds(testGovernance.votingPeriodSeconds + 1);
    expect(await stateOf(proposalId)).toBe('defeated');
    await expect(net.send(poor, buildQueueTransaction(d, body))).rejects.toThrow('GovernorUnexpectedProposalState');
  });

  it('shows what an account can vote with', async () => {
    expect(await readVotes(net.chain, staker.address)).toEqual({ coinWei: 60_000_000n * coin, lockedWei: 60_000_000n * coin, votesWei: 0n, delegate: null });
    await net.send(staker, buildDelegateTransaction(net.deployment, poor.address));
    expect(await readVotes(net.chain, poor.address)).toMatchObject({ coinWei: 0n, votesWei: 60_000_000n * coin });
    expect((await readVotes(net.chain, staker.address)).delegate).toBe(poor.address);
  });
});

describe('the timelock', () => {
  it('takes orders from the governor alone and has no administrator', async () => {
    const timelock = (call: string, ...args: unknown[]) => buildCall(net.deployment, 'HearthTimelock', call, args);
    const { to, data } = buildSetParameter(net.deployment, 'AuditFloorBps', 700n);
    const zero: Hex = `0x${'00'.repeat(32)}`;
    for (const who of [net.deployer, staker]) {
      await expect(net.send(who, timelock('schedule', to, 0, data, zero, zero, 1000))).rejects.toThrow('AccessControlUnauthorizedAccount');
      await expect(net.send(who, timelock('execute', to, 0, data, zero, zero))).rejects.toThrow('TimelockUnexpectedOperationState');
      await expect(net.send(who, timelock('grantRole', zero, who.address))).rejects.toThrow('AccessControlUnauthorizedAccount');
    }
  });
});

describe('a proposal, by another library that knows only the ABIs', () => {
  it('goes the whole way too', async () => {
    const at = (name: 'HearthGovernor' | 'HearthParameters' | 'HearthToken') => net.deployment.contracts[name].address as Address;
    const governor = { address: at('HearthGovernor'), abi: governorArtifact.abi as Abi };
    const chain = { id: net.deployment.chainId, name: 'test', nativeCurrency: { name: 'Gas', symbol: 'GAS', decimals: 18 }, rpcUrls: { default: { http: [net.practice.rpcUrl] } } };
    const transport = http(net.practice.rpcUrl);
    const reader = createPublicClient({ chain, transport, pollingInterval: 20 });
    const writer = createWalletClient({ chain, transport, account: privateKeyToAccount(staker.privateKey as Hex) });
    const write = async (contract: { address: Address; abi: Abi }, functionName: string, args: unknown[]) => {
      const receipt = await reader.waitForTransactionReceipt({ hash: await writer.writeContract({ ...contract, functionName, args }) });
      expect(receipt.status).toBe('success');
      return receipt;
    };
    const parameters = parametersArtifact.abi as Abi;
    const before = await auditFloor();
    await write({ address: at('HearthToken'), abi: tokenArtifact.abi as Abi }, 'delegate', [writer.account.address]);
    await net.skipSeconds(2);
    const calldatas = [encodeFunctionData({ abi: parameters, functionName: 'set', args: [0, before + 111n] })];
    const created = await write(governor, 'propose', [[at('HearthParameters')], [0n], calldatas, 'By viem']);
    const [event] = parseEventLogs({ abi: governor.abi, logs: created.logs, eventName: 'ProposalCreated' });
    const { proposalId } = (event as unknown as { args: { proposalId: bigint } }).args;
    await net.skipSeconds(testGovernance.votingDelaySeconds + 1);
    await write(governor, 'castVoteWithReason', [proposalId, 1, 'reason']);
    await net.skipSeconds(testGovernance.votingPeriodSeconds + 1);
    const rest = [[at('HearthParameters')], [0n], calldatas, keccak256(toBytes('By viem'))];
    await write(governor, 'queue', rest);
    await net.skipSeconds(testGovernance.timelockSeconds + 1);
    await write(governor, 'execute', rest);
    expect(await auditFloor()).toBe(before + 111n);
    expect((await readProposals(net.chain))[0]).toMatchObject({ proposalId, state: 'executed' });
  });
});
