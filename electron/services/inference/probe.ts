import { env, InferenceSession, Tensor, listSupportedBackends } from 'onnxruntime-node';
import { executionProviderShape, type ExecutionProvider } from '../../shared/shapes.ts';
import { runtimeReason } from './session.ts';

export type ProbeResult = {
  readonly onnxruntime: string;
  readonly executionProviders: { readonly name: ExecutionProvider; readonly usable: boolean; readonly reason: string | null }[];
};

/** ONNX bytes of y = x + x, x float32 [1]: IR 8, opset 13, one Add node. */
const oneNodeModel = Buffer.from('CAg6NQoOCgF4CgF4EgF5IgNBZGQSAWdaDwoBeBIKCggIARIECgIIAWIPCgF5EgoKCAgBEgQKAggBQgQKABAN', 'base64');

/**
 * Which execution providers can really compute here: opens a one-node model on each and runs it. A provider's library may take the
 * process down with it, so only the worker calls this.
 *
 * @param only  those to try, the others are left out
 */
export async function probeExecutionProviders(only: readonly ExecutionProvider[] = executionProviderShape.options): Promise<ProbeResult> {
  const supported = new Set(listSupportedBackends().map(({ name }) => name));
  const executionProviders: ProbeResult['executionProviders'] = [];
  // One after the other: two providers starting at once share driver state.
  for (const name of executionProviderShape.options.filter((one) => only.includes(one))) {
    const reason = supported.has(name) ? await tryProvider(name) : 'not part of this build of the runtime';
    executionProviders.push({ name, usable: reason === null, reason });
  }
  return { onnxruntime: env.versions.node ?? env.versions.common, executionProviders };
}

/** null when 1 + 1 was 2, else the reason. */
async function tryProvider(name: ExecutionProvider): Promise<string | null> {
  try {
    const session = await InferenceSession.create(oneNodeModel, { executionProviders: [name], logSeverityLevel: 4 });
    try {
      const { y } = await session.run({ x: new Tensor('float32', Float32Array.of(1), [1]) });
      return y?.data[0] === 2 ? null : `computed ${String(y?.data[0])} for 1 + 1`;
    } finally {
      await session.release();
    }
  } catch (error) {
    return runtimeReason(error);
  }
}
