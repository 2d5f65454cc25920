import './settings.css';
import { useState } from 'react';
import { textSize, theme, type Appearance } from '../../appearance.ts';
import { Segmented } from '../../components/Segmented.tsx';
import { formatPercent } from '../../format/numbers.ts';
import { words } from '../../strings/words.ts';

const text = words.settings;

/** Light or dark, and how large the letters are: shown at once, kept by the browser. */
export function AppearanceSection() {
  return (
    <section className="section" aria-labelledby="appearance-title">
      <h2 id="appearance-title">{text.theme}</h2>
      <Choice label={text.theme} name="theme" of={theme} say={(value) => text.themes[value]} />
      <h3 className="appearance-size">{text.textSize}</h3>
      <Choice label={text.textSize} name="textSize" of={textSize} say={(value) => formatPercent(Number(value) / 100)} />
    </section>
  );
}

function Choice<Value extends string>({ label, name, of, say }: { readonly label: string; readonly name: string; readonly of: Appearance<Value>; readonly say: (value: Value) => string }) {
  const [value, setValue] = useState(of.read);
  return <Segmented label={label} name={name} choices={of.values.map((choice) => ({ value: choice, words: say(choice) }))} value={value} onChange={(next) => { setValue(next); of.choose(next); }} />;
}
