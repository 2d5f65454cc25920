import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Chain } from '../../electron/services/chain/chain.ts';
import { readDisputes } from '../../electron/services/chain/disputeReads.ts';
import { readVoided } from '../../electron/services/chain/receiptProofs.ts';
import { grants } from '../../electron/services/practice/faucet.ts';
import { runHearth } from '../support/hearthCommand.ts';
import { startHearth, type Hearth } from '../support/runningHearth.ts';
import { until } from '../support/until.ts';

/** A Hearth that computes with other weights than the model's, on its own practice network: audit, bonded dispute, slash, refund. */
let hearth: Hearth;
let chain: Chain;
const limitMs = 120_000;

beforeAll(async () => {
  hearth = await startHearth({ providerArgs: ['--cheat', 'cheap-weights'] });
  await hearth.waitUntilReady();
  chain = await hearth.openChain();
});
afterAll(() => hearth?.stop());

describe('a node that computes with cheaper weights', () => {
  it('is caught by an audit, disputed with a bond, proven false at one dot on the chain, and slashed; the client gets its money back', async () => {
    const node = hearth.seen.network!.nodeAddress!;
    await hearth.ask('setPracticeRate', { jobsPerMinute: 120 });
    const dispute = await until('the client opens a dispute', async () => (await readDisputes(chain, { accused: node }, chain.deployment.startBlock))[0], limitMs);
    await hearth.ask('setPracticeRate', { jobsPerMinute: 0 });
    const { disputeId, subject } = dispute;
    const read = async () => (await readDisputes(chain, { disputeId }, chain.deployment.startBlock))[0]!;
    await until('the node has answered', async () => (await read()).answers.length > 0, limitMs);
    const fallen = await until('the contract finds the dot false', async () => (await read()).answers.find(({ phase }) => phase === 'fallen'), limitMs);
    expect(fallen).toMatchObject({ isOwn: true, tries: 1, named: { rule: 'dot' } });
    await until('a notice tells the owner', () => hearth.notices('disputed').some(({ about }) => about['disputeId'] === disputeId));
    const listed = await until('it is listed', async () => (await hearth.ask('readDisputes', { which: 'mine' })).disputes.find((one) => one.disputeId === disputeId));
    expect(listed).toMatchObject({ isAboutHere: true, isOpenedHere: true, state: 'open', accused: node, challenger: subject.challenger });
    const jobId = listed.jobId!;
    // The committee replayed a sample of the receipts, this one among them.
    await until('its committee rejected it', () => hearth.lines.some((line) => line.includes(`receipt of job ${jobId} is false, and no single call proves it`)));

    await chain.request('evm_increaseTime', [70]);
    const closed = await until('the dispute ends and its job is void', async () => {
      const now = await read();
      // The verifiers of the chain's draw may void it first; then nobody can a second time.
      return now.state === 'closed' && (await readVoided(chain, subject.orderHash)) ? now : null;
    }, limitMs);
    expect(closed.outcome).toBe('challengerWon');
    expect(closed.slashedWei).toBeGreaterThan(0n);
    expect((await chain.readStake(node)).activeWei).toBeLessThanOrEqual(grants.stakeWei - closed.slashedWei);
    const job = await until('the job shows it', async () => {
      const found = await hearth.readJob(jobId);
      return found?.stage === 'slashed' ? found : null;
    }, limitMs);
    expect(job).toMatchObject({ payoutWei: null, failure: { code: 'job.slashed', about: { fault: 'dispute', slashedWei: closed.slashedWei.toString() } } });
    const failed = (await runHearth(['jobs', '--stage', 'failed', '--limit', '500', '--data', hearth.dataFolder, '--json'])).json() as { jobs: { jobId: string; stage: string; payoutWei: string | null }[] };
    expect(failed.jobs.find((one) => one.jobId === jobId)).toMatchObject({ stage: 'slashed', payoutWei: null });
    const hop = async () => (await hearth.ask('readJob', { jobId })).path.find(({ kind }) => kind === 'dispute');
    expect(await until('its path leads there', hop)).toMatchObject({ digest: disputeId });
    await until('its path ends with the transaction that closed the dispute', async () => (await hop())?.txHash === closed.closedTx, limitMs);
    await until('the client is done with it', () => hearth.lines.some((line) => line.includes(`dispute ${disputeId}: done`)), limitMs);
  }, 5 * limitMs);
});
