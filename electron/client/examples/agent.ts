import { ClientError } from '../clientError.ts';
import { openHearth, type Generated, type Hearth } from '../openHearth.ts';

/**
 * An agent on the model that comes with Hearth: it turns dates that people write into ISO dates, which the model was trained for, and counts the days
 * between them, which no model should be trusted with. The tool checks what the model wrote; what is no date is asked for again under another seed.
 *
 *     HEARTH_API_KEY=hk-… node electron/client/examples/agent.ts "7th October twenty sixty-nine" "January 13, 2099"
 */

const tries = 3;

/** The tool: real arithmetic, strict about its input. @throws RangeError  not a date of the calendar */
export function daysBetween(from: string, to: string): number {
  const [a, b] = [from, to].map((date) => {
    const ms = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : NaN;
    // 2099-02-30 would become a day in March.
    if (Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== date) throw new RangeError(`'${date}' is no date`);
    return ms;
  });
  return Math.round((b! - a!) / 86_400_000);
}

type Step = { readonly written: string; readonly date: string; readonly answer: Generated };

async function readDate(hearth: Hearth, written: string): Promise<Step> {
  for (let seed = 0; ; seed++) {
    const answer = await hearth.generate({ model: 'ember', prompt: `date: ${written} =`, maxTokens: 16, temperature: seed === 0 ? 0 : 0.5, seed }).result;
    const date = answer.text.trim();
    try {
      daysBetween(date, date);
      return { written, date, answer };
    } catch (error) {
      if (seed + 1 >= tries) throw error;
    }
  }
}

export type AgentRun = { readonly days: number; readonly steps: readonly Step[]; readonly costWei: bigint };

/** Answers how many days lie between two dates as people write them. Each answer's receipt is verified here before its date is used. */
export async function countDays(hearth: Hearth, from: string, to: string): Promise<AgentRun> {
  const steps = await Promise.all([from, to].map((written) => readDate(hearth, written)));
  for (const { answer } of steps) {
    const { ok, checks } = await hearth.verify(answer.receiptId);
    if (!ok) throw new Error(`receipt ${answer.receiptId} does not hold: ${checks.find(({ state }) => state === 'failed')?.reason ?? 'it is another receipt'}`);
  }
  return { days: daysBetween(steps[0]!.date, steps[1]!.date), steps, costWei: steps.reduce((sum, { answer }) => sum + answer.costWei, 0n) };
}

async function main(): Promise<void> {
  const [from = '7th October twenty sixty-nine', to = 'January 13, 2099'] = process.argv.slice(2);
  const { HEARTH_API_KEY: apiKey, HEARTH_BASE_URL: baseUrl } = process.env;
  if (!apiKey) throw new RangeError('HEARTH_API_KEY is not set: make a key with ./hearth gateway-key create my-app --budget 5');
  const { days, steps, costWei } = await countDays(openHearth({ apiKey, ...(baseUrl ? { baseUrl } : {}) }), from, to);
  for (const { written, date, answer } of steps) process.stdout.write(`${written} → ${date}  (${answer.verification}, receipt ${answer.receiptId})\n`);
  process.stdout.write(`${days} days, for ${costWei} wei\n`);
}

if (import.meta.main) {
  await main().catch((error: unknown) => {
    if (!(error instanceof ClientError) && !(error instanceof RangeError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  });
}
