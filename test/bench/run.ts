import { parseArgs } from 'node:util';
import { createOutput, reportFailure } from '../../electron/programs/cli/output.ts';
import { setup } from '../support/buildFirst.ts';
import { runBench } from './bench.ts';

/** `hearth bench` as a program of its own: figures as JSON with --json, a table otherwise. */
const { values } = parseArgs({ options: { json: { type: 'boolean', default: false }, quick: { type: 'boolean', default: false }, only: { type: 'string' }, minutes: { type: 'string' }, save: { type: 'string' } } });
const output = createOutput(values.json);
try {
  setup();
  const result = await runBench({ isQuick: values.quick, only: values.only, minutes: values.minutes === undefined ? undefined : Number(values.minutes), save: values.save, say: (line) => output.say(line) });
  output.result(result.figures, result.text);
  process.exit(0);
} catch (error) {
  process.exit(reportFailure(error, output));
}
