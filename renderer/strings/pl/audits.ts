import type { Pack } from '../pack.ts';

export const auditWords: Pack['auditWords'] = {
  title: 'Audyty', waiting: 'Oczekiwanie na audyty.',
  intro: 'Łańcuch losuje, które pokwitowania zostaną przeliczone i przez kogo. Przeliczanie odbywa się między zadaniami i ustępuje im oraz twoim regułom.',
  seats: 'Miejsca', seatsWaiting: 'Łańcuch nie był jeszcze pytany o miejsca.', seatsNone: 'Brak miejsca. Miejsce blokuje część zastawu; w sieci ćwiczebnej zajmowane jest samoczynnie.',
  seatOf: (held, of) => `${held} z ${of}`,
  earned: 'Zapłacono za głosy',
  seatedTitle: 'Jako weryfikator', seatedEmpty: 'Jeszcze niczego nie wylosowano.', seatedNext: 'Węzeł z miejscem bywa losowany do pokwitowań innych węzłów, zależnie od przypadku i zastawu.',
  ownTitle: 'Moje pokwitowania', ownEmpty: 'W łańcuchu nie ma jeszcze pokwitowań.', ownNext: 'Pokwitowania nowego węzła podlegają audytowi w całości, późniejsze losowo.',
  head: { receipt: 'Pokwitowanie', node: 'Węzeł', state: 'Stan', vote: 'Głos', pay: 'Zapłata', job: 'Zadanie', committee: 'Komisja', due: 'Pozostały czas' },
  verdict: { accepted: 'przyjęte', rejected: 'odrzucone' }, none: 'brak', standing: (stage, rejects, accepts) => `${stage}, przeciw: ${rejects}, za: ${accepts}`, verifiers: (count) => `weryfikatorzy: ${count}`,
};
export const seatStateWords: Pack['seatStateWords'] = { seated: 'Do przeliczenia', voted: 'Głos podpisany', committed: 'Głos w łańcuchu', missed: 'Przegapiono' };
export const payWords: Pack['payWords'] = { none: 'jeszcze nie', waiting: 'czeka na swoją rundę', paid: 'zapłacono', unpaid: 'odmówiono' };
export const ownStateWords: Pack['ownStateWords'] = { waiting: 'Czeka na losowanie', notDrawn: 'Nie wylosowano', drawn: 'Wylosowano', stands: 'Ważne', contested: 'Zakwestionowane', accepted: 'Przyjęte', rejected: 'Odrzucone, zadanie nieważne', unproven: 'Niedowiedzione, ważne' };
export const auditVerdictWords: Pack['auditVerdictWords'] = { pending: 'w toku', accepted: 'zakończona: przyjęto', rejected: 'zakończona: odrzucono, zadanie nieważne', unproven: 'zakończona: nie dowiedziono' };
export const auditStageWords: Pack['auditStageWords'] = { none: 'otwarta', waiting: 'czeka na swoją rundę', second: 'druga komisja', final: 'ostatnia komisja', closed: 'zamknięta' };
