import { writeFileSync } from 'node:fs';
import { addressesOf } from '../../services/chain/deployment.ts';
import { formatExactCoins, parseCoins } from '../../shared/coins.ts';
import { wordsOfSaid } from '../../../renderer/strings/saidReasons.ts';
import { HearthError } from '../../shared/errors.ts';
import type { LockHearing, TokenAmount, WalletAccount, WalletPolicy, WalletState } from '../../shared/walletBridge.ts';
import { readJoined } from '../network/joinedNetworks.ts';
import { formatMoment, printable, usage, type Output } from './output.ts';
import { formatTable } from './table.ts';
import { readGiven } from './readGiven.ts';
import { withRunning } from './running.ts';
import { findAccount, withWallet, type WalletClient } from './walletLink.ts';
import { openSecrets, showPhrase, type Secrets } from './walletSecrets.ts';
import * as walletTokens from './walletTokens.ts';
import { parseAmount, replaceTransaction, sendAction, unlockFor, type SendOptions } from './walletSend.ts';

export type Context = { readonly output: Output; readonly dataFolder: string; readonly options: Record<string, unknown>; readonly secrets: Secrets };

export function createContext(output: Output, dataFolder: string, options: Record<string, unknown>): Context {
  const fd = options['secretFd'] as number | undefined;
  if (fd === -1) throw usage('--secret-fd takes the number of a file descriptor');
  return { output, dataFolder, options, secrets: openSecrets(fd) };
}

const text = (context: Context, name: string): string | undefined => context.options[name] as string | undefined;
const count = (context: Context, name: string, least: number, most: number): number => {
  const value = Number(text(context, name));
  if (!Number.isInteger(value) || value < least || value > most) throw usage(`--${name} takes a whole number from ${least} to ${most}`);
  return value;
};
const withState = <T>(context: Context, use: (wallet: WalletClient, state: WalletState, isRunning: boolean) => Promise<T>): Promise<T> =>
  withWallet(context.dataFolder, async (wallet, isRunning) => use(wallet, await wallet.ask('readWallet', {}), isRunning));
/** For what needs the chain or a wallet that stays open: said before anything is asked. @throws host.notRunning */
const withRunningState = <T>(context: Context, use: (wallet: WalletClient, state: WalletState) => Promise<T>): Promise<T> =>
  withState(context, async (wallet, state, isRunning) => {
    if (!isRunning) throw new HearthError('host.notRunning', { dataFolder: context.dataFolder });
    return use(wallet, state);
  });
const rootOf = (account: WalletAccount): string => {
  if (account.rootId === null) throw new HearthError('wallet.watchOnly', { account: account.address });
  return account.rootId;
};
/** Without a running Hearth a wallet is open only as long as the command. */
const openFirst = async (context: Context, wallet: WalletClient, state: WalletState, account: WalletAccount): Promise<void> => unlockFor(wallet, state, account, context.secrets);

export const create = (context: Context): Promise<void> =>
  withWallet(context.dataFolder, async (wallet) => {
    const words = count(context, 'words', 12, 24) as 12 | 15 | 18 | 21 | 24;
    if (words % 3 !== 0) throw usage('--words takes 12, 15, 18, 21 or 24');
    const passphrase = await context.secrets.ask('New passphrase', { twice: true });
    const draft = await wallet.ask('beginCreate', { words, passphrase, name: text(context, 'name')!, evenIfLost: context.options['evenIfLost'] === true });
    await showPhrase(draft.phrase, context.options['phraseFd'] as number | undefined, context.secrets, context.output);
    const answers: string[] | null = context.options['skipCheck'] === true || !context.secrets.isInteractive ? null : [];
    for (const position of answers ? draft.ask : []) answers!.push(await context.secrets.input(`Word ${position} of the phrase`));
    const added = await wallet.ask('finishCreate', { draftId: draft.draftId, words: answers });
    context.output.result(added, `${added.address}\n${answers ? 'Phrase checked.' : 'The phrase was not checked: hearth wallet backup --check does it.'}`);
  });

