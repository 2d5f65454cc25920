import { useEffect, useState } from 'react';
import { FailureLine } from '../../components/Failure.tsx';
import { Shown } from '../../components/Shown.tsx';
import { TestMoney } from '../../components/Money.tsx';
import { formatRate } from '../../format/numbers.ts';
import { words } from '../../strings/words.ts';
import { useAct, useSlice } from '../../useBridge.ts';

const text = words.settings;
const maximum = 120;

/** How many orders a minute the practice client sends. */
export function PracticeSection() {
  const network = useSlice('network');
  return (
    <section className="section" aria-labelledby="practice-title">
      <h2 id="practice-title">{text.practice} <TestMoney /></h2>
      <Shown from={network} waiting={words.link.waiting} isEmpty={({ practiceJobsPerMinute }) => practiceJobsPerMinute === null} empty={{ title: text.practiceNone }}>
        {({ practiceJobsPerMinute }) => <Rate value={practiceJobsPerMinute ?? 0} />}
      </Shown>
    </section>
  );
}

function Rate({ value }: { readonly value: number }) {
  const set = useAct((jobsPerMinute: number, connection) => connection.ask('setPracticeRate', { jobsPerMinute }));
  // The slider runs ahead of the network while it is moved; null: it shows the network's own number.
  const [moved, setMoved] = useState<number | null>(null);
  const shown = moved ?? value;
  const { run } = set;
  useEffect(() => {
    if (moved === null) return;
    const timer = setTimeout(() => run(moved), 300);
    return () => clearTimeout(timer);
  }, [moved, run]);
  useEffect(() => setMoved(null), [value]);
  const said = shown === 0 ? text.practiceOff : formatRate(shown);
  return (
    <>
      <label className="rate">
        <span>{text.practiceRate}</span>
        <input type="range" className="range" min={0} max={Math.max(maximum, value)} step={1} value={shown} aria-valuetext={said} onChange={(event) => setMoved(Number(event.target.value))} />
        <output className="rate-value num">{said}</output>
      </label>
      <p className="soft small">{text.practiceWhy}</p>
      <FailureLine error={set.error} />
    </>
  );
}
