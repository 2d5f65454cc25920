import type { Pack } from '../pack.ts';

export const limitWords: Pack['limitWords'] = {
  temperature: (stop, resume) => `da ${stop} °C, finché non scende a ${resume} °C`, disk: (size) => `con meno di ${size} liberi`,
  powerNone: 'nessun limite', powerMost: (limits) => `al massimo ${limits}`, percentOfLimit: (percent) => `${percent}% del suo limite`, watts: (watts) => `${watts} W`,
  energy: (wattHours) => `al massimo ${wattHours} Wh al giorno`, price: (price) => `sopra ${price} per kWh`, profit: (least) => `sotto ${least} all’ora`, hook: (path) => `finché ${path} dice «deny»`,
  metered: 'su una rete a consumo', meteredOr: (megabytes) => `su una rete a consumo, o sopra ${megabytes} MB al giorno`,
  battery: 'a batteria', batteryBelow: (percent) => `a batteria sotto il ${percent}%`, saver: 'o con il risparmio energetico attivo',
  never: 'mai', idle: (minutes) => `finché non c’è nessuno per ${minutes} min`, noApps: 'ancora nessun programma in elenco', apps: { one: 'programma', other: 'programmi' }, fullScreen: 'quando un programma riempie lo schermo',
  memory: (percent) => `quando altri occupano il ${percent}%`, pressure: (size) => `con meno di ${size} rimasti`, stalledAbove: (percent) => `o quando i programmi la attendono per il ${percent}% del tempo`, load: (percent) => `quando altri lo impegnano al ${percent}%`, thenWaits: (span) => `poi attende ${span}`,
  locked: 'quando la sessione è bloccata', asleep: 'quando lo schermo è spento', noHours: 'nessun orario permesso', daily: 'ogni giorno',
};
export const presetWords: Pack['presetWords'] = {
  guest: { title: 'Ospite', what: 'Lavora solo quando non c’è nessuno.' },
  balanced: { title: 'Equilibrato', what: 'Si fa da parte per giochi e batteria.' },
  dedicated: { title: 'Dedicato', what: 'Lavora sempre, entro la sicurezza.' },
};
export const classWords: Pack['classWords'] = {
  safety: { title: 'Sicurezza', what: 'Viene prima di tutto, e Riprendi non la scavalca.' },
  user: { title: 'La tua parola', what: 'Una pausa tua. Si imposta con i pulsanti di pausa.' },
  money: { title: 'Denaro', what: 'La corrente, il suo prezzo e quanto rende.' },
  presence: { title: 'Presenza', what: 'Tu o altri programmi volete il computer.' },
  schedule: { title: 'Orari', what: 'Contano per ultimi.' },
};
export const giveBackChoices: Pack['giveBackChoices'] = { throttle: 'Rallenta', unload: 'Libera la memoria tra i lavori', finish: 'Finisci il lavoro, poi fermati', kill: 'Fermati subito' };
export const giveBackWords: Pack['giveBackWords'] = {
  throttle: 'il lavoro prosegue, più lento', unload: 'tra un lavoro e l’altro nessun modello resta in memoria', finish: 'il lavoro in corso finisce, poi la memoria è liberata', kill: 'il lavoro in corso è restituito e la memoria liberata subito',
};

