import type { AddCommand } from './walletGroup.ts';

/** When Hearth works, and when it does not. */
export function addGuestCommands(add: AddCommand): void {
  add('rules', 'show what the rules decide, change them, or replay the last week against others', async (output, dataFolder, options) => {
    const { runRules } = await import('./guestCommands.ts');
    await runRules(dataFolder, { explain: options['explain'] === true, ...(options['simulate'] === undefined ? {} : { simulate: options['simulate'] as string }), ...(options['set'] === undefined ? {} : { set: options['set'] as string }) }, output);
  })
    .option('--explain', 'every rule with what it does and what it reads now')
    .option('--simulate <file>', 'replay the last week against the rules of this file, as hearth rules --json prints them')
    .option('--set <file>', 'take the rules of this file');

  add('preset', 'choose how to behave: guest, balanced or dedicated', async (output, dataFolder, _options, [name]) => {
    const { runPreset } = await import('./guestCommands.ts');
    await runPreset(dataFolder, name!, output);
  }).argument('<name>', 'guest, balanced or dedicated');

  add('pause', 'take no more jobs, for a time or until hearth resume', async (output, dataFolder, options) => {
    const { runPause } = await import('./guestCommands.ts');
    await runPause(dataFolder, options, output);
  })
    .option('--device <id>', 'this device only')
    .option('--for <time>', 'such as 90m, 2h or 1d')
    .option('--until <time>', 'the next time it is this o\'clock, such as 08:00')
    .option('--now', 'hand running jobs back instead of finishing them');

  add('resume', 'end pauses, and overrule what stops work now (never what protects the machine)', async (output, dataFolder, options) => {
    const { runResume } = await import('./guestCommands.ts');
    await runResume(dataFolder, options['device'] as string | undefined, output);
  }).option('--device <id>', 'this device only');

  for (const act of ['refuse', 'accept'] as const) {
    add(act, act === 'refuse' ? 'take no more orders of a kind, for a model, or of a client; without words, say what is refused' : 'take orders again that were refused', async (output, dataFolder, _options, words) => {
      const { runChoice } = await import('./choiceCommand.ts');
      await runChoice(dataFolder, act, words, output);
    }).argument('[words...]', 'kind generate; model ember; client 0x…');
  }

  add('why', 'say in one sentence what Hearth does and why, and what to do about it', async (output, dataFolder) => {
    const { runWhy } = await import('./guestCommands.ts');
    await runWhy(dataFolder, output);
  });
}
