import { formatCoins } from '../../renderer/format/money.ts';
import type { AdversaryFigure, PhaseFigure } from './judge.ts';

export type TestnetReport = {
  readonly format: 'hearth-testnet/1'; readonly date: string; readonly machine: string; readonly seed: number; readonly providers: number; readonly gateways: number; readonly ratePerGateway: number;
  readonly phases: readonly PhaseFigure[]; readonly adversaries: readonly AdversaryFigure[]; readonly churn: { readonly kills: number; readonly starts: number };
  readonly paid: { readonly answers: number; readonly paidWei: string; readonly waitingWei: string }; readonly faults: readonly string[];
};

const coins = (wei: string): string => formatCoins(BigInt(wei));
const row = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;
const table = (head: readonly string[], rows: readonly (readonly (string | number)[])[]): string => [row(head), row(head.map((_, i) => (i === 0 ? '---' : '---:'))), ...rows.map(row)].join('\n');

/** The whole of docs/testnet.md. */
export function formatTestnet({ date, machine, seed, providers, gateways, ratePerGateway, phases, adversaries, churn, paid, faults }: TestnetReport): string {
  return `# Test network

Made by \`npm run testnet -- --write --seed ${seed}\` on ${date} (${machine}): ${providers} providers (each a whole Hearth: host, provider, signer, worker), three verifiers, ${gateways} gateways and the bad peers, all processes of one machine over loopback, against one
practice chain, with ${ratePerGateway} requests a second to each gateway through the client library: nine in ten are a digit to classify, one in ten twelve tokens of text. It ends with 1 where something below does not hold; the figures as JSON are in [testnet.json](testnet.json).

${table(['phase', 'seconds', 'requests', 'answered', 'refused with a reason', 'neither', 'answers unlike the others’', 'replayed', 'p50', 'p95'], phases.map((phase) => [phase.name, phase.seconds, phase.requests, phase.answered, phase.refused, phase.lost, phase.wrong, phase.replayed, `${phase.p50Ms} ms`, `${phase.p95Ms} ms`]))}

Each request is to end once, with an answer or with a reason. ${churn.kills > 0 ? `In the last phase ${churn.kills} providers were killed with all their programs (SIGKILL to the process group) and started again three seconds later; ${churn.starts} starts in all. ` : ''}Of the answers the chain had paid ${paid.answers} when the run ended, ${coins(paid.paidWei)} EMBER,
and ${coins(paid.waitingWei)} EMBER were promised and still on their way. None was paid twice: each line's payments add up to its sum on the chain, that sum is the one the gateway's voucher says, each receipt is in one voucher and each answer has a receipt of its own.

## Peers that behave badly

All at once, beside the providers, for as long as that phase lasted, each a process with keys, lent stake and the real digits model, and each but the last a wei cheaper than Hearth's own nodes, so that it is asked first. The measure is the first of them, which does
what it should and is otherwise the same program. A bad peer *gains* what it was paid more than this twin, by gateways and the practice client, and *loses* what it was paid less, the work that nobody pays, and stake. The run fails unless each loses more than it gains.

${table(['peer', 'orders', 'answers', 'paid', 'false answers', 'unpaid work', 'stake lost', 'gained', 'lost', 'the gateways’ verdict', 'peers left'], adversaries.map((one) => [one.kind, one.orders, one.answers, coins(one.paidWei), coins(one.falseWei), coins(one.unpaidWorkWei), coins(one.slashedWei), one.kind === 'honest' ? '' : coins(one.gainedWei), one.kind === 'honest' ? '' : coins(one.lostWei), one.isBarred ? 'never asked again' : one.complaints > 0 ? `${one.complaints} complaints` : '', one.peers]))}

Amounts are EMBER; an answer costs 0.002.

- **cheating** answers twelve orders truly, then writes noise in place of the model's output, signed like any receipt.
- **slow** answers after eight seconds, just before a gateway would ask somebody else; **silent** takes orders and says nothing.
- **flooding** sends junk on three protocols to its customers and everybody else it knows, as fast as it can, and on the topic, from its own and from another peer id.
- **floodingOthers** does the same to all other nodes and spares who buys of it: it answers its customers as it should. They find it missing in the books of most others and turn to somebody else.
- **eclipsing** makes up 200 nodes without stake that all lead to itself, announces them without end, and shows who asks for its book nothing else.
- **lyingPrice** asks nothing for an answer and five times the usual price for the question.

${faults.length === 0 ? 'Everything held.' : `**Did not hold:**\n\n${faults.map((fault) => `- ${fault}`).join('\n')}`}
`;
}
