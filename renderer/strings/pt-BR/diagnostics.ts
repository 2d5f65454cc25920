import type { Pack } from '../pack.ts';

export const diagnosticsWords: Pack['diagnosticsWords'] = {
  network: {
    title: 'Rede', waiting: 'Examinando a rede.', none: 'O Hearth está sem rede.', noneNext: 'Os recibos são feitos e verificados nesta máquina, e nada é pago.',
    reach: {
      nothing: 'Ninguém consegue alcançar este nó ainda.', thisMachine: 'Programas nesta máquina conseguem alcançar este nó, e mais ninguém.', homeNetwork: 'Sua rede doméstica consegue alcançar este nó.', internet: 'Este nó escuta em um endereço da internet.', direct: 'Outras casas alcançam este nó diretamente.', relay: 'Outras casas alcançam este nó por um retransmissor.', closed: 'Outras casas não conseguem alcançar este nó.', untried: 'Ninguém tentou ainda se outras casas alcançam este nó.',
    },
    reachWhy: {
      nothing: 'Ele não escuta em lugar nenhum. Passa a escutar assim que tiver iniciado.', thisMachine: 'A rede de prática não precisa de mais: o cliente e os verificadores dela também rodam aqui. Nada precisa ser aberto no roteador.', homeNetwork: 'Quem não vem de um endereço da sua casa é recusado. Um firewall nesta máquina ainda pode deixar a sua casa de fora.', internet: 'Se um firewall deixa outros entrarem não dá para ver de dentro.', direct: 'Pediu-se a pares que o chamassem, e eles entraram.', relay: 'O seu roteador não deixa ninguém entrar, então os outros vêm por nós que servem de retransmissor. É mais lento, e uma conexão leva no máximo 16 MiB em 10 minutos.', closed: 'Pediu-se a pares que o chamassem e eles não entraram, e nenhum retransmissor tem lugar para ele ainda. Ele ainda pode chamar outros, e recebe menos trabalho.', untried: 'Ele escuta, e pede aos primeiros pares que encontra que o chamem.',
    },
    forward: (port) => `Para uma linha direta, encaminhe no roteador a porta TCP ${port} para esta máquina, ou deixe o Hearth pedir ao roteador.`,
    peers: 'conectados agora', peersWhy: { one: 'par', other: 'pares' }, listens: 'Escuta em', peerId: 'ID do par', node: 'Endereço do nó', chain: 'Cadeia', block: 'Bloco mais novo', blockAge: (age) => `de ${age} atrás`, rpc: 'Consultada em', windowLength: 'Uma janela dura', fresh: 'A cadeia responde e está em dia.', old: (age) => `A cadeia responde, mas o bloco mais novo é de ${age} atrás. Nada é decidido com base nele.`, gone: 'A cadeia não responde. Os recibos esperam aqui e são pagos quando ela voltar.', connecting: 'A cadeia ainda não respondeu.', noChain: 'Não há cadeia.', strangers: 'Nomes e endereços de outros são mostrados como texto simples. O Hearth não abre nenhum deles.',
    listen: {
      title: 'Quem pode alcançar este nó', waiting: 'Lendo o que você escolheu.', scope: { thisMachine: 'Esta máquina', homeNetwork: 'Rede doméstica', internet: 'Internet' },
      scopeWhy: { thisMachine: 'Só programas desta máquina podem se conectar. Nada é aberto.', homeNetwork: 'Máquinas com um endereço da sua casa também podem se conectar. Todas as outras são recusadas.', internet: 'Qualquer um pode se conectar: uma porta TCP desta máquina fica aberta a todos.' },
      port: 'Porta', portHint: 'A partir de 1024. Vazio: 7413.', relay: 'Retransmissor para outros', relayWhy: 'Nós que ninguém alcança são alcançados por este: no máximo 32, e 16 MiB em 10 minutos por conexão.', router: 'Pedir ao roteador', routerWhy: 'Pede-se ao roteador que encaminhe a porta para esta máquina (UPnP).', region: 'País', regionHint: 'Duas letras, como BR, para quem compra por país. Vazio: nada é dito aos outros.',
      save: 'Salvar e reiniciar o provedor', saving: 'O provedor reinicia.', saveWhy: 'Os trabalhos em andamento continuam depois.', runs: (running) => `O que você escolheu vale a partir do próximo início do provedor. Até lá ele funciona assim: ${running}.`, portOf: (port) => `porta ${port}`,
    },
    data: {
      title: 'Limites de dados', waiting: 'Lendo os limites.',
      what: 'O que este nó envia à internet e recebe dela, modelos incluídos. Em um limite, nenhum pedido é aceito e nenhum modelo é dado ou baixado até o dia ou mês dele acabar; os trabalhos em andamento terminam. O tráfego dentro da sua casa e o da cadeia não contam.',
      names: { sentDay: 'Enviado em um dia', sentMonth: 'Enviado em um mês', receivedDay: 'Recebido em um dia', receivedMonth: 'Recebido em um mês' }, hint: 'Em GiB. Vazio: sem limite.', used: (used) => `${used} até agora`, save: 'Salvar os limites', saved: 'Salvo. Valem desde já.',
    },
    networks: {
      title: 'Redes', waiting: 'Lendo as redes.', own: 'Rede de prática deste Hearth', only: 'Aqui só existe a rede de prática deste Hearth.', join: 'Para entrar em outra, dê o arquivo dessa rede a este comando:', real: 'dinheiro real', current: 'Atual', switch: 'Trocar', switchTo: (name) => `Trocar para ${name}`,
      ask: (name) => `Trocar para ${name}?`, why: 'Os trabalhos em andamento terminam primeiro, depois o provedor reinicia lá. Depósito, ganhos e recibos de cada rede ficam com ela.', yes: 'Trocar', no: 'Ficar aqui', going: 'A troca está em andamento: os trabalhos em andamento terminam primeiro, depois o provedor reinicia.',
      receipts: { one: 'recibo deste nó ainda pode ser auditado aqui.', other: 'recibos deste nó ainda podem ser auditados aqui.' }, until: (moment) => `No máximo até ${moment}.`, untilUnknown: 'Ainda não se sabe até quando.', costs: 'Verificadores que não encontrarem ninguém aqui podem dizer isso na cadeia, o que custa depósito.', whenClear: 'Trocar quando não restar nenhum', waits: (name) => `Nenhum pedido novo é aceito. A troca para ${name} vem assim que nenhum recibo esperar auditoria.`, now: 'Trocar agora',
    },
  },
  logs: {
    title: 'Registro', waiting: 'Lendo o registro.', empty: 'Nada foi escrito ainda.', emptyNext: 'Cada programa escreve aqui o que faz e o que recusou.', none: 'Nenhuma linha contém isso.', noneNext: 'Tente com menos texto.', filter: 'Somente linhas com', count: { one: 'linha', other: 'linhas' }, cut: 'as mais antigas estão no arquivo', follow: 'Acompanhar', export: 'Salvar estas linhas', exportWhy: 'Como estão, com endereços e caminhos. Para outra pessoa, use o pacote de diagnóstico em Sobre: ele é limpo antes.',
  },
  about: {
    title: 'Sobre', version: 'Hearth', lead: 'Licença MIT. Inclui obras de terceiros, cada uma com a sua.', licences: 'Do que é feito', works: { one: 'obra de terceiros', other: 'obras de terceiros' }, licenceHead: { name: 'Obra', licence: 'Licença' },
    guard: 'Ninguém vai pedir a sua frase', guardWhy: 'Nem o Hearth, nem quem o faz, nem um cliente, nem o suporte, nem esta página. Quem pede sua frase de recuperação, sua senha ou sua chave quer o seu dinheiro. O Hearth mostra o texto vindo da rede como texto simples e nunca como instrução.',
    bundle: 'Pacote de diagnóstico', bundleWhy: 'Para quem ajuda você a encontrar uma falha: versões, dispositivos, estados e o registro. Contas, hashes, endereços, caminhos e os nomes seu e desta máquina são retirados antes que você o veja.', make: 'Criar e ver', making: 'Criando', save: 'Salvar', size: (size) => `${size}. Leia antes: isto é tudo o que há nele.`, nothingSent: 'Nada é enviado a lugar nenhum.',
  },
};
