import { z } from 'zod';
import { defineBridge } from './bridgeKit.ts';
import { addressShape, bytes32Shape, hexShape, safeUintShape, signatureShape, textShape, timeMsShape, uint16Shape, uint32Shape, uint8Shape, weiShape } from './units.ts';

const nothing = z.strictObject({});
const idShape = z.string().regex(/^[0-9a-f]{16}$/);
/** Secrets travel only on this bridge, from a person to the signer; no topic and no answer but `phrase` ones holds any. */
const passphraseShape = textShape(512);
const nameShape = textShape(200);
const pathShape = z.string().max(120);
const wordsShape = z.array(textShape(64)).max(24);

// ---------------------------------------------------------------- what an account may do

/** More than any token in use; a number with more digits could not be typed again without error. */
export const mostTokenDecimals = 36;
const tokenDecimalsShape = uint8Shape.max(mostTokenDecimals);

export const reasonLimit = 500;
export const descriptionLimit = 4000;
/** What a form can propose; the signer makes the timelock's call from it. */
export const proposedChangeShape = z.discriminatedUnion('kind', [
  /** parameter: its number in the order of HearthParameters. */
  z.strictObject({ kind: z.literal('setParameter'), parameter: uint8Shape, value: weiShape }),
  z.strictObject({ kind: z.literal('grant'), to: addressShape, amountWei: weiShape }),
]);
export type ProposedChange = z.output<typeof proposedChangeShape>;
const proposalBody = {
  targets: z.array(addressShape).min(1).max(10), valuesWei: z.array(weiShape).min(1).max(10), calldatas: z.array(hexShape.max(20_000)).min(1).max(10), description: textShape(20_000),
} as const;

/** ModelRegistry.MAX_CONTRIBUTORS. */
export const mostContributors = 16;
const bpsShape = uint16Shape.max(10_000);
/** A model as it is registered: what it is by its roots (columnsRoot 0: no contract can judge its products), what of each job's price it asks for, and who shares that. The publisher keeps the rest. */
export const registrationShape = z.strictObject({
  modelId: bytes32Shape, roots: z.strictObject({ weightsRoot: bytes32Shape, graphRoot: bytes32Shape, planRoot: bytes32Shape, columnsRoot: bytes32Shape }), supersedes: bytes32Shape,
  royaltyBps: bpsShape, contributors: z.array(z.strictObject({ holder: addressShape, shareBps: bpsShape })).max(mostContributors), uri: textShape(500),
});
export type Registration = z.output<typeof registrationShape>;
/** An order in the fields that the escrow hashes. */
export const claimedOrderShape = z.strictObject({
  jobId: bytes32Shape, client: addressShape, provider: addressShape, app: addressShape, reservationId: bytes32Shape, modelId: bytes32Shape, tauVersion: uint32Shape, splitVersion: uint32Shape,
  inputRoot: bytes32Shape, decodeHash: bytes32Shape, nonceCommit: bytes32Shape, tier: uint8Shape, auditPolicy: uint8Shape, maxUnitsIn: uint32Shape, maxUnitsOut: uint32Shape, priceInWei: weiShape, priceOutWei: weiShape, deadlineSeconds: safeUintShape, deliveryKey: bytes32Shape,
});

