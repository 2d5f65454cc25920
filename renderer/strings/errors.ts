import { plainText } from '../format/digest.ts';
import { formatCoins } from '../format/money.ts';
import { formatBytes } from '../format/numbers.ts';
import { formatSpan } from '../format/time.ts';
import { wordsOfEnd } from './ends.ts';
import { faultTitle } from './faults.ts';
import { localized } from './localized.ts';
import { checkTitle } from './path.ts';
import { wordsOfSaid } from './saidReasons.ts';
import { isErrorCode, type ErrorAbout, type ErrorCode } from '../../electron/shared/errors.ts';

/** What happened, and what comes next or what to do. */
export type ErrorWords = { readonly what: string; readonly next: string };

const theirRequest = 'The order was not taken. Nothing to do here.';

/** Wei as a decimal string, as it stands on a wire, in coins; anything else as it is. */
export const coinsOf = (wei: string): string => (/^\d+$/.test(wei) ? formatCoins(BigInt(wei)) : wei);

/** Whether a rule of the signer is a limit that the owner sets. */
export const isOwnLimit = (rule: string): boolean => /Per(?:Transaction|Day)$/.test(rule);

/** What a form refuses before it is sent. */
export const fieldWords = localized('fieldWords', { missing: 'Fill this in.', number: 'A number, please.', least: (least: string) => `At least ${least}.`, most: (most: string) => `At most ${most}.`, shape: 'It is not written in the form that is asked for.' });

