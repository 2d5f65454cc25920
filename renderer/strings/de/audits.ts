import type { Pack } from '../pack.ts';

export const auditWords: Pack['auditWords'] = {
  title: 'Audits', waiting: 'Warte auf die Audits.',
  intro: 'Die Chain lost aus, welche Quittungen nachgerechnet werden und von wem. Nachgerechnet wird zwischen Aufträgen; diese und deine Regeln gehen vor.',
  seats: 'Sitze', seatsWaiting: 'Die Chain wurde noch nicht nach Sitzen gefragt.', seatsNone: 'Noch kein Sitz. Ein Sitz bindet einen Teil des Stakes; im Übungsnetz wird er von selbst eingenommen.',
  seatOf: (held, of) => `${held} von ${of}`,
  earned: 'Bezahlt für Stimmen',
  seatedTitle: 'Als Prüfer', seatedEmpty: 'Noch für nichts ausgelost.', seatedNext: 'Ein Knoten mit Sitz wird für Quittungen anderer Knoten ausgelost, nach Zufall und nach Stake.',
  ownTitle: 'Meine Quittungen', ownEmpty: 'Noch steht keine Quittung auf der Chain.', ownNext: 'Von einem neuen Knoten wird jede Quittung geprüft, später zufällig ausgeloste.',
  head: { receipt: 'Quittung', node: 'Knoten', state: 'Zustand', vote: 'Stimme', pay: 'Lohn', job: 'Auftrag', committee: 'Ausschuss', due: 'Restzeit' },
  verdict: { accepted: 'angenommen', rejected: 'abgelehnt' }, none: 'keine', standing: (stage, rejects, accepts) => `${stage}, ${rejects} dagegen, ${accepts} dafür`, verifiers: (count) => `${count} Prüfer`,
};
export const seatStateWords: Pack['seatStateWords'] = { seated: 'Nachzurechnen', voted: 'Stimme unterschrieben', committed: 'Stimme auf der Chain', missed: 'Verpasst' };
export const payWords: Pack['payWords'] = { none: 'noch nicht', waiting: 'wartet auf seine Runde', paid: 'bezahlt', unpaid: 'nicht bezahlt' };
export const ownStateWords: Pack['ownStateWords'] = { waiting: 'Wartet auf die Auslosung', notDrawn: 'Nicht ausgelost', drawn: 'Ausgelost', stands: 'Gilt', contested: 'Angefochten', accepted: 'Angenommen', rejected: 'Abgelehnt, Auftrag nichtig', unproven: 'Unbewiesen, gilt' };
export const auditVerdictWords: Pack['auditVerdictWords'] = { pending: 'läuft', accepted: 'beendet: angenommen', rejected: 'beendet: abgelehnt, der Auftrag ist nichtig', unproven: 'beendet: unbewiesen' };
export const auditStageWords: Pack['auditStageWords'] = { none: 'eröffnet', waiting: 'wartet auf seine Runde', second: 'zweiter Ausschuss', final: 'letzter Ausschuss', closed: 'geschlossen' };