export const importWallet = (context: Context): Promise<void> =>
  withWallet(context.dataFolder, async (wallet) => {
    const { options, secrets, output } = context;
    const given = (['phrase', 'keystore', 'key', 'watch'] as const).filter((name) => options[name] !== undefined);
    if (given.length !== 1) throw usage('say one of --phrase, --keystore <file>, --key and --watch <address>');
    const common = { name: text(context, 'name')!, evenIfLost: options['evenIfLost'] === true };
    const passphrase = (): Promise<string> => secrets.ask('New passphrase', { twice: true });
    if (given[0] === 'watch') {
      const { accountId, address, checked } = await wallet.ask('addWatch', { ...common, address: text(context, 'watch')! });
      return output.result({ accountId, address, checked }, `${address}, watched only.${checked ? '' : ' Its letter case carried no checksum: compare it.'}`);
    }
    if (given[0] === 'phrase') {
      const phrase = await secrets.ask('Recovery phrase');
      const extraWord = options['extraWord'] === true ? await secrets.ask('Extra word') : '';
      const added = await wallet.ask('importPhrase', { ...common, phrase, extraWord, path: text(context, 'path') ?? null, accounts: count(context, 'accounts', 1, 20), passphrase: await passphrase() });
      return output.result(added, added.address);
    }
    if (given[0] === 'key') {
      const key = await secrets.ask('Private key');
      const added = await wallet.ask('importKey', { ...common, key: key.trim(), passphrase: await passphrase() });
      return output.result(added, added.address);
    }
    const file = readGiven(text(context, 'keystore')!);
    const filePassphrase = await secrets.ask("The file's passphrase");
    const added = await wallet.ask('importKeystore', { ...common, text: file, filePassphrase, passphrase: await passphrase() });
    return output.result(added, `${added.address}${added.addressChecked ? '' : '\nThe file names no address, so nothing shows that it is whole: compare this one with what you expect.'}`);
  });

export const exportWallet = (context: Context, asked: string | undefined): Promise<void> =>
  withState(context, async (wallet, state) => {
    const account = findAccount(state, asked);
    const passphrase = await context.secrets.ask(`Passphrase of ${account.name}`);
    if (context.options['phrase'] === true) {
      const { phrase, hasExtraWord } = await wallet.ask('revealPhrase', { rootId: rootOf(account), passphrase });
      await showPhrase(phrase, context.options['phraseFd'] as number | undefined, context.secrets, context.output);
      return context.output.result({ shown: true, words: phrase.length, hasExtraWord }, hasExtraWord ? 'This phrase needs its extra word too.' : 'Done.');
    }
    const filePassphrase = await context.secrets.ask('Passphrase for the file', { twice: true });
    const made = await wallet.ask('exportKeystore', { accountId: account.accountId, passphrase, filePassphrase });
    const path = writeNew(text(context, 'out') ?? made.fileName, made.text);
    return context.output.result({ file: path, address: account.address }, path);
  });

export const accounts = (context: Context): Promise<void> =>
  withState(context, async (_wallet, state, isRunning) => {
    if (state.state === 'lost') throw new HearthError('wallet.lost', { addresses: state.lost.join(', ') });
    const rows = state.accounts.map((account) => {
      const root = state.roots.find(({ rootId }) => rootId === account.rootId);
      return [account.accountId, printable(account.name), account.address, root ? root.kind : 'watched', account.path ?? '', !root ? '' : root.unlocked ? 'open' : 'locked', root?.kind === 'phrase' ? checkedWords(root.backupCheckedAtMs) : ''];
    });
    context.output.result(state, [
      state.accounts.length === 0 ? 'No wallet yet: hearth wallet create, import or restore.' : formatTable([['id', 'name', 'address', 'kind', 'path', 'state', 'phrase'], ...rows]),
      `Earnings go to ${state.payout.address}${state.payout.source === 'builtIn' ? " (this node's own key: name an address of yours with hearth wallet payout)" : ''}.`,
      ...(state.payout.announced ? [`From ${formatMoment(state.payout.announced.effectiveAtMs)} on they go to ${state.payout.announced.address}.`] : []),
      `${keptWords[state.fileReason ?? 'safeStorage']} Your accounts need the passphrase.`,
      ...(state.lockHearing === null ? [] : [hearingWords[state.lockHearing]]),
      ...(isRunning ? [] : ['Hearth is not running; nothing stays open after this command.']),
    ].join('\n'));
  });