/** What the owner wants done, in the wallet's own words; the signer makes the call data itself. Coins are EMBER, gas is the chain's own currency. */
export const walletActionShape = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('sendCoins'), to: addressShape, amountWei: weiShape }),
  z.strictObject({ kind: z.literal('sendGas'), to: addressShape, amountWei: weiShape }),
  /**
   * A token of any other contract, by the standard's transfer method and no other. `decimals` is what the owner was shown the amount in. The limits count
   * EMBER and cannot weigh it, so it asks for the amount again and for the passphrase, every time.
   */
  z.strictObject({ kind: z.literal('sendToken'), token: addressShape, to: addressShape, amountUnits: weiShape, decimals: tokenDecimalsShape }),
  /** Lets one of our contracts take coins: what staking and reserving need first. */
  z.strictObject({ kind: z.literal('approve'), spender: z.enum(['StakeManager', 'JobEscrow']), amountWei: weiShape }),
  z.strictObject({ kind: z.literal('stake'), node: addressShape, amountWei: weiShape }),
  z.strictObject({ kind: z.literal('unstake'), node: addressShape, amountWei: weiShape }),
  z.strictObject({ kind: z.literal('withdraw'), node: addressShape }),
  z.strictObject({ kind: z.literal('bindNode'), node: addressShape, deadlineSeconds: safeUintShape, signature: signatureShape }),
  z.strictObject({ kind: z.literal('startEpoch'), node: addressShape }),
  z.strictObject({ kind: z.literal('changePayout'), node: addressShape, payout: addressShape }),
  z.strictObject({ kind: z.literal('delegate'), to: addressShape }),
  /** The reason stands on the chain for ever, for everybody to read; empty: none. */
  z.strictObject({ kind: z.literal('vote'), proposalId: weiShape, support: uint8Shape.max(2), reason: textShape(reasonLimit).default('') }),
  z.strictObject({ kind: z.literal('propose'), description: textShape(descriptionLimit).min(1), change: proposedChangeShape }),
  /** Hands a decided proposal to the timelock, and carries it out when its delay is over; anyone may. The four together are its identity. */
  z.strictObject({ kind: z.literal('queueProposal'), ...proposalBody }),
  z.strictObject({ kind: z.literal('executeProposal'), ...proposalBody }),
  /** Sends what waits in the escrow to whom it belongs, whoever pays the gas: an account's own pay, one share of a model's royalty (0 is the publisher), a node's new coins to its payout address. */
  z.strictObject({ kind: z.literal('collect'), account: addressShape }),
  z.strictObject({ kind: z.literal('collectRoyalty'), modelId: bytes32Shape, index: uint8Shape.max(mostContributors) }),
  z.strictObject({ kind: z.literal('collectIssuance'), node: addressShape }),
  /** A model is published in two: an announcement that does not name it, then, when that is old enough, the registration. It cannot be changed afterwards. */
  z.strictObject({ kind: z.literal('announceModel'), modelId: bytes32Shape, salt: bytes32Shape }),
  z.strictObject({ kind: z.literal('registerModel'), registration: registrationShape, salt: bytes32Shape }),
  /** Ends a claim that nobody had paid for so long that it lapsed; its amount goes back to the client's reservation. */
  z.strictObject({ kind: z.literal('lapseClaim'), order: claimedOrderShape }),
  /** An empty transaction to oneself, which takes the place of one that is not in a block yet. */
  z.strictObject({ kind: z.literal('cancel') }),
]);
export type WalletAction = z.output<typeof walletActionShape>;

/** The most tokens a wallet keeps: each is asked for its balances. */
export const mostTokens = 30;
/** The most of one token, in its smallest units, that an account may send in 24 hours; 0: none. A token without a limit is sent by passphrase and typed amount alone. */
export const tokenLimitShape = z.strictObject({ chainId: safeUintShape, token: addressShape, unitsPerDay: weiShape });
export type TokenLimit = z.output<typeof tokenLimitShape>;

export const walletPolicyShape = z.strictObject({
  /** EMBER that one transaction may move, and all of the last 24 hours together. */
  coinsPerTransactionWei: weiShape,
  coinsPerDayWei: weiShape,
  /** The chain's own currency, fee included. */
  gasPerTransactionWei: weiShape,
  gasPerDayWei: weiShape,
  feePerTransactionWei: weiShape,
  /** From this amount on it must be typed again. */
  typedFromWei: weiShape,
  autoLockMinutes: z.int().min(1).max(24 * 60),
  /** Absent: no token has a limit of its own. */
  tokenLimits: z.array(tokenLimitShape).max(mostTokens).optional(),
});
export type WalletPolicy = z.output<typeof walletPolicyShape>;

