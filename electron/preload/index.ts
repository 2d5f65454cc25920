import { contextBridge, ipcRenderer } from 'electron';

/**
 * Gives the page its ports: `window.hearth.connect(which)` opens one to the provider or to the signer. Main checks who asks; what travels is checked at
 * the far end of each port. And one word back: `window.hearth.tellLanguage(choice)`, so that the tray speaks as the page does.
 */
contextBridge.exposeInMainWorld('hearth', {
  tellLanguage: (choice: unknown) => ipcRenderer.send('hearth:language', choice),
  connect(which: unknown) {
    const { port1, port2 } = new MessageChannel();
    ipcRenderer.postMessage('hearth:connect', which, [port2]);
    let hear: ((message: unknown) => void) | null = null;
    return {
      post: (message: unknown) => port1.postMessage(message),
      onMessage: (listener: (message: unknown) => void) => {
        // Messages wait in the port until the first listener is there; a second one replaces it.
        if (!hear) port1.addEventListener('message', (event: Event) => hear?.((event as Event & { data: unknown }).data));
        hear = listener;
        port1.start();
      },
      onClose: (listener: () => void) => port1.addEventListener('close', () => listener()),
      close: () => port1.close(),
    };
  },
});
