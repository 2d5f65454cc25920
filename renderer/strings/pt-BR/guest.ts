import type { Pack } from '../pack.ts';

export const limitWords: Pack['limitWords'] = {
  temperature: (stop, resume) => `a partir de ${stop} °C, até baixar a ${resume} °C`, disk: (size) => `com menos de ${size} livres`,
  powerNone: 'sem limite', powerMost: (limits) => `no máximo ${limits}`, percentOfLimit: (percent) => `${percent}% do limite dele`, watts: (watts) => `${watts} W`,
  energy: (wattHours) => `no máximo ${wattHours} Wh por dia`, price: (price) => `acima de ${price} por kWh`, profit: (least) => `abaixo de ${least} por hora`, hook: (path) => `enquanto ${path} disser “deny”`,
  metered: 'em uma rede tarifada', meteredOr: (megabytes) => `em uma rede tarifada, ou acima de ${megabytes} MB por dia`,
  battery: 'na bateria', batteryBelow: (percent) => `na bateria abaixo de ${percent}%`, saver: 'ou com a economia de energia ativada',
  never: 'nunca', idle: (minutes) => `até ninguém estar presente por ${minutes} min`, noApps: 'nenhum programa na lista ainda', apps: { one: 'programa', other: 'programas' }, fullScreen: 'enquanto um programa ocupa a tela inteira',
  memory: (percent) => `quando outros ocupam ${percent}%`, pressure: (size) => `com menos de ${size} restantes`, stalledAbove: (percent) => `ou quando programas esperam por ela ${percent}% do tempo`, load: (percent) => `quando outros o mantêm ${percent}% ocupado`, thenWaits: (span) => `depois aguarda ${span}`,
  locked: 'enquanto a sessão está bloqueada', asleep: 'enquanto a tela está apagada', noHours: 'nenhum horário permitido', daily: 'todos os dias',
};
export const presetWords: Pack['presetWords'] = {
  guest: { title: 'Visita', what: 'Trabalha só enquanto não há ninguém.' },
  balanced: { title: 'Equilibrado', what: 'Abre espaço para jogos e bateria.' },
  dedicated: { title: 'Dedicado', what: 'Trabalha sempre, dentro do seguro.' },
};
export const classWords: Pack['classWords'] = {
  safety: { title: 'Segurança', what: 'Vem antes de tudo, e Retomar não passa por cima dela.' },
  user: { title: 'Sua palavra', what: 'Uma pausa sua. É definida com os botões de pausa.' },
  money: { title: 'Dinheiro', what: 'A energia, o preço dela e o que ela rende.' },
  presence: { title: 'Presença', what: 'Você ou outros programas querem a máquina.' },
  schedule: { title: 'Horários', what: 'Conta por último.' },
};
export const giveBackChoices: Pack['giveBackChoices'] = { throttle: 'Ir mais devagar', unload: 'Liberar a memória entre tarefas', finish: 'Terminar a tarefa e parar', kill: 'Parar na hora' };
export const giveBackWords: Pack['giveBackWords'] = {
  throttle: 'o trabalho segue, mais devagar', unload: 'entre tarefas nenhum modelo fica na memória', finish: 'a tarefa em andamento termina, depois a memória é liberada', kill: 'a tarefa em andamento é devolvida e a memória é liberada na hora',
};

