import './guards.css';
import { useState } from 'react';
import type { Guards as GuardsFacts } from '../../../electron/shared/guards.ts';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { Digest } from '../../components/Digest.tsx';
import { FailureLine } from '../../components/Failure.tsx';
import { FormDialog } from '../../components/FormDialog.tsx';
import { useCoin } from '../../components/Money.tsx';
import { Shown } from '../../components/Shown.tsx';
import { shortDigest } from '../../format/digest.ts';
import { formatCoins } from '../../format/money.ts';
import { formatBytes, plural } from '../../format/numbers.ts';
import { formatSpan } from '../../format/time.ts';
import { guardWords as text } from '../../strings/guards.ts';
import { useAct, useAnswer, useThrottled, useTopic } from '../../useBridge.ts';
import { AddGuard } from './AddGuard.tsx';
import { GuardAnswers } from './GuardAnswers.tsx';
import { changeGuards, type GuardChange, type GuardList } from './guardLists.ts';

/** Who answers disputes for this node while it is away, and for whom it does. `bondWei` is what stands behind an answer, null while the chain has not said. */
export function Guards({ bondWei }: { readonly bondWei: bigint | null }) {
  const [turn, setTurn] = useState(0);
  const network = useTopic('network')?.value;
  // What a guard has taken changes without a word; a block is often enough to look.
  const guards = useAnswer('readGuards', {}, `${turn} ${useThrottled(network?.blockNumber ?? 0, 5000)}`);
  const [adding, setAdding] = useState<GuardList | null>(null);
  const [removing, setRemoving] = useState<GuardChange | null>(null);
  const change = useAct(
    async (asked: GuardChange, connection) => connection.ask('setGuards', changeGuards(await connection.ask('readGuards', {}), asked)),
    () => {
      setAdding(null);
      setTurn((before) => before + 1);
    },
  );
  const add = <div className="buttons"><button type="button" className="button" onClick={() => setAdding('guards')}>{text.name}</button><button type="button" className="button" onClick={() => setAdding('wards')}>{text.accept}</button></div>;
  const node = network?.nodeAddress ?? null;
  return (
    <section className="section guards" aria-labelledby="guards-title">
      <h2 id="guards-title">{text.title}</h2>
      <p className="soft">{text.why}</p>
      {node !== null && <p className="small">{text.own} <Digest value={node} /></p>}
      <Shown from={guards} waiting={text.waiting} isEmpty={isEmpty} empty={{ title: text.empty, next: text.emptyNext, action: add }}>
        {(facts) => (
          <>
            <Lists facts={facts} bondWei={bondWei} busy={change.busy} onRemove={setRemoving} />
            {add}
            {adding === null && <FailureLine error={change.error} />}
            <GuardAnswers />
          </>
        )}
      </Shown>
      <FormDialog open={adding !== null} title={adding === 'wards' ? text.accept : text.name} onClose={() => setAdding(null)}>
        {adding && guards.state === 'ready' && <AddGuard list={adding} facts={guards.value} node={node} bondWei={bondWei} busy={change.busy} error={change.error} onAdd={(added) => change.run({ act: 'add', list: adding, node: added })} onClose={() => setAdding(null)} />}
      </FormDialog>
      <ConfirmDialog
        open={removing !== null} words={removing?.list === 'wards' ? { ask: text.dropAsk(shortDigest(removing.node)), why: text.dropWhy, yes: text.remove, no: text.keep } : { ask: text.removeAsk(shortDigest(removing?.node ?? '')), why: text.removeWhy, yes: text.remove, no: text.keep }}
        onYes={() => removing && change.run(removing)} onClose={() => setRemoving(null)}
      />
    </section>
  );
}

const isEmpty = ({ guards, wards, heldBytes }: GuardsFacts): boolean => guards.length === 0 && wards.length === 0 && heldBytes === 0;

function Lists({ facts: { guards, wards, heldBytes, keptMs }, bondWei, busy, onRemove }: { readonly facts: GuardsFacts; readonly bondWei: bigint | null; readonly busy: boolean; readonly onRemove: (change: GuardChange) => void }) {
  const coin = useCoin();
  const remove = (list: GuardList, node: string) => <button type="button" className="button plain" aria-label={`${text.remove}: ${shortDigest(node)}`} disabled={busy} onClick={() => onRemove({ act: 'remove', list, node })}>{text.remove}</button>;
  return (
    <div className="guard-lists">
      <div>
        <h3>{text.ours}</h3>
        {guards.length === 0 ? <p className="soft">{text.oursNone}</p> : (
          <ul>
            {guards.map(({ node, isThere, isRefused, held, declined }) => (
              <li key={node} data-guard={isRefused ? 'refused' : isThere ? 'there' : 'away'}>
                <p><Digest value={node} /> <span className={isRefused ? 'guard-refused' : 'soft'}>{isRefused ? text.refused : isThere ? text.there : text.away}</span></p>
                <p className="soft small">{isRefused ? text.refusedNext : text.holds(plural(held, text.receipts))} {declined !== null && (declined === 'model.unknown' ? text.declinedModel : text.declined)}</p>
                {remove('guards', node)}
              </li>
            ))}
          </ul>
        )}
      </div>
      <div>
        <h3>{text.theirs}</h3>
        {wards.length === 0 ? <p className="soft">{text.theirsNone}</p> : (
          <ul>
            {wards.map(({ node, isThere }) => (
              <li key={node} data-ward={isThere ? 'there' : 'away'}>
                <p><Digest value={node} /> <span className="soft">{isThere ? text.there : text.away}</span></p>
                {remove('wards', node)}
              </li>
            ))}
          </ul>
        )}
        {wards.length > 0 && bondWei !== null && <p className="soft small">{text.acceptBond(`${formatCoins(bondWei)} ${coin}`)}</p>}
        <p className="soft small">{text.disk(formatBytes(heldBytes))} {keptMs !== null && text.kept(formatSpan(keptMs))}</p>
      </div>
    </div>
  );
}