const hearingWords: Readonly<Record<LockHearing, string>> = {
  heard: 'An open wallet also locks before this machine sleeps and when its screen is locked.',
  late: 'An open wallet also locks when the screen is locked. Nothing here holds sleep back (systemd-inhibit), so the machine may fall asleep before it has locked.',
  noBus: 'An open wallet does not notice sleep or a locked screen: this system has no D-Bus that tells them. Lock it when you leave: hearth wallet lock.',
  noLogind: 'An open wallet does not notice sleep or a locked screen: no logind runs here that tells them. Lock it when you leave: hearth wallet lock.',
  noWindow: 'An open wallet does not notice sleep or a locked screen: here Hearth hears of them in its window only. Lock it when you leave: hearth wallet lock.',
};
const hearingLine = ({ lockHearing }: WalletState): string => (lockHearing === null ? '' : `\n\n${hearingWords[lockHearing]}`);

const keptWords = {
  safeStorage: "The node key is sealed by this system's secret store.",
  noWindow: "The node key is sealed, and its key lies in a file beside it: Hearth without its window reaches no secret store of the system. Whoever can read your files can open it.",
  noStore: 'The node key is sealed, and its key lies in a file beside it: this system has no secret store. Whoever can read your files can open it.',
  weakStore: "The node key is sealed, and its key lies in a file beside it: this system's secret store seals with a key that everybody has. Whoever can read your files can open it.",
} as const;

const checkedWords = (atMs: number | null): string => {
  if (atMs === null) return 'backup never checked';
  const days = Math.floor((Date.now() - atMs) / 86_400_000);
  return days === 0 ? 'backup checked today' : `backup checked ${days} day${days === 1 ? '' : 's'} ago`;
};

export const addAccount = (context: Context, name: string): Promise<void> =>
  withState(context, async (wallet, state) => {
    const beside = findAccount(state, text(context, 'of'));
    await openFirst(context, wallet, state, beside);
    const added = await wallet.ask('addAccount', { rootId: rootOf(beside), path: text(context, 'path') ?? null, name });
    context.output.result(added, added.address);
  });

export const rename = (context: Context, asked: string, name: string): Promise<void> =>
  withState(context, async (wallet, state) => {
    const { accountId } = findAccount(state, asked);
    await wallet.ask('rename', { accountId, name });
    context.output.result({ accountId, name }, 'Renamed.');
  });

const consequenceWords: Readonly<Record<string, string>> = {
  keyIsGone: 'Its key is gone from this machine. Without its keystore or backup file nobody can spend what it holds.',
  phraseIsGone: 'Its recovery phrase is gone from this machine. Only what you wrote down brings it back.',
  phraseNeverChecked: 'You never proved to have that phrase.',
  payoutGoesThere: 'Your earnings go to this address, and go on going there.',
  lastAccount: 'It is the last account here.',
  onlyWatched: 'It is only watched: nothing is lost.',
};

export const remove = (context: Context, asked: string): Promise<void> =>
  withState(context, async (wallet, state) => {
    const account = findAccount(state, asked);
    const { consequences } = await wallet.ask('describeRemoval', { accountId: account.accountId });
    for (const consequence of consequences) context.output.say(consequenceWords[consequence]!);
    const address = text(context, 'address') ?? (await context.secrets.input(`Type ${account.address} to remove it`));
    const passphrase = account.rootId === null ? null : await context.secrets.ask(`Passphrase of ${account.name}`);
    await wallet.ask('removeAccount', { accountId: account.accountId, address, passphrase });
    context.output.result({ removed: account.address, consequences }, 'Removed.');
  });

export const balance = (context: Context, asked: string | undefined): Promise<void> =>
  withRunningState(context, async (_wallet, state) => {
    const shown = asked === undefined ? state.accounts : [findAccount(state, asked)];
    if (shown.length === 0) throw new HearthError('wallet.notFound', { what: 'account' });
    const found = await withRunning(context.dataFolder, (hearth) => hearth.ask('readBalances', { addresses: shown.map(({ address }) => address) }));
    const rows = found.balances.map((one, index) => [printable(shown[index]!.name), one.address, formatExactCoins(one.coinsWei), formatExactCoins(one.gasWei)]);
    context.output.result(found, `${formatTable([['name', 'address', 'EMBER', 'gas'], ...rows])}\nBlock ${found.blockNumber}, ${found.ageSeconds} s old.`);
  });

const sendOptions = (context: Context): SendOptions => ({
  yes: context.options['yes'] === true, secrets: context.secrets, waitSeconds: count(context, 'wait', 0, 3600), ...(text(context, 'typedAmount') === undefined ? {} : { typedAmount: text(context, 'typedAmount')! }),
});

