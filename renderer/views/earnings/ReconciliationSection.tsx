import type { Books, Difference } from '../../../electron/shared/books.ts';
import { Digest } from '../../components/Digest.tsx';
import { Money, TestMoney } from '../../components/Money.tsx';
import { Shown } from '../../components/Shown.tsx';
import { shortDigest } from '../../format/digest.ts';
import { decimalsFor } from '../../format/money.ts';
import { formatCount, plural } from '../../format/numbers.ts';
import { formatRoute } from '../../route.ts';
import { bookWords } from '../../strings/books.ts';
import { words } from '../../strings/words.ts';
import type { Loaded } from '../../useBridge.ts';

const text = bookWords.check;
/** In the order in which a price meets them. */
const order: readonly Difference['name'][] = ['waitingVoucher', 'waitingAnchor', 'waitingWindow', 'share', 'missing', 'notBooked'];
const isOfJobs = (name: Difference['name']): boolean => name.startsWith('waiting');

/** From what was signed for to what arrived, each difference by name and with what it is made of. */
export function ReconciliationSection({ books }: { readonly books: Loaded<Books> }) {
  return (
    <section className="section" aria-labelledby="check-title">
      <h2 id="check-title">{text.title} <TestMoney /></h2>
      <p className="soft small">{text.why}</p>
      <Shown from={books} waiting={bookWords.waiting} isEmpty={({ reconciliation: { signedWei, arrivedWei, differences } }) => signedWei + arrivedWei === 0n && differences.length === 0} empty={{ title: text.empty }}>
        {({ reconciliation }) => <Ledger {...reconciliation} />}
      </Shown>
    </section>
  );
}

function Ledger({ signedWei, arrivedWei, differences, isWhole }: Books['reconciliation']) {
  const decimals = Math.max(2, ...[signedWei, arrivedWei, ...differences.map(({ amountWei }) => amountWei)].filter((wei) => wei > 0n).map(decimalsFor));
  const found = order.flatMap((name) => differences.find((one) => one.name === name) ?? []);
  return (
    <>
      <dl className="statement ledger">
        <div><dt>{text.signed}</dt><dd><Money wei={signedWei} decimals={decimals} /></dd></div>
        {found.map((difference) => <Line key={difference.name} difference={difference} decimals={decimals} />)}
        <div className="statement-net"><dt>{bookWords.arrived}</dt><dd><Money wei={arrivedWei} decimals={decimals} /></dd></div>
      </dl>
      <p className="ledger-verdict" data-whole={isWhole} role="status">{isWhole ? text.whole : <>{text.broken} <span className="soft">{text.brokenNext}</span></>}</p>
    </>
  );
}

function Line({ difference: { name, amountWei, count, examples }, decimals }: { readonly difference: Difference; readonly decimals: number }) {
  const more = count - examples.length;
  return (
    <div data-difference={name}>
      <dt>
        {nameOf(name)}
        <details className="ledger-of">
          <summary>{plural(count, isOfJobs(name) ? words.jobsCount : text.payments)}</summary>
          <ul>
            {examples.map((id) => <li key={id}>{isOfJobs(name) ? <a className="mono" href={formatRoute({ screen: 'job', jobId: id })}>{shortDigest(id)}</a> : <Digest value={id} />}</li>)}
            {more > 0 && <li className="soft">{text.more(formatCount(more))}</li>}
          </ul>
        </details>
      </dt>
      <dd><span className="num" aria-hidden="true">{name === 'notBooked' ? '+' : '−'}</span> <Money wei={amountWei} decimals={decimals} /></dd>
    </div>
  );
}

function nameOf(name: Difference['name']): string {
  switch (name) {
    case 'waitingVoucher': return text.waiting.voucher;
    case 'waitingAnchor': return text.waiting.anchor;
    case 'waitingWindow': return text.waiting.window;
    case 'share': return bookWords.shares;
    case 'missing': case 'notBooked': return text[name];
  }
}
