export type Rectangle = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

export const smallestWindow = { width: 880, height: 600 } as const;
const firstWindow = { width: 1180, height: 800 } as const;

/**
 * Where the window opens: where it was, if enough of its title bar can still be grabbed on a display that is there now;
 * otherwise centred on the first one, never larger than it.
 *
 * @param displays  work areas in DIP, the primary one first; at least one
 */
export function fitWindow(saved: Rectangle | null, displays: readonly Rectangle[]): Rectangle {
  const [primary] = displays;
  if (!primary) return { x: 0, y: 0, ...firstWindow };
  const home = saved && displays.find((display) => canGrab(saved, display));
  if (saved && home) return { ...saved, width: Math.min(saved.width, home.width), height: Math.min(saved.height, home.height) };
  const width = Math.min(saved?.width ?? firstWindow.width, primary.width);
  const height = Math.min(saved?.height ?? firstWindow.height, primary.height);
  return { x: primary.x + Math.round((primary.width - width) / 2), y: primary.y + Math.round((primary.height - height) / 2), width, height };
}

/** At least 100 px of the top edge lie on the display, and the edge itself is not above it. */
function canGrab(window: Rectangle, display: Rectangle): boolean {
  const visible = Math.min(window.x + window.width, display.x + display.width) - Math.max(window.x, display.x);
  return visible >= 100 && window.y >= display.y && window.y <= display.y + display.height - 30;
}