export const send = (context: Context, to: string, amount: string): Promise<void> =>
  withRunningState(context, async (wallet, state) => {
    const account = findAccount(state, text(context, 'from'));
    const contact = to.startsWith('0x') ? undefined : state.contacts.find(({ name }) => name === to);
    if (!to.startsWith('0x') && !contact) throw usage(`${printable(to)} is neither an address nor a contact`);
    const { address, checked } = await wallet.ask('checkAddress', { accountId: account.accountId, address: contact?.address ?? to });
    if (contact) context.output.say(`To     ${contact.address} (${printable(contact.name)})`);
    if (!checked) context.output.say('Note   the address carries no checksum; compare it digit by digit');
    const token = text(context, 'token');
    if (token !== undefined) return report(context, await walletTokens.sendToken(context.dataFolder, wallet, state, account, { token, to: address, amount }, sendOptions(context), context.output));
    const kind = context.options['gas'] === true ? ('sendGas' as const) : ('sendCoins' as const);
    const sent = await sendAction(context.dataFolder, wallet, account, { kind, to: address, amountWei: parseAmount(amount) }, sendOptions(context), context.output);
    report(context, sent);
  });

export const tokens = (context: Context, act: string | undefined, address: string | undefined): Promise<void> =>
  (act === 'forget' ? withState : withRunningState)(context, (wallet, state) => walletTokens.tokens(context.dataFolder, wallet, state, context.output, act, address));

export const contacts = (context: Context, act: string | undefined, name: string | undefined, value: string | undefined): Promise<void> =>
  withState(context, async (wallet, state) => {
    const { output } = context;
    const contactOf = (): WalletState['contacts'][number] => {
      const found = state.contacts.find((contact) => contact.name === name || contact.address.toLowerCase() === name?.toLowerCase());
      if (!found) throw new HearthError('wallet.notFound', { what: `contact ${printable(name ?? '')}` });
      return found;
    };
    if (act === undefined) {
      const rows = state.contacts.map((contact) => [printable(contact.name), contact.address]);
      return output.result({ contacts: state.contacts }, rows.length === 0 ? 'No contacts yet: hearth wallet contacts add NAME ADDRESS.' : formatTable([['name', 'address'], ...rows]));
    }
    if (act === 'add' && name !== undefined && value !== undefined) {
      const added = await wallet.ask('addContact', { name, address: value });
      return output.result(added, `${added.address}${added.checked ? '' : '\nIts letter case carried no checksum: compare it digit by digit.'}`);
    }
    if (act === 'rename' && value !== undefined) {
      await wallet.ask('renameContact', { contactId: contactOf().contactId, name: value });
      return output.result({ address: contactOf().address, name: value }, 'Renamed.');
    }
    if (act === 'remove' && name !== undefined && value === undefined) {
      await wallet.ask('removeContact', { contactId: contactOf().contactId });
      return output.result({ removed: contactOf().address }, 'Removed. What was sent there stays in the history.');
    }
    throw usage('contacts takes add NAME ADDRESS, rename NAME NEW, remove NAME, or nothing');
  });

export const stake = (context: Context, amount: string): Promise<void> =>
  withRunningState(context, async (wallet, state) => {
    const account = findAccount(state, text(context, 'from'));
    const amountWei = parseAmount(amount);
    const node = text(context, 'node') ?? state.node;
    const options = sendOptions(context);
    context.output.say('Two steps: the coins are first allowed to the stake contract, then staked.');
    const allowed = await sendAction(context.dataFolder, wallet, account, { kind: 'approve', spender: 'StakeManager', amountWei }, options, context.output);
    if (allowed.state !== 'confirmed') return report(context, allowed);
    report(context, await sendAction(context.dataFolder, wallet, account, { kind: 'stake', node, amountWei }, options, context.output));
  });

function report(context: Context, sent: Awaited<ReturnType<typeof sendAction>>): void {
  const words = { waiting: 'Waiting to be sent', pending: 'Sent, and pending', confirmed: 'Confirmed', failed: 'Failed', replaced: 'Another transaction took its place', cancelled: 'Cancelled' }[sent.state];
  context.output.result(sent, `${words}${sent.blockNumber === null ? '' : ` in block ${sent.blockNumber}`}. ${sent.reason === null ? '' : `${wordsOfSaid(sent.reason)}. `}${sent.txHash ?? ''}\n${sent.transactionId}`);
  if (sent.state === 'failed') process.exitCode = 1;
}