// ---------------------------------------------------------------- what is shown

/** file: a 0600 file beside the keys. safeStorage: the operating system's secret store. */
export const keyProtectionShape = z.enum(['file', 'safeStorage']);
export type KeyProtection = z.infer<typeof keyProtectionShape>;
/** Why it is a file. noWindow: plain Node has no way to the system's store. noStore: this system has none. weakStore: it has one that keeps no secret. */
export const fileReasonShape = z.enum(['noWindow', 'noStore', 'weakStore']);
export type FileReason = z.infer<typeof fileReasonShape>;

/**
 * Whether the wallet locks at sleep and lock screen, beside its minutes. late: the machine may sleep before it has locked, since nothing here holds sleep back. noBus, noLogind:
 * this Linux has no D-Bus, or no logind on it. noWindow: on Windows and macOS the window alone hears of them.
 */
export const lockHearingShape = z.enum(['heard', 'late', 'noBus', 'noLogind', 'noWindow']);
export type LockHearing = z.output<typeof lockHearingShape>;

export const walletAccountShape = z.strictObject({
  accountId: idShape,
  /** What holds its key; null: watch-only. */
  rootId: idShape.nullable(),
  name: nameShape,
  address: addressShape,
  path: pathShape.nullable(),
});
export type WalletAccount = z.infer<typeof walletAccountShape>;

/** A name for somebody else's address. */
export const walletContactShape = z.strictObject({ contactId: idShape, name: nameShape, address: addressShape });

/**
 * imitates: called like a coin, or another token here, that it is not. unreadable: its symbol hides something, is none or too long. foreign: letters that
 * look like others. Whatever a token says of itself, its address alone tells it from others.
 */
export const tokenWarningShape = z.enum(['imitates', 'unreadable', 'foreign']);
export type TokenWarning = z.output<typeof tokenWarningShape>;
/** A token the owner added, with what it called itself then. symbol null: nothing that can be shown. */
export const walletTokenShape = z.strictObject({ chainId: safeUintShape, address: addressShape, symbol: z.string().max(24).nullable(), decimals: tokenDecimalsShape, warnings: z.array(tokenWarningShape) });
export type WalletToken = z.output<typeof walletTokenShape>;

export const walletRootShape = z.strictObject({
  rootId: idShape,
  kind: z.enum(['phrase', 'key']),
  createdAtMs: timeMsShape,
  /** When the owner last proved to have the phrase; null: never. A single key has no phrase and no check. */
  backupCheckedAtMs: timeMsShape.nullable(),
  unlocked: z.boolean(),
  policy: walletPolicyShape,
  /** False while locked, and when the file's policy is not the one its owner set: then the default holds. */
  policyVerified: z.boolean(),
});

export const walletStateShape = z.strictObject({
  /** lost: this node had a wallet here whose file is gone or damaged; restore it, or say that a new one is wanted. */
  state: z.enum(['none', 'ready', 'lost']),
  roots: z.array(walletRootShape),
  accounts: z.array(walletAccountShape),
  contacts: z.array(walletContactShape),
  tokens: z.array(walletTokenShape),
  /** Addresses of a lost wallet. */
  lost: z.array(addressShape),
  payout: z.strictObject({
    address: addressShape,
    /** builtIn: this node's own key, worth a practice network only. */
    source: z.enum(['builtIn', 'owner']),
    announced: z.strictObject({ address: addressShape, effectiveAtMs: timeMsShape }).nullable(),
  }),
  node: addressShape,
  protection: keyProtectionShape,
  fileReason: fileReasonShape.nullable(),
  /** null: nobody has said it; a signer started for one command ends with it. */
  lockHearing: lockHearingShape.nullable(),
  unlockedUntilMs: timeMsShape.nullable(),
  /** No passphrase is tried before this time. */
  waitUntilMs: timeMsShape.nullable(),
});
export type WalletState = z.output<typeof walletStateShape>;

