import './segmented.css';

type Choice<Value extends string> = { readonly value: Value; readonly words: string };

/** One of a few, all in sight. Native radio buttons, so arrows and forms work as everywhere. */
export function Segmented<Value extends string>({ label, name, choices, value, onChange }: { readonly label: string; readonly name: string; readonly choices: readonly Choice<Value>[]; readonly value: Value; readonly onChange: (value: Value) => void }) {
  return (
    <fieldset className="segmented">
      <legend className="unseen">{label}</legend>
      {choices.map((choice) => (
        <label key={choice.value} className="segmented-choice">
          <input type="radio" className="unseen" name={name} value={choice.value} checked={choice.value === value} onChange={() => onChange(choice.value)} />
          <span>{choice.words}</span>
        </label>
      ))}
    </fieldset>
  );
}