export const history = (context: Context, asked: string | undefined): Promise<void> =>
  withRunningState(context, async (_wallet, state) => {
    const { address } = findAccount(state, asked);
    const found = await withRunning(context.dataFolder, (hearth) => hearth.ask('readTransactions', { account: address, limit: 50, tokens: state.tokens.map((token) => token.address) }));
    const amount = (one: { readonly coinsWei: bigint; readonly token: TokenAmount | null }): string => (one.token ? walletTokens.formatTokenAmount(one.token, state.tokens) : formatExactCoins(one.coinsWei));
    const rows = found.transactions.map((one) => [one.transactionId, one.kind, one.state, amount(one), formatExactCoins(one.gasWei), one.to, formatMoment(one.atMs)]);
    const transfers = found.transfers.map((one) => [one.from.toLowerCase() === address.toLowerCase() ? 'out' : 'in', amount(one), one.from, one.to, String(one.blockNumber), formatMoment(one.atMs)]);
    context.output.result(found, [
      rows.length === 0 ? 'Nothing sent from here.' : formatTable([['id', 'what', 'state', 'amount', 'gas', 'to', 'since'], ...rows]), '',
      transfers.length === 0 ? 'The chain knows of no coins that came or went.' : formatTable([['', 'amount', 'from', 'to', 'block', 'at'], ...transfers]),
      ...found.unread.map((token) => `What moved of ${token} could not be read.`),
    ].join('\n'));
  });

export const replace = (context: Context, transactionId: string, how: 'speedUp' | 'cancel'): Promise<void> =>
  withRunningState(context, async (wallet, state) => {
    report(context, await replaceTransaction(context.dataFolder, wallet, findAccount(state, text(context, 'from')), transactionId, how, sendOptions(context), context.output));
  });

export const unlock = (context: Context, asked: string | undefined): Promise<void> =>
  withRunningState(context, async (wallet, state) => {
    const account = findAccount(state, asked);
    const { unlockedUntilMs } = await wallet.ask('unlock', { rootId: rootOf(account), passphrase: await context.secrets.ask(`Passphrase of ${account.name}`) });
    context.output.result({ unlockedUntilMs }, `Open until ${formatMoment(unlockedUntilMs)}, or until hearth wallet lock.`);
  });

export const lock = (context: Context): Promise<void> =>
  withRunningState(context, async (wallet) => {
    await wallet.ask('lock', {});
    context.output.result({ locked: true }, 'Locked.');
  });

export const changePassphrase = (context: Context, asked: string | undefined): Promise<void> =>
  withState(context, async (wallet, state) => {
    const account = findAccount(state, asked);
    const passphrase = await context.secrets.ask('Present passphrase');
    await wallet.ask('changePassphrase', { rootId: rootOf(account), passphrase, newPassphrase: await context.secrets.ask('New passphrase', { twice: true }) });
    context.output.result({ changed: true }, 'Changed. Backup files made before still open with the old one.');
  });

export const backup = (context: Context, asked: string | undefined): Promise<void> =>
  withState(context, async (wallet, state) => {
    if (context.options['check'] !== true) {
      const made = await wallet.ask('exportBackup', {});
      const path = writeNew(text(context, 'out') ?? made.fileName, made.text);
      return context.output.result({ file: path }, `${path}\nIt opens with your passphrase and nothing else. The node key is not in it: a restored node is a new node.`);
    }
    const account = findAccount(state, asked);
    await openFirst(context, wallet, state, account);
    const rootId = rootOf(account);
    const { ask } = await wallet.ask('askBackupWords', { rootId });
    const words: string[] = [];
    for (const position of ask) words.push(context.secrets.isInteractive ? await context.secrets.input(`Word ${position} of the phrase`) : await context.secrets.ask(`word ${position}`));
    const { checkedAtMs } = await wallet.ask('checkBackupWords', { rootId, words });
    return context.output.result({ checkedAtMs }, 'You have the phrase.');
  });

export const restore = (context: Context, file: string): Promise<void> =>
  withWallet(context.dataFolder, async (wallet) => {
    const backup = readGiven(file);
    const { accounts: restored } = await wallet.ask('restoreBackup', { text: backup, passphrase: await context.secrets.ask('Passphrase of the backup') });
    context.output.result({ accounts: restored }, `${restored} account${restored === 1 ? '' : 's'} restored. This node has its own new key.`);
  });