export const addressWarningShape = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('firstUse'), name: nameShape.optional() }),
  z.strictObject({ kind: z.literal('lookalike'), of: addressShape, name: nameShape.nullable() }),
  z.strictObject({ kind: z.literal('self') }),
  z.strictObject({ kind: z.literal('zero') }),
]);

/** What an approval would sign, decoded by the signer from the bytes it made. */
export const decodedCallShape = z.strictObject({
  contract: z.string().max(40).nullable(),
  method: z.string().max(60).nullable(),
  to: addressShape,
  data: hexShape,
  valueWei: weiShape,
  arguments: z.array(z.tuple([z.string().max(60), z.string().max(800)])).max(24),
});

export const strengthShape = z.strictObject({ score: z.int().min(0).max(4), guessesLog10: z.number(), ok: z.boolean(), warning: z.string().nullable(), suggestions: z.array(z.string()) });

// ---------------------------------------------------------------- page or command line ⇄ signer

/** What writing the vault can meet, and reading what it sealed: a full disk, a file that was changed. */
const kept = ['storage.diskFull', 'storage.unreadable'] as const;
const guarded = ['wallet.wrongPassphrase', 'wallet.coolDown', 'wallet.notFound', ...kept] as const;
const added = z.strictObject({ rootId: idShape, accountId: idShape, address: addressShape });

/**
 * What the page and the command line may ask of the signer, on a port that the host relays straight to it. The provider has no end of it: it can
 * neither unlock, nor see a secret, nor approve, nor raise a cap.
 */
