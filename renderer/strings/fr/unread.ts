import type { Pack } from '../pack.ts';

export const unreadWords: Pack['unreadWords'] = {
  'unmetered': 'aucun compteur de cet appareil n’est lu', 'firstLook': 'le premier regard sur un compteur ne dit encore rien', 'notRecorded': 'non enregistré',
  'deviceGone': 'l’appareil n’est pas là', 'otherSource': 'une autre source le dit', 'noBlock': 'aucun bloc de la chaîne n’a été vu à sa naissance',
  'noPowerMeter': 'ici la puissance d’aucun appareil ne se lit', 'elsewhere:': (part) => `pas encore lu sous ${part}`, 'card.temperature': 'la carte ne dit pas sa température',
  'card.power': 'la carte ne dit pas sa puissance', 'card.powerLimit': 'la carte ne dit pas sa limite de puissance', 'card.busy': 'la carte ne dit pas à quel point elle est occupée',
  'card.memory': 'la carte ne dit pas combien de sa mémoire est prise', 'card.cut': 'la carte est découpée en instances (MIG), et ce qu’elle dit d’elle vaut pour toutes',
  'driver.whoseMemory': 'le pilote ne dit pas à qui est la mémoire', 'driver.whoseWork': 'pendant qu’une tâche tourne ici, le pilote ne dit pas à qui est le travail',
  'processor.temperature': 'cette machine ne montre aucune température de son processeur',
  'processor.ownersOnly': 'la puissance du processeur ne peut être lue ici que par l’administrateur du système', 'processor.limit': 'la limite d’un processeur n’est pas lue',
  'system.memory': 'le système ne dit pas combien de mémoire est prise', 'system.busy': 'le système ne dit pas à quel point il est occupé',
  'system.network': 'le système ne compte pas son réseau ici', 'system.programs': 'le système ne liste pas ses programmes',
  'system.disk': 'le dossier de données est sur un disque qui ne le dit pas', 'system.lock': 'le système ne dit pas si la session est verrouillée', 'noDisplay': 'aucun écran n’est branché',
  'noSession': 'pas de session de bureau', 'noDesktop': 'Hearth a été lancé hors d’une session de bureau', 'noX': 'ce bureau Wayland n’a pas d’affichage X à côté',
  'idle.untold': 'ce bureau ne dit pas depuis quand il n’y a personne', 'idle.notYet': 'ce bureau n’a pas encore dit depuis quand il n’y a personne',
  'metered.unknown': 'NetworkManager ne sait pas si le réseau est facturé au volume',
  'waylandHides': 'Wayland ne dit rien à un programme des fenêtres des autres ; les jeux sur son affichage X sont vus', 'hook.none': 'aucun fichier de consigne n’est choisi',
  'hook.unreadable': 'le fichier de consigne ne peut pas être lu', 'hook.unclear': 'le fichier de consigne ne dit ni allow ni deny',
  'service.notYet:': (part) => `${part} n’a pas encore répondu`, 'service.notRunning:': (part) => `${part} ne tourne pas ici`, 'service.silent:': (part) => `${part} ne répond pas`,
  'noBus:': (part) => `il n’y a pas de D-Bus (${part}) ici`,
};
