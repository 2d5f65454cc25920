#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { createOutput, reportFailure, type Output } from './cli/output.ts';
import { dataFolderOf, version } from './cli/places.ts';
import { addEconomyCommands } from './cli/economyGroup.ts';
import { addExamples } from './cli/examples.ts';
import { addGuestCommands } from './cli/guestGroup.ts';
import { addJobCommands } from './cli/jobsGroup.ts';
import { addMeasureCommands } from './cli/measureGroup.ts';
import { addModelCommands } from './cli/modelsGroup.ts';
import { addMoneyCommands } from './cli/moneyGroup.ts';
import { addNetworkCommands } from './cli/networkGroup.ts';
import { addRunCommands } from './cli/runGroup.ts';
import { addWalletCommands } from './cli/walletGroup.ts';

/** `hearth`: every capability without a window. JSON on stdout only; exit 0 done, 1 failed, 2 wrong usage. */

type Globals = { json?: boolean; data?: string };
export const program = new Command('hearth');

program
  .description('Turns an idle GPU at home into trustworthy, paid AI compute.')
  .version(version, '-V, --version', 'print the version; without a window, Hearth is updated the way it was installed')
  .showHelpAfterError('Try hearth --help, or hearth <command> --help.')
  // Options behind a command of a command are its own, though both know them.
  .enablePositionalOptions()
  .exitOverride()
  .configureOutput({ writeErr: (text) => process.stderr.write(text) });

/** A reader that has had enough, such as `head`, is no fault. What runs on without a reader runs on. */
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    if (program.args[0] !== 'start') process.exit(process.exitCode ?? 0);
  });
}

/** A command with the two options every command has. Its action returns the exit code, or nothing for 0. */
function command(name: string, description: string, act: (output: Output, dataFolder: string, options: Record<string, unknown>, args: string[]) => Promise<number | void>, parent: Command = program): Command {
  const added = parent.command(name).showHelpAfterError(`Try hearth ${parent === program ? '' : `${parent.name()} `}${name} --help.`).description(description).option('--json', 'print JSON on stdout').option('--data <dir>', "Hearth's data folder");
  added.action(async () => {
    const options: Record<string, unknown> & Globals = added.opts();
    const output = createOutput(options.json === true);
    try {
      process.exitCode = (await act(output, dataFolderOf(options.data), options, added.args)) ?? 0;
    } catch (error) {
      process.exitCode = reportFailure(error, output);
    }
  });
  return added;
}

program.commandsGroup('Run:');
addRunCommands(command);
program.commandsGroup('Jobs and evidence:');
addJobCommands(command);
program.commandsGroup('Money:');
addMoneyCommands(command);
program.commandsGroup('A good guest:');
addGuestCommands(command);
program.commandsGroup('Networks and applications:');
addNetworkCommands(command);
program.commandsGroup('Measure:');
addMeasureCommands(command);
program.commandsGroup('Economy and wallet:');
addEconomyCommands(command);
const models = program.commands.find((one) => one.name() === 'models')!;
models.enablePositionalOptions();
addModelCommands((name, description, act) => command(name, description, act, models));

const wallet = program.command('wallet').configureHelp({ minWidthToWrap: 24 }).showHelpAfterError('Try hearth wallet --help.').description('accounts, sending and their limits; secrets come from a prompt or a file descriptor').exitOverride();
addWalletCommands((name, description, act) => command(name, description, act, wallet));

addExamples(program);
try {
  await program.parseAsync();
} catch (error) {
  // Commander has already said what is wrong.
  if (!(error instanceof CommanderError)) throw error;
  if (error.code === 'hearth.usage') process.stderr.write(`${error.message}\n`);
  process.exitCode = error.exitCode === 0 ? 0 : 2;
}
