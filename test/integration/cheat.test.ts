import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Wallet } from 'ethers/wallet';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { queueOf } from '../../electron/programs/devnet/keepChain.ts';
import { findReceiptFault } from '../../electron/protocol/receiptFaults.ts';
import { jcsBytes } from '../../electron/protocol/jcs.ts';
import { parseReceiptFile, type ReceiptFile } from '../../electron/protocol/receiptFile.ts';
import { verifyReceiptFile } from '../../electron/protocol/verify.ts';
import { practiceFileShape } from '../../electron/protocol/messages.ts';
import { domainOf } from '../../electron/services/chain/calls.ts';
import { toQuantity, type Chain } from '../../electron/services/chain/chain.ts';
import { readDisputes } from '../../electron/services/chain/disputeReads.ts';
import { buildFaultProof, readFaults, readVoided } from '../../electron/services/chain/receiptProofs.ts';
import { createNetworkKey } from '../../electron/services/network/networkKey.ts';
import { openNetwork } from '../../electron/services/network/openNetwork.ts';
import { grants } from '../../electron/services/practice/faucet.ts';
import { nodePrimitives as p } from '../../electron/services/primitives/nodePrimitives.ts';
import { weiPerCoin, type Hex } from '../../electron/shared/units.ts';
import { serveSmallProvider, startWorker, type SmallProvider } from '../support/practiceProvider.ts';
import { startHearth, type Hearth } from '../support/runningHearth.ts';
import { until } from '../support/until.ts';

/** One practice network: a Hearth that stops early and signs otherwise, and an honest node beside it. */
let hearth: Hearth;
let chain: Chain;
let honest: SmallProvider;
const worker = startWorker();
const ending = new AbortController();
const ends: (() => Promise<unknown>)[] = [];
const honestNode = new Wallet(`0x${'5a'.repeat(32)}`);
const limitMs = 120_000;

beforeAll(async () => {
  hearth = await startHearth({ providerArgs: ['--cheat', 'stop-early'] });
  ends.push(() => hearth.stop());
  await hearth.waitUntilReady();
  chain = await hearth.openChain();
  const practice = practiceFileShape.parse(JSON.parse(readFileSync(join(hearth.dataFolder, 'practice', 'practice.json'), 'utf8')));
  const network = await openNetwork({ privateKey: await createNetworkKey() }, ending.signal);
  ends.push(() => network.close());
  honest = await serveSmallProvider({ network, worker, node: honestNode, domain: domainOf(chain.deployment), stakeManagerDomain: domainOf(chain.deployment, 'StakeManager'), operator: practice.operator });
  await honest.announce(practice.clientAddresses[0]!);
}, 2 * limitMs + 60_000);
afterAll(async () => {
  ending.abort();
  for (const end of ends.reverse()) await end();
  await worker.stop();
});

const slashedJob = async () => (await hearth.ask('readJobs', { stage: 'failed' })).jobs.find(({ stage }) => stage === 'slashed');
const receiptOf = async (jobId: string): Promise<ReceiptFile> => {
  const parsed = parseReceiptFile(Buffer.from((await hearth.ask('exportReceipt', { jobId })).text));
  if (!parsed.ok) throw new Error(parsed.code);
  return parsed.file;
};