export const payout = (context: Context, address: string): Promise<void> =>
  withState(context, async (wallet, state) => {
    const passphrase = state.roots.length === 0 ? null : await context.secrets.ask('Passphrase');
    const { effectiveAtMs } = await wallet.ask('setPayout', { address, passphrase });
    context.output.result({ address, effectiveAtMs }, effectiveAtMs <= Date.now() ? 'Earnings go there from now on.' : `Earnings go there from ${formatMoment(effectiveAtMs)} on.`);
  });

/** Names a joined network of real money, contract by contract: on no other does this machine's signer sign, whatever its provider says. */
export const trustNetwork = (context: Context, name: string): Promise<void> =>
  withWallet(context.dataFolder, async (wallet) => {
    const { deployment } = await readJoined(context.dataFolder, name);
    if (deployment.practice) throw usage(`${name} is a practice network: its coins are worth nothing, and the signer takes it unasked`);
    const { chainId } = deployment;
    const contracts = addressesOf(deployment);
    context.output.say(`Chain ${chainId}. ${name} is of REAL MONEY: compare its contracts with what those who run it publish.\n${formatTable(Object.entries(contracts))}`);
    await wallet.ask('pinNetwork', { chainId, contracts, passphrase: await context.secrets.ask('Passphrase of the wallet') });
    context.output.result({ name, chainId, contracts }, `The signer signs on ${name} from now on, and on no other network of real money. Next: hearth networks use ${name}`);
  });

export const policy = (context: Context, asked: string | undefined): Promise<void> =>
  withState(context, async (wallet, state) => {
    const account = findAccount(state, asked);
    const root = state.roots.find(({ rootId }) => rootId === rootOf(account))!;
    const changes = context.options['set'] as string[] | undefined;
    if (!changes) return context.output.result(root.policy, `${formatPolicy(root.policy, state)}${hearingLine(state)}`);
    const passphrase = await context.secrets.ask(`Passphrase of ${account.name}`);
    await wallet.ask('unlock', { rootId: root.rootId, passphrase });
    const next = changes.reduce((limits, change) => applyChange(limits, change, state), root.policy);
    await wallet.ask('setPolicy', { rootId: root.rootId, policy: next, passphrase });
    return context.output.result(next, `${formatPolicy(next, state)}${hearingLine(state)}`);
  });

const limitWords: Readonly<Record<Exclude<keyof WalletPolicy, 'tokenLimits'>, string>> = {
  coinsPerTransactionWei: 'EMBER in one transaction', coinsPerDayWei: 'EMBER in 24 hours', gasPerTransactionWei: "of the chain's currency in one transaction", gasPerDayWei: "of the chain's currency in 24 hours",
  feePerTransactionWei: "of the chain's currency as the fee of one transaction", typedFromWei: 'EMBER, from which on the amount is typed again', autoLockMinutes: 'minutes until it locks',
};

function formatPolicy({ tokenLimits = [], ...limits }: WalletPolicy, state: WalletState): string {
  const rows = Object.entries(limits).map(([name, value]) => [name.replace(/Wei$/, ''), typeof value === 'bigint' ? formatExactCoins(value) : String(value), limitWords[name as keyof typeof limitWords]]);
  return [formatTable(rows), ...tokenLimits.map((limit) => walletTokens.formatTokenLimit(limit, state))].join('\n');
}

function applyChange(limits: WalletPolicy, change: string, state: WalletState): WalletPolicy {
  const [name = '', value = ''] = change.split('=');
  if (name.startsWith('token:')) return walletTokens.applyTokenLimit(limits, name.slice('token:'.length), value, state);
  if (name === 'autoLockMinutes') {
    if (!/^\d{1,4}$/.test(value)) throw usage('autoLockMinutes takes minutes');
    return { ...limits, autoLockMinutes: Number(value) };
  }
  const key = Object.keys(limits).find((known) => known === `${name}Wei`) as keyof WalletPolicy | undefined;
  const wei = parseCoins(value);
  if (!key || wei === null) throw usage(`${printable(change).slice(0, 60)}: name=coins, with a name that hearth wallet policy shows`);
  return { ...limits, [key]: wei };
}

/** Never over an existing file: it may be the only copy of another wallet. */
function writeNew(path: string, content: string): string {
  try {
    writeFileSync(path, content, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw usage(`${path} exists already; choose another name`);
    throw usage(`${path} cannot be written (${(error as NodeJS.ErrnoException).code ?? 'unknown'}): name a file in a folder that is there and that you may write to`);
  }
  return path;
}