export const walletBridge = defineBridge({
  commands: {
    readWallet: { takes: nothing, gives: walletStateShape, fails: [] },
    ratePassphrase: { takes: z.strictObject({ passphrase: passphraseShape }), gives: strengthShape, fails: [] },

    /** A draft: nothing is kept until finishCreate, and a draft ends after 15 minutes. `evenIfLost`: the owner gives up the wallet that was here. */
    beginCreate: {
      takes: z.strictObject({ words: z.union([z.literal(12), z.literal(15), z.literal(18), z.literal(21), z.literal(24)]), passphrase: passphraseShape, name: nameShape, evenIfLost: z.boolean().default(false) }),
      gives: z.strictObject({ draftId: idShape, phrase: wordsShape, /** Which words to ask for, from 1. */ ask: z.array(z.int()).length(3) }),
      fails: ['wallet.weakPassphrase', 'wallet.nameInvalid', 'wallet.lost'],
    },
    /** words null: the check is put off, and the wallet says so until it is made. */
    finishCreate: { takes: z.strictObject({ draftId: idShape, words: wordsShape.nullable() }), gives: added, fails: ['wallet.notFound', 'wallet.wrongWords', 'wallet.exists', 'wallet.lost', ...kept] },
    importPhrase: {
      takes: z.strictObject({
        phrase: textShape(600), /** BIP-39's own passphrase, often called the 25th word. */ extraWord: textShape(200).default(''), path: pathShape.nullable().default(null),
        accounts: z.int().min(1).max(20).default(1), passphrase: passphraseShape, name: nameShape, evenIfLost: z.boolean().default(false),
      }),
      gives: added, fails: ['wallet.phraseInvalid', 'wallet.pathInvalid', 'wallet.weakPassphrase', 'wallet.nameInvalid', 'wallet.exists', 'wallet.lost', ...kept],
    },
    /** The file's own passphrase opens it once; ours guards it from then on. `addressChecked` false: the file names no address, so compare it. */
    importKeystore: {
      takes: z.strictObject({ text: z.string().max(64 * 1024), filePassphrase: passphraseShape, passphrase: passphraseShape, name: nameShape, evenIfLost: z.boolean().default(false) }),
      gives: added.extend({ addressChecked: z.boolean() }), fails: ['wallet.keystoreInvalid', 'wallet.wrongPassphrase', 'wallet.coolDown', 'wallet.weakPassphrase', 'wallet.nameInvalid', 'wallet.exists', 'wallet.lost', ...kept],
    },
    importKey: {
      takes: z.strictObject({ key: textShape(80), passphrase: passphraseShape, name: nameShape, evenIfLost: z.boolean().default(false) }),
      gives: added, fails: ['wallet.keyInvalid', 'wallet.weakPassphrase', 'wallet.nameInvalid', 'wallet.exists', 'wallet.lost', ...kept],
    },
    addWatch: { takes: z.strictObject({ address: textShape(80), name: nameShape, evenIfLost: z.boolean().default(false) }), gives: z.strictObject({ accountId: idShape, address: addressShape, checked: z.boolean() }), fails: ['wallet.addressInvalid', 'wallet.nameInvalid', 'wallet.exists', 'wallet.lost', ...kept] },
    /** The next account of a phrase. Needs it unlocked. */
    addAccount: { takes: z.strictObject({ rootId: idShape, path: pathShape.nullable().default(null), name: nameShape }), gives: z.strictObject({ accountId: idShape, address: addressShape }), fails: ['wallet.notFound', 'wallet.locked', 'wallet.pathInvalid', 'wallet.nameInvalid', 'wallet.exists', ...kept] },
    rename: { takes: z.strictObject({ accountId: idShape, name: nameShape }), gives: nothing, fails: ['wallet.notFound', 'wallet.nameInvalid', ...kept] },
    /** The address book. Names of accounts and contacts never look the same. */
    addContact: { takes: z.strictObject({ name: nameShape, address: textShape(80) }), gives: z.strictObject({ contactId: idShape, address: addressShape, checked: z.boolean() }), fails: ['wallet.notFound', 'wallet.addressInvalid', 'wallet.nameInvalid', 'wallet.exists', 'wallet.lost', ...kept] },
    renameContact: { takes: z.strictObject({ contactId: idShape, name: nameShape }), gives: nothing, fails: ['wallet.notFound', 'wallet.nameInvalid', ...kept] },
    removeContact: { takes: z.strictObject({ contactId: idShape }), gives: nothing, fails: ['wallet.notFound', ...kept] },
    /** A token to show and send, as the chain told of it; the signer judges its words again. Forgetting it moves nothing. */
    addToken: { takes: z.strictObject({ chainId: safeUintShape, address: textShape(80), symbol: textShape(200).nullable(), decimals: tokenDecimalsShape }), gives: walletTokenShape, fails: ['wallet.notFound', 'wallet.addressInvalid', 'wallet.exists', 'wallet.lost', 'signer.refused', ...kept] },
    forgetToken: { takes: z.strictObject({ chainId: safeUintShape, address: addressShape }), gives: nothing, fails: ['wallet.notFound', ...kept] },
    /** What would be gone. */
    describeRemoval: { takes: z.strictObject({ accountId: idShape }), gives: z.strictObject({ consequences: z.array(z.enum(['keyIsGone', 'phraseIsGone', 'phraseNeverChecked', 'payoutGoesThere', 'lastAccount', 'onlyWatched'])) }), fails: ['wallet.notFound'] },
    /** `address` is typed by the owner; the passphrase is asked for unless the account is watch-only. */
    removeAccount: { takes: z.strictObject({ accountId: idShape, address: textShape(80), passphrase: passphraseShape.nullable() }), gives: nothing, fails: [...guarded, 'wallet.confirmationMissing'] },

    unlock: { takes: z.strictObject({ rootId: idShape.nullable().default(null), passphrase: passphraseShape }), gives: z.strictObject({ rootId: idShape, unlockedUntilMs: timeMsShape }), fails: guarded },
    lock: { takes: nothing, gives: nothing, fails: [] },
    changePassphrase: { takes: z.strictObject({ rootId: idShape, passphrase: passphraseShape, newPassphrase: passphraseShape }), gives: nothing, fails: [...guarded, 'wallet.weakPassphrase'] },
    /** The one answer that holds a phrase besides beginCreate's; asks for the passphrase each time. */
    revealPhrase: { takes: z.strictObject({ rootId: idShape, passphrase: passphraseShape }), gives: z.strictObject({ phrase: wordsShape, hasExtraWord: z.boolean() }), fails: [...guarded, 'wallet.noPhrase'] },
    askBackupWords: { takes: z.strictObject({ rootId: idShape }), gives: z.strictObject({ ask: z.array(z.int()).length(3) }), fails: ['wallet.notFound', 'wallet.locked', 'wallet.noPhrase', ...kept] },
    checkBackupWords: { takes: z.strictObject({ rootId: idShape, words: wordsShape }), gives: z.strictObject({ checkedAtMs: timeMsShape }), fails: ['wallet.notFound', 'wallet.locked', 'wallet.noPhrase', 'wallet.wrongWords', ...kept] },
    exportKeystore: { takes: z.strictObject({ accountId: idShape, passphrase: passphraseShape, filePassphrase: passphraseShape }), gives: z.strictObject({ fileName: z.string(), text: z.string() }), fails: [...guarded, 'wallet.weakPassphrase', 'wallet.watchOnly'] },
    /** Everything but the node key, sealed as it lies on disk: safe to keep as long as the passphrase is good. */
    exportBackup: { takes: nothing, gives: z.strictObject({ fileName: z.string(), text: z.string() }), fails: ['wallet.notFound'] },
    /** Only into an empty or lost wallet, and only when the passphrase opens it. */
    restoreBackup: { takes: z.strictObject({ text: z.string().max(1024 * 1024), passphrase: passphraseShape }), gives: z.strictObject({ accounts: uint32Shape }), fails: ['wallet.backupInvalid', 'wallet.wrongPassphrase', 'wallet.coolDown', 'wallet.exists', ...kept] },

    /** Where earnings go. The first one counts at once; a change after a delay that is shown. Asks for the passphrase of any root there is. */
    setPayout: { takes: z.strictObject({ address: textShape(80), passphrase: passphraseShape.nullable() }), gives: z.strictObject({ effectiveAtMs: timeMsShape }), fails: [...guarded, 'wallet.addressInvalid', 'wallet.lost', 'wallet.confirmationMissing'] },
    /** A cap that goes up asks for the passphrase; one that goes down only for an unlocked wallet. */
    setPolicy: { takes: z.strictObject({ rootId: idShape, policy: walletPolicyShape, passphrase: passphraseShape.nullable() }), gives: nothing, fails: [...guarded, 'wallet.locked', 'wallet.confirmationMissing'] },
    /** Says that this network, and no other, is the one to sign for. Practice networks need no saying. */
    pinNetwork: { takes: z.strictObject({ chainId: safeUintShape, contracts: z.record(z.string().max(40), addressShape), passphrase: passphraseShape }), gives: nothing, fails: [...guarded, 'signer.refused'] },

    checkAddress: { takes: z.strictObject({ accountId: idShape, address: textShape(80) }), gives: z.strictObject({ address: addressShape, checked: z.boolean(), warnings: z.array(addressWarningShape) }), fails: ['wallet.notFound', 'wallet.addressInvalid'] },
    /** Decodes an action and judges it by the policy, without approving it. `needs`: what approveAction will ask for. */
    describeAction: {
      takes: z.strictObject({ accountId: idShape, action: walletActionShape }),
      gives: z.strictObject({ call: decodedCallShape, warnings: z.array(addressWarningShape), needs: z.array(z.enum(['unlock', 'typedAmount', 'passphrase'])) }),
      fails: ['wallet.notFound', 'wallet.watchOnly', 'signer.refused'],
    },
    /**
     * The owner's yes to one action on the chain in use, at no more than this fee. The provider may then have it signed: once, with one nonce.
     * nonce is given to take the place of a transaction that is on its way (a higher fee, or a cancel).
     */
    approveAction: {
      takes: z.strictObject({
        accountId: idShape, action: walletActionShape, chainId: safeUintShape, maxFeeWei: weiShape, nonce: safeUintShape.nullable().default(null),
        typedAmount: textShape(80).nullable().default(null), passphrase: passphraseShape.nullable().default(null),
      }),
      gives: z.strictObject({ approvalId: idShape, expiresAtMs: timeMsShape }),
      fails: [...guarded, 'wallet.locked', 'wallet.watchOnly', 'wallet.confirmationMissing', 'signer.refused'],
    },
    /** EIP-191 over a text that is shown whole: proves that an address is the owner's. */
    signText: { takes: z.strictObject({ accountId: idShape, text: textShape(2000) }), gives: z.strictObject({ signature: signatureShape }), fails: ['wallet.notFound', 'wallet.locked', 'wallet.watchOnly', 'signer.refused'] },
  },
  topics: { wallet: walletStateShape },
});
export type WalletBridge = typeof walletBridge;

