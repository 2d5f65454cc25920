import type { Publication } from '../../../electron/shared/publishing.ts';
import { Digest } from '../../components/Digest.tsx';
import { FailureLine } from '../../components/Failure.tsx';
import { NetworkText } from '../../components/NetworkText.tsx';
import { plainText } from '../../format/digest.ts';
import { formatList } from '../../format/locale.ts';
import { formatPercent } from '../../format/numbers.ts';
import { formatCountdown, formatMoment } from '../../format/time.ts';
import { publishWords as text } from '../../strings/payout.ts';
import { useAct, useAnswer, useNow } from '../../useBridge.ts';
import { OwnersAct, usePayer } from '../wallet/OwnersAct.tsx';
import { keptBps } from './publishDraft.ts';

/** Models on their way into the registry, each with its next step; how far they are is read from the chain, so a reload changes nothing. Nothing is shown where nothing was begun. */
export function Publications({ turn, onChanged }: { readonly turn: string; readonly onChanged: () => void }) {
  const found = useAnswer('readPublications', {}, turn);
  if (found.state !== 'ready' || found.value.publications.length === 0) return null;
  return (
    <section className="section" aria-labelledby="publications-title">
      <h2 id="publications-title">{text.list}</h2>
      <ul>{found.value.publications.map((one) => <Row key={one.publicationId} one={one} aheadMs={found.value.chainMs - found.atMs} onChanged={onChanged} />)}</ul>
    </section>
  );
}

/** @param aheadMs  how far the chain's clock is ahead of this one */
function Row({ one, aheadMs, onChanged }: { readonly one: Publication; readonly aheadMs: number; readonly onChanged: () => void }) {
  const { registration, title, account: publisher } = one;
  const nowMs = useNow(1000);
  // The page need not ask again to know that a countdown is over; whether it is, the try-out of the registration says.
  const state = one.state === 'announced' && one.readyAtMs! <= nowMs + aheadMs ? 'ready' : one.state;
  const { wallet, account } = usePayer(publisher);
  const drop = useAct((_: null, connection) => connection.ask('dropPublication', { publicationId: one.publicationId }), onChanged);
  const isMine = account !== null && account.address.toLowerCase() === publisher.toLowerCase();
  const percent = formatPercent(registration.royaltyBps / 10_000);
  const facts = [text.asks(percent), text.keeps(formatPercent(keptBps(registration.contributors) / 10_000))];
  return (
    <li className="market-model" data-publication={state}>
      <div>
        <h3><NetworkText text={title} /></h3>
        <p className="soft small">{formatList(facts, 'unit')} <Digest value={registration.modelId} /></p>
        <p className="small" role="status"><State state={state} one={one} chainMs={nowMs + aheadMs} /></p>
        <FailureLine error={drop.error} />
      </div>
      <div className="buttons kept-acts">
        {wallet && account && isMine && (state === 'planned' || state === 'expired') && <OwnersAct wallet={wallet} account={account} isFirst name={title} action={{ kind: 'announceModel', modelId: registration.modelId, salt: one.salt }} words={{ button: text.announce, go: text.announceGo, sentence: text.announceSentence }} onSent={onChanged} />}
        {wallet && account && isMine && state === 'ready' && (
          <OwnersAct wallet={wallet} account={account} isFirst name={title} action={{ kind: 'registerModel', registration, salt: one.salt }} words={{ button: text.register, go: text.registerGo, sentence: text.registerSentence(plainText(title, 100), percent) }} onSent={onChanged}>
            <Shares one={one} />
          </OwnersAct>
        )}
        {state !== 'announced' && <button type="button" className="button plain" disabled={drop.busy} aria-label={`${text.forget}: ${plainText(title, 60)}`} onClick={() => drop.run(null)}>{text.forget}</button>}
      </div>
    </li>
  );
}

/** Who gets what of the royalty, in words, beside the call that says the same in bytes. */
function Shares({ one: { account, registration } }: { readonly one: Publication }) {
  const rows = [{ holder: account, shareBps: keptBps(registration.contributors) }, ...registration.contributors];
  return <dl className="facts">{rows.map(({ holder, shareBps }) => <div key={holder}><dt><Digest value={holder} /></dt><dd className="num">{formatPercent(shareBps / 10_000)}</dd></div>)}</dl>;
}

function State({ state, one: { readyAtMs, untilMs }, chainMs }: { readonly state: Publication['state']; readonly one: Publication; readonly chainMs: number }) {
  switch (state) {
    case 'announced': return text.state.announced(formatCountdown(Math.max(0, readyAtMs! - chainMs)));
    case 'ready': return text.state.ready(formatMoment(untilMs!));
    case 'planned': case 'expired': case 'registered': case 'taken': return text.state[state];
  }
}
