import { useState } from 'react';
import type { JoinedNetwork, WaitingAudits } from '../../../electron/shared/networks.ts';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { FailureLine } from '../../components/Failure.tsx';
import { TestMoney } from '../../components/Money.tsx';
import { Shown } from '../../components/Shown.tsx';
import { plural } from '../../format/numbers.ts';
import { formatMoment } from '../../format/time.ts';
import { diagnosticsWords } from '../../strings/diagnostics.ts';
import { words } from '../../strings/words.ts';
import { useAct, useAnswer, useLink, useTopic } from '../../useBridge.ts';

const text = diagnosticsWords.network.networks;

/** Networks this Hearth can take part in, whose money is real, and the way over to another. */
export function Networks({ turn }: { readonly turn: number }) {
  const [acts, setActs] = useState(0);
  const link = useLink();
  const isWithout = useTopic('network')?.value.chain === 'none';
  // The provider that was asked is on its way; with the next one, the link is another.
  const [goingSinceMs, setGoingSinceMs] = useState<number | null>(null);
  const answer = useAnswer('readNetworks', {}, turn + acts);
  const onGoing = (): void => { setGoingSinceMs(link.sinceMs); setActs((count) => count + 1); };
  const onWaiting = (): void => setActs((count) => count + 1);
  return (
    <section className="section" aria-labelledby="networks-title">
      <h2 id="networks-title">{text.title}</h2>
      <Shown from={answer} waiting={text.waiting} isEmpty={({ joined }) => joined.length === 0} empty={{ title: isWithout ? words.chain.none : text.only }}>
        {({ current, joined, goingTo, waiting }) => (<>
          <ul>
            {isWithout ? <li className="networks-row">{words.chain.none}</li> : <Row network={null} isCurrent={current === null} waiting={waiting} onGoing={onGoing} onWaiting={onWaiting} />}
            {joined.map((network) => <Row key={network.name} network={network} isCurrent={current === network.name} waiting={waiting} onGoing={onGoing} onWaiting={onWaiting} />)}
          </ul>
          {goingTo !== null && <Waits current={current} goingTo={goingTo.name} waiting={waiting} onChanged={onWaiting} />}
        </>)}
      </Shown>
      {goingSinceMs === link.sinceMs && <p role="status">{text.going}</p>}
      <p className="soft small networks-join">{text.join} <code className="mono" dir="ltr">hearth join FILE</code></p>
    </section>
  );
}

/** What waits, in words; null where nothing does. */
function waitingLine(waiting: WaitingAudits | null): string | null {
  if (waiting === null || waiting.receipts === 0) return null;
  return `${plural(waiting.receipts, text.receipts)} ${waiting.untilMs === null ? text.untilUnknown : text.until(formatMoment(waiting.untilMs))}`;
}

/** A switch that was told to wait for receipts, and the two ways out of it. */
function Waits({ current, goingTo, waiting, onChanged }: { readonly current: string | null; readonly goingTo: string | null; readonly waiting: WaitingAudits | null; readonly onChanged: () => void }) {
  const go = useAct((name: string | null, connection) => connection.ask('switchNetwork', { name }), onChanged);
  return (
    <div role="status" className="networks-waits">
      <p>{text.waits(goingTo ?? text.own)} {waitingLine(waiting)}</p>
      <div className="buttons">
        <button type="button" className="button" disabled={go.busy} onClick={() => go.run(goingTo)}>{text.now}</button>
        <button type="button" className="button" disabled={go.busy} onClick={() => go.run(current)}>{text.no}</button>
      </div>
      <FailureLine error={go.error} />
    </div>
  );
}

/** network null: this Hearth's own practice network. */
function Row({ network, isCurrent, waiting, onGoing, onWaiting }: { readonly network: JoinedNetwork | null; readonly isCurrent: boolean; readonly waiting: WaitingAudits | null; readonly onGoing: () => void; readonly onWaiting: () => void }) {
  const [isAsking, setIsAsking] = useState(false);
  const go = useAct((name: string | null, connection) => connection.ask('switchNetwork', { name }), onGoing);
  const wait = useAct((name: string | null, connection) => connection.ask('switchNetwork', { name, whenClear: true }), onWaiting);
  const waits = waitingLine(waiting);
  const title = network?.name ?? text.own;
  const isTest = network?.isPractice ?? true;
  return (
    <li className="networks-row" data-network={network?.name ?? ''}>
      <div>
        <p><strong>{title}</strong> {isTest ? <TestMoney isTest /> : <span className="networks-real small">{text.real}</span>}{network !== null && <span className="soft small num"> {network.chainId}</span>}</p>
        <FailureLine error={go.error ?? wait.error} />
      </div>
      {isCurrent ? <span className="soft small" aria-current="true">{text.current}</span> : <button type="button" className="button" aria-label={text.switchTo(title)} disabled={go.busy || wait.busy} onClick={() => setIsAsking(true)}>{text.switch}</button>}
      <ConfirmDialog open={isAsking} words={{ ask: text.ask(title), why: waits === null ? text.why : `${text.why} ${waits} ${text.costs}`, yes: text.yes, no: text.no }} onYes={() => go.run(network?.name ?? null)}
        other={waits === null ? null : { label: text.whenClear, onChoose: () => wait.run(network?.name ?? null) }} onClose={() => setIsAsking(false)} />
    </li>
  );
}
