import { formatBytes } from '../../format/numbers.ts';
import { formatSpan } from '../../format/time.ts';
import { coinsOf, isOwnLimit } from '../errors.ts';
import { faultTitle } from '../faults.ts';
import type { Pack } from '../pack.ts';

const theirRequest = 'O pedido não foi aceito. Nada a fazer aqui.';
const unpaid = 'Nada é pago por ela.';
const refused: Readonly<Record<string, string>> = { kind: 'este tipo de tarefa', model: 'este modelo', client: 'este cliente' };

export const fieldWords: Pack['fieldWords'] = { missing: 'Preencha este campo.', number: 'Escreva um número.', least: (least) => `No mínimo ${least}.`, most: (most) => `No máximo ${most}.`, shape: 'Não está escrito na forma esperada.' };

export const faultWords: Pack['faultWords'] = {
  equivocation: 'dois recibos com um mesmo número', order: 'contradiz o pedido', plan: 'outro plano de auditoria', seed: 'outra semente que não a sorteada pelo cliente', class: 'outra classe numérica que não a pedida',
  stop: 'descumpre a regra de parada', dispute: 'uma disputa foi perdida', foreignAnchor: 'ancorou o recibo de outro nó',
};
export const unknownFailure: Pack['unknownFailure'] = { what: (code) => `Aconteceu algo para o qual esta página não tem palavras (${code}).`, next: 'Nada foi perdido. Se acontecer de novo, o registro traz mais.' };

