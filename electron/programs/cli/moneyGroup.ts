import type { AddCommand } from './walletGroup.ts';

/** What was earned, and what it cost. */
export function addMoneyCommands(add: AddCommand): void {
  add('earnings', 'what was paid, and what waits', async (output, dataFolder, options) => {
    const { showStatement, writeCsv } = await import('./bookCommands.ts');
    if (options['csv'] !== undefined) return writeCsv(dataFolder, options['range'] as string, options['csv'] as string | true, output);
    if (options['statement'] === true) return showStatement(dataFolder, options['range'] as string, output);
    const { showEarnings } = await import('./readCommands.ts');
    await showEarnings(dataFolder, options['range'] as string, output);
  })
    .option('--range <range>', '24h, 7d, 30d, 1y or all', '24h')
    .option('--statement', 'gross, shares, energy and net, with the return of each model on each device')
    .option('--csv [file]', 'receipts and payouts as CSV, into a file or on stdout');

  add('reconcile', 'hold every receipt against what the chain paid; exit 0 when every coin is accounted for', async (output, dataFolder) => {
    const { runReconcile } = await import('./bookCommands.ts');
    return runReconcile(dataFolder, output);
  });

  add('tariff', 'say what power costs', async (output, dataFolder, _options, words) => {
    const { runTariff } = await import('./bookCommands.ts');
    await runTariff(dataFolder, words, output);
  }).argument('[words...]', 'nothing, to see it; none; flat EUR 0.32; dayNight EUR 0.34 0.22 06:00 22:00; csv EUR prices.csv; file EUR price.txt 3600; command EUR price 3600');

  add('rate', 'say what a coin is worth', async (output, dataFolder, options, words) => {
    const { runRate } = await import('./bookCommands.ts');
    await runRate(dataFolder, words, options['from'] as string | undefined, output);
  })
    .argument('[words...]', 'nothing, to see it; none; EUR 0.85; file EUR rate.txt 86400; command EUR rate 86400; fees EUR 2410, for the currency that pays fees; limit 5, the most percent of a claim that its fee may take')
    .option('--from <date>', 'since when a fixed rate holds, such as 2026-11-01');
}
