import type { Status } from '../../electron/shared/shapes.ts';

type Parts = { readonly inside: 'lit' | 'out' | 'bar' | 'ring'; readonly notch: boolean };

/** The state is carried by shape: ember lit or out, a bar for paused, a ring for starting, a notched arch for attention. */
export const markParts: Readonly<Record<Status['state'], Parts>> = {
  starting: { inside: 'ring', notch: false },
  working: { inside: 'lit', notch: false },
  idle: { inside: 'out', notch: false },
  paused: { inside: 'bar', notch: false },
  ruled: { inside: 'bar', notch: false },
  leaving: { inside: 'bar', notch: false },
  chainGone: { inside: 'lit', notch: true },
  chainDoubt: { inside: 'lit', notch: true },
  cheating: { inside: 'lit', notch: true },
  workerLost: { inside: 'lit', notch: true },
  noDevice: { inside: 'out', notch: true },
  diskFull: { inside: 'bar', notch: true },
  failing: { inside: 'out', notch: true },
  disconnected: { inside: 'out', notch: true },
};

const arch = 'M11 56V31a21 21 0 0 1 42 0v25';
const notchedArch = 'M11 56V31a21 21 0 0 1 24-20.8M50.4 20.9A21 21 0 0 1 53 31v25';

/** The hearth arch with its ember, as in assets/icons. Decoration: the words beside it say the same. */
export function Mark({ inside, notch, stroke = 6.5 }: Parts & { readonly stroke?: number }) {
  return (
    <svg className="mark" viewBox="0 0 64 64" aria-hidden="true" fill="none" strokeWidth={stroke} strokeLinecap="round">
      <path d={notch ? notchedArch : arch} stroke="currentColor" />
      <path d="M5 56h54" stroke="currentColor" />
      {inside === 'lit' && <rect className="mark-ember" x="24.5" y="32.5" width="15" height="15" rx="3.5" transform="rotate(45 32 40)" fill="var(--coal)" />}
      {inside === 'out' && <rect x="25.5" y="33.5" width="13" height="13" rx="3" transform="rotate(45 32 40)" stroke="currentColor" strokeWidth={stroke * 0.6} />}
      {inside === 'bar' && <path d="M22 38h20" stroke="currentColor" />}
      {inside === 'ring' && <circle cx="32" cy="38" r="8" stroke="var(--coal)" strokeWidth={stroke * 0.7} />}
    </svg>
  );
}
