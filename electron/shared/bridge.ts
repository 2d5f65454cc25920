import { z } from 'zod';
import { acceleratorCommands } from './accelerators.ts';
import { defineBridge } from './bridgeKit.ts';
import {
  aboutShape, deviceShape, earningsNowShape, earningsRangeShape, earningsShape, jobDetailShape, jobStageShape, jobSummaryShape,
  modelShape, networkShape, statusShape, verifyReportShape,
} from './shapes.ts';
import { benchmarkStateShape } from './benchmark.ts';
import { auditsShape } from './audits.ts';
import { booksShape } from './books.ts';
import { disputeSummaryShape } from './disputes.ts';
import { guardListShape, guardsShape } from './guards.ts';
import { coinRateShape, feeLimitShape, gasRateShape, moneySettingsShape, perCoinShape, tariffShape } from './tariff.ts';
import { jobColumnCommands, jobRowShape, jobSortShape } from './jobFields.ts';
import { payWaitShape } from './payWaits.ts';
import { refusalsShape } from './refusals.ts';
import { rpcAddressShape, rpcUrlShape } from './rpcAddresses.ts';
import { deviceReadingShape, historyShape } from './readings.ts';
import { giveBackShape, guestShape, presetShape, rulesShape, simulationShape } from './rules.ts';
import { modelCacheCommands } from './modelCache.ts';
import { downloadCommands } from './modelDownloads.ts';
import { modelCommands } from './modelMarket.ts';
import { nodeTransactionCommands } from './nodeTransactions.ts';
import { payoutCommands } from './payoutPlan.ts';
import { publishCommands } from './publishing.ts';
import { stakingCommands } from './staking.ts';
import { diagnosticsCommands } from './diagnostics.ts';
import { dataLimitCommands } from './dataLimits.ts';
import { listeningCommands } from './listening.ts';
import { networkCommands } from './networks.ts';
import { resetCommands } from './reset.ts';
import { fleetCommands } from './fleet.ts';
import { usageCommands } from './gatewayUsage.ts';
import { governanceCommands } from './governance.ts';
import { noticeCommands, noticeTopics } from './notices.ts';
import { updateCommands, updateTopics } from './updates.ts';
import { welcomeCommands } from './welcome.ts';
import { bytes32Shape } from './units.ts';
import { walletChainCommands } from './walletBridge.ts';

const nothing = z.strictObject({});

