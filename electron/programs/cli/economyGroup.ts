import type { Command } from 'commander';
import type * as EconomyRun from './economyRun.ts';
import { usage, type Output } from './output.ts';
import type { AddCommand } from './walletGroup.ts';

type Options = Record<string, unknown>;
const text = (options: Options, name: string): Record<string, string> => (options[name] === undefined ? {} : { [name]: options[name] as string });

/** Deployment, stake, earnings and governance: commands that need a chain and no running Hearth. */
export function addEconomyCommands(add: AddCommand): void {
  type Context = EconomyRun.Context;
  const command = (name: string, description: string, writes: boolean, run: (commands: typeof EconomyRun, context: Context, args: string[]) => Promise<void>, parent?: Command): Command => {
    const added = add(name, description, async (output: Output, dataFolder, options, args) => {
      const commands = await import('./economyRun.ts');
      await run(commands, { output, options, chain: { dataFolder, ...text(options, 'deployment'), ...(options['rpc'] === undefined ? {} : { rpc: options['rpc'] as string[] }), ...text(options, 'keyFile'), ...text(options, 'as') } }, args);
    }, parent)
      .option('--deployment <file>', 'the deployment file (default: of the network this Hearth is on)')
      .option('--rpc <url>', "instead of the deployment's own addresses; given more than once, they are held against each other", (url: string, before: string[] | undefined) => [...(before ?? []), url]);
    return writes ? added.option('--key-file <file>', 'private key to send with; only you may read it').option('--as <who>', 'on its own practice network: operator or client') : added;
  };

  add('deploy', 'deploy every contract, or go on with a deployment that was begun', async (output, _dataFolder, options) => {
    if (!options['rpc'] || !options['keyFile']) throw usage('--rpc URL and --key-file FILE are needed');
    const { runDeploy } = await import('./deployCommand.ts');
    const { deployment, file } = await runDeploy({ rpc: options['rpc'] as string, keyFile: options['keyFile'] as string, practice: options['practice'] === true, out: options['out'] as string, ...text(options, 'plan') }, output);
    output.result({ file, deployment }, `Deployed on chain ${deployment.chainId} and read back: ${file}`);
  })
    .option('--rpc <url>', 'the chain')
    .option('--key-file <file>', 'private key that pays; it keeps no right afterwards')
    .option('--plan <file>', 'who gets what, in JSON: hearth-deploy-plan/1')
    .option('--practice', 'test money, all of it the deployer\'s')
    .option('--out <dir>', 'where <chainId>.json is written', 'deployments');

  command('stake', "lock coins behind a node, in its operator's balance", true, (commands, context, args) => commands.stake(context, args[0]!, args[1]!)).argument('<node>', 'a bound node').argument('<coins>', 'how much');
  command('unstake', 'begin the countdown of stake; without an amount, free what has counted down', true, (commands, context, args) => commands.unstake(context, args[0]!, args[1])).argument('<node>', 'a node of yours').argument('[coins]', 'how much');
  command('claim', 'collect what an account earned: shares of jobs, royalties, new coins; --lapse and --release end what nobody else ends', true, async (commands, context) => {
    const { lapse: file, release: node } = context.options as { lapse?: string; release?: string };
    if (file !== undefined && node !== undefined) throw usage('--lapse or --release, not both');
    if (file === undefined && node === undefined) return commands.claim(context);
    const ends = await import('./claimEnds.ts');
    await (file === undefined ? ends.release(context, node!) : ends.lapse(context, file));
  })
    .option('--lapse <file>', "end the claim of this receipt's job that nobody could pay for 90 days; its amount goes back to the client's reservation").option('--release <node>', 'as a client: take back what is left of your reservation with a node, once it ran out')
    .option('--account <address>', 'whose (default: the sender)').option('--node <address...>', "nodes whose new coins are wanted too").option('--dry', 'only show what there is');
  command('seats', "who verifies a model; --take and --leave change a node's seat", true, (commands, context, args) => commands.seats(context, args[0]!)).argument('<model>', 'a model id')
    .option('--node <address>', 'the node, yours by its operator\'s key').option('--take', 'take a seat: locks SeatStake of the node\'s stake').option('--leave', 'give a seat up');
  command('votes', 'what an account can vote with; --delegate gives its votes to an account', true, (commands, context, args) => commands.votes(context, args[0])).argument('[account]', 'an address (default: the sender)').option('--delegate <address>', 'who votes with these coins, also staked ones');
  command('proposals', 'list proposals and how they stand', false, (commands, context) => commands.proposals(context));
  command('vote', 'vote on a proposal', true, (commands, context, args) => commands.vote(context, args[0]!, args[1]!)).argument('<proposal>', 'its number, or the beginning of it').argument('<support>', 'for, against or abstain').option('--reason <text>', 'said on chain', '');
  command('propose', 'propose a change, or --queue or --execute a decided one', true, (commands, context) => commands.propose(context))
    .option('--set <name=value>', 'a governed number, as AuditFloorBps=700').option('--grant <address=coins>', 'coins of the treasury').option('--description <text>', 'why')
    .option('--queue <proposal>', 'hand a decided proposal to the timelock').option('--execute <proposal>', 'carry out a queued proposal');
  command('treasury', 'what the treasury and the verifiers\' pool hold, and every governed number', false, (commands, context) => commands.treasury(context));
  const models = command('models', 'registered models, their royalties and who shares them', false, (commands, context) => commands.models(context));
  command('publish', 'register a model folder with its roots and a royalty; it cannot be changed afterwards', true, async (_commands, context, args) => (await import('./publishRun.ts')).publish(context, args[0]!), models)
    .argument('<modelFolder>', 'a folder with a manifest.json').option('--royalty <percent>', "of what its jobs are paid, up to the network's limit", '0')
    .option('--share <address=percent...>', 'of the royalty, for contributors; the publisher keeps the rest').option('--uri <uri>', 'where it is described; stands on chain', '').option('--supersedes <model>', 'the id of your model that it takes the place of');
}
