import { modelReasons } from '../../shared/saidReasons.ts';
import type { OperatorSet } from './onnx/onnx_pb.ts';
import { modelUnsupported } from './unsupported.ts';

/** "" and "ai.onnx" are one domain. */
export const normalDomain = (domain: string): string => (domain === 'ai.onnx' ? '' : domain);

/** @throws model.unsupported  a domain given twice (ai.onnx and "" are one) or a version outside uint32 */
export function readOpsets(imports: readonly OperatorSet[]): Map<string, number> {
  const opsets = new Map<string, number>();
  for (const { domain, version } of imports) {
    const name = normalDomain(domain);
    if (opsets.has(name)) throw modelUnsupported(`operator set "${name}" is imported twice`);
    if (version < 1n || version > 0xffff_ffffn) throw modelUnsupported(modelReasons.setVersion(version));
    opsets.set(name, Number(version));
  }
  return opsets;
}
