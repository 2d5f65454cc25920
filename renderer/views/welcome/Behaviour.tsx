import { welcomeWords } from '../../strings/welcome.ts';
import { useTopic } from '../../useBridge.ts';
import { PresetTable } from '../rules/PresetTable.tsx';

/** The same three presets as under Rules, chosen the same way. */
export function Behaviour() {
  const guest = useTopic('guest')?.value ?? null;
  return (
    <>
      <h1 className="welcome-title">{welcomeWords.behaviour.title}</h1>
      <p className="welcome-lead">{welcomeWords.behaviour.lead}</p>
      <PresetTable inUse={guest?.preset ?? null} onTaken={() => {}} />
    </>
  );
}
