import type { Pack } from '../pack.ts';

export const usageWords: Pack['usageWords'] = {
  waiting: 'Lecture des achats.', spentIn: { 7: 'Dépensé en 7 jours', 30: 'Dépensé en 30 jours', 365: 'Dépensé en un an' }, days: { 7: '7 jours', 30: '30 jours', 365: '1 an' }, time: 'Période',
  empty: 'Aucune application n’a encore acheté ici.',
  emptyNext: 'Une passerelle sur cette machine achète les réponses d’autres nœuds pour vos applications, par l’interface qu’elles parlent déjà. Créez une clé pour l’une d’elles et démarrez la passerelle ; ses achats s’afficheront ici.',
  quiet: 'Rien n’a été acheté pendant cette période.', requests: 'Requêtes', answers: 'Réponses', answersCount: { one: 'réponse', other: 'réponses' }, unitsIn: 'Jetons en entrée', unitsOut: 'Jetons en sortie', replayed: 'Recalculées', none: 'aucune',
  refunded: 'Remboursé', refundedWhy: 'Pour les tâches qu’un tribunal a annulées, le prix est revenu de la mise du fournisseur.',
  checked: 'Avant le paiement de chaque réponse, ses empreintes et signatures ont été vérifiées. Les réponses recalculées l’ont aussi été sur cette machine. Pour un classifieur, les éléments comptent comme jetons.',
  byTime: 'Dépensé au fil du temps', day: 'Jour (UTC)', month: 'Mois (UTC)', spent: 'Dépensé', share: 'Part', byWhat: 'Répartir par',
  by: { key: 'Par clé', model: 'Par modèle', provider: 'Par fournisseur' }, ways: { key: 'Clé', model: 'Modèle', provider: 'Fournisseur' },
  providersNone: 'Qui a répondu n’a pas été noté pendant cette période.', providersWhy: 'Le coût d’un second fournisseur interrogé en même temps figure seulement sous les clés et les modèles.',
  budgets: 'Budgets', budget: 'Budget', left: 'Reste', noLimit: 'sans limite', spentEver: 'Dépensé en tout', usedUp: 'Consommé', replays: 'Recalcul',
  policy: { all: 'toutes les réponses', adaptive: 'selon le passé du fournisseur' }, keysNone: 'Aucune clé n’est valable. Créez-en une :',
  clouds: 'Les mêmes jetons dans un cloud', cloudsNone: 'Aucun jeton d’un type vendu par ces clouds n’a été acheté.',
  cloudsWhy: 'Prix publics d’autres modèles, avec d’autres tokeniseurs : ce que les jetons y coûtent, non le prix d’une réponse aussi bonne. Ce qui a été dépensé ici est de la monnaie d’essai, sans cours en dollars.',
  cloudHead: { model: 'Modèle', tokens: 'Jetons', price: 'Un million de jetons', cost: 'Coût' }, tokensIn: (count) => `${count} en entrée`, tokensInOut: (came, went) => `${came} en entrée, ${went} en sortie`,
  priceUnknown: 'pas de prix avec source', costUnknown: 'inconnu', readOn: (day) => `lu le ${day}`,
};
