import type { Benchmark, SelfCheck, BenchmarkState, ModelSpeed } from '../../../electron/shared/benchmark.ts';
import type { Device } from '../../../electron/shared/shapes.ts';
import { FailureLine } from '../../components/Failure.tsx';
import { NetworkDoubts, NetworkText } from '../../components/NetworkText.tsx';
import { plainText } from '../../format/digest.ts';
import { formatCount, formatNumber } from '../../format/numbers.ts';
import { formatWhen } from '../../format/time.ts';
import { benchmarkWords as text, describeStep } from '../../strings/benchmark.ts';
import { wordsOfReason } from '../../strings/reasons.ts';
import { useAct, useNow } from '../../useBridge.ts';

/** What the device was found to compute, how fast, and for how much energy; with a test at hand. */
export function BenchmarkSection({ device, state }: { readonly device: Device; readonly state: BenchmarkState | null }) {
  const start = useAct((_input: null, connection) => connection.ask('startBenchmark', { deviceId: device.deviceId }));
  const cancel = useAct((_input: null, connection) => connection.ask('cancelBenchmark', { deviceId: device.deviceId }));
  if (!state) return null;
  const { step, latest } = state;
  const isBusy = state.state === 'running' || state.state === 'waiting';
  return (
    <div className="benchmark">
      <h3>{text.title}</h3>
      {isBusy && (
        <div role="status">
          <p className="small">{step ? describeStep({ ...step, modelName: plainText(step.modelName, 40) }) : text.waits} {step && <NetworkDoubts parts={[step.modelName]} />}</p>
          {step && <progress aria-label={text.progress} value={step.done} max={step.of} />}
        </div>
      )}
      {state.state === 'failed' && <p className="small">{text.failed(wordsOfReason(state.reason ?? ''))} <NetworkDoubts parts={[state.reason]} /></p>}
      {latest ? <Result benchmark={latest} /> : !isBusy && state.state !== 'failed' && <p className="soft small">{text.none} {text.noneNext}</p>}
      <button type="button" className="button" disabled={start.busy || cancel.busy} onClick={() => (isBusy ? cancel : start).run(null)}>{isBusy ? text.cancel : latest ? text.again : text.run}</button>
      <FailureLine error={start.error ?? cancel.error} />
    </div>
  );
}

function Result({ benchmark }: { readonly benchmark: Benchmark }) {
  const nowMs = useNow(10_000);
  const { verdict, checks, speeds, driver, runtime, atMs } = benchmark;
  const failed = (name: SelfCheck['name']): boolean => checks.some((check) => check.name === name && check.state === 'failed');
  const integers = !failed('integers') ? '' : failed('sevenBits') ? text.integersOnly : text.sevenBitsOnly;
  return (
    <>
      <p><strong>{text.verdict[verdict]}</strong> {integers} <span className="soft small">{text.with(formatWhen(atMs, nowMs), driver === null ? null : plainText(driver, 60), plainText(runtime, 30))}</span></p>
      {speeds.length > 0 && (
        <table className="benchmark-speeds small">
          <thead><tr><th scope="col">{text.head.model}</th><th scope="col" className="end">{text.head.prefill}</th><th scope="col" className="end">{text.head.decode}</th><th scope="col" className="end">{text.head.energy}</th></tr></thead>
          <tbody>{speeds.map((speed) => <SpeedRow key={speed.modelId} speed={speed} />)}</tbody>
        </table>
      )}
      <details>
        <summary className="soft small">{text.checks}</summary>
        <ul className="benchmark-checks small">
          {checks.map(({ name, modelName, state, reason }) => <li key={`${name} ${modelName}`}><strong>{text.state[state]}</strong> {text.check[name]}{modelName !== null && <>, <NetworkText text={modelName} limit={40} /></>}: <span className="soft">{wordsOfReason(reason)} <NetworkDoubts parts={[reason]} /></span></li>)}
        </ul>
      </details>
    </>
  );
}

function SpeedRow({ speed: { modelName, kind, prefillPerSecond, decodePerSecond, itemsPerSecond, joulesPerUnit } }: { readonly speed: ModelSpeed }) {
  const unit = kind === 'classify' ? 'classify' : 'generate';
  const rate = (value: number | null): string => (value === null ? '' : text.perSecond(formatCount(Math.round(value)), unit));
  return (
    <tr>
      <th scope="row"><NetworkText text={modelName} limit={40} /></th>
      <td className="end num">{rate(prefillPerSecond)}</td>
      <td className="end num">{rate(decodePerSecond ?? itemsPerSecond)}</td>
      <td className="end num">{joulesPerUnit === null ? <span className="soft">{text.noMeter}</span> : text.joules(formatNumber(Number(joulesPerUnit.toPrecision(3)), 6), unit)}</td>
    </tr>
  );
}
