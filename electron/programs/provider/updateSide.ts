import type { PageBridge } from '../../shared/bridge.ts';
import type { BridgeClient, Handlers } from '../../shared/bridgeKit.ts';
import type { brokerBridge } from '../../shared/brokerBridge.ts';
import { isRefusal, noUpdates, type updateCommands, type Updates } from '../../shared/updates.ts';
import type { NoticeSide } from './noticeSide.ts';

export type UpdateSide = { /** The same object while nothing changed. */ updates(): Updates; readonly actions: Pick<Handlers<PageBridge>, keyof typeof updateCommands> };

/** What the shell says of updates, for the page and the owner; the shell alone decides and acts. */
export function createUpdateSide(broker: Pick<BridgeClient<typeof brokerBridge>, 'watch' | 'ask'>, { notices, onChanged }: { readonly notices: Pick<NoticeSide, 'raise' | 'raiseOnce'>; readonly onChanged: () => void }): UpdateSide {
  let updates: Updates = noUpdates('headless');
  broker.watch('updates', (next) => {
    const before = updates;
    updates = next;
    if (next.state === 'ready' && next.version !== null) notices.raiseOnce([{ key: `update ready ${next.version}`, kind: 'updateReady', about: { version: next.version, choice: next.choice } }]);
    if (next.problem && next.problem.atMs !== before.problem?.atMs && isRefusal(next.problem.why)) notices.raise('updateRefused', { why: next.problem.why, version: next.problem.version });
    if (next.rolledBack) notices.raiseOnce([{ key: `update rolled back ${next.rolledBack.from} ${next.rolledBack.atMs}`, kind: 'updateRolledBack', about: { from: next.rolledBack.from, to: next.rolledBack.to } }]);
    onChanged();
  });
  return { updates: () => updates, actions: { actOnUpdate: (input) => broker.ask('actOnUpdate', input) } };
}