// ---------------------------------------------------------------- host or Electron's main ⇄ signer

/** A port of whoever starts the signer: it hears of sleep and lock screen, and in the window it reaches the operating system's secret store. */
export const keeperBridge = defineBridge({
  commands: {
    /** 32 bytes that open the node key; sent first, when the signer was started with --protection safeStorage. */
    giveWrappingKey: { takes: z.strictObject({ key: bytes32Shape }), gives: nothing, fails: ['storage.unreadable'] },
    hearingNow: { takes: z.strictObject({ hearing: lockHearingShape }), gives: nothing, fails: [] },
    lockNow: { takes: z.strictObject({ why: z.enum(['sleep', 'lockScreen', 'close', 'quit']) }), gives: nothing, fails: [] },
  },
  topics: {},
});

// ---------------------------------------------------------------- page or command line ⇄ provider: what the chain says

const feesShape = z.strictObject({ gasLimit: weiShape, maxFeePerGasWei: weiShape, maxPriorityFeePerGasWei: weiShape, /** What it would cost now. */ likelyFeeWei: weiShape, /** The most it can cost. */ worstFeeWei: weiShape });

/** An amount of a token in its smallest units; decimals as the owner was shown them, null where only the chain told. */
const tokenAmountShape = z.strictObject({ address: addressShape, units: weiShape, decimals: tokenDecimalsShape.nullable() });
export type TokenAmount = z.output<typeof tokenAmountShape>;