export const ruleText: Pack['ruleText'] = {
  fault: { title: 'Posto de lado', cause: (why) => `O dispositivo foi posto de lado: ${why}`, unnamed: 'falhou repetidas vezes', ends: 'quando você lhe der outra chance' },
  temperature: { title: 'Temperatura', cause: (is, most) => `O dispositivo está a ${is} °C, e você permite no máximo ${most} °C`, hot: 'O sistema diz que a máquina está quente', ends: (most) => `assim que esfriar alguns graus abaixo de ${most} °C`, endsHot: 'quando ela tiver esfriado' },
  disk: { title: 'Disco', cause: (free, least) => `Só ${free} estão livres no disco, e é preciso ter ${least}`, full: 'O disco está cheio', ends: 'quando houver espaço de novo' },
  pause: { title: 'Sua pausa', cause: 'Você pausou', ends: 'quando você retomar' },
  power: { title: 'Potência', cause: (is, most) => `O dispositivo consome ${is} W, e você permite no máximo ${most} W`, ends: (most) => `assim que ficar abaixo de ${most} W` },
  energy: { title: 'Energia por dia', cause: (used, most) => `Hoje foram gastos ${used} Wh, e o orçamento do dia é de ${most} Wh`, ends: 'à meia-noite' },
  price: { title: 'Preço da energia', cause: (is, most) => `A energia custa ${is} por kWh, e você paga no máximo ${most}`, ends: 'quando a energia estiver mais barata' },
  profit: { title: 'Lucro mínimo', cause: (is, least) => `O trabalho rende ${is} por hora depois da energia, e você quer no mínimo ${least}`, ends: 'quando o trabalho render mais' },
  hook: { title: 'Seu arquivo de controle', cause: 'Seu arquivo de controle diz “deny”', ends: 'quando ele disser “allow”' },
  metered: { title: 'Rede tarifada', cause: 'A rede é tarifada', cap: (used, most) => `Hoje passaram ${used} MB pela rede, e o teto do dia é de ${most} MB`, ends: 'em uma rede que não seja', endsCap: 'à meia-noite' },
  battery: { title: 'Bateria', cause: 'A máquina está na bateria', at: (percent) => `A máquina está na bateria, com ${percent}%`, saver: 'A economia de energia está ativada', ends: 'quando for ligada à tomada', endsSaver: 'quando for desativada' },
  idle: { title: 'Só em repouso', cause: (ago) => `Havia alguém aqui há ${ago}`, unmeasured: 'Havia alguém aqui há pouco', ends: (wait) => `depois de ${wait} sem uma tecla nem um clique`, endsSome: 'depois de algum tempo sem uma tecla nem um clique' },
  apps: { title: 'Programas da lista', cause: (name) => `${name} está aberto`, unnamed: 'Um programa da sua lista', ends: 'logo depois que ele fechar' },
  fullScreen: { title: 'Tela cheia', cause: (name) => `${name} está em tela cheia`, unnamed: 'Um programa', ends: 'logo depois que ele fechar' },
  memory: { title: 'Memória para outros', cause: (percent) => `Outros programas ocupam ${percent}% da memória do dispositivo`, ends: 'logo depois que a soltarem' },
  dataLimit: { title: 'Limite de dados', cause: { sentDay: (most) => `Os ${most} de dados enviados de hoje acabaram`, sentMonth: (most) => `Os ${most} de dados enviados deste mês acabaram`, receivedDay: (most) => `Os ${most} de dados recebidos de hoje acabaram`, receivedMonth: (most) => `Os ${most} de dados recebidos deste mês acabaram` }, endsDay: 'à meia-noite', endsMonth: 'com o novo mês' },
  clock: { title: 'Relógio errado', ahead: (seconds) => `O relógio desta máquina está ${seconds} s adiantado em relação ao da cadeia, então não dá para confiar nos prazos`, behind: (seconds) => `O relógio desta máquina está ${seconds} s atrasado em relação ao da cadeia, então não dá para confiar nos prazos`, ends: 'quando o relógio for acertado' },
  pressure: { title: 'Pouca memória', cause: (free, least) => `Só restam ${free} de memória para todos os programas, e é preciso ter ${least}`, stalled: (percent) => `Programas esperam por memória mais de ${percent}% do tempo`, low: 'O sistema diz que a memória está acabando', ends: 'logo depois que houver memória de novo' },
  load: { title: 'Trabalho de outros', cause: (percent) => `Outros programas mantêm o dispositivo ${percent}% ocupado`, ends: 'logo depois que terminarem' },
  session: { title: 'Bloqueada ou apagada', cause: 'A sessão está bloqueada', dark: 'A tela está apagada', ends: 'quando for desbloqueada', endsDark: 'quando acender' },
  schedule: { title: 'Horários da semana', cause: 'Este não é um dos horários', ends: 'no próximo horário que você permite' },
};
export const ruleSentences: Pack['ruleSentences'] = {
  verbs: { throttle: 'Mais devagar', unload: 'Trabalhando, com a memória livre entre tarefas', finish: 'Em pausa', kill: 'Em pausa' },
  said: (verb, cause) => `${verb}: ${cause}.`, inOrder: (title) => `em ordem de novo, ${title}`,
  resumes: (ends) => `Continua ${ends}.`, fullSpeed: (ends) => `A toda velocidade ${ends}.`,
  inAMoment: 'em um momento', byItselfIn: (span) => `sozinho em ${span}`, byItselfAt: (clock) => `sozinho às ${clock}`,
  free: 'Livre para trabalhar.', also: (titles) => `Também: ${titles}.`,
};

