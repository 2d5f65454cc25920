import type { Pack } from '../pack.ts';

export const acceleratorWords: Pack['acceleratorWords'] = {
  title: 'Beschleuniger',
  name: 'CUDA für NVIDIA-Karten',
  what: 'Bibliotheken von NVIDIA, mit denen die Laufzeit auf NVIDIA-Karten rechnet. Sie sind zu groß, um mit Hearth zu kommen.',
  noCard: 'Hier wurde keine NVIDIA-Karte gefunden, also würde er nichts ändern.',
  sizes: (a, b) => `${a} werden dort geholt, wo ihre Hersteller sie veröffentlichen, jede Bibliothek gegen den Hash geprüft, mit dem dieses Hearth gebaut wurde. ${b} der Platte werden belegt.`,
  of: (a, b) => `${a} von ${b}`,
  looking: 'Sieht nach, was schon da ist',
  restart: 'Starte Hearth neu: beim Start fragt es, was Geräte können.',
  fetch: 'Holen',
  goOn: 'Weitermachen',
  stop: 'Anhalten',
  remove: 'Entfernen',
  takeAway: 'Wegnehmen, was ankam',
  removeAsk: 'Den Beschleuniger entfernen?',
  removeWhy: 'NVIDIA-Karten rechnen ohne ihn nichts. Er muss neu geholt werden.',
  keep: 'Behalten',
  progress: 'Fortschritt des Beschleunigers',
  waiting: 'Fragt, welche Beschleuniger es gibt.',
  why: { noList: 'Dieses Hearth wurde ohne eine Liste dessen gebaut, was geholt werden darf, also holt es keinen. Veröffentlichte Versionen haben eine.', notNeeded: 'Auf diesem System bringt die Laufzeit mit, was Karten brauchen: es gibt nichts zu holen.', otherSystem: 'Für dieses System ist keiner aufgeführt.', otherVersion: 'Der aufgeführte ist für eine andere Version der Laufzeit. Nimm das Hearth, für das er gemacht ist.' },
  state: { absent: 'Nicht installiert', fetching: 'Wird geholt', stopped: 'Angehalten. Was ankam, bleibt.', failed: 'Nicht vollständig angekommen. Was ankam, bleibt.', otherRuntime: 'Hier liegt einer für eine andere Version der Laufzeit; dieses Hearth nutzt ihn nicht.', installed: 'Installiert', none: 'Hier nicht zu haben' },
};