export const ruleText: Pack['ruleText'] = {
  fault: { title: 'Messo da parte', cause: (why) => `Il dispositivo è stato messo da parte: ${why}`, unnamed: 'è fallito più volte', ends: 'quando gli dai un’altra possibilità' },
  temperature: { title: 'Temperatura', cause: (is, most) => `Il dispositivo è a ${is} °C, e permetti al massimo ${most} °C`, hot: 'Il sistema dice che il computer è caldo', ends: (most) => `quando si è raffreddato di qualche grado sotto ${most} °C`, endsHot: 'quando si è raffreddato' },
  disk: { title: 'Disco', cause: (free, least) => `Sul disco sono liberi solo ${free}, e devono essere ${least}`, full: 'Il disco è pieno', ends: 'quando c’è di nuovo spazio' },
  pause: { title: 'La tua pausa', cause: 'L’hai messo in pausa', ends: 'quando riprendi' },
  power: { title: 'Potenza', cause: (is, most) => `Il dispositivo assorbe ${is} W, e permetti al massimo ${most} W`, ends: (most) => `appena resta sotto ${most} W` },
  energy: { title: 'Energia al giorno', cause: (used, most) => `Oggi sono stati usati ${used} Wh, e il budget del giorno è ${most} Wh`, ends: 'a mezzanotte' },
  price: { title: 'Prezzo della corrente', cause: (is, most) => `La corrente costa ${is} per kWh, e paghi al massimo ${most}`, ends: 'quando la corrente costa meno' },
  profit: { title: 'Guadagno minimo', cause: (is, least) => `Il lavoro rende ${is} all’ora tolta la corrente, e vuoi almeno ${least}`, ends: 'quando il lavoro rende di più' },
  hook: { title: 'Il tuo file di controllo', cause: 'Il tuo file di controllo dice «deny»', ends: 'quando dice «allow»' },
  metered: { title: 'Rete a consumo', cause: 'La rete è a consumo', cap: (used, most) => `Oggi sono passati ${used} MB in rete, e il tetto del giorno è ${most} MB`, ends: 'su una rete che non lo è', endsCap: 'a mezzanotte' },
  battery: { title: 'Batteria', cause: 'Il computer va a batteria', at: (percent) => `Il computer va a batteria, al ${percent}%`, saver: 'Il risparmio energetico è attivo', ends: 'quando è collegato alla corrente', endsSaver: 'quando è disattivato' },
  idle: { title: 'Solo a riposo', cause: (ago) => `Qualcuno era qui ${ago} fa`, unmeasured: 'Qualcuno era qui un momento fa', ends: (wait) => `dopo ${wait} senza un tasto o un clic`, endsSome: 'dopo un po’ senza un tasto o un clic' },
  apps: { title: 'Programmi in elenco', cause: (name) => `${name} è aperto`, unnamed: 'Un programma del tuo elenco', ends: 'poco dopo la sua chiusura' },
  fullScreen: { title: 'Schermo intero', cause: (name) => `${name} è a schermo intero`, unnamed: 'Un programma', ends: 'poco dopo la sua chiusura' },
  memory: { title: 'Memoria per altri', cause: (percent) => `Altri programmi occupano il ${percent}% della memoria del dispositivo`, ends: 'poco dopo che la lasciano' },
  dataLimit: { title: 'Limite di dati', cause: { sentDay: (most) => `I ${most} di dati inviati di oggi sono esauriti`, sentMonth: (most) => `I ${most} di dati inviati di questo mese sono esauriti`, receivedDay: (most) => `I ${most} di dati ricevuti di oggi sono esauriti`, receivedMonth: (most) => `I ${most} di dati ricevuti di questo mese sono esauriti` }, endsDay: 'a mezzanotte', endsMonth: 'con il nuovo mese' },
  clock: { title: 'Orologio sbagliato', ahead: (seconds) => `L’orologio di questo computer è avanti di ${seconds} s rispetto alla catena, quindi non ci si può fidare delle scadenze`, behind: (seconds) => `L’orologio di questo computer è indietro di ${seconds} s rispetto alla catena, quindi non ci si può fidare delle scadenze`, ends: 'quando l’orologio è regolato' },
  pressure: { title: 'Poca memoria', cause: (free, least) => `Per tutti i programmi restano solo ${free} di memoria, e devono essere ${least}`, stalled: (percent) => `I programmi attendono la memoria per più del ${percent}% del tempo`, low: 'Il sistema dice che la memoria scarseggia', ends: 'poco dopo che c’è di nuovo memoria' },
  load: { title: 'Lavoro di altri', cause: (percent) => `Altri programmi impegnano il dispositivo al ${percent}%`, ends: 'poco dopo che hanno finito' },
  session: { title: 'Bloccata o spento', cause: 'La sessione è bloccata', dark: 'Lo schermo è spento', ends: 'quando è sbloccata', endsDark: 'quando si riaccende' },
  schedule: { title: 'Orari della settimana', cause: 'Questi non sono i suoi orari', ends: 'con i prossimi orari che permetti' },
};
export const ruleSentences: Pack['ruleSentences'] = {
  verbs: { throttle: 'Rallentato', unload: 'Al lavoro, con la memoria libera tra i lavori', finish: 'In pausa', kill: 'In pausa' },
  said: (verb, cause) => `${verb}: ${cause}.`, inOrder: (title) => `di nuovo in ordine, ${title}`,
  resumes: (ends) => `Riprende ${ends}.`, fullSpeed: (ends) => `A piena velocità ${ends}.`,
  inAMoment: 'tra un momento', byItselfIn: (span) => `da solo tra ${span}`, byItselfAt: (clock) => `da solo alle ${clock}`,
  free: 'Libero di lavorare.', also: (titles) => `Inoltre: ${titles}.`,
};

