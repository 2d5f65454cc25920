import type { Tensor } from 'onnxruntime-node';
import type * as Wasm from 'onnxruntime-web';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { HearthError } from '../../shared/errors.ts';
import type { OpenedModel } from '../models/openModelFolder.ts';
import { runtimeReason, type RuntimeSession, type SessionOptions } from './session.ts';

let loading: Promise<typeof Wasm> | null = null;

/**
 * The runtime's other build. Found at run time: an installed Hearth leaves its 14 MB out, because only whoever checks a receipt on a second
 * instruction set needs it. Its own files are the only ones it reads.
 */
async function loadWasm(): Promise<typeof Wasm> {
  const entry = createRequire(import.meta.url).resolve('onnxruntime-web');
  // The module build: it keeps its own registry of backends, apart from the native runtime's in the same process.
  const wasm = (await import(pathToFileURL(join(dirname(entry), 'ort.node.min.mjs')).href)) as typeof Wasm;
  wasm.env.wasm.numThreads = 1;
  wasm.env.logLevel = 'fatal';
  return wasm;
}

/**
 * Opens a model in WebAssembly: one thread, 128-bit SIMD, other kernels than the native build. For audits, verification and calibration; too
 * slow to serve jobs with.
 *
 * @throws worker.loadFailed  the runtime is not part of this installation, or refuses the model
 */
export async function openWasmSession(model: OpenedModel, options: Pick<SessionOptions, 'optimization'> = {}): Promise<RuntimeSession> {
  const fail = (reason: string, error: unknown) => new HearthError('worker.loadFailed', { modelId: model.modelId, reason }, error);
  loading ??= loadWasm();
  const wasm = await loading.catch((error: unknown) => {
    loading = null;
    throw fail(`the WebAssembly runtime is not part of this installation: ${runtimeReason(error)}`, error);
  });
  try {
    const session = await wasm.InferenceSession.create(model.sessionBytes, {
      executionProviders: ['wasm'], graphOptimizationLevel: options.optimization ?? 'all', logSeverityLevel: 3,
      ...(model.externalData.length > 0 ? { externalData: model.externalData.map(({ path, data }) => ({ path, data })) } : {}),
    });
    return {
      inputMetadata: session.inputMetadata, outputMetadata: session.outputMetadata,
      async run(feeds, fetches) {
        const made = await session.run(feeds, Object.keys(fetches));
        return { ...made, ...Object.fromEntries(Object.entries(fetches).flatMap(([name, given]) => (given ? [[name, fill(given, made[name] as Tensor)]] : []))) };
      },
      release: () => session.release(),
    };
  } catch (error) {
    throw fail(runtimeReason(error), error);
  }
}

/** This build never writes into the caller's tensors, so what it made is copied there. */
function fill(given: Tensor, made: Tensor): Tensor {
  (given.data as Float32Array).set(made.data as Float32Array);
  return given;
}
