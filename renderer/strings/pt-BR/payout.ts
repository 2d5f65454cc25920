import type { Pack } from '../pack.ts';

export const payoutWords: Pack['payoutWords'] = {
  title: 'O que receber, e quando', waiting: 'Perguntando à cadeia o que espera e quanto custaria.', unsigned: 'O assinador da carteira está sendo consultado.',
  places: { onWay: 'A caminho', onWayNote: 'vales, ancoragens e janelas', settle: 'Pronto para liquidar', settleNote: 'o nó faz isso sozinho', held: 'Retido', heldNote: 'pelo seu limite de taxas', collect: 'Nos contratos', collectNote: 'a receber', payout: 'No endereço de pagamento', float: 'O fundo do nó', floatNote: 'paga ancoragens e liquidações' },
  kinds: { account: 'Pagamentos e reembolsos de uma conta', royalty: 'Royalty de um modelo', issuance: 'Moedas novas deste nó' },
  fee: (fee) => `taxa agora ${fee}`, share: (percent) => `${percent} do valor`, above: (percent) => `mais de ${percent}`, feeUnknown: 'a cadeia não diz quanto custaria',
  recommend: {
    nothing: 'Não há nada a receber. O que as tarefas pagam chega sozinho ao endereço de pagamento.',
    collect: (amount, percent) => `Receba agora: há ${amount}, e as taxas levam ${percent} disso.`,
    wait: (amount, limit) => `Espere: de ${amount} as taxas levariam mais do que o seu limite de ${limit}. A taxa não cresce com o valor.`,
    settle: (percent, limit) => `Espere: liquidar agora custaria ${percent} do que está pronto, e o seu limite é ${limit}.`,
    settleDays: (amount, days) => `Vale a pena a partir de ${amount}; no ritmo das suas tarefas isso leva ${days}.`, settleFrom: (amount) => `Vale a pena a partir de ${amount}.`,
    unknown: (amount) => `Há ${amount} a receber. Diga em “Definir preços”, em uma só moeda, quanto valem um EMBER e uma moeda das taxas, e a taxa será pesada.`,
  },
  advice: { collect: 'vale a pena agora', from: (amount) => `vale a pena a partir de ${amount}`, unknown: 'não pesado' }, days: { one: 'dia', many: 'de dias', other: 'dias' },
  collect: 'Receber', collectGo: 'Assinar e receber', collectSentence: (amount, holder) => `Envia ${amount} para ${holder}. Quem assina paga a taxa; ninguém pode enviar para outro lugar.`,
  anyway: 'Buscar custe o que custar', overruled: (when) => `O seu limite de taxas não vale até ${when}.`, noAccount: 'Para receber é preciso uma conta da carteira: a chave dela assina, e ela paga a taxa.', toWallet: 'Para a carteira',
};

export const publishWords: Pack['publishWords'] = {
  publish: 'Publicar', title: 'Publicar um modelo', why: 'Registra o modelo por suas raízes, para sempre. Cada tarefa dele paga pelos contratos da rede paga então o seu royalty.', noAccount: 'Para publicar é preciso uma conta da carteira: a chave dela assina, e ela paga as taxas.',
  account: 'Editor', royalty: 'Royalty, em por cento do preço de uma tarefa', royaltyMost: (percent) => `Esta rede paga no máximo ${percent}. Depois não pode ser mudado.`,
  contributors: 'Partes de colaboradores', contributorsHint: 'Uma por linha: um endereço e sua porcentagem do royalty. O editor fica com o resto.', uri: 'Onde está descrito', uriHint: 'Fica na cadeia para todos lerem. Pode ficar vazio.',
  bad: { royalty: 'Uma porcentagem de 0 a 100, com no máximo duas casas decimais.', line: (n) => `A linha ${n} não é um endereço com uma porcentagem.`, twice: 'Um endereço tem duas partes.', over: 'As partes somam mais de 100 por cento.' },
  plan: 'Continuar', planning: 'Calculando o hash de cada arquivo', cancel: 'Cancelar',
  list: 'Suas publicações', forget: 'Esquecer', keeps: (percent) => `${percent} do royalty para o editor`, asks: (percent) => `royalty de ${percent}`,
  state: {
    planned: 'Passo 1 de 2: anuncie-o. O anúncio não diz qual é o modelo, então ninguém pode registrá-lo antes de você.', announced: (left) => `Anunciado. Poderá ser registrado em ${left}.`, ready: (until) => `Passo 2 de 2: registre-o, até ${until}.`,
    expired: 'O anúncio expirou. Anuncie de novo.', registered: 'Registrado. O que ele ganha está abaixo.', taken: 'Outra pessoa registrou este modelo. Aqui não há mais nada a fazer.',
  },
  announce: 'Anunciar', announceGo: 'Assinar e anunciar', announceSentence: 'Anuncia um registro sem dizer qual é o modelo.', register: 'Registrar', registerGo: 'Assinar e registrar', registerSentence: (title, percent) => `Registra ${title} com um royalty de ${percent}. Não pode ser mudado nem desfeito.`,
  yours: (percent) => `${percent} disso é seu`,
};
