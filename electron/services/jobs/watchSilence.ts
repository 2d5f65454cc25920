/** How long a worker may say nothing: until its first word, for each token of the prompt beyond that, and between two words. Seconds. */
export type Silence = { readonly firstSeconds: number; readonly perPromptTokenSeconds: number; readonly betweenSeconds: number };

/** A processor reads some ten tokens of a large model a second at worst, and a slowed worker rests two seconds at most between tokens. */
export const patience: Silence = { firstSeconds: 180, perPromptTokenSeconds: 0.25, betweenSeconds: 90 };

export type SilenceWatch = { heard(): void; stop(): void };

/**
 * Finds a worker that hangs: it lives, and nothing comes of it. Long orders have late deadlines, and a device must not be held until then. Counts its own
 * looks, not the clock: a machine that slept was not silent.
 */
export function watchSilence(silence: Silence, promptTokens: number, onHung: () => void): SilenceWatch {
  let left = silence.firstSeconds + silence.perPromptTokenSeconds * promptTokens;
  const timer = setInterval(() => {
    left -= 1;
    if (left > 0) return;
    clearInterval(timer);
    onHung();
  }, 1000);
  timer.unref();
  return { heard: () => void (left = silence.betweenSeconds), stop: () => clearInterval(timer) };
}
