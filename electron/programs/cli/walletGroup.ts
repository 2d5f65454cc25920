import type { Command } from 'commander';
import type { Output } from './output.ts';
import type * as WalletRun from './walletRun.ts';

/** How `hearth` makes a command; see cli.ts. */
export type AddCommand = (name: string, description: string, act: (output: Output, dataFolder: string, options: Record<string, unknown>, args: string[]) => Promise<number | void>, parent?: Command) => Command;

const secretFd = ['--secret-fd <n>', 'read secrets from this file descriptor, one a line, instead of asking', toFd] as const;
const phraseFd = ['--phrase-fd <n>', 'write the recovery phrase to this file descriptor instead of the terminal', toFd] as const;
function toFd(text: string): number {
  return /^\d{1,4}$/.test(text) ? Number(text) : -1;
}

/**
 * `hearth wallet …`. Secrets come from a prompt or `--secret-fd` and leave on a terminal or `--phrase-fd`; no option takes one and no `--json` prints one.
 */
export function addWalletCommands(add: AddCommand): void {
  const command = (name: string, description: string, run: (commands: typeof WalletRun, context: WalletRun.Context, args: string[]) => Promise<void>): Command =>
    add(name, description, async (output, dataFolder, options, args) => {
      const commands = await import('./walletRun.ts');
      await run(commands, commands.createContext(output, dataFolder, options), args);
    });

  command('create', 'make a new wallet; lines of --secret-fd: passphrase', (commands, context) => commands.create(context))
    .option('--name <name>', 'name of its first account', 'Main').option('--words <n>', '12, 15, 18, 21 or 24', '12').option(...secretFd).option(...phraseFd)
    .option('--skip-check', 'do not ask for three words now').option('--even-if-lost', 'give up the wallet that was in this data folder');
  command('import', 'bring a wallet: --phrase, --keystore, --key or --watch', (commands, context) => commands.importWallet(context))
    .option('--phrase', 'a recovery phrase; lines: phrase, [extra word], passphrase').option('--extra-word', "the phrase has BIP-39's own passphrase (25th word)")
    .option('--path <path>', "derivation path of its first account (default: m/44'/60'/0'/0/0)").option('--accounts <n>', 'how many accounts of it', '1')
    .option('--keystore <file>', 'a keystore file (v3); lines: its passphrase, passphrase').option('--key', 'a private key; lines: key, passphrase')
    .option('--watch <address>', 'an address whose key stays elsewhere').option('--name <name>', 'name of the account', 'Main').option(...secretFd).option('--even-if-lost', 'give up the wallet that was in this data folder');
  command('export', 'write an account as a keystore file, or show its phrase; lines: passphrase, [passphrase of the file]', (commands, context, args) => commands.exportWallet(context, args[0]))
    .argument('[account]', 'name, address or id').option('--out <file>', 'the keystore file to write').option('--phrase', 'show the recovery phrase instead').option(...secretFd).option(...phraseFd);
  command('accounts', 'list accounts', (commands, context) => commands.accounts(context));
  command('add', 'add the next account of a phrase; line: passphrase, if it is locked', (commands, context, args) => commands.addAccount(context, args[0]!))
    .argument('<name>', 'its name').option('--of <account>', 'an account of the same phrase').option('--path <path>', 'another path than the next').option(...secretFd);
  command('rename', 'rename an account', (commands, context, args) => commands.rename(context, args[0]!, args[1]!)).argument('<account>', 'name, address or id').argument('<name>', 'its new name');
  command('remove', 'remove an account from this machine; line: passphrase', (commands, context, args) => commands.remove(context, args[0]!))
    .argument('<account>', 'name, address or id').option('--address <address>', 'the address again, to show that you mean it').option(...secretFd);
  command('balance', 'what the accounts hold, by the chain', (commands, context, args) => commands.balance(context, args[0])).argument('[account]', 'name, address or id');
  command('send', 'send coins (EMBER); line: passphrase, if it is locked', (commands, context, args) => commands.send(context, args[0]!, args[1]!))
    .argument('<to>', 'an address, or the name of a contact').argument('<amount>', 'in coins').option('--from <account>', 'name, address or id').option('--gas', "send the chain's own currency instead")
    .option('--token <token>', 'send a token instead: its address, or its symbol; lines: [passphrase, if it is locked,] passphrase').option('--typed-amount <amount>', 'a large amount again, to show that you mean it').option('--yes', 'do not ask').option('--wait <seconds>', 'how long to wait for the chain', '60').option(...secretFd);
  command('contacts', 'the address book: list, add, rename, remove', (commands, context, args) => commands.contacts(context, args[0], args[1], args[2]))
    .argument('[act]', 'add, rename or remove (default: list)').argument('[name]', 'name of the contact').argument('[value]', 'add: the address; rename: the new name');
  command('tokens', 'tokens of other contracts: what is held; add, forget', (commands, context, args) => commands.tokens(context, args[0], args[1]))
    .argument('[act]', 'add or forget (default: list)').argument('[address]', "the token's contract");
  command('stake', 'stake coins for a node; line: passphrase, if it is locked', (commands, context, args) => commands.stake(context, args[0]!))
    .argument('<amount>', 'in coins').option('--node <address>', 'default: this node').option('--from <account>', 'name, address or id')
    .option('--typed-amount <amount>', 'a large amount again').option('--yes', 'do not ask').option('--wait <seconds>', 'how long to wait for the chain', '60').option(...secretFd);
  command('history', 'what was sent, and what the chain knows', (commands, context, args) => commands.history(context, args[0])).argument('[account]', 'name, address or id');
  for (const [name, how, says] of [['speed-up', 'speedUp', 'pay more for a pending transaction'], ['cancel', 'cancel', 'put an empty transaction in the place of a pending one']] as const) {
    command(name, `${says}; line: passphrase, if it is locked`, (commands, context, args) => commands.replace(context, args[0]!, how))
      .argument('<transaction>', 'its id, from history').option('--from <account>', 'name, address or id').option('--yes', 'do not ask').option('--wait <seconds>', 'how long to wait for the chain', '60').option(...secretFd);
  }
  command('unlock', 'open the wallet of the running Hearth; line: passphrase', (commands, context, args) => commands.unlock(context, args[0])).argument('[account]', 'name, address or id').option(...secretFd);
  command('lock', 'lock every account of the wallet at once', (commands, context) => commands.lock(context));
  command('passphrase', 'change the passphrase; lines: old, new', (commands, context, args) => commands.changePassphrase(context, args[0])).argument('[account]', 'name, address or id').option(...secretFd);
  command('backup', 'write the encrypted backup file, or check that you have the phrase', (commands, context, args) => commands.backup(context, args[0]))
    .argument('[account]', 'with --check: whose phrase').option('--out <file>', 'the file to write').option('--check', 'ask for three words; lines: passphrase, if it is locked, then the words').option(...secretFd);
  command('restore', 'bring back a wallet from its backup file; line: passphrase', (commands, context, args) => commands.restore(context, args[0]!)).argument('<file>', 'the backup file').option(...secretFd);
  command('payout', 'say where earnings go; line: passphrase', (commands, context, args) => commands.payout(context, args[0]!)).argument('<address>', 'an address').option(...secretFd);
  command('trust-network', 'let this machine sign on a joined network of real money; line: passphrase', (commands, context, args) => commands.trustNetwork(context, args[0]!)).argument('<name>', 'as hearth networks calls it').option(...secretFd);
  command('policy', 'show or set limits; line: passphrase', (commands, context, args) => commands.policy(context, args[0]))
    .argument('[account]', 'name, address or id').option('--set <name=value...>', 'amounts in coins, autoLockMinutes in minutes').option(...secretFd);
}
