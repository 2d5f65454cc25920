import { words } from '../strings/words.ts';
import { Ember } from './Ember.tsx';

/** The whole page for a browser that has no session: what is wrong, and the one thing that helps. */
export function Refused() {
  return (
    <div className="page refused">
      <Ember state="disconnected" />
      <h1>{words.link.refused}</h1>
      <p className="soft">{words.link.refusedNext}</p>
    </div>
  );
}
