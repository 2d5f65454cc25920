import './switch.css';

/** On or off, said in a word beside it. */
export function Switch({ on, label, words, busy, onChange }: { readonly on: boolean; readonly label: string; readonly words: { readonly on: string; readonly off: string }; readonly busy: boolean; readonly onChange: (on: boolean) => void }) {
  return (
    <button type="button" className="switch" role="switch" aria-checked={on} aria-label={label} aria-busy={busy} onClick={() => !busy && onChange(!on)}>
      <span className="switch-track"><span className="switch-knob" /></span>
      <span className="switch-word">{on ? words.on : words.off}</span>
    </button>
  );
}
