/** Text as it may be sent on: everything that a later token, or a stop text, can no longer change. */
export type AnswerText = {
  /** The text of all tokens so far; gives what is new and certain. */
  push(whole: string): string;
  /** The rest, once no token follows. */
  finish(): string;
  /** A stop text was found; nothing more comes. */
  readonly isStopped: boolean;
};

/**
 * Cuts a growing text at the first stop text and holds back what might still become one, or half a character: a token can end inside one, and
 * decodes as U+FFFD until the next arrives.
 */
export function createAnswerText(stop: readonly string[]): AnswerText {
  let sent = 0;
  let text = '';
  let isStopped = false;

  /** Length of the longest end of `text` that begins a stop text. */
  const heldBack = (): number => {
    let most = /\u{fffd}+$/u.exec(text)?.[0].length ?? 0;
    for (const one of stop) {
      for (let length = Math.min(one.length - 1, text.length); length > most; length--) if (text.endsWith(one.slice(0, length))) most = length;
    }
    return most;
  };
  const take = (until: number): string => {
    const part = text.slice(sent, Math.max(sent, until));
    sent = Math.max(sent, until);
    return part;
  };

  return {
    push(whole) {
      if (isStopped) return '';
      text = whole;
      const found = stop.map((one) => text.indexOf(one)).filter((at) => at >= 0);
      if (found.length === 0) return take(text.length - heldBack());
      isStopped = true;
      text = text.slice(0, Math.min(...found));
      return take(text.length);
    },
    finish: () => take(text.length),
    get isStopped() {
      return isStopped;
    },
  };
}
