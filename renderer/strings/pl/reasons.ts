import type { Pack } from '../pack.ts';

const wide = (className: string): string => (className === '' ? '' : `; granice klasy ${className} są szerokie, bo nie jest skalibrowana`);

export const reasonWords: Pack['reasonWords'] = {
  'runtime.unasked': 'nie udało się zapytać środowiska uruchomieniowego, czego może użyć', 'runtime.otherGpu': (a) => `${a} może użyć jednego GPU tego komputera, a jest nim inne`,
  'runtime.refuses': (a) => `środowisko uruchomieniowe nie może go użyć (${a})`, 'gpu.noMakersDriver': 'sterownik producenta nie jest zainstalowany, Windows wyświetla obraz bez niego',
  'gpu.virtual': 'wirtualna lub zarządcza karta graficzna, która nic nie liczy', 'gpu.noDriver': 'nie wczytano dla niego sterownika', 'gpu.given': 'oddano je maszynie wirtualnej (vfio-pci)',
  'gpu.nameless': 'system nie podaje ani producenta, ani nazwy, więc nie wiadomo, co na nim działa', 'system.late': (a) => `system nie odpowiedział w ciągu ${a} s`,
  'system.unasked': (a) => `nie udało się zapytać systemu: ${a}`, 'system.unclear': 'odpowiedzi systemu nie dało się odczytać',
  'fault.driver': (a, b) => `sterownik zresetowano ${a} razy w ciągu doby (${b})`, 'fault.workers': (a, b) => `procesy robocze ${a} zadań z rzędu skończyły się tutaj (${b})`,
  'fault.selfTest': (a, b) => `autotest się nie powiódł: ${a}, ${b}`, 'fault.fellOff': 'karta zniknęła z magistrali', 'fault.mustReset': 'kartę trzeba zresetować',
  'check.sketches': (a, b, c, className) => `najgorszy z ${b} szkiców odbiega o ${a}, dozwolone ${c}${wide(className)}`,
  'check.tokens': (a, b, c, className) => `największy margines z ${b} tokenów to ${a} nat, dozwolone ${c}${wide(className)}`,
  'check.notExact': 'wyjścia tego modelu nie są dokładne na każdym urządzeniu', 'check.nothing': 'nic nie policzono',
  'check.same': (a) => `wszystkie wyjścia (${a}) są właściwe, bit po bicie`, 'check.differs': (a, b) => `wyjście ${a} z ${b} nie jest właściwe`,
  'check.notHere': (a) => `tutaj nie działa: ${a}`, 'check.integers': 'iloczyny 8-bitowe są dokładne', 'check.integersWrong': (a) => `iloczyny 8-bitowe nie są dokładne (${a})`,
  'check.noPeer': 'procesor nie uruchomi tego modelu, więc nie ma z czym porównać', 'test.rules': 'reguły odebrały urządzenie', 'test.cancelled': 'został przerwany',
};
