import type { Governance } from '../../../electron/shared/governance.ts';
import { Digest } from '../../components/Digest.tsx';
import { Money, TestMoney, useCoin } from '../../components/Money.tsx';
import { formatCoins } from '../../format/money.ts';
import { formatPercent } from '../../format/numbers.ts';
import { governanceWords } from '../../strings/governance.ts';

const text = governanceWords.treasury;

/** What the votes decide over, and how each payment is shared today. */
export function Treasury({ facts: { treasury, split } }: { readonly facts: Governance }) {
  const coin = useCoin();
  const share = (bps: number): string => formatPercent(bps / 10_000);
  return (
    <section className="section" aria-labelledby="treasury-title">
      <h2 id="treasury-title">{text.title} <TestMoney /></h2>
      <dl className="figures">
        <div className="figure"><dt>{text.held}</dt><dd className="figure-value"><Money wei={treasury.heldWei} /></dd><dd className="soft small"><Digest value={treasury.account} /></dd></div>
        <div className="figure"><dt>{text.due}</dt><dd className="figure-value"><Money wei={treasury.dueWei} /></dd></div>
        <div className="figure"><dt>{text.pool}</dt><dd className="figure-value"><Money wei={treasury.verifierPoolWei} /></dd></div>
        <div className="figure"><dt>{text.issued}</dt><dd className="figure-value"><Money wei={treasury.issuedWei} /></dd><dd className="soft small">{text.issuedOf(`${formatCoins(treasury.issuanceCapWei)} ${coin}`)}</dd></div>
      </dl>
      <p className="soft small">{text.split}: {text.splitWords(share(10_000 - split.verifiersBps - split.appBps - split.treasuryBps), share(split.verifiersBps), share(split.appBps), share(split.treasuryBps))}</p>
    </section>
  );
}
