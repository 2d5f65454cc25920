import './fleet.css';
import { useState } from 'react';
import type { FleetNode } from '../../../electron/shared/fleet.ts';
import { Digest } from '../../components/Digest.tsx';
import { sayMoney, TestMoney } from '../../components/Money.tsx';
import { NetworkText } from '../../components/NetworkText.tsx';
import { Shown } from '../../components/Shown.tsx';
import { formatCount, plural } from '../../format/numbers.ts';
import { fleetWords as text } from '../../strings/fleet.ts';
import { stakingWords } from '../../strings/staking.ts';
import { words } from '../../strings/words.ts';
import { useAnswer, useNow } from '../../useBridge.ts';
import { AddNode } from './AddNode.tsx';
import { FleetRow } from './FleetRow.tsx';
import { groupFleet, totalFleet, type FleetTotal } from './fleetView.ts';

/** How often what is known is read; the provider asks the nodes less often. */
const readEveryMs = 1000;

/** All nodes of one owner on one page, by their operators: what each does, earns and needs, and since when one is silent. */
export function Fleet() {
  const [acts, setActs] = useState(0);
  const nowMs = useNow(1000);
  const fleet = useAnswer('readFleet', {}, Math.floor(nowMs / readEveryMs) + acts);
  const changed = (): void => setActs((count) => count + 1);
  return (
    <div className="page">
      {fleet.state !== 'ready' && <h1>{text.title}</h1>}
      <Shown from={fleet} waiting={text.waiting} isEmpty={() => false} empty={{ title: '' }}>
        {({ nodes }) => (
          <>
            <h1 className="fleet-sentence">{describe(nodes)}</h1>
            <Totals nodes={nodes} />
            <div className="fleet-table" tabIndex={0} role="group" aria-label={text.title}>
              <table className="small">
                <thead><tr>
                  <th scope="col">{text.head.node}</th><th scope="col">{text.head.state}</th><th scope="col" className="end">{text.head.devices}</th><th scope="col" className="end">{text.head.today}</th>
                  <th scope="col" className="end">{text.head.stake}</th><th scope="col">{text.head.version}</th><th scope="col"><span className="unseen">{text.head.page}</span></th>
                </tr></thead>
                {groupFleet(nodes).map(({ operator, nodes: own, total }) => (
                  <tbody key={own[0]!.folder} data-operator={operator ?? ''}>
                    {operator !== null && <OperatorRow operator={operator} count={own.length} total={total} />}
                    {own.map((node) => <FleetRow key={node.folder} node={node} nodes={nodes} nowMs={nowMs} onChanged={changed} />)}
                  </tbody>
                ))}
              </table>
            </div>
            <AddNode folders={nodes.filter(({ isOwn }) => !isOwn).map(({ folder }) => folder)} onAdded={changed} />
          </>
        )}
      </Shown>
    </div>
  );
}

/** Whose the nodes below are, and what those that answer have together. */
function OperatorRow({ operator, count, total }: { readonly operator: string; readonly count: number; readonly total: FleetTotal | null }) {
  const amount = (wei: bigint | undefined) => (total && wei !== undefined ? <span className="fleet-amount">{sayMoney(wei, total.coin)}</span> : <span className="soft">{words.notReported}</span>);
  return (
    <tr className="fleet-operator">
      <th scope="rowgroup" colSpan={3}>{stakingWords.operator.is} <Digest value={operator} /> <span className="soft num">{plural(count, text.nodes)}</span></th>
      <td className="end num">{amount(total?.todayWei)}</td><td className="end num">{amount(total?.stakeWei)}</td><td colSpan={2} />
    </tr>
  );
}

function describe(nodes: readonly FleetNode[]): string {
  if (nodes.length === 1) return text.alone;
  const answering = nodes.filter(({ state }) => state === 'answers').length;
  return answering === nodes.length ? text.allAnswer(plural(nodes.length, text.nodes)) : text.someAnswer(formatCount(answering), formatCount(nodes.length));
}

function Totals({ nodes }: { readonly nodes: readonly FleetNode[] }) {
  return totalFleet(nodes).map(({ network, coin, isTestMoney, nodes: count, todayWei, waitingWei, totalWei, stakeWei }) => (
    <dl key={`${network} ${coin}`} className="fleet-totals" aria-label={text.together(plural(count, text.nodes))}>
      <div><dt>{text.today} <TestMoney isTest={isTestMoney} /></dt><dd className="num fleet-big">{sayMoney(todayWei, coin)}</dd></div>
      <div><dt>{text.waits}</dt><dd className="num">{sayMoney(waitingWei, coin)}</dd></div>
      <div><dt>{text.total}</dt><dd className="num">{sayMoney(totalWei, coin)}</dd></div>
      <div><dt>{text.head.stake}</dt><dd className="num">{sayMoney(stakeWei, coin)}</dd></div>
      <div><dt>{text.network}</dt><dd><NetworkText text={network} limit={40} /> <span className="soft num">{plural(count, text.nodes)}</span></dd></div>
    </dl>
  ));
}