/** What the page and the command line may ask of the provider and hear from it. */
export const pageBridge = defineBridge({
  commands: {
    readJobs: {
      takes: z.strictObject({
        stage: z.enum(['all', 'live', 'settled', 'failed']).default('all'),
        /** Part of a job id, client address or model name. */
        search: z.string().max(100).default(''),
        limit: z.number().int().min(1).max(500).default(100),
        /** So many of the newest that match are passed over: a row anywhere in a long list. */
        offset: z.number().int().min(0).max(10_000_000).default(0),
        sort: jobSortShape.default('at'), descending: z.boolean().default(true),
        /** With everything that is recorded of each. */
        withRecord: z.boolean().default(false),
        /** Only jobs admitted before this time, for paging. */
        beforeMs: z.number().int().nullable().default(null),
      }),
      gives: z.strictObject({ jobs: z.array(jobRowShape), total: z.number().int() }),
      fails: [],
    },
    readJob: { takes: z.strictObject({ jobId: bytes32Shape }), gives: jobDetailShape, fails: ['job.notFound'] },
    /** What the prices of finished jobs wait for, and when it is tried again. */
    readPayWaits: { takes: z.strictObject({}), gives: z.strictObject({ waits: z.array(z.strictObject({ jobId: bytes32Shape, wait: payWaitShape })) }), fails: [] },
    /** Bonded disputes of the network; `mine` are about this node, or opened or answered by this machine. Empty without a chain. */
    readDisputes: { takes: z.strictObject({ which: z.enum(['all', 'mine']) }), gives: z.strictObject({ disputes: z.array(disputeSummaryShape) }), fails: ['chain.unreachable'] },
    /** Which nodes answer disputes for this one while it is away, and which it answers for. */
    readGuards: { takes: nothing, gives: guardsShape, fails: ['usage.invalid'] },
    /** All of both; a guard gets the evidence of this node's receipts, prompts included. */
    setGuards: { takes: z.strictObject({ guards: guardListShape, wards: guardListShape }), gives: guardsShape, fails: ['usage.invalid'] },
    /** Recomputes every hash and signature of the receipt on this machine, replays it through the model, asks the chain. */
    verifyJob: { takes: z.strictObject({ jobId: bytes32Shape }), gives: verifyReportShape, fails: ['job.notFound', 'receipt.notFound', 'job.cancelled'] },
    /** The receipt file as text, for saving. */
    exportReceipt: {
      takes: z.strictObject({ jobId: bytes32Shape }),
      gives: z.strictObject({ fileName: z.string(), text: z.string() }),
      fails: ['job.notFound', 'receipt.notFound'],
    },
    cancelJob: { takes: z.strictObject({ jobId: bytes32Shape }), gives: nothing, fails: ['job.notFound'] },
    /** minutes null: until resumed. Running jobs finish first, unless giveBack is kill. Without a device: all of them. */
    pause: {
      takes: z.strictObject({ minutes: z.number().int().min(1).max(7 * 24 * 60).nullable(), deviceId: z.string().max(80).optional(), giveBack: giveBackShape.extract(['finish', 'kill']).optional() }),
      gives: nothing, fails: ['usage.invalid'],
    },
    /** Ends pauses, and overrules what stops work now (not safety) until it has ended by itself once. Retries a set-aside device and a full disk. */
    resume: { takes: z.strictObject({ deviceId: z.string().max(80).optional() }), gives: nothing, fails: ['usage.invalid'] },
    setPreset: { takes: z.strictObject({ preset: presetShape }), gives: nothing, fails: [] },
    setRules: { takes: z.strictObject({ rules: rulesShape }), gives: nothing, fails: [] },
    /** The rules each preset stands for. */
    /** Names of the programs that run on this machine now, our own left out. unread: a code of signals.ts, where they cannot be told. */
    readPrograms: { takes: nothing, gives: z.strictObject({ names: z.array(z.string().max(260)).max(2000), unread: z.string().max(200).nullable() }), fails: [] },
    readPresets: { takes: nothing, gives: z.strictObject({ guest: rulesShape, balanced: rulesShape, dedicated: rulesShape }), fails: [] },
    /** The recorded past of every device that can compute, and what counts against it. */
    readHistory: { takes: z.strictObject({ hours: z.union([z.literal(24), z.literal(168)]) }), gives: historyShape, fails: [] },
    /** The `audits` topic, as it is now. */
    readAudits: { takes: nothing, gives: auditsShape, fails: [] },
    /** The `guest` topic, as it is after every command before this one. */
    readGuest: { takes: nothing, gives: guestShape, fails: [] },
    /** Replays the signals of the last week against these rules. */
    simulateRules: { takes: z.strictObject({ rules: rulesShape }), gives: simulationShape, fails: [] },
    /** Tests a device and measures its speed, or all of them; progress is in the topic. It waits for its turn and for the rules. */
    startBenchmark: { takes: z.strictObject({ deviceId: z.string().max(80).optional() }), gives: nothing, fails: ['usage.invalid'] },
    cancelBenchmark: { takes: z.strictObject({ deviceId: z.string().max(80).optional() }), gives: nothing, fails: [] },
    setDevice: { takes: z.strictObject({ deviceId: z.string().max(80), enabled: z.boolean() }), gives: nothing, fails: ['usage.invalid'] },
    /** How many orders a minute the practice client sends, 0 to stop. */
    setPracticeRate: { takes: z.strictObject({ jobsPerMinute: z.number().min(0).max(600) }), gives: nothing, fails: ['usage.invalid', 'network.unreachable'] },
    /** The statement of a span with its receipts and payouts, and all receipts held against all that the chain paid. */
    readBooks: { takes: z.strictObject({ range: earningsRangeShape }), gives: booksShape, fails: [] },
    /** The receipts and payouts of a span as CSV, payouts with their value at the rate of their time. */
    readCsv: { takes: z.strictObject({ range: earningsRangeShape }), gives: z.strictObject({ csv: z.string(), receipts: z.number().int(), payouts: z.number().int() }), fails: [] },
    /** What the owner does not take: orders for it are refused from now on, and it is not announced. */
    readRefusals: { takes: nothing, gives: refusalsShape, fails: [] },
    readRpcAddresses: { takes: nothing, gives: z.strictObject({ addresses: z.array(rpcAddressShape) }), fails: [] },
    /** The owner's own addresses of the chain, all of them; a new one is checked before it is kept. */
    setRpcAddresses: { takes: z.strictObject({ urls: z.array(rpcUrlShape).max(64) }), gives: z.strictObject({ addresses: z.array(rpcAddressShape) }), fails: ['chain.addressInvalid', 'chain.wrongChain', 'chain.codeMismatch'] },
    setRefusals: { takes: z.strictObject({ refusals: refusalsShape }), gives: nothing, fails: [] },
    readMoney: { takes: nothing, gives: moneySettingsShape, fails: [] },
    /** `perCoin` goes with a fixed rate and holds from `fromMs`, or from now; what was said before keeps its time. */
    setRate: { takes: z.strictObject({ rate: coinRateShape.nullable(), perCoin: perCoinShape.nullable().default(null), fromMs: z.number().int().min(0).nullable().default(null) }), gives: nothing, fails: ['usage.invalid'] },
    /** What the currency of fees is worth; EMBER's rate says nothing of it. */
    /** The most of a payment that fetching it may cost in fees; weighed where both coins have a rate of one currency. */
    setFeeLimit: { takes: z.strictObject({ percent: feeLimitShape }), gives: nothing, fails: [] },
    setGasRate: { takes: z.strictObject({ gasRate: gasRateShape.nullable() }), gives: nothing, fails: [] },
    setTariff: { takes: z.strictObject({ tariff: tariffShape.nullable() }), gives: nothing, fails: [] },
    readEarnings: { takes: z.strictObject({ range: earningsRangeShape }), gives: earningsShape, fails: [] },
    readModels: { takes: nothing, gives: z.strictObject({ models: z.array(modelShape) }), fails: [] },
    ...walletChainCommands,
    ...stakingCommands,
    ...payoutCommands,
    ...nodeTransactionCommands,
    ...publishCommands,
    ...governanceCommands,
    ...welcomeCommands,
    ...diagnosticsCommands,
    ...listeningCommands,
    ...dataLimitCommands,
    ...networkCommands,
    ...fleetCommands,
    ...usageCommands,
    ...resetCommands,
    ...acceleratorCommands,
    ...modelCommands,
    ...jobColumnCommands,
    ...modelCacheCommands,
    ...downloadCommands,
    ...noticeCommands,
    ...updateCommands,
    stopHearth: { takes: nothing, gives: nothing, fails: [] },
  },
  topics: {
    status: statusShape,
    devices: z.array(deviceShape),
    /** Jobs that are not settled, failed or cancelled, oldest first, and the newest 50 that are. */
    jobs: z.array(jobSummaryShape),
    earnings: earningsNowShape,
    /** Audits by the chain's draw: those this node makes, and those made of its receipts. */
    audits: auditsShape,
    network: networkShape,
    ...noticeTopics,
    ...updateTopics,
    about: aboutShape,
    /** The owner's rules, what they decide for each device and why, and how quickly memory was given back. */
    guest: guestShape,
    /** What each device that can compute says of itself, as of the last second. */
    readings: z.array(deviceReadingShape),
    /** What each device that can compute was found to be and to do. */
    benchmarks: z.array(benchmarkStateShape),
    /** Tokens a second right now, averaged over the last two seconds; the ember breathes with it. */
    pulse: z.strictObject({ tokensPerSecond: z.number(), stage: jobStageShape.nullable() }),
  },
});
export type PageBridge = typeof pageBridge;