/** One entry per code; a missing one fails the build. */
export type ErrorTable = { readonly [Code in ErrorCode]: (about: ErrorAbout<Code>) => ErrorWords };
export const errorWords = localized<ErrorTable>('errorWords', {
  'internal': ({ incident }) => ({ what: `Something inside Hearth went wrong (incident ${incident}).`, next: 'It is in the log under that number.' }),
  'usage.invalid': ({ reason }) => ({ what: `That cannot be done: ${reason}.`, next: 'Nothing was changed.' }),

  'bridge.malformed': () => ({ what: 'The page and Hearth did not understand each other.', next: 'Reload the page; they may be of different versions.' }),
  'bridge.unknownCommand': ({ command }) => ({ what: `This Hearth does not know "${command}".`, next: 'Reload the page; it may be newer than Hearth.' }),
  'bridge.closed': () => ({ what: 'Hearth does not answer.', next: 'The page keeps trying. If you stopped Hearth, start it again.' }),
  'bridge.forbidden': () => ({ what: 'This page has no key to this Hearth.', next: 'Open the address Hearth printed when it started; each start has its own.' }),

  'host.alreadyRunning': ({ dataFolder }) => ({ what: `Another Hearth already uses ${dataFolder}.`, next: 'Use that one, or start this one with another data folder.' }),
  'host.notRunning': ({ dataFolder }) => ({ what: `No Hearth is running on ${dataFolder}.`, next: 'Start it first.' }),
  'host.portBusy': ({ port }) => ({ what: `Port ${port} is taken by another program.`, next: 'Choose another port, or leave it out and Hearth finds one.' }),
  'host.programFailed': ({ program, reason }) => ({ what: `The ${program} program did not start: ${reason}.`, next: 'Hearth tries again.' }),
  'host.pageMissing': ({ folder }) => ({ what: `The page is not built in ${folder}.`, next: 'Build it with npm run build:page.' }),
  'update.off': () => ({ what: 'This Hearth does not update itself.', next: 'The settings say why.' }),

  'storage.unreadable': ({ path, reason }) => ({ what: `${path} cannot be read: ${reason}.`, next: 'Hearth left it untouched. Put back a copy, or choose another data folder.' }),
  'storage.diskFull': ({ path }) => ({ what: `The disk of ${path} is full.`, next: 'No new order is taken until there is room. Running work is kept.' }),
  'storage.locked': ({ path }) => ({ what: `Another program holds ${path}.`, next: 'Close it and try again.' }),
  'storage.newer': ({ path, found, known }) => ({ what: `${path} was written by a newer Hearth (version ${found}, this one knows ${known}).`, next: 'Update Hearth. Nothing was changed.' }),
  'file.unreadable': ({ path, reason }) => ({ what: `${path} cannot be read: ${reason === 'missing' ? 'there is no such file' : reason === 'folder' ? 'it is a folder' : reason === 'denied' ? 'you may not read it' : reason}.`, next: 'Nothing was changed. Check the path, or connect the drive it lies on, and give the file itself.' }),
  'settings.invalid': ({ path, reason }) => ({ what: `The settings in ${path} do not make sense: ${reason}.`, next: 'Correct the file, or remove it to start with the defaults.' }),

  'model.notFound': ({ folder }) => ({ what: `There is no model in ${folder}.`, next: 'Check the folder.' }),
  'model.corrupt': ({ file }) => ({ what: `The model file ${file} is not the one it should be: its hash differs.`, next: 'Hearth does not run it. Install the model again.' }),
  'model.unreadable': ({ file, reason }) => ({ what: `The model file ${file} cannot be read: ${reason}.`, next: 'Correct the file, or install the model again.' }),
  'model.unsupported': ({ reason }) => ({ what: `This model cannot run here: ${reason}.`, next: 'Choose another model.' }),
  'model.inUse': ({ model, use }) => ({ what: use === 'seat' ? `${model} is needed here: this node holds a seat among its verifiers.` : model === '' ? 'Jobs keep the models busy.' : `${model} is needed here: an order waits for it.`, next: use === 'seat' ? 'Give the seat up first.' : 'Nothing was changed. Try again when the work is done, or pause.' }),
  'model.noRoom': ({ neededBytes, shortBytes, wouldGo }) => ({ what: wouldGo === '' ? `There is no room: ${formatBytes(shortBytes)} are missing even if everything goes that may.` : neededBytes === 0 ? `For this quota these would be deleted: ${wouldGo}.` : `For ${formatBytes(neededBytes)} more these would be deleted: ${wouldGo}.`, next: wouldGo === '' ? 'Raise the quota, unpin or delete a model, or move the models to a larger disk.' : 'Nothing was deleted. Agree to it, or raise the quota.' }),
  'model.moveRefused': ({ folder, reason }) => ({ what: `The models cannot move to ${folder}: ${reason}.`, next: 'They lie where they were. Name a new or empty folder.' }),
  'model.unknown': () => ({ what: 'The order names a model this node does not have.', next: theirRequest }),

  'download.addressInvalid': ({ url, reason }) => ({ what: `Nothing is downloaded from this address: ${url}.`, next: reason === 'scheme' ? 'It has to begin with https.' : reason === 'plain' ? 'http is for this machine alone. Use https.' : reason === 'credentials' ? 'Leave out name and password.' : 'Write it as https://host/folder/, without ? and #.' }),
  'download.dataLimit': () => ({ what: 'The download stopped: your limit on data is reached.', next: 'What came is kept. It goes on by itself when the day or month of the limit is over, or when you raise it on the Network screen.' }),
  'download.unreachable': ({ url, reason }) => ({ what: `${url} does not answer as it should: ${reason}.`, next: 'What came so far is kept. Go on when it answers, or name another address.' }),
  'download.untrusted': ({ url, reason }) => ({ what: `${url} cannot show that it is who it says: its certificate is no good here (${reason}).`, next: 'What came so far is kept. Name another address; for a mirror of your own, start Hearth with NODE_EXTRA_CA_CERTS=FILE, the certificate of your authority.' }),
  'download.notThere': ({ url, status }) => ({ what: `${url} has no model for us (HTTP ${status}).`, next: 'Check the address. It has to hold hearth-list.json or manifest.json.' }),
  'download.redirected': ({ url, to }) => ({ what: `${url} sends elsewhere: ${to}.`, next: 'Nothing was taken from there. If you trust that place, name it yourself.' }),
  'download.encoded': ({ url, encoding }) => ({ what: `${url} answers packed (${encoding}), though it was asked not to.`, next: 'Nothing of it was kept. Use another address.' }),
  'download.tooSlow': ({ url, bytesPerSecond }) => ({ what: `${url} gives next to nothing: ${bytesPerSecond} bytes a second.`, next: 'What came so far is kept. Go on later, or name another address.' }),
  'download.tooLarge': ({ url, limitBytes }) => ({ what: `What ${url} gives is larger than ${formatBytes(limitBytes)}.`, next: 'Nothing of it was kept. Use another address.' }),
  'download.wrongLength': ({ url, expectedBytes, found }) => ({ what: `${url} gives another length than the list says: ${found} instead of ${formatBytes(expectedBytes)}.`, next: 'Nothing of it was kept. Use another address.' }),
  'download.wrongBytes': ({ file }) => ({ what: `What came for ${file} is not what was named: its hash differs.`, next: 'Nothing of it was kept. Use another address.' }),
  'download.wrongRoot': ({ expected, found }) => ({ what: `This address has another model: ${found} instead of ${expected}.`, next: 'Nothing of it was kept. Check the hash and the address.' }),
  'download.listInvalid': ({ url, reason }) => ({ what: `The list of files at ${url} makes no sense: ${reason}.`, next: 'Nothing of it was kept. Use another address.' }),

  'input.malformed': ({ reason }) => ({ what: `The order's input makes no sense: ${reason}.`, next: theirRequest }),
  'input.tooLarge': ({ what, limit, found }) => ({ what: `The order's ${what} is too large: ${found}, at most ${limit}.`, next: theirRequest }),
  'input.wrongShape': ({ expected, found }) => ({ what: `The order's input has the shape ${found}, the model takes ${expected}.`, next: theirRequest }),

  'order.malformed': ({ reason }) => ({ what: `The order makes no sense: ${reason}.`, next: theirRequest }),
  'order.badSignature': () => ({ what: 'The order is not signed by the client it names.', next: theirRequest }),
  'order.notForThisNode': () => ({ what: 'The order is meant for another node.', next: theirRequest }),
  'order.wrongModel': () => ({ what: 'The order names another model than its request.', next: theirRequest }),
  'order.wrongClass': ({ asked, runs }) => ({ what: `The order asks for numeric class ${asked}, this node runs ${runs}.`, next: theirRequest }),
  'order.wrongInput': () => ({ what: 'The input is not the one the order was signed for.', next: theirRequest }),
  'order.expired': () => ({ what: 'The order came after its own deadline.', next: theirRequest }),
  'order.priceTooLow': () => ({ what: 'The order offers less than this node asks.', next: theirRequest }),
  'order.notFunded': () => ({ what: 'The client has not set aside enough money for the order.', next: 'The client may send it again once it has.' }),
  'order.duplicate': () => ({ what: 'This order was taken before.', next: 'It is done and paid once.' }),
  'order.notTaken': ({ what }) => ({ what: `The owner of this node does not take this ${what}.`, next: theirRequest }),
  'order.tooLate': ({ neededSeconds, leftSeconds }) => ({ what: `The order needs ${neededSeconds} s here, and its deadline leaves ${leftSeconds}.`, next: theirRequest }),
  'order.unitsTooMany': ({ limit, found }) => ({ what: `The order asks for ${found} units, this node does at most ${limit}.`, next: theirRequest }),

  'job.cancelled': () => ({ what: 'The job was cancelled.', next: 'Nothing is paid for it.' }),
  'job.deadline': () => ({ what: 'The job did not finish before its deadline.', next: 'Nothing is paid for it. The device is free again.' }),
  'job.notFound': () => ({ what: 'There is no such job here.', next: 'It may belong to another data folder.' }),
  'job.workerLost': ({ attempts, signal }) => ({ what: `The program running the job ended ${attempts === 1 ? 'once' : `${attempts} times`} without a word: ${signal}.`, next: 'The job was given up after the last try. The device keeps taking others.' }),
  'job.handedBack': ({ rule }) => ({ what: `The job was handed back: the owner's rule about ${rule} took the device.`, next: 'It goes to another provider. Nobody failed.' }),
  'job.slashed': ({ fault, slashedWei }) => ({ what: `${fault === 'silence' ? 'Nobody answered a dispute about the receipt in time. That' : `The receipt was proven false on the chain (${faultTitle(fault)}) and`} cost ${coinsOf(slashedWei)} of stake.`, next: 'Nothing is paid for the job. Stake that is gone does not come back.' }),
  'job.busy': ({ running, limit }) => ({ what: `All places are taken: ${running} of ${limit} jobs are running.`, next: 'The client may ask again.' }),
  'job.paused': () => ({ what: 'Hearth was paused when the order came.', next: 'The client may ask again.' }),

  'worker.lost': ({ signal }) => ({ what: `The program running the job ended without a word: ${signal}.`, next: 'A fresh one takes over.' }),
  'worker.loadFailed': ({ reason }) => ({ what: `The model did not load: ${reason}.`, next: 'The device stays off this model until Hearth is restarted.' }),
  'worker.runFailed': ({ reason }) => ({ what: `The model failed while running: ${reason}.`, next: 'Nothing is paid for this job.' }),

  'dispute.badTrace': ({ folder, reason }) => ({ what: `${folder} is not a trace: ${reason}.`, next: 'Whoever made it loses a dispute with it.' }),
  'dispute.wrongModel': ({ expected, found }) => ({ what: `The model is ${found}, the receipt names ${expected}.`, next: 'Give the folder of the model that the receipt names.' }),
  'worker.timeout': ({ stage }) => ({ what: `The job took too long while ${stage}.`, next: 'It was stopped and the device freed.' }),
  'evidence.nonFinite': () => ({ what: 'The model produced a value that is not a number.', next: 'No receipt was made, so nothing is paid. If it repeats, the device or its driver is faulty.' }),

  'job.voided': ({ penaltyWei }) => ({ what: `A committee of verifiers replayed the job and rejected its receipt: the job is void${penaltyWei === '0' ? '' : `, and cost ${/^\d+$/.test(penaltyWei) ? formatCoins(BigInt(penaltyWei)) : penaltyWei} of stake`}.`, next: 'Nothing is paid for the job. For a while every receipt of this node is audited.' }),
  'audit.notServed': ({ what, reason }) => ({ what: `${what} was not handed out: ${reason}.`, next: 'It is asked for again until the time to vote is over.' }),
  'guard.notChosen': () => ({ what: 'This node does not answer disputes for that one.', next: 'Its owner accepts it with hearth guards accept.' }),
  'audit.notDrawn': () => ({ what: 'The draw did not seat this verifier for that receipt.', next: 'Only who was drawn gets the bundle of a job.' }),
  'rows.unavailable': ({ reason }) => ({ what: `The rows that were asked for cannot be opened: ${reason}.`, next: 'A job whose rows are withheld is not paid.' }),

  'receipt.malformed': ({ reason }) => ({ what: `This is not a receipt: ${reason}.`, next: 'Check the file.' }),
  'receipt.tooLarge': () => ({ what: 'The receipt file is larger than a receipt can be.', next: 'Check the file.' }),
  // The command line names a file, the page a job.
  'receipt.notFound': ({ id }) => (/^0x[0-9a-f]{64}$/i.test(String(id)) ? { what: 'This job has no receipt yet.', next: 'It is signed when the job is done.' } : { what: `There is no file at ${id}.`, next: 'Look at the path; hearth jobs lists the jobs whose receipts can be saved.' }),
  'receipt.failed': ({ check, reason }) => ({ what: `The receipt does not hold: ${check}, ${reason}.`, next: 'Do not rely on it.' }),

  'signer.refused': ({ rule, reason }) => ({ what: `The signer refused to sign: ${reason}.`, next: isOwnLimit(rule) ? 'The limit is changed in the wallet, under Limits.' : 'Its rules cannot be changed from this page.' }),
  'signer.secondCommitment': () => ({ what: 'A second, different result was to be signed for the same job. The signer refused.', next: 'The first signature stands.' }),
  'signer.secondVote': () => ({ what: 'A second, different vote about the same receipt was to be signed. The signer refused.', next: 'The first vote stands.' }),
  'signer.unavailable': () => ({ what: 'The signer does not answer.', next: 'Finished work waits and is signed when it is back.' }),
  'signer.ledgerCorrupt': ({ path, line }) => ({ what: `The signer's ledger ${path} is damaged at line ${line}.`, next: 'It signs nothing until the ledger is put back from a copy.' }),

  'wallet.addressInvalid': ({ reason }) => ({ what: `That is no address: ${reason}.`, next: 'Copy it again from where it comes from, whole.' }),
  'wallet.backupInvalid': ({ reason }) => ({ what: `This is no backup of a wallet: ${reason}.`, next: 'Choose the file that Hearth wrote. Nothing was changed.' }),
  'wallet.confirmationMissing': ({ what }) => ({ what: `This needs one thing more: ${what}.`, next: 'Nothing was signed.' }),
  'wallet.coolDown': ({ waitMs }) => ({ what: `Too many wrong passphrases. The next try is in ${Math.ceil(waitMs / 1000)} s.`, next: 'Wait; restarting does not shorten it.' }),
  'wallet.tokenInvalid': ({ token, reason }) => ({ what: `${token} is no token that can be sent: ${reason}.`, next: 'Compare the address with the one its makers publish.' }),
  'wallet.exists': ({ what }) => ({ what: `The wallet already has ${what}.`, next: 'Nothing was changed.' }),
  'wallet.keyInvalid': () => ({ what: 'That is no private key: it has 64 hexadecimal digits.', next: 'Check it. Nothing was kept.' }),
  'wallet.keystoreInvalid': ({ field, reason }) => ({ what: `This keystore file cannot be opened: ${reason} (${field}).`, next: 'It is not the passphrase. Export the file anew where it comes from.' }),
  'wallet.locked': () => ({ what: 'The wallet is locked.', next: 'Unlock it with its passphrase. Jobs and receipts go on meanwhile.' }),
  'wallet.lost': ({ addresses }) => ({ what: `There was a wallet here (${addresses}), and its file is gone or damaged.`, next: 'Restore it from its backup file or its recovery phrase, or say that you want a new one.' }),
  'wallet.nameInvalid': ({ reason }) => ({ what: `That name does not do: ${reason}.`, next: 'Choose another.' }),
  'wallet.noChain': () => ({ what: 'Hearth runs without a network, so there is no chain to ask.', next: 'The wallet keeps its keys; balances and sending need a network.' }),
  'wallet.noPhrase': () => ({ what: 'This account has no recovery phrase: it was imported as a single key.', next: 'Keep its keystore file or the backup file.' }),
  'wallet.notFound': ({ what }) => ({ what: `The wallet has no ${what}.`, next: 'Look at its list of accounts.' }),
  'wallet.notPending': () => ({ what: 'This transaction is not waiting any more.', next: 'Look at its state.' }),
  'wallet.pathInvalid': ({ path }) => ({ what: `${path} is no derivation path.`, next: "A usual one is m/44'/60'/0'/0/0." }),
  'wallet.phraseInvalid': ({ reason, position }) => ({
    what: reason === 'length' ? 'A recovery phrase has 12, 15, 18, 21 or 24 words.' : reason === 'word' ? `Word ${position} is in no word list.` : 'These are words of a list, but not together a recovery phrase: its checksum is wrong.',
    next: 'Compare with what you wrote down. Nothing was kept.',
  }),
  'wallet.watchOnly': () => ({ what: 'This account is only watched: its key is not here.', next: 'Sign where its key is.' }),
  'wallet.weakPassphrase': ({ warning }) => ({ what: `That passphrase is too easy to guess. ${warning}`, next: 'Four or more unrelated words are good.' }),
  'wallet.wrongPassphrase': ({ waitMs }) => ({ what: 'That passphrase does not open it.', next: waitMs > 0 ? `The next try is in ${Math.ceil(waitMs / 1000)} s.` : 'Try again.' }),
  'wallet.wrongWords': () => ({ what: 'Those are not the words asked for.', next: 'Look at what you wrote down and try again.' }),

  'chain.unreachable': ({ rpcUrl }) => ({ what: `The chain at ${rpcUrl} does not answer.`, next: 'Receipts wait and settle when it is back.' }),
  'chain.wrongChain': ({ expected, found }) => ({ what: `This is chain ${found}; Hearth was told ${expected}.`, next: 'Nothing is sent to it. Check the address of the chain.' }),
  'chain.codeMismatch': ({ contract }) => ({ what: `The ${contract} contract on the chain is not the one Hearth knows.`, next: 'Nothing is sent to it.' }),
  'chain.stale': ({ rpcUrl, ageSeconds }) => ({ what: `The chain data is ${formatSpan(ageSeconds * 1000)} old: ${rpcUrl} shows no newer block.`, next: 'Nothing is decided on it. If other machines see newer blocks, check the clock of this one and the address.' }),
  'chain.addressInvalid': ({ rpcUrl, reason }) => ({ what: `This is no address of a chain that is used here: ${rpcUrl}.`, next: reason === 'scheme' ? 'It has to begin with https.' : reason === 'plain' ? 'http is for this machine alone: on the way to another, anybody could answer. Use https.' : reason === 'credentials' ? 'Leave out name and password; nodes take a key in the path.' : reason === 'known' ? 'It is there already.' : reason === 'many' ? 'Eight can be added. Take one out first.' : reason === 'silent' ? 'It does not answer. Check it, or add it when it answers; nothing was changed.' : 'Write it as https://host/path.' }),
  'chain.disagreement': ({ rpcUrl, otherUrl, blockNumber }) => ({ what: `Two addresses of the chain disagree about block ${blockNumber}: ${rpcUrl} and ${otherUrl}.`, next: 'Nothing is decided until they agree. If it lasts, take out the address you trust less.' }),
  'chain.reverted': ({ call, error }) => ({ what: `The chain refused ${call}: ${error}.`, next: 'No money moved.' }),
  'chain.deploymentInvalid': ({ path, reason }) => ({ what: `The list of contracts in ${path} makes no sense: ${reason}.`, next: 'Put back the file.' }),
  'chain.toolMissing': ({ tool, reason }) => ({ what: `${tool} is missing: ${reason}.`, next: 'The practice network cannot start without it.' }),

  'chain.gasMissing': () => ({ what: 'The account that writes to the chain cannot pay its fee.', next: 'Receipts wait until it has some coin.' }),
  'chain.cancelled': ({ call, reason }) => ({ what: `${call} was taken back: ${reason}.`, next: 'Nothing was done; its fee alone is spent.' }),
  'chain.nonceTaken': () => ({ what: 'Another program sends from the same account.', next: 'Stop the other one; two cannot share an account.' }),

  'network.unreachable': ({ address }) => ({ what: `${address} cannot be reached.`, next: 'Hearth tries again.' }),
  'network.malformed': () => ({ what: 'A peer sent something that makes no sense.', next: 'Its connection was closed.' }),
  'network.fileInvalid': ({ from, reason }) => ({ what: `The network file ${from} is not taken: ${reason}.`, next: 'Ask whoever runs the network for its file, and for its sha256.' }),
  'network.incompatible': ({ name, found, expected }) => ({ what: `The network ${name} speaks ${found}; this Hearth speaks ${expected}.`, next: 'Use the version of Hearth that its operators name.' }),
  'network.unknown': ({ name }) => ({ what: `This Hearth has joined no network called ${name}.`, next: 'See hearth networks; join one with hearth join.' }),
  'network.clockWrong': ({ seconds }) => ({ what: `The clock of this machine and the chain of that network differ by ${seconds} s.`, next: 'Set the clock of this machine, then join again.' }),

  'gateway.noProvider': ({ modelId }) => ({ what: `No provider takes a job for ${modelId} now.`, next: 'Ask again in a moment, or allow a higher price.' }),
  'gateway.overBudget': ({ neededWei }) => ({ what: `The key's budget does not cover the ${neededWei} wei this may cost.`, next: 'Raise the budget with hearth gateway-key, or ask for fewer tokens.' }),
  'gateway.notPractice': ({ dataFolder }) => ({ what: `There is no practice network in ${dataFolder}.`, next: 'Run hearth start with this data folder first; the gateway buys on a practice network only, so far.' }),
  'devnet.failed': ({ reason }) => ({ what: `The practice network did not start: ${reason}.`, next: 'Hearth tries again.' }),
  'test.missing': ({ what, install }) => ({ what: `${what} is missing.`, next: `Install it: ${install}` }),
});