export const walletTransactionShape = z.strictObject({
  transactionId: z.string().max(80),
  account: addressShape,
  kind: z.string().max(40),
  to: addressShape,
  coinsWei: weiShape,
  gasWei: weiShape,
  /** Left out by records of before tokens. */
  token: tokenAmountShape.nullable().default(null),
  nonce: safeUintShape.nullable(),
  txHash: bytes32Shape.nullable(),
  /** replaced: another one took its place; cancelled: the one that did was its cancel. */
  state: z.enum(['waiting', 'pending', 'confirmed', 'failed', 'replaced', 'cancelled']),
  atMs: timeMsShape,
  blockNumber: safeUintShape.nullable(),
  feeWei: weiShape.nullable(),
  reason: z.string().max(300).nullable(),
});
export type WalletTransaction = z.output<typeof walletTransactionShape>;

/** Coins that came or went, as the chain's own events tell. An event of a token says what its contract likes. */
export const walletTransferShape = z.strictObject({ txHash: bytes32Shape, blockNumber: safeUintShape, atMs: timeMsShape, from: addressShape, to: addressShape, coinsWei: weiShape, /** Instead of coins. */ token: tokenAmountShape.nullable() });

export const tokenFactsShape = z.discriminatedUnion('state', [
  z.strictObject({
    state: z.literal('token'), address: addressShape, symbol: z.string().max(24).nullable(), name: z.string().max(200).nullable(), decimals: tokenDecimalsShape, warnings: z.array(tokenWarningShape),
    balances: z.array(z.strictObject({ address: addressShape, units: weiShape })),
  }),
  /** noCode: no contract is there. notToken: it gives no balance or no decimals. decimals: too many of them. own: one of Hearth's own contracts. */
  z.strictObject({ state: z.literal('none'), address: addressShape, reason: z.enum(['noCode', 'notToken', 'decimals', 'own']) }),
]);
export type TokenFacts = z.output<typeof tokenFactsShape>;

