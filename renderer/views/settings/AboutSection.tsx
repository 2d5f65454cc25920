import { useState } from 'react';
import { NetworkText } from '../../components/NetworkText.tsx';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { Digest } from '../../components/Digest.tsx';
import { FailureLine } from '../../components/Failure.tsx';
import { Money, TestMoney } from '../../components/Money.tsx';
import { Shown } from '../../components/Shown.tsx';
import { formatMoment } from '../../format/time.ts';
import { words } from '../../strings/words.ts';
import { useAct, useSlice, useTopic } from '../../useBridge.ts';

const text = words.settings;

/** Versions, the data folder, this node on the network, and the way to stop it all. */
export function AboutSection() {
  const about = useSlice('about');
  const network = useTopic('network')?.value;
  return (
    <section className="section" aria-labelledby="about-title">
      <h2 id="about-title">{text.about}</h2>
      <Shown from={about} waiting={words.link.waiting} isEmpty={() => false} empty={{ title: '' }}>
        {({ version, dataFolder, node, onnxruntime, platform, startedAtMs }) => (
          <dl className="facts">
            <div><dt>{text.version}</dt><dd className="num">{version}</dd></div>
            <div><dt>{text.folder}</dt><dd className="mono">{dataFolder}</dd></div>
            <div><dt>{text.started}</dt><dd className="num">{formatMoment(startedAtMs)}</dd></div>
            <div><dt>{text.runtime}</dt><dd className="num">onnxruntime {onnxruntime}, Node {node}</dd></div>
            <div><dt>{text.platform}</dt><dd>{platform}</dd></div>
            {network && (
              <>
                <div><dt>{text.address}</dt><dd>{network.nodeAddress === null ? words.notReported : <Digest value={network.nodeAddress} />}</dd></div>
                <div><dt>{text.chain}</dt><dd className="num"><NetworkText text={network.name} limit={40} />, {network.chainId === null ? words.notReported : network.chainId}, {words.chain[network.chain]}</dd></div>
                <div><dt>{text.stake} <TestMoney /></dt><dd>{network.stakeWei === null ? words.notReported : <Money wei={network.stakeWei} />}</dd></div>
                <div><dt>{text.inFlight} <TestMoney /></dt><dd>{network.inFlightWei === null ? words.notReported : <Money wei={network.inFlightWei} />}</dd></div>
              </>
            )}
          </dl>
        )}
      </Shown>
      <Stop />
    </section>
  );
}

function Stop() {
  const [asking, setAsking] = useState(false);
  const stop = useAct((_input: null, connection) => connection.ask('stopHearth', {}));
  return (
    <div className="settings-stop">
      <button type="button" className="button danger" disabled={stop.busy} onClick={() => setAsking(true)}>{text.stop}</button>
      <FailureLine error={stop.error} />
      <ConfirmDialog open={asking} words={{ ask: text.stopAsk, why: text.stopWhy, yes: text.stopYes, no: text.stopNo }} onYes={() => stop.run(null)} onClose={() => setAsking(false)} />
    </div>
  );
}
