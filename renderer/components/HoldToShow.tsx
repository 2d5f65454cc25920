import './holdToShow.css';
import { useEffect, useState, type ReactNode } from 'react';

type HoldWords = { readonly hold: string; readonly holdHint: string; readonly shownNow: string; readonly hidden: string };

/**
 * Something that is in the page only while its button is held: by pointer, by the space bar or Enter, or pressed once and once again by what can only
 * press (a screen reader, a switch). Hidden as soon as the window loses the focus.
 */
export function HoldToShow({ words, size, children }: { readonly words: HoldWords; /** Rows that are kept free for it. */ readonly size: number; readonly children: () => ReactNode }) {
  const [isHeld, setIsHeld] = useState(false);
  useEffect(() => {
    const hide = (): void => setIsHeld(false);
    const events = ['blur', 'pointerup', 'pointercancel'] as const;
    for (const event of events) addEventListener(event, hide);
    document.addEventListener('visibilitychange', hide);
    return () => {
      for (const event of events) removeEventListener(event, hide);
      document.removeEventListener('visibilitychange', hide);
    };
  }, []);
  const isKey = (key: string): boolean => key === ' ' || key === 'Enter';
  return (
    <div className="hold">
      <div className="hold-place" data-rows={size} data-held={isHeld}>{isHeld ? children() : <span className="soft small">{words.holdHint}</span>}</div>
      <button
        type="button" className="button hold-button" aria-pressed={isHeld} onContextMenu={(event) => event.preventDefault()}
        onPointerDown={(event) => event.button === 0 && setIsHeld(true)}
        onKeyDown={(event) => {
          if (!isKey(event.key)) return;
          event.preventDefault();
          setIsHeld(true);
        }}
        onKeyUp={(event) => {
          if (!isKey(event.key)) return;
          event.preventDefault();
          setIsHeld(false);
        }}
        onBlur={() => setIsHeld(false)}
        // Neither a pointer nor a key: pressed by an assistive technology.
        onClick={(event) => event.detail === 0 && setIsHeld(!isHeld)}
      >
        {words.hold}
      </button>
      <span className="unseen" role="status">{isHeld ? words.shownNow : words.hidden}</span>
    </div>
  );
}
