import type { Pack } from '../pack.ts';

export const unreadWords: Pack['unreadWords'] = {
  'unmetered': 'nenhum medidor deste dispositivo é lido', 'firstLook': 'a primeira olhada em um contador ainda não diz nada', 'notRecorded': 'não registrado',
  'deviceGone': 'o dispositivo não está aí', 'otherSource': 'outra fonte informa isso', 'noBlock': 'nenhum bloco da cadeia foi visto nascer',
  'noPowerMeter': 'aqui não se lê a potência de nenhum dispositivo', 'elsewhere:': (part) => `ainda não é lido em ${part}`, 'card.temperature': 'a placa não informa a temperatura',
  'card.power': 'a placa não informa a potência', 'card.powerLimit': 'a placa não informa o limite de potência', 'card.busy': 'a placa não informa o quanto está ocupada',
  'card.memory': 'a placa não informa quanta memória está em uso', 'card.cut': 'a placa está dividida em instâncias (MIG), e o que ela diz de si vale para todas',
  'driver.whoseMemory': 'o driver não informa de quem é a memória', 'driver.whoseWork': 'enquanto um trabalho roda aqui, o driver não informa de quem é a carga',
  'processor.temperature': 'esta máquina não mostra a temperatura do processador', 'processor.ownersOnly': 'aqui só o administrador do sistema pode ler a potência do processador',
  'processor.limit': 'o limite de um processador não é lido', 'system.memory': 'o sistema não informa quanta memória está em uso',
  'system.busy': 'o sistema não informa o quanto está ocupado', 'system.network': 'o sistema não conta sua rede aqui', 'system.programs': 'o sistema não lista seus programas',
  'system.disk': 'a pasta de dados está em um disco que não informa isso', 'system.lock': 'o sistema não informa se a sessão está bloqueada', 'noDisplay': 'nenhuma tela está conectada',
  'noSession': 'não há sessão de área de trabalho', 'noDesktop': 'o Hearth foi iniciado fora de uma sessão de área de trabalho', 'noX': 'este ambiente Wayland não tem uma tela X ao lado',
  'idle.untold': 'este ambiente não informa há quanto tempo não há ninguém', 'idle.notYet': 'este ambiente ainda não informou há quanto tempo não há ninguém',
  'metered.unknown': 'o NetworkManager não sabe se a rede é limitada', 'waylandHides': 'o Wayland não diz a um programa nada das janelas dos outros; jogos em sua tela X são vistos',
  'hook.none': 'nenhum arquivo de sinal está definido', 'hook.unreadable': 'o arquivo de sinal não pode ser lido', 'hook.unclear': 'o arquivo de sinal não diz allow nem deny',
  'service.notYet:': (part) => `${part} ainda não respondeu`, 'service.notRunning:': (part) => `${part} não roda aqui`, 'service.silent:': (part) => `${part} não responde`,
  'noBus:': (part) => `não há D-Bus (${part}) aqui`,
};
