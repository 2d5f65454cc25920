import type { Primitives } from '../../protocol/primitives.ts';
import type { ReceiptFile } from '../../protocol/receiptFile.ts';
import { askThresholds, checkWithChain, checkWithModel } from '../../services/jobs/receiptChecks.ts';
import { checkRowBytes } from '../../services/jobs/rowChecks.ts';
import { checkReasons } from '../../shared/checkReasons.ts';
import type { Check } from '../../shared/shapes.ts';
import type { ProviderParts } from './providerParts.ts';
import type { RowSide } from './rowSide.ts';

/** What this machine can check of a receipt beyond its file: with the model, the rows it keeps, and the chain. */
export async function checkDeeper(p: Primitives, file: ReceiptFile, { models, devices, chain }: Pick<ProviderParts, 'models' | 'devices' | 'chain'>, readRows: RowSide['read']): Promise<Check[]> {
  const checks: Check[] = [];
  const model = models?.runnerModels.get(file.receipt.exec.modelId);
  const device = devices?.runnerDevices.find((one) => one.isEnabled()) ?? devices?.runnerDevices[0];
  if (!model || !device) checks.push({ name: 'modelFiles', state: 'notChecked', reason: checkReasons.noModelHere, covers: ['model'] });
  else {
    const { worker } = device;
    const kept = readRows(file.order.jobId);
    const opened = kept ? checkRowBytes(p, file, kept) : { checks: [], rows: { missing: checkReasons.noRowsKept } };
    const asked = chain ? await askThresholds(file, chain.receiptChain) : null;
    checks.push(...opened.checks, ...(await worker.use(async () => {
      const { client, loaded } = await worker.ready(model);
      return checkWithModel(file, client, loaded, opened.rows, asked?.thresholds ?? null);
    })), ...(asked?.checks ?? []));
  }
  if (chain) checks.push(...(await checkWithChain(file, chain.receiptChain)));
  return checks;
}
