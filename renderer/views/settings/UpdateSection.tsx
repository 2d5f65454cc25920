import { updateChoiceShape, type UpdateAct, type Updates } from '../../../electron/shared/updates.ts';
import { FailureLine } from '../../components/Failure.tsx';
import { NetworkQuote } from '../../components/NetworkText.tsx';
import { Segmented } from '../../components/Segmented.tsx';
import { Shown } from '../../components/Shown.tsx';
import { formatPercent } from '../../format/numbers.ts';
import { formatMoment } from '../../format/time.ts';
import { updateWords as text } from '../../strings/updates.ts';
import { words } from '../../strings/words.ts';
import { useAct, useSlice } from '../../useBridge.ts';

/** How updates come, how the next one stands and what it changes; or why this Hearth does not update itself. */
export function UpdateSection() {
  const updates = useSlice('updates');
  const act = useAct((input: UpdateAct, connection) => connection.ask('actOnUpdate', { act: input }));
  return (
    <section className="section" aria-labelledby="updates-title">
      <h2 id="updates-title">{text.title}</h2>
      <Shown from={updates} waiting={words.link.waiting} isEmpty={() => false} empty={{ title: '' }}>
        {(now) => (
          <div className="updates">
            {now.off === null ? <Choice now={now} busy={act.busy} onAct={act.run} /> : <p className="soft">{text.off[now.off]}</p>}
            {now.rolledBack && <p className="small">{text.rolledBack(now.rolledBack.from, now.rolledBack.to)}</p>}
            <FailureLine error={act.error} />
          </div>
        )}
      </Shown>
    </section>
  );
}

type Parts = { readonly now: Updates; readonly busy: boolean; readonly onAct: (act: UpdateAct) => void };

function Choice({ now, busy, onAct }: Parts) {
  return (
    <>
      <Segmented label={text.choice} name="updates" choices={updateChoiceShape.options.map((value) => ({ value, words: text.choices[value] }))} value={now.choice} onChange={(choice) => onAct({ kind: 'choose', choice })} />
      <p className="soft small">{text.choiceWhy[now.choice]} {text.why}</p>
      <p role="status">{describe(now)}</p>
      {now.problem && <p className="small" data-problem={now.problem.why}>{text.problems[now.problem.why]} <span className="soft num">{formatMoment(now.problem.atMs)}</span></p>}
      {now.version !== null && now.changes !== null && (
        <details className="update-changes">
          <summary>{text.changes(now.version)}</summary>
          <NetworkQuote text={now.changes} limit={4000} />
        </details>
      )}
      <div className="buttons">
        {(now.state === 'idle' || now.state === 'checking') && <button type="button" className="button" disabled={busy || now.state === 'checking'} onClick={() => onAct({ kind: 'check' })}>{text.check}</button>}
        {now.state === 'available' && <button type="button" className="button first" disabled={busy} onClick={() => onAct({ kind: 'download' })}>{text.fetch}</button>}
        {now.state === 'ready' && <button type="button" className="button first" disabled={busy} onClick={() => onAct({ kind: 'install' })}>{text.install}</button>}
      </div>
      {now.state === 'ready' && <p className="soft small">{text.installWhy}</p>}
      {now.checkedAtMs !== null && <p className="soft small num">{text.checked(formatMoment(now.checkedAtMs))}</p>}
    </>
  );
}

/** One sentence. */
function describe({ state, version, percent, choice, problem }: Updates): string | null {
  const named = version ?? words.notReported;
  switch (state) {
    case 'idle': return problem ? null : text.none;
    case 'checking': return text.checking;
    case 'available': return text.available(named);
    case 'downloading': return text.downloading(named, formatPercent((percent ?? 0) / 100));
    case 'ready': return `${text.ready(named)} ${choice === 'automatic' ? text.atQuit : text.atWill}`;
    case 'waiting': case 'installing': return text.waiting(named);
  }
}
