import type { FleetNode, FleetSaid } from '../../../electron/shared/fleet.ts';
import { CopyButton, Digest } from '../../components/Digest.tsx';
import { FailureLine } from '../../components/Failure.tsx';
import { sayMoney } from '../../components/Money.tsx';
import { NetworkDoubts } from '../../components/NetworkText.tsx';
import { plainText, shortDigest } from '../../format/digest.ts';
import { formatCount } from '../../format/numbers.ts';
import { formatWhen } from '../../format/time.ts';
import { formatRoute } from '../../route.ts';
import { wordsOfFailure } from '../../strings/errors.ts';
import { fleetWords as text } from '../../strings/fleet.ts';
import { listWords } from '../../strings/lists.ts';
import { describeNotice } from '../../strings/notices.ts';
import { stakingWords } from '../../strings/staking.ts';
import { statusWords } from '../../strings/status.ts';
import { words } from '../../strings/words.ts';
import { useAct } from '../../useBridge.ts';
import { countOperators, folderName, pageOf } from './fleetView.ts';

/** One node: what it says, or since when it says nothing; what it last said stays, and is called old. */
export function FleetRow({ node, nodes, nowMs, onChanged }: { readonly node: FleetNode; readonly nodes: readonly FleetNode[]; readonly nowMs: number; readonly onChanged: () => void }) {
  const { folder, isOwn, said, state } = node;
  const unknown = <span className="soft">{words.notReported}</span>;
  return (
    <tr data-node={state} className={state === 'silent' ? 'fleet-silent' : ''}>
      <th scope="row">
        <span className="fleet-name">{isOwn ? text.own : plainText(folderName(folder), 40)}</span>
        <span className="fleet-folder mono soft" title={folder}>{plainText(folder, 60)}</span>
        {said?.node != null && <Digest value={said.node} />}
        {said?.operator != null && countOperators(nodes) > 1 && <span className="fleet-line soft">{stakingWords.operator.is} <span className="mono" dir="ltr" title={said.operator}>{shortDigest(said.operator)}</span></span>}
      </th>
      <td className="fleet-state">{state === 'answers' && said ? <Says said={said} nowMs={nowMs} /> : <Silence node={node} nowMs={nowMs} />}</td>
      <td className="end num">{said ? text.devicesOf(formatCount(said.devices.filter(({ state: is }) => is === 'working' || is === 'ready').length), formatCount(said.devices.length)) : unknown}</td>
      <td className="end num">{said ? <><span className="fleet-amount">{sayMoney(said.todayWei, said.coin)}</span><span className="soft fleet-line"><span className="fleet-amount">{formatCount(said.todayJobs)} {words.dashboard.accepted},</span> <span className="fleet-amount">{formatCount(said.todayRejected)} {words.dashboard.rejected}</span></span></> : unknown}</td>
      <td className="end num fleet-amount">{said?.stakeWei != null ? sayMoney(said.stakeWei, said.coin) : unknown}</td>
      <td className="num">{said ? plainText(said.version, 20) : unknown}</td>
      <td className="fleet-acts"><PageOf node={node} />{!isOwn && <Remove folder={folder} nodes={nodes} onRemoved={onChanged} />}</td>
    </tr>
  );
}

function Says({ said: { status, devices, tokensPerSecond, attention }, nowMs }: { readonly said: FleetSaid; readonly nowMs: number }) {
  const { sentence, why } = statusWords[status.state](status.about, { nowMs, devices, jobs: null, tokensPerSecond }, status.sinceMs);
  return (
    <>
      <span title={why}>{sentence}</span> <NetworkDoubts parts={Object.values(status.about)} />
      {attention && (
        <span className={`fleet-line fleet-attention notice-${attention.notice.severity}`}>
          <span className="notice-shape" aria-hidden="true" />
          <span>{describeNotice(attention.notice).what} {attention.count > 1 && <span className="soft">{listWords.moreJobs(formatCount(attention.count - 1))}</span>} <NetworkDoubts parts={Object.values(attention.notice.about)} /></span>
        </span>
      )}
    </>
  );
}

function Silence({ node: { state, heardAtMs, silentSinceMs, failure }, nowMs }: { readonly node: FleetNode; readonly nowMs: number }) {
  if (state !== 'silent' || silentSinceMs === null) return <span className="soft">{text.asking}</span>;
  return (
    <>
      <strong className="fleet-gone">{text.silentSince(formatWhen(silentSinceMs, nowMs))}</strong>
      <span className="soft fleet-line">{heardAtMs === null ? text.neverHeard : text.heard(formatWhen(heardAtMs, nowMs))}{failure && failure.code !== 'host.notRunning' && <> {wordsOfFailure(failure).what}</>}</span>
    </>
  );
}

function PageOf({ node }: { readonly node: FleetNode }) {
  const page = pageOf(node, { port: location.port, isWindow: 'hearth' in window });
  if (page.kind === 'none') return null;
  if (page.kind === 'own') return <a href={formatRoute({ screen: 'dashboard' })}>{words.screens.dashboard}</a>;
  if (page.kind === 'open') return <a href={page.address} target="_blank" rel="noreferrer">{text.open}</a>;
  return page.kind === 'copy' ? <CopyButton value={page.address} label={text.copyAddress} /> : <span className="soft">{page.kind === 'window' ? text.inWindow : text.samePort}</span>;
}

function Remove({ folder, nodes, onRemoved }: { readonly folder: string; readonly nodes: readonly FleetNode[]; readonly onRemoved: () => void }) {
  const remove = useAct((gone: string, connection) => connection.ask('setFleet', { folders: nodes.filter((node) => !node.isOwn && node.folder !== gone).map((node) => node.folder) }), onRemoved);
  return <><button type="button" className="button plain" disabled={remove.busy} aria-label={text.removeNode(folderName(folder))} onClick={() => remove.run(folder)}>{text.remove}</button><FailureLine error={remove.error} /></>;
}
