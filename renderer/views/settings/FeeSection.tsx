import { useId, useState, type FormEvent } from 'react';
import { feeLimitShape, type MoneySettings } from '../../../electron/shared/tariff.ts';
import { FailureLine } from '../../components/Failure.tsx';
import { Shown } from '../../components/Shown.tsx';
import { paymentWords } from '../../strings/payments.ts';
import { useAct, useAnswer } from '../../useBridge.ts';

const text = paymentWords.fees;

/** How much of a payment may go into the fee that fetches it. */
export function FeeSection() {
  const [turn, setTurn] = useState(0);
  const money = useAnswer('readMoney', {}, turn);
  return (
    <section className="section" aria-labelledby="fees-title">
      <h2 id="fees-title">{text.title}</h2>
      <p className="soft small">{text.why}</p>
      <Shown from={money} waiting={text.waiting} isEmpty={() => false} empty={{ title: '' }}>
        {(now) => <Limit key={now.feeLimitPercent} money={now} onSaved={() => setTurn((before) => before + 1)} />}
      </Shown>
    </section>
  );
}

/** The figure of a percentage as it is written, with a comma or a point; null: none from 0.1 to 100. */
function parsePercent(written: string): number | null {
  const figure = written.trim().replace(',', '.');
  const parsed = feeLimitShape.safeParse(figure === '' ? NaN : Number(figure));
  return parsed.success ? parsed.data : null;
}

function Limit({ money: { feeLimitPercent, rate, rateNow, gasRate }, onSaved }: { readonly money: MoneySettings; readonly onSaved: () => void }) {
  const id = useId();
  const [written, setWritten] = useState(String(feeLimitPercent));
  const [isWrong, setWrong] = useState(false);
  const save = useAct((percent: number, connection) => connection.ask('setFeeLimit', { percent }), onSaved);
  const isWeighed = rate !== null && 'value' in rateNow && gasRate?.currency === rate.currency;
  function submit(event: FormEvent): void {
    event.preventDefault();
    const percent = parsePercent(written);
    setWrong(percent === null);
    if (percent !== null) save.run(percent);
  }
  return (
    <form className="choices-add" onSubmit={submit}>
      <label className="small" htmlFor={id}>{text.limit}</label>
      <input id={id} className="field num" inputMode="decimal" value={written} autoComplete="off" maxLength={8} aria-invalid={isWrong} aria-describedby={isWrong ? `${id}-wrong` : undefined} onChange={(event) => setWritten(event.target.value)} />
      <button type="submit" className="button" disabled={save.busy || written.trim() === String(feeLimitPercent)}>{text.save}</button>
      {isWrong && <p id={`${id}-wrong`} className="form-problem" role="alert">{text.wrong}</p>}
      {!isWeighed && <p className="soft small fee-note">{text.notWeighed}</p>}
      {save.error && <div className="fee-note"><FailureLine error={save.error} /></div>}
    </form>
  );
}
