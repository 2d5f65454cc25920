import './audits.css';
import type { Audits as AuditsValue } from '../../../electron/shared/audits.ts';
import { Money, TestMoney } from '../../components/Money.tsx';
import { Shown } from '../../components/Shown.tsx';
import { NetworkText } from '../../components/NetworkText.tsx';
import { shortDigest } from '../../format/digest.ts';
import { formatCount } from '../../format/numbers.ts';
import { auditWords as text } from '../../strings/audits.ts';
import { useAnswer, useNow, useThrottled, useTopic } from '../../useBridge.ts';
import { OwnTable } from './OwnTable.tsx';
import { SeatedTable } from './SeatedTable.tsx';

/** Audits by the chain's draw: what this node judges of others, and what others judge of it. */
export function Audits() {
  // The topic says that something moved; what is shown was asked for, so that a failure can be told and tried again.
  const turn = useThrottled(useTopic('audits')?.atMs ?? 0, 1000);
  const audits = useAnswer('readAudits', {}, turn);
  const nowMs = useNow(1000);
  return (
    <div className="page">
      <div className="page-head">
        <div>
          <h1>{text.title} <TestMoney /></h1>
          <p className="soft audits-intro">{text.intro}</p>
        </div>
      </div>
      <Shown from={audits} waiting={text.waiting} isEmpty={isEmpty} empty={{ title: text.ownEmpty, next: text.seatedNext }}>
        {(value) => (
          <>
            <Summary value={value} />
            <section className="audits-section" aria-labelledby="audits-own">
              <h2 id="audits-own">{text.ownTitle}</h2>
              <OwnTable own={value.own} nowMs={nowMs} />
            </section>
            <section className="audits-section" aria-labelledby="audits-seated">
              <h2 id="audits-seated">{text.seatedTitle}</h2>
              <SeatedTable seated={value.seated} nowMs={nowMs} />
            </section>
          </>
        )}
      </Shown>
    </div>
  );
}

const isEmpty = ({ seats, seated, own }: AuditsValue): boolean => seated.length === 0 && own.length === 0 && (seats?.every(({ held }) => held === 0) ?? false);

function Summary({ value: { seats, earnedWei } }: { readonly value: AuditsValue }) {
  const held = seats?.filter((seat) => seat.held > 0) ?? [];
  return (
    <dl className="audits-summary">
      <div>
        <dt className="soft small">{text.earned}</dt>
        <dd className="audits-big"><Money wei={earnedWei} /></dd>
      </div>
      {held.map((seat) => (
        <div key={seat.modelId}>
          <dt className="soft small">{text.seats}: {seat.modelName === null ? shortDigest(seat.modelId) : <NetworkText text={seat.modelName} limit={32} />}</dt>
          <dd className="audits-big num">{text.seatOf(formatCount(seat.held), formatCount(seat.of))}</dd>
        </div>
      ))}
      {held.length === 0 && <div><dt className="soft small">{text.seats}</dt><dd className="soft">{seats === null ? text.seatsWaiting : text.seatsNone}</dd></div>}
    </dl>
  );
}
