import type { GatewayUsage } from '../../../electron/shared/gatewayUsage.ts';
import { sayMoney, TestMoney } from '../../components/Money.tsx';
import { plainText } from '../../format/digest.ts';
import { usageWords as text } from '../../strings/usage.ts';
import { leftOf, shareOf } from './usageView.ts';
import { Bar } from './UsageBy.tsx';

/** What each key may spend in all, and what of that is left. */
export function Budgets({ usage: { keys, coin } }: { readonly usage: GatewayUsage }) {
  return (
    <section className="section usage-section" aria-labelledby="budgets-title">
      <h2 id="budgets-title">{text.budgets} <TestMoney isTest /></h2>
      {keys.length === 0 ? <p className="soft">{text.keysNone} <code className="mono" dir="ltr">hearth gateway-key create NAME</code></p> : (
        <div className="usage-table" tabIndex={0} role="group" aria-label={text.budgets}>
          <table className="small">
            <thead><tr><th scope="col">{text.ways.key}</th><th scope="col" className="end">{text.spentEver}</th><th scope="col" className="end">{text.budget}</th><th scope="col" className="end">{text.left}</th><th scope="col"><span className="unseen">{text.usedUp}</span></th><th scope="col">{text.replays}</th></tr></thead>
            <tbody>
              {keys.map((key) => {
                const leftWei = leftOf(key);
                return (
                  <tr key={key.name}>
                    <th scope="row">{plainText(key.name, 60)}</th><td className="end num">{sayMoney(key.spentWei, coin)}</td>
                    <td className="end num">{key.budgetWei === null ? <span className="soft">{text.noLimit}</span> : sayMoney(key.budgetWei, coin)}</td><td className="end num">{leftWei === null ? <span className="soft">{text.noLimit}</span> : sayMoney(leftWei, coin)}</td>
                    <td>{key.budgetWei !== null && <Bar share={shareOf(key.spentWei, key.budgetWei)} isSpent />}</td><td className="soft">{text.policy[key.auditPolicy]}</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
