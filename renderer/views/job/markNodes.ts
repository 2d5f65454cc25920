import type { Check } from '../../../electron/shared/shapes.ts';

export type NodeMark = { readonly state: 'passed' | 'failed' | 'partly' | 'notChecked'; readonly passed: number; readonly checks: readonly Check[] };

/**
 * What a check of the receipt says about one node. One failure marks it failed; passed only when every check that covers it passed; a node that
 * nothing covers is not checked, never passed.
 */
export function markNode(nodeId: string, checks: readonly Check[]): NodeMark {
  const covering = checks.filter(({ covers }) => covers?.includes(nodeId));
  const passed = covering.filter(({ state }) => state === 'passed').length;
  if (covering.some(({ state }) => state === 'failed')) return { state: 'failed', passed, checks: covering };
  if (passed === 0) return { state: 'notChecked', passed, checks: covering };
  return { state: passed === covering.length ? 'passed' : 'partly', passed, checks: covering };
}
