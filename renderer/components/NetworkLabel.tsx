import type { Network } from '../../electron/shared/shapes.ts';
import { formatCount } from '../format/numbers.ts';
import { words } from '../strings/words.ts';
import { useTopic } from '../useBridge.ts';
import { TestMoney } from './Money.tsx';
import { NetworkText } from './NetworkText.tsx';

/** Which network this is, whether its money is real, and whether its chain answers. */
export function NetworkLabel() {
  const network = useTopic('network')?.value;
  if (!network) return null;
  return (
    <div className="network">
      <span>{network.practice ? words.test.network : <NetworkText text={network.name} limit={40} />}</span>
      <TestMoney />
      <ChainState network={network} />
    </div>
  );
}

function ChainState({ network }: { readonly network: Network }) {
  const answering = network.chain === 'reachable' && network.blockNumber !== null;
  return (
    <span className={`network-chain${network.chain === 'gone' || network.chain === 'doubtful' ? ' network-gone' : ''}`}>
      <span className={`network-dot ${network.chain}`} aria-hidden="true" />
      {answering ? <span className="num">{words.chain.block(formatCount(network.blockNumber!))}</span> : words.chain[network.chain]}
    </span>
  );
}
