import type { Pack } from '../pack.ts';

export const bookWords: Pack['bookWords'] = {
  title: 'Ce qui reste', waiting: 'Lecture des comptes.', gross: 'Payé par les clients', shares: 'Parts du réseau', arrived: 'Arrivé', energy: 'Énergie', net: 'Reste',
  measured: (wattHours, percent) => `${wattHours}, mesuré ${percent} du temps`, noMeter: 'inconnue : aucun compteur d’appareil ne peut être lu ici', energyNoPrice: 'prix inconnu',
  range: (least, most) => `${least} à ${most}`, estimated: 'estimé : des paiements sont plus anciens que le premier cours',
  unknown: { noMeter: 'inconnu : aucun appareil ne donne sa puissance', noTariff: 'inconnu : personne n’a dit ce que coûte le courant', noRate: 'inconnu : personne n’a dit ce que vaut une pièce', twoCurrencies: 'inconnu : courant et pièces sont comptés en deux monnaies' },
  returns: 'Par modèle et appareil', returnsNone: 'Rien n’a encore été payé pendant cette période.', head: { model: 'Modèle', device: 'Appareil', jobs: 'Tâches', paid: 'Payé', perHour: 'Par heure de GPU', perKilowattHour: 'Par kWh', net: 'Reste par heure' }, notKnown: 'inconnu',
  projection: (coins, days) => `Au rythme constaté sur ${days} : ${coins} par jour.`, projectionLast: (said, was) => `Hier, cette ligne annonçait ${said}, et ${was} sont arrivés.`, projectionNone: 'Ce que rapporte un jour est dit après un jour de chiffres de ce nœud.', days: { one: 'jour', many: 'jours', other: 'jours' },
  setPrices: 'Fixer les prix', pricesTitle: 'Ce que coûte le courant et ce que vaut une pièce', currency: 'Monnaie, trois lettres', power: 'Un kilowattheure', coin: 'Une pièce', feeCoin: 'Une pièce de la monnaie des frais', keep: 'vide : inchangé', save: 'Enregistrer', cancel: 'Annuler',
  otherTariff: 'Le courant est compté par une liste ou un programme indiqué en ligne de commande. Un chiffre ici le remplace.', otherRate: 'Le cours vient d’un fichier ou d’un programme indiqué en ligne de commande. Un chiffre ici le remplace.', wrongCurrency: 'Trois lettres majuscules, comme EUR.', wrongNumber: 'Un nombre, s’il vous plaît.',
  csv: 'Enregistrer en CSV', csvWhy: 'Une ligne par reçu, par versement et par heure d’énergie ; les sommes sont celles de cette page.',
  tariff: {
    title: 'Courant', kinds: { flat: 'Un seul prix', dayNight: 'Jour et nuit', csv: 'Heure par heure' }, day: 'Un kWh de jour', night: 'Un kWh de nuit', dayFrom: 'Le jour commence', nightFrom: 'La nuit commence', path: 'Liste de prix, un fichier sur cette machine',
    pathWhy: 'Une ligne par changement de prix, l’heure avec son décalage ; chaque prix vaut jusqu’à la ligne suivante :', now: (price) => `En ce moment ${price} le kilowattheure.`, nowUnknown: (reason) => `Le prix actuel est inconnu : ${reason}.`, savedUnknown: (reason) => `Enregistré, mais le prix actuel est inconnu : ${reason}.`,
    bothPrices: 'Un prix de jour et un prix de nuit, s’il vous plaît.', sameHours: 'Le jour et la nuit commencent à deux heures différentes.', wrongPath: 'Le chemin complet du fichier, depuis la racine du disque.',
  },
  check: {
    title: 'Les reçus face à la chaîne', why: 'Tout ce que cette machine a signé, comparé à tout ce que la chaîne a payé, quelle que soit la période choisie plus haut.', empty: 'Rien n’est encore signé, et rien n’a été payé.', signed: 'Signé pour',
    waiting: { voucher: 'Attend le bon de paiement du client', anchor: 'Attend le prochain ancrage', window: 'Attend la fin du délai' }, missing: 'Noté comme payé, mais aucun paiement entendu', notBooked: 'Payé, mais aucun reçu ici ne dit pour quoi',
    payments: { one: 'paiement', other: 'paiements' }, more: (n) => `et ${n} de plus`, whole: 'Chaque pièce est justifiée.', broken: 'Les comptes ne concordent pas.', brokenNext: 'Ouvrez ce qui est marqué : chaque transaction se retrouve sur la chaîne.',
  },
};
