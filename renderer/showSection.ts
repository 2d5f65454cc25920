/** Milliseconds in which what stands above a part of a screen may still come and move it. */
const settleMs = 3000;

/**
 * Brings a part of a screen into sight, with the keyboard at its title, as soon as it is there, and keeps it there while what is above it arrives, unless the reader moves on first.
 *
 * @param id  of its title
 * @returns   gives it up
 */
export function showSection(root: HTMLElement, id: string): () => void {
  const ending = new AbortController();
  let foundAtMs: number | null = null;
  const show = (): void => {
    const title = document.getElementById(id);
    if (title === null) return;
    if (foundAtMs !== null && performance.now() - foundAtMs > settleMs) return ending.abort();
    if (foundAtMs === null) {
      title.tabIndex = -1;
      title.focus({ preventScroll: true });
      foundAtMs = performance.now();
    }
    title.scrollIntoView({ block: 'start' });
  };
  const observer = new MutationObserver(show);
  ending.signal.addEventListener('abort', () => observer.disconnect());
  for (const act of ['wheel', 'pointerdown', 'keydown', 'touchstart']) addEventListener(act, () => ending.abort(), { signal: ending.signal, passive: true });
  observer.observe(root, { childList: true, subtree: true, characterData: true });
  show();
  return () => ending.abort();
}