/** Asked of the provider, which knows the chain and no secret. Part of the page's bridge. */
export const walletChainCommands = {
  readBalances: {
    takes: z.strictObject({ addresses: z.array(addressShape).min(1).max(50) }),
    gives: z.strictObject({ chainId: safeUintShape, blockNumber: safeUintShape, ageSeconds: z.number(), balances: z.array(z.strictObject({ address: addressShape, coinsWei: weiShape, gasWei: weiShape })) }),
    fails: ['wallet.noChain', 'chain.unreachable', 'chain.wrongChain', 'chain.codeMismatch'],
  },
  /** Fees, and what the chain says when the action is tried out (eth_call). Costs nothing and changes nothing. */
  planAction: {
    takes: z.strictObject({ account: addressShape, action: walletActionShape }),
    gives: z.strictObject({
      chainId: safeUintShape, fees: feesShape,
      simulation: z.strictObject({ ok: z.boolean(), /** The contract's own words. */ reason: z.string().max(300).nullable(), blockNumber: safeUintShape }),
      /** A contract may refuse coins or do something with them. */
      recipientHasCode: z.boolean(),
      /** tokenUnits: of the token that is sent, else null. */
      balance: z.strictObject({ coinsWei: weiShape, gasWei: weiShape, tokenUnits: weiShape.nullable() }),
    }),
    fails: ['chain.stale', 'chain.disagreement', 'wallet.noChain', 'chain.unreachable', 'chain.wrongChain', 'chain.codeMismatch'],
  },
  /** What contracts say of themselves as tokens, cleaned, and what accounts hold of them. One that is none is said to be, by name. */
  readTokens: {
    takes: z.strictObject({ tokens: z.array(addressShape).max(mostTokens), accounts: z.array(addressShape).max(20) }),
    gives: z.strictObject({ chainId: safeUintShape, tokens: z.array(tokenFactsShape) }),
    fails: ['wallet.noChain', 'chain.unreachable', 'chain.wrongChain', 'chain.codeMismatch'],
  },
  /** Sends what the owner approved. Answers once it is on its way; readTransactions tells the rest. */
  sendApproved: {
    takes: z.strictObject({ approvalId: idShape, account: addressShape, action: walletActionShape }),
    gives: z.strictObject({ transactionId: z.string().max(80) }),
    fails: ['wallet.noChain'],
  },
  /** Replaces a pending one by the same with a higher fee, or by nothing; the approval names its nonce. */
  replaceTransaction: {
    takes: z.strictObject({ transactionId: z.string().max(80), approvalId: idShape, how: z.enum(['speedUp', 'cancel']) }),
    gives: nothing,
    fails: ['wallet.noChain', 'wallet.notPending', 'signer.refused', 'signer.unavailable', 'chain.unreachable', 'storage.diskFull'],
  },
  readTransactions: {
    takes: z.strictObject({ account: addressShape, limit: z.int().min(1).max(200).default(50), /** Whose events to read beside the coin's. */ tokens: z.array(addressShape).max(mostTokens).default([]) }),
    /** unread: tokens whose events could not be read; what else is here is whole. */
    gives: z.strictObject({ transactions: z.array(walletTransactionShape), transfers: z.array(walletTransferShape), unread: z.array(addressShape) }),
    fails: ['wallet.noChain', 'chain.unreachable', 'chain.wrongChain', 'chain.codeMismatch'],
  },
} as const;