describe('a node that stops early and signs that it did not', () => {
  it('says that it cheats, is caught, loses stake and its job, and shows it; the honest node beside it is paid and keeps all', async () => {
    await until('it says so', () => hearth.seen.status?.state === 'cheating');
    await until('a notice says so too', () => hearth.notices('cheating').length === 1);
    expect(hearth.notices('cheating')).toMatchObject([{ severity: 'failure', about: { kind: 'stop-early' } }]);
    expect(hearth.lines.some((line) => line.includes('THIS NODE CHEATS ON PURPOSE'))).toBe(true);
    const node = hearth.seen.network!.nodeAddress!;
    const before = await chain.readStake(node);
    expect(before.activeWei).toBe(grants.stakeWei);

    // Answers that end by themselves in their first half are honest: orders come until one does not.
    await hearth.ask('setPracticeRate', { jobsPerMinute: 240 });
    const job = await until('a job is slashed', slashedJob, limitMs);
    await until('the honest node has vouchers', () => honest.vouchers.length > 0, limitMs);
    await hearth.ask('setPracticeRate', { jobsPerMinute: 0 });
    const file = await receiptOf(job.jobId);
    const [fault] = await readFaults(chain, { subject: (await hearth.ask('readJob', { jobId: job.jobId })).path.find(({ kind }) => kind === 'receipt')!.digest! }, chain.deployment.startBlock);
    expect(fault).toMatchObject({ node, fault: 'stop' });
    // Half of what there was, whoever came first.
    expect(fault!.slashedWei).toBeGreaterThan(0n);
    expect(job).toMatchObject({ payoutWei: null, failure: { code: 'job.slashed', about: { fault: 'stop', slashedWei: fault!.slashedWei.toString(), txHash: fault!.transactionHash } } });
    const detail = await hearth.ask('readJob', { jobId: job.jobId });
    expect(detail.facts).toContainEqual(['slashed in', fault!.transactionHash]);
    expect(detail.timeline.map(({ step }) => step)).toContain('slashed');
    await until('a notice tells it', () => hearth.notices('slashed').some(({ about }) => about['jobId'] === job.jobId));
    await until('the job is void', () => readVoided(chain, file.receipt.orderHash), limitMs);
    await until('the dashboard shows less stake', () => (hearth.seen.network?.stakeWei ?? grants.stakeWei) < grants.stakeWei, limitMs);

    expect((await chain.readStake(honestNode.address)).activeWei).toBe(grants.stakeWei);
    expect(await readFaults(chain, { node: honestNode.address }, chain.deployment.startBlock)).toEqual([]);
    // What the cheat did honestly is paid as ever, and the faucet does not give back what was slashed.
    await until('its honest jobs are paid', async () => (await hearth.ask('readJobs', { stage: 'settled' })).total > 0, limitMs);
    expect((await chain.readStake(node)).activeWei).toBeLessThan(grants.stakeWei);
  }, 4 * limitMs);

  it('cannot be played by the client: an accusation of an honest receipt reverts, costs gas and takes no stake', async () => {
    const file = [...honest.results.values()].find(({ bundle }) => bundle.kind === 'generate') ?? [...honest.results.values()][0]!;
    expect(findReceiptFault(p, file)).toBeNull();
    const slanderer = new Wallet(`0x${'5b'.repeat(32)}`);
    await chain.request('anvil_setBalance', [slanderer.address, toQuantity(weiPerCoin)]);
    const queue = queueOf(chain, { address: slanderer.address as Hex, privateKey: slanderer.privateKey as Hex }, ending.signal);
    const rules = jcsBytes({ format: 'hearth-decode/1', classId: file.bundle.classId!, decode: file.bundle.kind === 'generate' ? file.bundle.decode : null });
    const call = buildFaultProof(chain.deployment, file, { kind: 'class', rules, keyAt: Buffer.from(rules).indexOf('"classId":') });
    await expect(queue.send({ ...call, id: 'estimated' })).rejects.toMatchObject({ code: 'chain.reverted', about: { error: expect.stringContaining('NoFault') } });
    const { gasWei } = await chain.readBalance(slanderer.address);
    await expect(queue.send({ ...call, id: 'forced', gasLimit: 500_000n })).rejects.toMatchObject({ code: 'chain.reverted' });
    expect((await chain.readBalance(slanderer.address)).gasWei).toBeLessThan(gasWei);
    expect((await chain.readStake(honestNode.address)).activeWei).toBe(grants.stakeWei);
  });
});

describe('a node that invents half of its tokens', () => {
  it('is rejected by the committee and not paid; no single call proves it, so it is disputed, and its silence costs stake', async () => {
    const inventor = await startHearth({ providerArgs: ['--cheat', 'invent-tokens'] });
    try {
      await inventor.waitUntilReady();
      await inventor.ask('setPracticeRate', { jobsPerMinute: 240 });
      const line = await until('the committee rejects one', () => inventor.lines.find((one) => one.includes('no single call proves it')), limitMs);
      await inventor.ask('setPracticeRate', { jobsPerMinute: 0 });
      const jobId = /0x[0-9a-f]{64}/.exec(line)![0];
      await until('its receipt is anchored', async () => (await inventor.ask('readJob', { jobId })).timeline.some(({ step }) => step === 'anchored'), limitMs);
      // By the file alone it is a fine receipt: only a replay shows it.
      const file = parseReceiptFile(Buffer.from((await inventor.ask('exportReceipt', { jobId })).text));
      expect(file.ok && verifyReceiptFile(p, file.file).checks.filter(({ state }) => state === 'failed')).toEqual([]);
      expect(await inventor.readJob(jobId)).toMatchObject({ payoutWei: null, verdict: null });
      const reader = await inventor.openChain();
      expect(await readFaults(reader, {}, reader.deployment.startBlock)).toEqual([]);
      const read = async () => (await readDisputes(reader, {}, reader.deployment.startBlock)).find(({ subject }) => file.ok && subject.orderHash === file.file.receipt.orderHash);
      await until('the client disputes it', read, limitMs);
      await reader.request('evm_increaseTime', [70]);
      const ended = await until('nobody has answered', async () => {
        const dispute = await read();
        return dispute?.state === 'closed' ? dispute : null;
      }, limitMs);
      expect(ended).toMatchObject({ outcome: 'challengerWon', answers: [] });
      expect(ended.slashedWei).toBeGreaterThan(0n);
      const job = await until('the job says so', async () => {
        const found = await inventor.readJob(jobId);
        return found?.stage === 'slashed' ? found : null;
      }, limitMs);
      expect(job.failure).toMatchObject({ code: 'job.slashed', about: { fault: 'silence', slashedWei: ended.slashedWei.toString() } });
    } finally {
      await inventor.stop();
    }
  }, 4 * limitMs);
});