/** Said of a failure that this page has no words for. */
export const unknownFailure = localized('unknownFailure', { what: (code: string) => `Something this page has no words for happened (${code}).`, next: 'Nothing was lost. If it happens again, the log holds more.' });
/** Characters of what a failure quotes; a path has fewer. */
const quotedLimit = 400;

/** Words for any failure, also one from a newer Hearth. */
export function wordsOfFailure(failure: { readonly code: string; readonly about: object }): ErrorWords {
  if (!isErrorCode(failure.code)) return { what: unknownFailure.what(plainText(failure.code, 60)), next: unknownFailure.next };
  // A contract's reason or a peer's word stands in our sentence: it may not rearrange or flood it.
  const about = Object.fromEntries(Object.entries(failure.about).map(([key, value]) => [key, typeof value === 'string' ? sayPart(key, value) : (value as unknown)]));
  return (errorWords[failure.code] as (about: object) => ErrorWords)(about);
}

/** Parts of a failure that are sentences of programs. */
const saidParts: ReadonlySet<string> = new Set(['reason', 'stage', 'warning', 'what', 'error']);
const sayPart = (key: string, value: string): string => (saidParts.has(key) ? wordsOfSaid(value, quotedLimit) : key === 'signal' ? wordsOfEnd(value) : key === 'check' ? plainText(checkTitle(value), quotedLimit) : plainText(value, quotedLimit));
