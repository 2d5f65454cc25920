import { sayMoney, TestMoney, useCoin } from '../../components/Money.tsx';
import { Shown } from '../../components/Shown.tsx';
import { Digest } from '../../components/Digest.tsx';
import { NetworkDoubts, NetworkText } from '../../components/NetworkText.tsx';
import { plainText } from '../../format/digest.ts';
import { formatBytes } from '../../format/numbers.ts';
import { wordsOfReason } from '../../strings/reasons.ts';
import { kindWords } from '../../strings/stages.ts';
import { words } from '../../strings/words.ts';
import { useAnswer } from '../../useBridge.ts';

const text = words.settings;

export function ModelsSection() {
  const models = useAnswer('readModels', {});
  const coin = useCoin();
  return (
    <section className="section" aria-labelledby="models-title">
      <h2 id="models-title">{text.models}</h2>
      <Shown from={models} waiting={text.modelsWaiting} isEmpty={(answer) => answer.models.length === 0} empty={{ title: text.modelsEmpty, next: text.modelsEmptyNext }}>
        {(answer) => (
          <ul className="models">
            {answer.models.map((model) => (
              <li key={model.modelId} className="model">
                <h3><NetworkText text={model.title} /></h3>
                <span className={`model-state model-${model.state}`}>{text.modelState[model.state]}</span>
                {model.state !== 'corrupt' && (
                  <>
                    <p className="soft small">{kindWords[model.kind].title}, {formatBytes(model.sizeBytes)}, {plainText(model.numericClass, 60)} <Digest value={model.modelId} /></p>
                    <p className="small">{text.unitPrices(sayMoney(model.priceInWei, coin), sayMoney(model.priceOutWei, coin))} <TestMoney /></p>
                  </>
                )}
                {model.reason !== null && <p className="model-reason small">{wordsOfReason(model.reason)} <NetworkDoubts parts={[model.reason]} /></p>}
              </li>
            ))}
          </ul>
        )}
      </Shown>
    </section>
  );
}