export const errorWords: Pack['errorWords'] = {
  'internal': ({ incident }) => ({ what: `Algo deu errado dentro do Hearth (incidente ${incident}).`, next: 'Está no registro com esse número.' }),
  'usage.invalid': ({ reason }) => ({ what: `Isso não pode ser feito: ${reason}.`, next: 'Nada foi mudado.' }),

  'bridge.malformed': () => ({ what: 'A página e o Hearth não se entenderam.', next: 'Recarregue a página; eles podem ser de versões diferentes.' }),
  'bridge.unknownCommand': ({ command }) => ({ what: `Este Hearth não conhece “${command}”.`, next: 'Recarregue a página; ela pode ser mais nova que o Hearth.' }),
  'bridge.closed': () => ({ what: 'O Hearth não responde.', next: 'A página continua tentando. Se você parou o Hearth, inicie-o de novo.' }),
  'bridge.forbidden': () => ({ what: 'Esta página não tem a chave deste Hearth.', next: 'Abra o endereço que o Hearth mostrou ao iniciar; cada início tem o seu.' }),

  'host.alreadyRunning': ({ dataFolder }) => ({ what: `Outro Hearth já usa ${dataFolder}.`, next: 'Use aquele, ou inicie este com outra pasta de dados.' }),
  'host.notRunning': ({ dataFolder }) => ({ what: `Nenhum Hearth está rodando em ${dataFolder}.`, next: 'Inicie-o primeiro.' }),
  'host.portBusy': ({ port }) => ({ what: `A porta ${port} está ocupada por outro programa.`, next: 'Escolha outra porta, ou omita-a e o Hearth encontra uma.' }),
  'host.programFailed': ({ program, reason }) => ({ what: `O programa ${program} não iniciou: ${reason}.`, next: 'O Hearth tenta de novo.' }),
  'host.pageMissing': ({ folder }) => ({ what: `A página não foi construída em ${folder}.`, next: 'Construa-a com npm run build:page.' }),
  'update.off': () => ({ what: 'Este Hearth não se atualiza sozinho.', next: 'As configurações dizem por quê.' }),

  'storage.unreadable': ({ path, reason }) => ({ what: `${path} não pode ser lido: ${reason}.`, next: 'O Hearth não mexeu nele. Recoloque uma cópia ou escolha outra pasta de dados.' }),
  'storage.diskFull': ({ path }) => ({ what: `O disco de ${path} está cheio.`, next: 'Nenhum pedido novo é aceito até haver espaço. O trabalho em andamento é mantido.' }),
  'storage.locked': ({ path }) => ({ what: `Outro programa está com ${path} aberto.`, next: 'Feche-o e tente de novo.' }),
  'storage.newer': ({ path, found, known }) => ({ what: `${path} foi escrito por um Hearth mais novo (versão ${found}; este conhece a ${known}).`, next: 'Atualize o Hearth. Nada foi mudado.' }),
  'file.unreadable': ({ path, reason }) => ({ what: `${path} não pode ser lido: ${reason === 'missing' ? 'esse arquivo não existe' : reason === 'folder' ? 'é uma pasta' : reason === 'denied' ? 'você não tem permissão para lê-lo' : reason}.`, next: 'Nada mudou. Confira o caminho, ou conecte a unidade em que ele está, e indique o próprio arquivo.' }),
  'settings.invalid': ({ path, reason }) => ({ what: `As configurações em ${path} não fazem sentido: ${reason}.`, next: 'Corrija o arquivo, ou remova-o para começar com os valores padrão.' }),

  'model.notFound': ({ folder }) => ({ what: `Não há modelo em ${folder}.`, next: 'Confira a pasta.' }),
  'model.corrupt': ({ file }) => ({ what: `O arquivo de modelo ${file} não é o que deveria: o hash é outro.`, next: 'O Hearth não o executa. Instale o modelo de novo.' }),
  'model.unreadable': ({ file, reason }) => ({ what: `O arquivo de modelo ${file} não pode ser lido: ${reason}.`, next: 'Corrija o arquivo ou instale o modelo de novo.' }),
  'model.unsupported': ({ reason }) => ({ what: `Este modelo não roda aqui: ${reason}.`, next: 'Escolha outro modelo.' }),
  'model.inUse': ({ model, use }) => ({ what: use === 'seat' ? `${model} é necessário aqui: este nó tem um assento entre os verificadores dele.` : model === '' ? 'Há trabalhos ocupando os modelos.' : `${model} é necessário aqui: um pedido espera por ele.`, next: use === 'seat' ? 'Deixe o assento primeiro.' : 'Nada foi alterado. Tente quando o trabalho terminar, ou pause.' }),
  'model.noRoom': ({ neededBytes, shortBytes, wouldGo }) => ({ what: wouldGo === '' ? `Não há espaço: faltam ${formatBytes(shortBytes)} mesmo que saia tudo o que pode.` : neededBytes === 0 ? `Para este limite seriam apagados: ${wouldGo}.` : `Para mais ${formatBytes(neededBytes)} seriam apagados: ${wouldGo}.`, next: wouldGo === '' ? 'Aumente o limite, desafixe ou apague um modelo, ou mude os modelos para um disco maior.' : 'Nada foi apagado. Concorde, ou aumente o limite.' }),
  'model.moveRefused': ({ folder, reason }) => ({ what: `Os modelos não podem mudar para ${folder}: ${reason}.`, next: 'Eles estão onde estavam. Indique uma pasta nova ou vazia.' }),
  'model.unknown': () => ({ what: 'O pedido cita um modelo que este nó não tem.', next: theirRequest }),

  'download.addressInvalid': ({ url, reason }) => ({ what: `Nada é baixado deste endereço: ${url}.`, next: reason === 'scheme' ? 'Ele precisa começar com https.' : reason === 'plain' ? 'http é só para esta máquina. Use https.' : reason === 'credentials' ? 'Tire o nome e a senha.' : 'Escreva como https://host/pasta/, sem ? e #.' }),
  'download.dataLimit': () => ({ what: 'O download parou: seu limite de dados foi atingido.', next: 'O que chegou fica guardado. Ele continua sozinho quando o dia ou mês do limite acabar, ou quando você o aumentar na tela Rede.' }),
  'download.unreachable': ({ url, reason }) => ({ what: `${url} não responde como deveria: ${reason}.`, next: 'O que chegou fica guardado. Continue quando ele responder, ou indique outro endereço.' }),
  'download.untrusted': ({ url, reason }) => ({ what: `${url} não consegue mostrar que é quem diz ser: o certificado dele não vale aqui (${reason}).`, next: 'O que chegou fica guardado. Informe outro endereço; para um espelho seu, inicie o Hearth com NODE_EXTRA_CA_CERTS=ARQUIVO, o certificado da sua autoridade.' }),
  'download.notThere': ({ url, status }) => ({ what: `${url} não tem um modelo para nós (HTTP ${status}).`, next: 'Confira o endereço. Ele precisa conter hearth-list.json ou manifest.json.' }),
  'download.redirected': ({ url, to }) => ({ what: `${url} manda para outro lugar: ${to}.`, next: 'Nada foi tirado de lá. Se você confia nesse lugar, indique-o você mesmo.' }),
  'download.encoded': ({ url, encoding }) => ({ what: `${url} responde comprimido (${encoding}), embora não tenha sido pedido.`, next: 'Nada disso foi guardado. Use outro endereço.' }),
  'download.tooSlow': ({ url, bytesPerSecond }) => ({ what: `${url} quase não dá nada: ${bytesPerSecond} bytes por segundo.`, next: 'O que chegou fica guardado. Continue depois, ou indique outro endereço.' }),
  'download.tooLarge': ({ url, limitBytes }) => ({ what: `O que ${url} dá passa de ${formatBytes(limitBytes)}.`, next: 'Nada disso foi guardado. Use outro endereço.' }),
  'download.wrongLength': ({ url, expectedBytes, found }) => ({ what: `${url} dá outro tamanho que o da lista: ${found} em vez de ${formatBytes(expectedBytes)}.`, next: 'Nada disso foi guardado. Use outro endereço.' }),
  'download.wrongBytes': ({ file }) => ({ what: `O que veio para ${file} não é o que foi indicado: o hash é outro.`, next: 'Nada disso foi guardado. Use outro endereço.' }),
  'download.wrongRoot': ({ expected, found }) => ({ what: `Este endereço tem outro modelo: ${found} em vez de ${expected}.`, next: 'Nada disso foi guardado. Confira o hash e o endereço.' }),
  'download.listInvalid': ({ url, reason }) => ({ what: `A lista de arquivos em ${url} não faz sentido: ${reason}.`, next: 'Nada disso foi guardado. Use outro endereço.' }),

  'input.malformed': ({ reason }) => ({ what: `A entrada do pedido não faz sentido: ${reason}.`, next: theirRequest }),
  'input.tooLarge': ({ what, limit, found }) => ({ what: `No pedido, é grande demais: ${what}, ${found}, no máximo ${limit}.`, next: theirRequest }),
  'input.wrongShape': ({ expected, found }) => ({ what: `A entrada do pedido tem a forma ${found}; o modelo aceita ${expected}.`, next: theirRequest }),

  'order.malformed': ({ reason }) => ({ what: `O pedido não faz sentido: ${reason}.`, next: theirRequest }),
  'order.badSignature': () => ({ what: 'O pedido não está assinado pelo cliente que ele cita.', next: theirRequest }),
  'order.notForThisNode': () => ({ what: 'O pedido é para outro nó.', next: theirRequest }),
  'order.wrongModel': () => ({ what: 'O pedido cita um modelo diferente do da sua requisição.', next: theirRequest }),
  'order.wrongClass': ({ asked, runs }) => ({ what: `O pedido quer a classe numérica ${asked}; este nó calcula em ${runs}.`, next: theirRequest }),
  'order.wrongInput': () => ({ what: 'A entrada não é aquela para a qual o pedido foi assinado.', next: theirRequest }),
  'order.expired': () => ({ what: 'O pedido chegou depois do próprio prazo.', next: theirRequest }),
  'order.priceTooLow': () => ({ what: 'O pedido oferece menos do que este nó cobra.', next: theirRequest }),
  'order.notFunded': () => ({ what: 'O cliente não reservou dinheiro suficiente para o pedido.', next: 'Ele pode enviar de novo assim que reservar.' }),
  'order.duplicate': () => ({ what: 'Este pedido já foi aceito antes.', next: 'É feito e pago uma única vez.' }),
  'order.notTaken': ({ what }) => ({ what: `O dono deste nó não aceita ${Object.hasOwn(refused, what) ? refused[what]! : what}.`, next: theirRequest }),
  'order.tooLate': ({ neededSeconds, leftSeconds }) => ({ what: `O pedido precisa de ${neededSeconds} s aqui, e o prazo dele deixa ${leftSeconds}.`, next: theirRequest }),
  'order.unitsTooMany': ({ limit, found }) => ({ what: `O pedido quer ${found} unidades; este nó faz no máximo ${limit}.`, next: theirRequest }),

  'job.cancelled': () => ({ what: 'A tarefa foi cancelada.', next: unpaid }),
  'job.deadline': () => ({ what: 'A tarefa não terminou antes do prazo.', next: `${unpaid} O dispositivo está livre de novo.` }),
  'job.notFound': () => ({ what: 'Não existe essa tarefa aqui.', next: 'Ela pode pertencer a outra pasta de dados.' }),
  'job.workerLost': ({ attempts, signal }) => ({ what: `O programa que executava a tarefa terminou sem aviso ${attempts === 1 ? 'uma vez' : `${attempts} vezes`}: ${signal}.`, next: 'A tarefa foi abandonada após a última tentativa. O dispositivo continua aceitando outras.' }),
  'job.handedBack': ({ rule }) => ({ what: `A tarefa foi devolvida: a regra “${rule}” do dono tomou o dispositivo.`, next: 'Ela vai para outro provedor. Ninguém falhou.' }),
  'job.slashed': ({ fault, slashedWei }) => ({ what: `${fault === 'silence' ? 'Ninguém respondeu a tempo a uma disputa sobre o recibo. Isso' : `O recibo foi provado falso na cadeia (${faultTitle(fault)}), e isso`} custou ${coinsOf(slashedWei)} de stake.`, next: `${unpaid} O stake confiscado não volta.` }),
  'job.voided': ({ penaltyWei }) => ({ what: `Um comitê de verificadores recalculou a tarefa e rejeitou o recibo: a tarefa foi anulada${penaltyWei === '0' ? '' : `, e custou ${coinsOf(penaltyWei)} de stake`}.`, next: `${unpaid} Por um tempo, cada recibo deste nó é auditado.` }),
  'job.busy': ({ running, limit }) => ({ what: `Todas as vagas estão ocupadas: ${running} de ${limit} tarefas em execução.`, next: 'O cliente pode pedir de novo.' }),
  'job.paused': () => ({ what: 'O Hearth estava em pausa quando o pedido chegou.', next: 'O cliente pode pedir de novo.' }),

  'worker.lost': ({ signal }) => ({ what: `O programa que executava a tarefa terminou sem aviso: ${signal}.`, next: 'Um novo assume.' }),
  'worker.loadFailed': ({ reason }) => ({ what: `O modelo não carregou: ${reason}.`, next: 'O dispositivo fica sem este modelo até o Hearth ser reiniciado.' }),
  'worker.runFailed': ({ reason }) => ({ what: `O modelo falhou durante a execução: ${reason}.`, next: 'Nada é pago por esta tarefa.' }),
  'worker.timeout': ({ stage }) => ({ what: `A tarefa demorou demais (${stage}).`, next: 'Ela foi parada e o dispositivo, liberado.' }),

  'dispute.badTrace': ({ folder, reason }) => ({ what: `${folder} não é um rastro: ${reason}.`, next: 'Quem o fez perde uma disputa com ele.' }),
  'dispute.wrongModel': ({ expected, found }) => ({ what: `O modelo é ${found}; o recibo cita ${expected}.`, next: 'Informe a pasta do modelo que o recibo cita.' }),
  'evidence.nonFinite': () => ({ what: 'O modelo produziu um valor que não é um número.', next: 'Nenhum recibo foi feito, então nada é pago. Se isso se repetir, o dispositivo ou o driver está com defeito.' }),

  'audit.notServed': ({ what, reason }) => ({ what: `Não foi entregue: ${what}, ${reason}.`, next: 'O pedido se repete até acabar o tempo de votar.' }),
  'guard.notChosen': () => ({ what: 'Este nó não responde a disputas por aquele.', next: 'O dono dele o aceita com hearth guards accept.' }),
  'audit.notDrawn': () => ({ what: 'O sorteio não deu assento a este verificador para aquele recibo.', next: 'Só quem foi sorteado recebe o pacote de uma tarefa.' }),
  'rows.unavailable': ({ reason }) => ({ what: `As linhas pedidas não podem ser abertas: ${reason}.`, next: 'Uma tarefa cujas linhas são retidas não é paga.' }),

  'receipt.malformed': ({ reason }) => ({ what: `Isto não é um recibo: ${reason}.`, next: 'Confira o arquivo.' }),
  'receipt.tooLarge': () => ({ what: 'O arquivo é maior do que um recibo pode ser.', next: 'Confira o arquivo.' }),
  'receipt.notFound': () => ({ what: 'Esta tarefa ainda não tem recibo.', next: 'Ele é assinado quando a tarefa termina.' }),
  'receipt.failed': ({ check, reason }) => ({ what: `O recibo não está correto: ${check}, ${reason}.`, next: 'Não confie nele.' }),

  'signer.refused': ({ rule, reason }) => ({ what: `O assinador se recusou a assinar: ${reason}.`, next: isOwnLimit(rule) ? 'O limite é mudado na carteira, em “Limites”.' : 'As regras dele não podem ser mudadas por esta página.' }),
  'signer.secondCommitment': () => ({ what: 'Um segundo resultado, diferente, seria assinado para a mesma tarefa. O assinador recusou.', next: 'Vale a primeira assinatura.' }),
  'signer.secondVote': () => ({ what: 'Um segundo voto, diferente, seria assinado sobre o mesmo recibo. O assinador recusou.', next: 'Vale o primeiro voto.' }),
  'signer.unavailable': () => ({ what: 'O assinador não responde.', next: 'O trabalho concluído espera e é assinado quando ele voltar.' }),
  'signer.ledgerCorrupt': ({ path, line }) => ({ what: `O livro do assinador ${path} está danificado na linha ${line}.`, next: 'Ele não assina nada até o livro ser recolocado a partir de uma cópia.' }),

  'wallet.addressInvalid': ({ reason }) => ({ what: `Isto não é um endereço: ${reason}.`, next: 'Copie de novo de onde ele vem, inteiro.' }),
  'wallet.backupInvalid': ({ reason }) => ({ what: `Isto não é um backup de carteira: ${reason}.`, next: 'Escolha o arquivo que o Hearth escreveu. Nada foi mudado.' }),
  'wallet.confirmationMissing': ({ what }) => ({ what: `Falta mais uma coisa: ${what}.`, next: 'Nada foi assinado.' }),
  'wallet.coolDown': ({ waitMs }) => ({ what: `Senhas erradas demais. A próxima tentativa é em ${Math.ceil(waitMs / 1000)} s.`, next: 'Espere; reiniciar não encurta a espera.' }),
  'wallet.tokenInvalid': ({ token, reason }) => ({ what: `${token} não é um token que possa ser enviado: ${reason}.`, next: 'Compare o endereço com o que seus autores publicam.' }),
  'wallet.exists': ({ what }) => ({ what: `A carteira já tem: ${what}.`, next: 'Nada foi mudado.' }),
  'wallet.keyInvalid': () => ({ what: 'Isto não é uma chave privada: ela tem 64 dígitos hexadecimais.', next: 'Confira. Nada foi guardado.' }),
  'wallet.keystoreInvalid': ({ field, reason }) => ({ what: `Este arquivo de chave não pode ser aberto: ${reason} (${field}).`, next: 'O problema não é a senha. Exporte o arquivo de novo de onde ele veio.' }),
  'wallet.locked': () => ({ what: 'A carteira está bloqueada.', next: 'Desbloqueie-a com a senha. Tarefas e recibos continuam enquanto isso.' }),
  'wallet.lost': ({ addresses }) => ({ what: `Havia uma carteira aqui (${addresses}), e o arquivo dela sumiu ou está danificado.`, next: 'Restaure-a com o arquivo de backup ou a frase de recuperação, ou diga que quer uma nova.' }),
  'wallet.nameInvalid': ({ reason }) => ({ what: `Esse nome não serve: ${reason}.`, next: 'Escolha outro.' }),
  'wallet.noChain': () => ({ what: 'O Hearth está sem rede, então não há cadeia a consultar.', next: 'A carteira guarda as chaves; saldos e envios precisam de uma rede.' }),
  'wallet.noPhrase': () => ({ what: 'Esta conta não tem frase de recuperação: foi importada como chave avulsa.', next: 'Guarde o arquivo de chave ou o backup dela.' }),
  'wallet.notFound': ({ what }) => ({ what: `A carteira não tem: ${what}.`, next: 'Veja a lista de contas dela.' }),
  'wallet.notPending': () => ({ what: 'Esta transação não está mais aguardando.', next: 'Veja o estado dela.' }),
  'wallet.pathInvalid': ({ path }) => ({ what: `${path} não é um caminho de derivação.`, next: "Um comum é m/44'/60'/0'/0/0." }),
  'wallet.phraseInvalid': ({ reason, position }) => ({
    what: reason === 'length' ? 'Uma frase de recuperação tem 12, 15, 18, 21 ou 24 palavras.' : reason === 'word' ? `A palavra ${position} não está em nenhuma lista.` : 'São palavras de uma lista, mas juntas não formam uma frase de recuperação: a soma de verificação está errada.',
    next: 'Compare com o que você anotou. Nada foi guardado.',
  }),
  'wallet.watchOnly': () => ({ what: 'Esta conta é só observada: a chave não está aqui.', next: 'Assine onde a chave estiver.' }),
  'wallet.weakPassphrase': ({ warning }) => ({ what: `Essa senha é fácil demais de adivinhar. ${warning}`, next: 'Quatro ou mais palavras sem relação entre si são uma boa escolha.' }),
  'wallet.wrongPassphrase': ({ waitMs }) => ({ what: 'Essa senha não a abre.', next: waitMs > 0 ? `A próxima tentativa é em ${Math.ceil(waitMs / 1000)} s.` : 'Tente de novo.' }),
  'wallet.wrongWords': () => ({ what: 'Essas não são as palavras pedidas.', next: 'Veja o que você anotou e tente de novo.' }),

  'chain.unreachable': ({ rpcUrl }) => ({ what: `A cadeia em ${rpcUrl} não responde.`, next: 'Os recibos esperam e são liquidados quando ela voltar.' }),
  'chain.wrongChain': ({ expected, found }) => ({ what: `Esta é a cadeia ${found}; ao Hearth foi indicada a ${expected}.`, next: 'Nada é enviado a ela. Confira o endereço da cadeia.' }),
  'chain.codeMismatch': ({ contract }) => ({ what: `O contrato ${contract} na cadeia não é o que o Hearth conhece.`, next: 'Nada é enviado a ele.' }),
  'chain.stale': ({ rpcUrl, ageSeconds }) => ({ what: `Os dados da cadeia são de ${formatSpan(ageSeconds * 1000)} atrás: ${rpcUrl} não mostra nenhum bloco mais novo.`, next: 'Nada é decidido com base neles. Se outras máquinas veem blocos mais novos, confira o relógio desta e o endereço.' }),
  'chain.addressInvalid': ({ rpcUrl, reason }) => ({ what: `Este endereço da cadeia não é usado aqui: ${rpcUrl}.`, next: reason === 'scheme' ? 'Ele precisa começar com https.' : reason === 'plain' ? 'http é só para esta máquina: no caminho até outra, qualquer um poderia responder. Use https.' : reason === 'credentials' ? 'Tire o nome e a senha; os nós aceitam uma chave no caminho.' : reason === 'known' ? 'Ele já está aqui.' : reason === 'many' ? 'Oito podem ser adicionados. Retire um primeiro.' : reason === 'silent' ? 'Ele não responde. Confira-o, ou adicione-o quando responder; nada foi mudado.' : 'Escreva-o como https://servidor/caminho.' }),
  'chain.disagreement': ({ rpcUrl, otherUrl, blockNumber }) => ({ what: `Dois endereços da cadeia discordam sobre o bloco ${blockNumber}: ${rpcUrl} e ${otherUrl}.`, next: 'Nada é decidido até que concordem. Se persistir, retire o endereço em que você confia menos.' }),
  'chain.reverted': ({ call, error }) => ({ what: `A cadeia recusou ${call}: ${error}.`, next: 'Nenhum dinheiro se moveu.' }),
  'chain.deploymentInvalid': ({ path, reason }) => ({ what: `A lista de contratos em ${path} não faz sentido: ${reason}.`, next: 'Recoloque o arquivo.' }),
  'chain.toolMissing': ({ tool, reason }) => ({ what: `Falta ${tool}: ${reason}.`, next: 'A rede de prática não inicia sem isso.' }),

  'chain.gasMissing': () => ({ what: 'A conta que escreve na cadeia não consegue pagar a taxa.', next: 'Os recibos esperam até ela ter saldo.' }),
  'chain.cancelled': ({ call, reason }) => ({ what: `${call} foi cancelado: ${reason}.`, next: 'Nada foi feito; só a taxa foi paga.' }),
  'chain.nonceTaken': () => ({ what: 'Outro programa envia pela mesma conta.', next: 'Pare o outro; dois não podem dividir uma conta.' }),

  'network.unreachable': ({ address }) => ({ what: `Não é possível alcançar ${address}.`, next: 'O Hearth tenta de novo.' }),
  'network.malformed': () => ({ what: 'Um par enviou algo que não faz sentido.', next: 'A conexão dele foi fechada.' }),
  'network.fileInvalid': ({ from, reason }) => ({ what: `O arquivo de rede ${from} não é aceito: ${reason}.`, next: 'Peça a quem mantém a rede o arquivo dela e o sha256 dele.' }),
  'network.incompatible': ({ name, found, expected }) => ({ what: `A rede ${name} fala ${found}; este Hearth fala ${expected}.`, next: 'Use a versão do Hearth que os operadores dela indicam.' }),
  'network.unknown': ({ name }) => ({ what: `Este Hearth não entrou em nenhuma rede chamada ${name}.`, next: 'Veja hearth networks; entre em uma com hearth join.' }),
  'network.clockWrong': ({ seconds }) => ({ what: `O relógio desta máquina e a cadeia dessa rede diferem em ${seconds} s.`, next: 'Acerte o relógio desta máquina e entre de novo.' }),

  'gateway.noProvider': ({ modelId }) => ({ what: `Nenhum provedor aceita uma tarefa para ${modelId} agora.`, next: 'Peça de novo em instantes, ou permita um preço mais alto.' }),
  'gateway.overBudget': ({ neededWei }) => ({ what: `O orçamento da chave não cobre os ${neededWei} wei que isto pode custar.`, next: 'Aumente o orçamento com hearth gateway-key, ou peça menos tokens.' }),
  'gateway.notPractice': ({ dataFolder }) => ({ what: `Não há rede de prática em ${dataFolder}.`, next: 'Execute antes hearth start com esta pasta de dados; por enquanto o gateway só compra em uma rede de prática.' }),
  'devnet.failed': ({ reason }) => ({ what: `A rede de prática não iniciou: ${reason}.`, next: 'O Hearth tenta de novo.' }),
  'test.missing': ({ what, install }) => ({ what: `Falta ${what}.`, next: `Instale: ${install}` }),
};
