import type { Primitives } from '../../protocol/primitives.ts';
import { fromHex, toHex, utf8Bytes } from '../../protocol/bytes.ts';
import { isHearthError } from '../../shared/errors.ts';
import type { Hex } from '../../shared/units.ts';
import type * as calls from '../chain/calls.ts';
import type { Chain } from '../chain/chain.ts';
import type { TransactionQueue } from '../chain/transactions.ts';

/** What a publisher registers of a model; columnsRoot null: no contract can judge its products. */
export type ModelRoots = { readonly modelId: Hex; readonly name: string; readonly weightsRoot: Hex; readonly graphRoot: Hex; readonly planRoot: Hex; readonly columnsRoot: Hex | null };

const zero: Hex = `0x${'00'.repeat(32)}`;
/** A commitment must be older than RegistrationSeconds; looked at this often. */
const tryEveryMs = 1000;
const tries = 30;

/**
 * Registers the bundled models with their roots, published by `publisher` without a royalty, where the chain does not have them: without its roots no dispute over a model can be judged.
 *
 * @throws chain.unreachable, chain.reverted
 * @effects chain: costs gas
 */
export async function registerModels(
  dependencies: { readonly p: Primitives; readonly chain: Chain; readonly publisher: string; readonly queue: Pick<TransactionQueue, 'send'>; readonly calls: Pick<typeof calls, 'buildCall'>; readonly pause: (ms: number) => Promise<void> },
  models: readonly ModelRoots[],
): Promise<void> {
  const { p, chain, publisher, queue, calls: build } = dependencies;
  const known = async (modelId: Hex): Promise<boolean> => BigInt((await chain.readContract('ModelRegistry', 'rootsOf', [modelId]))[0].graphRoot as string) !== 0n;
  for (const model of models) {
    if (await known(model.modelId)) continue;
    // The same after a restart: a commitment on its way is used, not made again.
    const salt = toHex(p.sha256(utf8Bytes('hearth/practice/model/1'), fromHex(publisher.toLowerCase()), fromHex(model.modelId)));
    const [commitment] = await chain.readContract('ModelRegistry', 'commitmentOf', [model.modelId, publisher, salt]);
    const send = (call: string, args: readonly unknown[]) => queue.send({ ...build.buildCall(chain.deployment, 'ModelRegistry', call, args), id: `${call} ${model.modelId}` });
    const { name, columnsRoot, modelId, ...roots } = model;
    const registration = { modelId, roots: { ...roots, columnsRoot: columnsRoot ?? zero }, supersedes: zero, royaltyBps: 0, contributors: [], contributorsBps: [], uri: `hearth:${name}` };
    await send('commit', [commitment]).catch((error: unknown) => {
      // Committed in an earlier run: the registration below says whether it still holds.
      if (!isHearthError(error, 'chain.reverted')) throw error;
    });
    for (let left = tries; ; left--) {
      try {
        await send('register', [registration, salt]);
        break;
      } catch (error) {
        if (!isHearthError(error, 'chain.reverted') || left === 0) throw error;
        if (await known(modelId)) break;
        await dependencies.pause(tryEveryMs);
      }
    }
  }
}
