import type { Pack } from '../pack.ts';

export const trayWords: Pack['trayWords'] = {
  starting: 'iniciando', finishing: { one: 'trabalho a terminar e o Hearth fecha', many: 'de trabalhos a terminar e o Hearth fecha', other: 'trabalhos a terminar e o Hearth fecha' },
  today: (amount) => `Hoje: ${amount}`, todayHidden: 'Hoje: oculto enquanto a carteira está bloqueada', testMoney: (amount) => `${amount} (dinheiro de teste)`, lessThan: (amount) => `menos de ${amount}`,
  jobsToday: (paid, rejected) => `Trabalhos de hoje: ${paid} pagos, ${rejected} rejeitados`, gaveBack: (span) => `Memória devolvida em ${span} da última vez`,
  open: 'Abrir o Hearth', why: 'Por quê?', notices: (count) => `Avisos (${count})`, lock: 'Bloquear a carteira', startAtLogin: 'Iniciar ao entrar na sessão', behave: 'Comportar-se como',
  quit: 'Sair', quitNow: 'Sair agora', quitAfter: 'Sair depois do trabalho atual',
  pause: 'Pausar', pauseOne: 'Pausar um dispositivo', resume: 'Retomar', resumeOne: (device) => `Retomar ${device}`,
  pauses: { minutes15: 'Por 15 minutos', hour: 'Por 1 hora', hours4: 'Por 4 horas', morning: 'Até as 08:00', resumed: 'Até eu retomar' },
  device: { working: 'trabalhando', ready: 'pronto', off: 'desligado', unusable: 'não pode ser usado', setAside: 'posto de lado após falhas', paused: 'pausado por você', ruled: 'pausado por uma regra', jobs: { one: 'trabalho', many: 'de trabalhos', other: 'trabalhos' }, progress: (jobs, percent) => `${jobs}, ${percent} feito` },
  noTray: { title: 'O Hearth continua trabalhando', body: 'Esta área de trabalho não mostra ícones na bandeja. Inicie o Hearth de novo para ver a janela; ele é encerrado nas configurações.' },
  update: {
    fetch: (version) => `Baixar a versão ${version}`, fetching: (version, percent) => `Baixando a versão ${version}: ${percent}`, install: (version) => `Instalar a versão ${version} e reiniciar`,
    installAfter: (version) => `Instalar a versão ${version} depois do trabalho atual`, waits: (version) => `A versão ${version} é instalada quando o trabalho acabar`,
  },
};
