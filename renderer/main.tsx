import './jitless.ts';
import '@fontsource-variable/figtree/wght.css';
import '@fontsource-variable/jetbrains-mono/wght.css';
import '@fontsource-variable/noto-sans-arabic/wght.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/controls.css';
import './styles/contrast.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { showAppearance } from './appearance.ts';
import { openPort } from './bridge.ts';
import { startConnection } from './connection.ts';
import { wordFieldProblems } from './fieldProblems.ts';
import { followSystemLanguage, readLanguageChoice, showLanguage } from './language.ts';
import { ConnectionContext } from './useBridge.ts';

showAppearance();
// Not awaited at the top of the module: a language's chunk imports from this one, and each would wait for the other.
void start();

async function start(): Promise<void> {
  // English is at hand at once; for another language the page waits for its words rather than flash English ones.
  await showLanguage(readLanguageChoice()).catch(() => showLanguage('en'));
  followSystemLanguage();
  wordFieldProblems();
  const connection = startConnection({ openPort: () => openPort('provider'), nowMs: () => Date.now(), random: Math.random });
  createRoot(document.getElementById('page')!).render(
    <StrictMode>
      <ConnectionContext value={connection}>
        <App />
      </ConnectionContext>
    </StrictMode>,
  );
}
