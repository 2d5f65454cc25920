import type { Chain } from './chain.ts';
import { readParameters } from './economy.ts';

const maxBigint = (a: bigint, b: bigint): bigint => (a > b ? a : b);
const divideUp = (a: bigint, b: bigint): bigint => (b === 0n ? 0n : (a + b - 1n) / b);

export type StakeFigures = {
  readonly stakedWei: bigint; readonly unbondingWei: bigint; readonly seatsNeedWei: bigint; readonly inFlightWei: bigint; readonly kappa: bigint; readonly faultBps: bigint;
};

/** Stake that must stay for what is open, what is free beyond it, and what one proven fault takes. Pure. */
export function weighStake({ stakedWei, unbondingWei, seatsNeedWei, inFlightWei, kappa, faultBps }: StakeFigures) {
  const requiredWei = maxBigint(divideUp(inFlightWei, kappa), seatsNeedWei);
  return { requiredWei, surplusWei: maxBigint(stakedWei - requiredWei, 0n), inFlightLimitWei: stakedWei * kappa, atRiskWei: ((stakedWei + unbondingWei) * faultBps) / 10_000n };
}

/** A node's stake as the chain has it at one moment, with what the governed numbers make of it. @throws chain.* */
export async function readStakeStanding(chain: Chain, node: string, signal?: AbortSignal) {
  const [block, record, stake, ledger, governed, seats, [kappa]] = await Promise.all([
    chain.readFreshness(signal),
    chain.readNode(node, signal),
    chain.readStake(node, signal),
    chain.readLedger(node, signal),
    readParameters(chain, signal),
    chain.readContract('StakeManager', 'seatsOf', [node], signal),
    chain.readContract('JobEscrow', 'kappa', [], signal),
  ]);
  const [held, needWei] = seats.toArray() as [bigint, bigint];
  const { values } = governed;
  const figures: StakeFigures = { stakedWei: stake.activeWei, unbondingWei: stake.unbondingWei, seatsNeedWei: needWei, inFlightWei: ledger.inFlightWei, kappa: kappa as bigint, faultBps: values.FaultSlashBps };
  return {
    asOf: { blockNumber: block.blockNumber, chainSeconds: block.blockSeconds, ageSeconds: block.ageSeconds },
    operator: record.bound ? record.operator : null,
    stakedWei: stake.activeWei, ...weighStake(figures),
    seats: { held: Number(held), needWei }, inFlightWei: ledger.inFlightWei, kappa: Number(kappa),
    unbonding: stake.unbondingWei > 0n ? { wei: stake.unbondingWei, readyAtSeconds: stake.withdrawableAtSeconds } : null,
    rates: {
      faultBps: Number(values.FaultSlashBps), silenceBps: Number(values.SilenceSlashBps), verifierBps: Number(values.VerifierSlashBps),
      unbondingSeconds: Number(values.UnbondingSeconds), seatStakeWei: values.SeatStakeWei, answerBondWei: values.DisputeBondWei,
    },
  };
}
