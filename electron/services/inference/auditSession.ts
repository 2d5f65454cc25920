import type { AuditRuntime } from '../../shared/workerBridge.ts';
import type { OpenedModel } from '../models/openModelFolder.ts';
import { openSession, type RuntimeSession, type SessionOptions } from './session.ts';
import { openWasmSession } from './wasmSession.ts';

/**
 * The session an auditor replays on. `wasm` computes the same model with another build and instruction set, which says more about a receipt
 * than the kernels that made it: honest runs of both are within one threshold (docs/calibration.md).
 *
 * @throws worker.loadFailed
 */
export const openAuditSession = (model: OpenedModel, options: SessionOptions & { readonly runtime: AuditRuntime }): Promise<RuntimeSession> =>
  options.runtime === 'wasm' ? openWasmSession(model, options) : openSession(model, options);
