import { newId } from '../../services/wallet/vault.ts';
import type { Approval } from '../../services/wallet/decideAction.ts';

/** The owner's yes is used within so long, or asked for again. */
const lifeMs = 10 * 60_000;
const most = 100;

/** Approvals live in memory only: a signer that was started again has none, and asks. */
export type Approvals = {
  add(approval: Omit<Approval, 'approvalId' | 'expiresAtMs'>): Approval;
  find(approvalId: string): { readonly approval: Approval; readonly isSigned: boolean } | null;
  /** From now on good for this nonce only. */
  bind(approvalId: string, nonce: number): void;
};

export function createApprovals(nowMs: () => number): Approvals {
  const kept = new Map<string, { approval: Approval; isSigned: boolean }>();
  return {
    add(given) {
      for (const [id, { approval, isSigned }] of kept) if ((!isSigned && approval.expiresAtMs <= nowMs()) || kept.size >= most) kept.delete(id);
      const approval: Approval = { ...given, approvalId: newId(), expiresAtMs: nowMs() + lifeMs };
      kept.set(approval.approvalId, { approval, isSigned: false });
      return approval;
    },
    find: (approvalId) => kept.get(approvalId) ?? null,
    bind(approvalId, nonce) {
      const found = kept.get(approvalId);
      if (found) kept.set(approvalId, { approval: { ...found.approval, nonce }, isSigned: true });
    },
  };
}
