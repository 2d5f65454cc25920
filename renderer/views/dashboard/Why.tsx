import './why.css';
import type { Decision, Finding } from '../../../electron/shared/rules.ts';
import type { Device } from '../../../electron/shared/shapes.ts';
import { deviceTitle } from '../../components/DeviceControls.tsx';
import { plainText } from '../../format/digest.ts';
import { formatList } from '../../format/locale.ts';
import { formatNumber } from '../../format/numbers.ts';
import { formatSpan } from '../../format/time.ts';
import { formatRoute } from '../../route.ts';
import { blindReason, giveBackChoices, guestWords } from '../../strings/guest.ts';
import { wordsOfReason } from '../../strings/reasons.ts';
import { describeRule, ruleWords } from '../../strings/rules.ts';
import { useNow, useTopic } from '../../useBridge.ts';

const text = guestWords.why;

/** The rule, the value it read, when it ends and what would end it, for every device. */
export function Why() {
  const guest = useTopic('guest')?.value ?? null;
  const devices = useTopic('devices')?.value ?? [];
  if (!guest) return null;
  return (
    <>
      <button type="button" className="button why-button" popoverTarget="why-panel">{text.open}</button>
      <div id="why-panel" className="why-panel" popover="auto" role="dialog" aria-labelledby="why-title">
        <h2 id="why-title">{text.title}</h2>
        {guest.decisions.length === 0 && <p className="soft">{text.none}</p>}
        <ul>{guest.decisions.map((decision) => <WhyDevice key={decision.deviceId} decision={decision} device={devices.find(({ deviceId }) => deviceId === decision.deviceId) ?? null} />)}</ul>
        <p><a href={formatRoute({ screen: 'rules' })} onClick={() => document.getElementById('why-panel')?.hidePopover()}>{text.allRules}</a></p>
      </div>
    </>
  );
}

function WhyDevice({ decision, device }: { readonly decision: Decision; readonly device: Device | null }) {
  const nowMs = useNow(1000);
  const { winner, also, blind } = decision;
  const said = winner && describeRule(winner, decision.giveBack ?? winner.giveBack, nowMs);
  return (
    <li className="why-device">
      <h3>{device ? deviceTitle(device) : text.noName}</h3>
      <p>{said ? said.sentence : text.free}</p>
      {winner && said && (
        <dl className="why-facts small">
          <Facts finding={winner} nowMs={nowMs} />
          <div><dt>{text.ends}</dt><dd>{said.ends}</dd></div>
        </dl>
      )}
      {also.length > 0 && <p className="small"><span className="soft">{text.also}:</span> {formatList(also.map(({ rule }) => ruleWords[rule].title), 'unit')}.</p>}
      {blind.length > 0 && (
        <details className="small">
          <summary className="soft">{text.blind}: {blind.length}</summary>
          <ul className="why-blind">{blind.map(({ rule, reason }) => <li key={rule}>{ruleWords[rule].title}: <span className="soft">{blindReason(rule, reason)}</span></li>)}</ul>
        </details>
      )}
    </li>
  );
}

const shownValue = (value: number | string | null): string | null => (value === null ? null : typeof value === 'number' ? formatNumber(value, 1) : plainText(wordsOfReason(value), 120));

/** A pause has nothing it reads; its own word is enough. */
function Facts({ finding: { rule, value, limit, sinceMs, giveBack }, nowMs }: { readonly finding: Finding; readonly nowMs: number }) {
  const read = rule === 'pause' ? null : shownValue(value);
  return (
    <>
      {read !== null && <div><dt>{text.read}</dt><dd className="num">{read}</dd></div>}
      {limit !== null && <div><dt>{text.limit}</dt><dd className="num">{shownValue(limit)}</dd></div>}
      <div><dt>{text.since}</dt><dd>{formatSpan(nowMs - sinceMs)}</dd></div>
      <div><dt>{text.does}</dt><dd>{giveBackChoices[giveBack]}</dd></div>
    </>
  );
}
