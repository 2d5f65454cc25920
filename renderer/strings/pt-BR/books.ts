import type { Pack } from '../pack.ts';

export const bookWords: Pack['bookWords'] = {
  title: 'O que sobra', waiting: 'Lendo as contas.', gross: 'Pago pelos clientes', shares: 'Partes da rede', arrived: 'Recebido', energy: 'Energia', net: 'Sobra',
  measured: (wattHours, percent) => `${wattHours}, medida em ${percent} do tempo`, noMeter: 'desconhecida: aqui não é possível ler o consumo de nenhum dispositivo', energyNoPrice: 'preço desconhecido',
  range: (least, most) => `de ${least} a ${most}`, estimated: 'estimado: alguns pagamentos são anteriores à primeira cotação',
  unknown: { noMeter: 'desconhecido, pois nenhum dispositivo informa seu consumo', noTariff: 'desconhecido, pois ninguém informou quanto custa a energia', noRate: 'desconhecido, pois ninguém informou quanto vale uma moeda', twoCurrencies: 'desconhecido, pois a energia e as moedas são contadas em duas moedas correntes' },
  returns: 'Por modelo e dispositivo', returnsNone: 'Nada foi pago neste período ainda.', head: { model: 'Modelo', device: 'Dispositivo', jobs: 'Tarefas', paid: 'Pago', perHour: 'Por hora de GPU', perKilowattHour: 'Por kWh', net: 'Sobra por hora' }, notKnown: 'desconhecido',
  projection: (coins, days) => `No ritmo recente (${days}): ${coins} por dia.`, projectionLast: (said, was) => `Ontem aqui constava ${said}, e vieram ${was}.`, projectionNone: 'Quanto rende um dia é informado depois de um dia de dados próprios.', days: { one: 'dia', other: 'dias' },
  setPrices: 'Definir preços', pricesTitle: 'Quanto custa a energia e quanto vale uma moeda', currency: 'Moeda corrente, três letras', power: 'Um quilowatt-hora', coin: 'Uma moeda', feeCoin: 'Uma moeda das taxas', keep: 'vazio: fica como está', save: 'Salvar', cancel: 'Cancelar',
  otherTariff: 'A energia é contada por uma lista ou um programa definido na linha de comando. Um número aqui o substitui.', otherRate: 'A cotação vem de um arquivo ou programa definido na linha de comando. Um número aqui o substitui.', wrongCurrency: 'Três letras maiúsculas, como BRL.', wrongNumber: 'Digite um número.',
  csv: 'Salvar como CSV', csvWhy: 'Uma linha por recibo, por repasse e por hora de energia; as somas são as desta página.',
  tariff: {
    title: 'Energia', kinds: { flat: 'Um preço', dayNight: 'Dia e noite', csv: 'Por hora' }, day: 'Um kWh de dia', night: 'Um kWh à noite', dayFrom: 'O dia começa', nightFrom: 'A noite começa', path: 'Lista de preços, um arquivo nesta máquina',
    pathWhy: 'Uma linha por mudança de preço, com o fuso do horário; cada preço vale até a linha seguinte:', now: (price) => `Agora ${price} por quilowatt-hora.`, nowUnknown: (reason) => `O preço de agora é desconhecido: ${reason}.`, savedUnknown: (reason) => `Salvo, mas o preço de agora é desconhecido: ${reason}.`,
    bothPrices: 'Informe um preço de dia e outro à noite.', sameHours: 'O dia e a noite começam em dois horários diferentes.', wrongPath: 'O caminho completo do arquivo, desde a raiz do disco.',
  },
  check: {
    title: 'Os recibos diante da cadeia', why: 'Tudo o que esta máquina assinou, comparado com tudo o que a cadeia pagou, seja qual for o período escolhido acima.', empty: 'Nada foi assinado ainda, e nada foi pago.', signed: 'Assinado por',
    waiting: { voucher: 'Aguarda o vale de pagamento do cliente', anchor: 'Aguarda a próxima ancoragem', window: 'Aguarda o fim da janela' }, missing: 'Anotado como pago, mas nenhum pagamento foi ouvido', notBooked: 'Pago, mas nenhum recibo daqui diz pelo quê',
    payments: { one: 'pagamento', other: 'pagamentos' }, more: (n) => `e mais ${n}`, whole: 'Cada moeda está explicada.', broken: 'As contas não batem.', brokenNext: 'Abra o que está marcado: cada transação pode ser consultada na cadeia.',
  },
};
