import { starvedMs, type Waits } from './starved.ts';

/** How long a worker may say nothing: until its first word, for each token of the prompt beyond that, and between two words. Seconds. */
export type Silence = { readonly firstSeconds: number; readonly perPromptTokenSeconds: number; readonly betweenSeconds: number };

/** A processor reads some ten tokens of a large model a second at worst, and a slowed worker rests two seconds at most between tokens. */
export const patience: Silence = { firstSeconds: 180, perPromptTokenSeconds: 0.25, betweenSeconds: 90 };
/** Whatever a busy machine took from it: so many times as long is enough for any. */
const starvedTimes = 10;

export type SilenceWatch = { heard(): void; stop(): void };

/**
 * Finds a worker that hangs: it lives, and nothing comes of it. Long orders have late deadlines, and a device must not be held until then. Counts its own
 * looks, not the clock: a machine that slept was not silent. Nor is one that got no processor: what a thread of the worker waited for one is given to it on top, as far as the system tells.
 *
 * @param readWaits  of the worker, now
 * @param onHung     with the seconds of silence
 */
export function watchSilence(silence: Silence, promptTokens: number, readWaits: () => Waits, onHung: (silentSeconds: number) => void): SilenceWatch {
  let allowed = silence.firstSeconds + silence.perPromptTokenSeconds * promptTokens;
  let [left, silent] = [allowed, 0];
  let waits = readWaits();
  let isHeard = false;
  const timer = setInterval(() => {
    if (isHeard) {
      allowed = silence.betweenSeconds;
      [left, silent, isHeard] = [allowed, 0, false];
      waits = readWaits();
      return;
    }
    left -= 1;
    silent += 1;
    if (left > 0) return;
    const now = readWaits();
    const starvedSeconds = Math.floor(starvedMs(waits, now) / 1000);
    waits = now;
    left = Math.min(starvedSeconds, allowed * starvedTimes - silent);
    if (left >= 1) return;
    clearInterval(timer);
    onHung(silent);
  }, 1000);
  timer.unref();
  return { heard: () => void (isHeard = true), stop: () => clearInterval(timer) };
}
