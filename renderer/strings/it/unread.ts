import type { Pack } from '../pack.ts';

export const unreadWords: Pack['unreadWords'] = {
  'unmetered': 'nessun misuratore di questo dispositivo viene letto', 'firstLook': 'il primo sguardo a un contatore non dice ancora nulla', 'notRecorded': 'non registrato',
  'deviceGone': 'il dispositivo non c’è', 'otherSource': 'lo dice un’altra fonte', 'noBlock': 'nessun blocco della catena è stato visto nascere',
  'noPowerMeter': 'qui non si legge la potenza di nessun dispositivo', 'elsewhere:': (part) => `su ${part} non si legge ancora`, 'card.temperature': 'la scheda non dice la sua temperatura',
  'card.power': 'la scheda non dice la sua potenza', 'card.powerLimit': 'la scheda non dice il suo limite di potenza', 'card.busy': 'la scheda non dice quanto è occupata',
  'card.memory': 'la scheda non dice quanta memoria è occupata', 'card.cut': 'la scheda è divisa in istanze (MIG), e ciò che dice di sé vale per tutte',
  'driver.whoseMemory': 'il driver non dice di chi è la memoria', 'driver.whoseWork': 'mentre qui gira un lavoro, il driver non dice di chi è il carico',
  'processor.temperature': 'questo computer non mostra la temperatura del processore',
  'processor.ownersOnly': 'qui la potenza del processore la può leggere solo l’amministratore del sistema', 'processor.limit': 'il limite di un processore non viene letto',
  'system.memory': 'il sistema non dice quanta memoria è occupata', 'system.busy': 'il sistema non dice quanto è occupato', 'system.network': 'il sistema qui non conta la sua rete',
  'system.programs': 'il sistema non elenca i suoi programmi', 'system.disk': 'la cartella dei dati è su un disco che non lo dice',
  'system.lock': 'il sistema non dice se la sessione è bloccata', 'noDisplay': 'nessuno schermo è collegato', 'noSession': 'nessuna sessione desktop',
  'noDesktop': 'Hearth è stato avviato fuori da una sessione desktop', 'noX': 'questo desktop Wayland non ha uno schermo X accanto',
  'idle.untold': 'questo desktop non dice da quanto non c’è nessuno', 'idle.notYet': 'questo desktop non ha ancora detto da quanto non c’è nessuno',
  'metered.unknown': 'NetworkManager non sa se la rete è a consumo', 'waylandHides': 'Wayland non dice a un programma nulla delle finestre altrui; i giochi sul suo schermo X si vedono',
  'hook.none': 'nessun file di segnale è impostato', 'hook.unreadable': 'il file di segnale non si può leggere', 'hook.unclear': 'il file di segnale non dice né allow né deny',
  'service.notYet:': (part) => `${part} non ha ancora risposto`, 'service.notRunning:': (part) => `${part} non gira qui`, 'service.silent:': (part) => `${part} non risponde`,
  'noBus:': (part) => `qui non c’è D-Bus (${part})`,
};
