import type { Pack } from '../pack.ts';

export const unreadWords: Pack['unreadWords'] = {
  'unmetered': 'żaden miernik tego urządzenia nie jest czytany', 'firstLook': 'pierwsze spojrzenie na licznik nic jeszcze nie mówi', 'notRecorded': 'nie zapisano',
  'deviceGone': 'nie ma tego urządzenia', 'otherSource': 'mówi to inne źródło', 'noBlock': 'nie widziano powstania żadnego bloku łańcucha',
  'noPowerMeter': 'tutaj nie da się odczytać mocy żadnego urządzenia', 'elsewhere:': (part) => `na ${part} jeszcze się tego nie czyta`, 'card.temperature': 'karta nie podaje temperatury',
  'card.power': 'karta nie podaje mocy', 'card.powerLimit': 'karta nie podaje limitu mocy', 'card.busy': 'karta nie podaje, jak bardzo jest zajęta',
  'card.memory': 'karta nie podaje, ile pamięci zajęto', 'card.cut': 'karta jest podzielona na instancje (MIG), a to, co mówi o sobie, dotyczy wszystkich',
  'driver.whoseMemory': 'sterownik nie podaje, czyja to pamięć', 'driver.whoseWork': 'gdy działa tu zadanie, sterownik nie podaje, czyja to praca',
  'processor.temperature': 'ten komputer nie pokazuje temperatury procesora', 'processor.ownersOnly': 'moc procesora może tu odczytać tylko administrator systemu',
  'processor.limit': 'limitu procesora się nie czyta', 'system.memory': 'system nie podaje, ile pamięci zajęto', 'system.busy': 'system nie podaje, jak bardzo jest zajęty',
  'system.network': 'system nie liczy tu swojej sieci', 'system.programs': 'system nie wymienia swoich programów', 'system.disk': 'folder danych leży na dysku, który tego nie podaje',
  'system.lock': 'system nie podaje, czy sesja jest zablokowana', 'noDisplay': 'nie podłączono żadnego ekranu', 'noSession': 'brak sesji pulpitu',
  'noDesktop': 'Hearth uruchomiono poza sesją pulpitu', 'noX': 'ten pulpit Wayland nie ma obok ekranu X', 'idle.untold': 'ten pulpit nie podaje, jak długo nikogo nie było',
  'idle.notYet': 'ten pulpit jeszcze nie podał, jak długo nikogo nie było', 'metered.unknown': 'NetworkManager nie wie, czy sieć jest taryfowa',
  'waylandHides': 'Wayland nie mówi programowi nic o cudzych oknach; gry na jego ekranie X są widoczne', 'hook.none': 'nie ustawiono pliku sygnału',
  'hook.unreadable': 'pliku sygnału nie można odczytać', 'hook.unclear': 'plik sygnału nie mówi ani allow, ani deny', 'service.notYet:': (part) => `${part} jeszcze nie odpowiedział`,
  'service.notRunning:': (part) => `${part} tu nie działa`, 'service.silent:': (part) => `${part} nie odpowiada`, 'noBus:': (part) => `nie ma tu D-Bus (${part})`,
};
