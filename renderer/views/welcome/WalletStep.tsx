import { Shown } from '../../components/Shown.tsx';
import { SignerPort } from '../../components/SignerPort.tsx';
import { formatRoute } from '../../route.ts';
import { walletWords } from '../../strings/wallet.ts';
import { welcomeWords } from '../../strings/welcome.ts';
import { useWallet } from '../../useWallet.ts';
import { AddAccount } from '../wallet/AddAccount.tsx';

const text = welcomeWords.wallet;

/** The wallet's own forms, on the page's own port to the signer. Skipping is one button below. */
export function WalletStep({ onDone }: { readonly onDone: () => void }) {
  return (
    <>
      <h1 className="welcome-title">{text.title}</h1>
      <p className="welcome-lead">{text.lead}</p>
      <div className="wallet"><SignerPort fallback={<p className="soft">{walletWords.waiting}</p>}><Forms onDone={onDone} /></SignerPort></div>
    </>
  );
}

function Forms({ onDone }: { readonly onDone: () => void }) {
  const wallet = useWallet();
  return (
    <Shown from={wallet} waiting={walletWords.waiting} isEmpty={() => false} empty={{ title: '' }}>
      {(state) => (state.state === 'ready' ? <p>{text.has} <a href={formatRoute({ screen: 'wallet' })}>{text.toWallet}</a></p> : <AddAccount wallet={state} onDone={onDone} />)}
    </Shown>
  );
}