export const guestWords: Pack['guestWords'] = {
  pauseDevice: (name) => `Pausar ${name}`, pause: 'Pausar', resume: 'Retomar', resumeDevice: (name) => `Retomar ${name}`, tomorrow: (clock) => `Até amanhã, ${clock}`,
  atOnce: 'Devolver na hora a tarefa em andamento', atOnceWhy: 'Se não, ela termina antes.',
  why: { open: 'Por quê?', title: 'O que decide isto', none: 'Nenhum dispositivo tem decisão ainda.', free: 'Nenhuma regra o impede.', read: 'Lido', limit: 'Limite', since: 'Desde', does: 'Faz', ends: 'Termina', also: 'Também vale', blind: 'Não pode ser obedecida aqui', allRules: 'Todas as regras', noName: 'Um dispositivo sem nome' },
  promise: (p50, count) => `Memória devolvida em ${p50}, mediana de ${count}`, promiseNone: 'Devolução: ainda não medida', allDevices: 'Todos os dispositivos',
  promiseLong: (count, p50, p95) => `Do gatilho à memória livre, nas últimas ${count}: metade em até ${p50}, 95% em até ${p95}.`, promiseNoneLong: 'A rapidez com que a memória é devolvida é medida na primeira vez que uma regra a toma.', promiseTimes: { one: 'vez', other: 'vezes' },
  reading: { temperature: 'Temperatura', power: 'Potência', load: 'Carga', memory: 'Memória', ofLimit: (watts, limit) => `${watts} de ${limit}`, mine: 'minha', others: 'outros', free: 'livre', used: 'em uso', ofOthers: (share) => `${share} de outros`, whose: 'o driver não diz de quem é', memoryLabel: (said) => `Memória: ${said}` },
  devices: {
    title: 'Dispositivos', waiting: 'Procurando dispositivos.', empty: 'Nenhum dispositivo foi encontrado.', emptyNext: 'O Hearth procura de novo ao iniciar. Um processador já basta.', history: 'Ultimamente', historyWaiting: 'Lendo o que foi gravado.', historyEmpty: 'Nada foi gravado deste dispositivo ainda.', historyEmptyNext: 'Enquanto o Hearth roda, uma amostra é guardada a cada minuto.',
    span: 'Tempo', spans: { day: '24 horas', week: '7 dias' }, measure: 'O quê', measures: { temperature: 'Temperatura', power: 'Potência', load: 'Trabalho de outros', memory: 'Memória de outros' }, table: 'Em tabela', gap: 'não gravado', chart: (what, name) => `${what} de ${name}`, from: 'De', noneOf: (what) => `${what}: sem dados neste tempo.`,
    health: 'Saúde', healthy: 'Nenhuma tarefa perdeu aqui seu processo de trabalho desde a última boa.', lost: (count) => `Tarefas seguidas que perderam aqui seu processo de trabalho: ${count}. Na terceira, o dispositivo é posto de lado.`, setAside: 'Posto de lado', setAsideNext: 'Nenhuma tarefa vai para ele até você lhe dar outra chance, ou o driver mudar.', retry: 'Dar outra chance', when: (clock) => `Desde ${clock}`, healthUnknown: 'Lendo a saúde dele.',
    identity: 'Identidade', id: 'ID', vendor: 'Fabricante', driver: 'Driver', driverBuilt: (a, b) => `${a}, construído em ${b}`, driverAgeless: (a) => `${a}, nada diz a idade dele`, memory: 'Memória', runs: 'Calcula com', rules: 'Regras deste dispositivo', rulesNone: 'Nenhuma regra vale para ele; ele trabalha sempre.', own: 'própria', general: 'todos os dispositivos', edit: 'Mudar as regras dele',
  },
  rules: {
    title: 'Regras', waiting: 'Lendo as regras.', presets: 'Modos', presetsWaiting: 'Lendo os modos.', presetsEmpty: 'Não há nenhum modo.', presetsWhy: 'Três jeitos de se comportar, em números. Uma regra que você muda os torna seus.', inUse: 'Em uso', use: (name) => `Usar ${name}`, rule: 'Regra', notIn: 'não', own: 'Suas próprias regras estão em uso.',
    all: 'Todas as regras', allWhy: 'A primeira que vale fala; a mais rigorosa é cumprida.', empty: 'Nenhuma regra definida: o Hearth trabalha sempre.', emptyNext: 'Escolha um modo acima ou adicione uma regra.', add: 'Adicionar', addRule: (title) => `Adicionar regra: ${title}`, remove: 'Remover', removeRule: (title) => `Remover regra: ${title}`, onRule: (title) => `Regra: ${title}`, edit: 'Mudar', editRule: (title) => `Mudar regra: ${title}`, notSet: 'não definida',
    scope: 'Para', every: 'Todos os dispositivos', general: 'como todos os dispositivos', ownHere: 'própria', makeOwn: 'Tornar própria', backToGeneral: 'Como todos os dispositivos', holds: (names) => `Vale agora para ${names}`, blind: (names, reason) => `Não pode ser obedecida para ${names}: ${reason}`, does: 'Então',
    changed: (count) => `${count} não salvas`, changes: { one: 'mudança', other: 'mudanças' }, save: 'Salvar', undo: 'Desfazer', redo: 'Refazer', discard: 'Descartar', saved: 'Salvo.', tookPreset: (title) => `${title} está em uso.`, undoSaved: 'Desfazer', elsewhere: 'As regras foram mudadas em outro lugar nesse meio-tempo; salvar as substitui.', between: (least, most) => `Um número de ${least} a ${most}`, notEmpty: 'Não deixe vazio',
    simulator: 'O que teria acontecido na semana passada', simulatorWhy: 'A semana gravada, repetida com estas regras. Suas próprias pausas não entram.', simWaiting: 'Repetindo a semana.', simEmpty: 'Nada foi gravado ainda.', simEmptyNext: 'Enquanto o Hearth roda, uma amostra é guardada a cada minuto; o simulador responde a partir da primeira hora.', withSaved: 'Com as regras salvas', withDraft: 'Com as suas mudanças', span: (from, to, samples) => `de ${from} a ${to}, ${samples} amostras`,
    outcome: { work: 'Trabalhou', throttled: 'Mais devagar', stopped: 'Parado', unknown: 'Não gravado' }, byRule: (title) => `Parado por: ${title}`, picture: (name) => `${name}: quando teria parado, dia a dia`, pictureNote: 'Marcado: parado. Sem marca: trabalhou, foi mais devagar ou não foi gravado.', stops: (count) => `${count} em tabela`, stopsWords: { one: 'parada', other: 'paradas' }, noStops: 'Não teria parado nenhuma vez.', from: 'De', to: 'Até', took: 'Duração', manyStops: 'Só as mil primeiras são listadas.',
  },
  fields: {
    stopCelsius: 'Parar em', bandCelsius: 'Seguir ao esfriar', freeBytesLeast: 'Deixar livre', availableBytesLeast: 'Deixar memória para todos', stalledPercentMost: 'Programas esperam por ela', percentMost: 'Parcela do limite dele', wattsMost: 'Watts, no máximo', wattHoursPerDay: 'Energia por dia', mostPerKilowattHour: 'Pagar no máximo, por kWh', leastPerHour: 'Ganhar no mínimo, por hora', path: 'Arquivo que diz “allow” ou “deny”', megabytesPerDay: 'Rede por dia, no máximo', percentLeast: 'Na bateria, só abaixo de', onSaver: 'Parar com a economia de energia', minutes: 'Ninguém presente por', names: 'Programas, um por linha', addProgram: 'Adicionar um em execução', resumeAfterSeconds: 'Esperar depois', othersPercentMost: 'Outros ocupam', stopsWhenLocked: 'Parar com a sessão bloqueada', stopsWhenDisplayAsleep: 'Parar com a tela apagada',
    optional: 'vazio: sem limite', window: 'Horário', windowFrom: 'das', windowTo: 'às', addWindow: 'Adicionar horário', removeWindow: 'Remover este horário', exception: 'Outros dias', exceptionDate: 'Data', exceptionAllows: 'Trabalhar o dia todo', exceptionDenies: 'Não trabalhar', addException: 'Adicionar uma data', removeException: (date) => `Remover ${date}`,
  },
  profitUnknown: { firstDay: 'há menos de um dia de números próprios', partly: 'nem todo trabalho deste dispositivo foi medido', noMeter: 'aqui não se lê a potência de nenhum dispositivo', noTariff: 'ninguém disse quanto custa a energia', noRate: 'ninguém disse quanto vale uma moeda', twoCurrencies: 'energia e moedas são contadas em duas moedas diferentes' },
};
