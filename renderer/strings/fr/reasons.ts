import type { Pack } from '../pack.ts';

const wide = (className: string): string => (className === '' ? '' : ` ; les limites de ${className} sont larges, car elle n’est pas étalonnée`);

export const reasonWords: Pack['reasonWords'] = {
  'runtime.unasked': 'on n’a pas pu demander au moteur d’exécution ce qu’il peut utiliser', 'runtime.otherGpu': (a) => `${a} peut utiliser un GPU de cette machine, et c’en est un autre`,
  'runtime.refuses': (a) => `le moteur d’exécution ne peut pas l’utiliser (${a})`, 'gpu.noMakersDriver': 'le pilote du fabricant n’est pas installé, Windows affiche sans lui',
  'gpu.virtual': 'un adaptateur d’affichage virtuel ou d’administration, qui ne calcule pas', 'gpu.noDriver': 'aucun pilote n’est chargé pour lui',
  'gpu.given': 'il est confié à une machine virtuelle (vfio-pci)', 'gpu.nameless': 'le système ne dit ni son fabricant ni son nom, on ne connaît donc rien qui tourne dessus',
  'system.late': (a) => `le système n’a pas répondu en ${a} s`, 'system.unasked': (a) => `le système n’a pas pu être interrogé : ${a}`,
  'system.unclear': 'la réponse du système n’a pas pu être lue', 'fault.driver': (a, b) => `son pilote a été réinitialisé ${a} fois en un jour (${b})`,
  'fault.workers': (a, b) => `les exécutants de ${a} tâches de suite se sont arrêtés ici (${b})`, 'fault.selfTest': (a, b) => `son autotest a échoué : ${a}, ${b}`,
  'fault.fellOff': 'la carte a disparu de son bus', 'fault.mustReset': 'la carte doit être réinitialisée',
  'check.sketches': (a, b, c, className) => `la pire des ${b} esquisses est à ${a}, ${c} permis${wide(className)}`,
  'check.tokens': (a, b, c, className) => `la plus grande marge des ${b} jetons est de ${a} nats, ${c} permis${wide(className)}`,
  'check.notExact': 'les sorties de ce modèle ne sont pas exactes sur tout appareil', 'check.nothing': 'rien n’a été calculé',
  'check.same': (a) => `toutes les sorties (${a}) sont exactes, bit à bit`, 'check.differs': (a, b) => `la sortie ${a} sur ${b} n’est pas la bonne`,
  'check.notHere': (a) => `il ne tourne pas ici : ${a}`, 'check.integers': 'les produits sur 8 bits sont exacts',
  'check.integersWrong': (a) => `les produits sur 8 bits ne sont pas exacts (${a})`, 'check.noPeer': 'le processeur ne fait pas tourner ce modèle, il n’y a donc rien à comparer',
  'test.rules': 'ses règles ont repris l’appareil', 'test.cancelled': 'il a été annulé',
};
