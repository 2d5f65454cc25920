import './wallet.css';
import { useState } from 'react';
import type { WalletState } from '../../../electron/shared/walletBridge.ts';
import { Placeholder, Shown } from '../../components/Shown.tsx';
import { TestMoney } from '../../components/Money.tsx';
import { walletWords as text } from '../../strings/wallet.ts';
import { useTopic } from '../../useBridge.ts';
import { useWallet, useWalletPort, WalletContext } from '../../useWallet.ts';
import { AccountsSection } from './AccountsSection.tsx';
import { AddAccount } from './AddAccount.tsx';
import { BackupSection } from './BackupSection.tsx';
import { ContactsSection } from './ContactsSection.tsx';
import { HistorySection } from './HistorySection.tsx';
import { LimitsSection } from './LimitsSection.tsx';
import { LockLine } from './LockLine.tsx';
import { PayoutSection } from './PayoutSection.tsx';
import { SendSection } from './SendSection.tsx';
import { TokensSection } from './TokensSection.tsx';

export function Wallet() {
  const port = useWalletPort();
  return (
    <div className="page wallet">
      {port === null ? <><h1>{text.title}</h1><Placeholder kind="waiting" title={text.waiting} /></> : (
        <WalletContext value={port}>
          <Loaded />
        </WalletContext>
      )}
    </div>
  );
}

function Loaded() {
  const wallet = useWallet();
  // A form that is being filled in (the words of a new phrase) must outlive the wallet's own news.
  const [isAdding, setIsAdding] = useState(false);
  return (
    <>
      <div className="page-head">
        <h1>{text.title} <TestMoney /></h1>
        {wallet.state === 'ready' && wallet.value.state === 'ready' && <LockLine wallet={wallet.value} />}
      </div>
      <Shown from={wallet} waiting={text.waiting} isEmpty={() => false} empty={{ title: '' }}>
        {(state) => <States wallet={state} isAdding={isAdding} onAdding={setIsAdding} />}
      </Shown>
    </>
  );
}

function States({ wallet, isAdding, onAdding }: { readonly wallet: WalletState; readonly isAdding: boolean; readonly onAdding: (is: boolean) => void }) {
  const isReady = wallet.state === 'ready';
  const chainId = useTopic('network')?.value.chainId ?? null;
  return (
    <div data-wallet={wallet.state}>
      {!isReady && (
        <div className="wallet-start" role="status">
          <h2>{wallet.state === 'lost' ? text.lost.title : text.none.title}</h2>
          <p className="soft">{wallet.state === 'lost' ? text.lost.why : text.none.why}</p>
          {wallet.state === 'lost' && <ul className="wallet-lost mono">{wallet.lost.map((address) => <li key={address}>{address}</li>)}</ul>}
        </div>
      )}
      {isReady && <AccountsSection wallet={wallet} />}
      {(!isReady || isAdding) && <AddAccount wallet={wallet} onDone={() => onAdding(false)} />}
      {isReady && !isAdding && <p className="wallet-add"><button type="button" className="button" onClick={() => onAdding(true)}>{text.add}</button></p>}
      {isReady && (
        <>
          <TokensSection wallet={wallet} chainId={chainId} />
          <div className="wallet-columns">
            <div>
              <SendSection wallet={wallet} chainId={chainId} />
              <ContactsSection wallet={wallet} />
            </div>
            <div>
              <BackupSection wallet={wallet} />
              <PayoutSection wallet={wallet} />
              <LimitsSection wallet={wallet} />
              <section className="section" aria-labelledby="kept-title" data-kept={wallet.fileReason ?? 'safeStorage'}>
                <h2 id="kept-title">{text.kept.title}</h2>
                <p>{text.kept[wallet.fileReason ?? 'safeStorage']}</p>
                <p className="soft small">{text.kept.why}</p>
              </section>
            </div>
          </div>
          <HistorySection wallet={wallet} />
        </>
      )}
    </div>
  );
}
