import './ember.css';
import { useEffect, useRef } from 'react';
import type { Status } from '../../electron/shared/shapes.ts';
import { useLink, useTopic } from '../useBridge.ts';
import { Mark, markParts } from './Mark.tsx';

/** How much is going on, 0 to 1, from tokens a second: 10 is about a third, 250 and more the whole. */
const workLevel = (tokensPerSecond: number): number => Math.min(1, Math.log2(1 + tokensPerSecond) / 8);

const breath: Keyframe[] = [
  { opacity: 0.55, transform: 'scale(0.94)' },
  { opacity: 1, transform: 'scale(1)' },
  { opacity: 0.55, transform: 'scale(0.94)' },
];

/** The mark, large, with the light it throws. It breathes as fast as the machine works, and stands still under reduced motion. */
export function Ember({ state }: { readonly state: Status['state'] }) {
  const glow = useRef<HTMLSpanElement>(null);
  const pulse = useTopic('pulse');
  const open = useLink().phase === 'open';
  const level = open && pulse ? workLevel(pulse.value.tokensPerSecond) : 0;
  const breathing = useRef<Animation | null>(null);
  useEffect(() => {
    if (level === 0 || matchMedia('(prefers-reduced-motion: reduce)').matches) {
      breathing.current?.cancel();
      breathing.current = null;
      return;
    }
    breathing.current ??= glow.current?.animate(breath, { duration: 4200, iterations: Infinity, easing: 'ease-in-out' }) ?? null;
    breathing.current?.updatePlaybackRate(0.8 + 2.2 * level);
  }, [level]);
  const warm = state === 'idle' ? 0.25 : state === 'working' || state === 'workerLost' || state === 'chainGone' || state === 'chainDoubt' ? 0.45 + 0.55 * level : state === 'starting' ? 0.35 : 0;
  return (
    <div className="ember" aria-hidden="true">
      <span className="ember-warmth" style={{ opacity: warm }}><span ref={glow} className="ember-glow" /></span>
      <Mark {...markParts[state]} stroke={4.5} />
    </div>
  );
}
