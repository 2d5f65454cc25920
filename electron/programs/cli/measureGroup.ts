import { wholeNumber } from './optionValues.ts';
import { leave } from './output.ts';
import type { AddCommand } from './walletGroup.ts';

/** Figures, attacks and calibrations: what others can run again. */
export function addMeasureCommands(add: AddCommand): void {
  add('bench', 'measure this Hearth beside named peers; with --device, test and measure a device of the running Hearth', async (output, dataFolder, options) => {
    if (options['device'] !== undefined) {
      const { runDeviceBench } = await import('./benchCommand.ts');
      return runDeviceBench(dataFolder, options['device'] === true ? null : (options['device'] as string), output);
    }
    const { runSourceScript } = await import('./sourceScript.ts');
    const given = (name: string): string[] => (options[name] === undefined ? [] : [`--${name}`, options[name] as string]);
    return runSourceScript('test/bench/run.ts', [...(output.isJson ? ['--json'] : []), ...(options['quick'] === true ? ['--quick'] : []), ...given('only'), ...(options['minutes'] === undefined ? [] : ['--minutes', String(options['minutes'] as number)]), ...given('save')]);
  })
    .option('--device [id]', 'correctness, speed and energy of this device, or of all; Ctrl+C cancels')
    .option('--quick', 'fewer rounds')
    .option('--only <part>', 'tokenLoop, engine, evidence, audit, start, overhead, classify, idle, giveback, signer, settlement, gateway, transfer, loading, signals or page')
    .option('--minutes <n>', 'how long the page\'s memory is watched, 60 for the hour (default: 10, 1 with --quick)', wholeNumber('--minutes', 1, 600))
    .option('--save <name>', 'keep the figures as test/bench/results/<date>-<name>.json');

  add('attack', 'run the attack suite: honest jobs and every known cheat, for real', async (output, _dataFolder, options) => {
    const { runAttackCommand } = await import('./attackCommand.ts');
    await leave(await runAttackCommand({
      list: options['list'] === true, quick: options['quick'] === true, write: options['write'] === true,
      ...(options['only'] === undefined ? {} : { only: options['only'] as string }), ...(options['seed'] === undefined ? {} : { seed: options['seed'] as number }),
      ...(options['resume'] === undefined ? {} : { resume: options['resume'] as string }),
    }, output));
  })
    .option('--list', 'name the attacks and leave')
    .option('--only <names>', 'only attacks whose names contain one of these, separated by commas')
    .option('--quick', 'a seeded subset, in under a minute')
    .option('--seed <n>', 'another seed', wholeNumber('--seed', 0, 2 ** 31))
    .option('--resume <file>', 'keep finished parts here and go on after them')
    .option('--write', 'write docs/attacks.md; with --only, the rows at its end');

  add('calibrate', 'measure honest runs of a model and recommend thresholds', async (output, _dataFolder, options, [folder]) => {
    const { runCalibrateCommand } = await import('./calibrateCommand.ts');
    const holds = await runCalibrateCommand({ folder: folder!, chunks: options['chunks'] as number, keep: options['keep'] === true, ...(options['out'] === undefined ? {} : { out: options['out'] as string }) }, output);
    await leave(holds ? 0 : 1);
  })
    .argument('<modelFolder>', 'a model that you trust: it runs in this process')
    .option('--chunks <n>', 'chunks of 32 tokens, at least; inputs, for a classifier', wholeNumber('--chunks', 1, 1_000_000), 300)
    .option('--out <file>', 'keep the raw data as JSON')
    .option('--keep', 'of a float model without tokens: write its calibration into the folder, so that audits with it accuse');
}