export const guestWords: Pack['guestWords'] = {
  pauseDevice: (name) => `Metti in pausa ${name}`, pause: 'Pausa', resume: 'Riprendi', resumeDevice: (name) => `Riprendi ${name}`, tomorrow: (clock) => `Fino a domani, ${clock}`,
  atOnce: 'Restituisci subito il lavoro in corso', atOnceWhy: 'Altrimenti prima finisce.',
  why: { open: 'Perché?', title: 'Che cosa lo decide', none: 'Non è ancora deciso di nessun dispositivo.', free: 'Nessuna regola lo trattiene.', read: 'Letto', limit: 'Limite', since: 'Da', does: 'Fa', ends: 'Finisce', also: 'Vale anche', blind: 'Qui non si può rispettare', allRules: 'Tutte le regole', noName: 'Un dispositivo senza nome' },
  promise: (p50, count) => `Memoria restituita in ${p50}, mediana di ${count}`, promiseNone: 'Restituzione: non ancora misurata', allDevices: 'Tutti i dispositivi',
  promiseLong: (count, p50, p95) => `Dal segnale alla memoria libera, nelle ultime ${count}: metà entro ${p50}, 95% entro ${p95}.`, promiseNoneLong: 'Quanto in fretta la memoria è restituita si misura quando una regola la prende per la prima volta.', promiseTimes: { one: 'volta', other: 'volte' },
  reading: { temperature: 'Temperatura', power: 'Potenza', load: 'Carico', memory: 'Memoria', ofLimit: (watts, limit) => `${watts} di ${limit}`, mine: 'mia', others: 'altri', free: 'libera', used: 'in uso', ofOthers: (share) => `${share} di altri`, whose: 'di chi sia, il driver non lo dice', memoryLabel: (said) => `Memoria: ${said}` },
  devices: {
    title: 'Dispositivi', waiting: 'Ricerca dei dispositivi.', empty: 'Nessun dispositivo è stato trovato.', emptyNext: 'Hearth cerca di nuovo all’avvio. Un processore basta.', history: 'Ultimamente', historyWaiting: 'Lettura di ciò che è stato registrato.', historyEmpty: 'Di questo dispositivo non è ancora registrato nulla.', historyEmptyNext: 'Mentre Hearth è in funzione, ogni minuto si conserva un campione.',
    span: 'Tempo', spans: { day: '24 ore', week: '7 giorni' }, measure: 'Che cosa', measures: { temperature: 'Temperatura', power: 'Potenza', load: 'Lavoro di altri', memory: 'Memoria di altri' }, table: 'Come tabella', gap: 'non registrato', chart: (what, name) => `${what} di ${name}`, from: 'Da', noneOf: (what) => `${what}: nessun dato in questo tempo.`,
    health: 'Salute', healthy: 'Dall’ultimo riuscito nessun lavoro ha perso qui il suo processo di lavoro.', lost: (count) => `Lavori di fila che hanno perso qui il processo di lavoro: ${count}. Al terzo, il dispositivo è messo da parte.`, setAside: 'Messo da parte', setAsideNext: 'Nessun lavoro gli arriva finché non gli dai un’altra possibilità o cambia il suo driver.', retry: 'Dagli un’altra possibilità', when: (clock) => `Da ${clock}`, healthUnknown: 'Lettura della sua salute.',
    identity: 'Identità', id: 'ID', vendor: 'Produttore', driver: 'Driver', driverBuilt: (a, b) => `${a}, costruito il ${b}`, driverAgeless: (a) => `${a}, nulla ne dice l’età`, memory: 'Memoria', runs: 'Calcola con', rules: 'Regole di questo dispositivo', rulesNone: 'Non ha nessuna regola; lavora sempre.', own: 'propria', general: 'tutti i dispositivi', edit: 'Cambia le sue regole',
  },
  rules: {
    title: 'Regole', waiting: 'Lettura delle regole.', presets: 'Modi', presetsWaiting: 'Lettura dei modi.', presetsEmpty: 'Non c’è nessun modo.', presetsWhy: 'Tre modi di comportarsi, in numeri. Una regola che cambi li rende tuoi.', inUse: 'In uso', use: (name) => `Usa ${name}`, rule: 'Regola', notIn: 'no', own: 'Sono in uso regole tue.',
    all: 'Tutte le regole', allWhy: 'Parla la prima che vale; si fa la più severa.', empty: 'Nessuna regola: Hearth lavora sempre.', emptyNext: 'Prendi un modo qui sopra, o aggiungi una regola.', add: 'Aggiungi', addRule: (title) => `Aggiungi regola: ${title}`, remove: 'Togli', removeRule: (title) => `Togli regola: ${title}`, onRule: (title) => `Regola: ${title}`, edit: 'Cambia', editRule: (title) => `Cambia regola: ${title}`, notSet: 'non impostata',
    scope: 'Per', every: 'Tutti i dispositivi', general: 'come per tutti i dispositivi', ownHere: 'propria', makeOwn: 'Rendila propria', backToGeneral: 'Come per tutti i dispositivi', holds: (names) => `Vale ora per ${names}`, blind: (names, reason) => `Non si può rispettare per ${names}: ${reason}`, does: 'Allora',
    changed: (count) => `${count} da salvare`, changes: { one: 'modifica', other: 'modifiche' }, save: 'Salva', undo: 'Annulla', redo: 'Ripeti', discard: 'Scarta', saved: 'Salvato.', tookPreset: (title) => `${title} è in uso.`, undoSaved: 'Annulla', elsewhere: 'Intanto le regole sono state cambiate altrove; salvando si sostituiscono.', between: (least, most) => `Un numero da ${least} a ${most}`, notEmpty: 'Non lasciarlo vuoto',
    simulator: 'Che cosa sarebbe successo la settimana scorsa', simulatorWhy: 'La settimana registrata, ripetuta con queste regole. Le tue pause non ne fanno parte.', simWaiting: 'Ripetizione della settimana.', simEmpty: 'Non è ancora registrato nulla.', simEmptyNext: 'Mentre Hearth è in funzione, ogni minuto si conserva un campione; il simulatore risponde dalla prima ora in poi.', withSaved: 'Con le regole salvate', withDraft: 'Con le tue modifiche', span: (from, to, samples) => `da ${from} a ${to}, ${samples} campioni`,
    outcome: { work: 'Al lavoro', throttled: 'Rallentato', stopped: 'Fermo', unknown: 'Non registrato' }, byRule: (title) => `Fermato da: ${title}`, picture: (name) => `${name}: quando si sarebbe fermato, giorno per giorno`, pictureNote: 'Segnato: fermo. Non segnato: al lavoro, rallentato o non registrato.', stops: (count) => `${count} come tabella`, stopsWords: { one: 'fermata', other: 'fermate' }, noStops: 'Non si sarebbe mai fermato.', from: 'Da', to: 'A', took: 'Durata', manyStops: 'Sono elencate solo le prime mille.',
  },
  fields: {
    stopCelsius: 'Ferma a', bandCelsius: 'Riprendi quando è sceso di', freeBytesLeast: 'Lascia libero', availableBytesLeast: 'Lascia memoria per tutti', stalledPercentMost: 'I programmi la attendono', percentMost: 'Parte del suo limite', wattsMost: 'Watt al massimo', wattHoursPerDay: 'Energia al giorno', mostPerKilowattHour: 'Paga al massimo, per kWh', leastPerHour: 'Guadagna almeno, all’ora', path: 'File che dice «allow» o «deny»', megabytesPerDay: 'Rete al giorno, al massimo', percentLeast: 'A batteria, solo sotto', onSaver: 'Ferma con il risparmio energetico', minutes: 'Nessuno presente da', names: 'Programmi, uno per riga', addProgram: 'Aggiungine uno in esecuzione', resumeAfterSeconds: 'Poi attendi', othersPercentMost: 'Altri occupano', stopsWhenLocked: 'Ferma con la sessione bloccata', stopsWhenDisplayAsleep: 'Ferma con lo schermo spento',
    optional: 'vuoto: nessun limite', window: 'Orari', windowFrom: 'dalle', windowTo: 'alle', addWindow: 'Aggiungi orari', removeWindow: 'Togli questi orari', exception: 'Altri giorni', exceptionDate: 'Data', exceptionAllows: 'Lavora tutto il giorno', exceptionDenies: 'Non lavorare', addException: 'Aggiungi una data', removeException: (date) => `Togli ${date}`,
  },
  profitUnknown: { firstDay: 'ci sono meno di un giorno di cifre proprie', partly: 'non ogni lavoro di questo dispositivo è stato misurato', noMeter: 'qui non si legge la potenza di alcun dispositivo', noTariff: 'nessuno ha detto quanto costa la corrente', noRate: 'nessuno ha detto quanto vale una moneta', twoCurrencies: 'corrente e monete sono contate in due valute' },
};
