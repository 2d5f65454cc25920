import type { Pack } from '../pack.ts';

export const acceleratorWords: Pack['acceleratorWords'] = {
  title: 'Akcelerator',
  name: 'CUDA dla kart NVIDIA',
  what: 'Biblioteki NVIDIA, dzięki którym silnik liczy na kartach NVIDIA. Są za duże, by przychodzić razem z Hearth.',
  noCard: 'Nie znaleziono tu karty NVIDIA, więc nic by nie zmienił.',
  sizes: (a, b) => `Pobiera się ${a} stamtąd, gdzie publikują je ich twórcy; każda biblioteka jest porównywana ze skrótem, z którym zbudowano to Hearth. Zajmuje ${b} dysku.`,
  of: (a, b) => `${a} z ${b}`,
  looking: 'Sprawdza, co już tu jest',
  restart: 'Uruchom Hearth ponownie: na starcie pyta, co potrafią urządzenia.',
  fetch: 'Pobierz',
  goOn: 'Kontynuuj',
  stop: 'Zatrzymaj',
  remove: 'Usuń',
  takeAway: 'Usuń to, co przyszło',
  removeAsk: 'Usunąć akcelerator?',
  removeWhy: 'Bez niego karty NVIDIA nic nie liczą. Trzeba będzie pobrać go ponownie.',
  keep: 'Zostaw',
  progress: 'Postęp akceleratora',
  waiting: 'Pyta, jakie są akceleratory.',
  why: { noList: 'To Hearth zbudowano bez listy tego, co wolno pobrać, więc nie pobiera żadnego. Wydania ją mają.', notNeeded: 'W tym systemie silnik przynosi to, czego potrzebują karty: nie ma czego pobierać.', otherSystem: 'Dla tego systemu żadnego nie ma na liście.', otherVersion: 'Ten z listy jest dla innej wersji silnika. Użyj Hearth, dla którego go zrobiono.' },
  state: { absent: 'Niezainstalowany', fetching: 'Pobieranie', stopped: 'Zatrzymano. To, co przyszło, zostaje.', failed: 'Nie przyszedł w całości. To, co przyszło, zostaje.', otherRuntime: 'Jest tu jeden dla innej wersji silnika; to Hearth go nie używa.', installed: 'Zainstalowany', none: 'Tu niedostępny' },
};
