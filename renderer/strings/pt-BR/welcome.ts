import type { Pack } from '../pack.ts';

export const welcomeWords: Pack['welcomeWords'] = {
  steps: ['Boas-vindas', 'Esta máquina', 'Como se comporta', 'Carteira', 'Primeiro recibo'],
  progress: (step, steps, name) => `Passo ${step} de ${steps}: ${name}`, waiting: 'Um momento.',
  next: 'Continuar', back: 'Voltar', leave: 'Deixar para depois', leaveWhy: 'Em Configurações você volta ao ponto em que parou.', done: 'Ir para o painel', skip: 'Pular a carteira por enquanto',
  again: 'Introdução', againWhy: 'O que é o Hearth, esta máquina, suas regras, uma carteira e um primeiro recibo.', takeUp: (step) => `Retomar no passo ${step}`, show: 'Mostrar de novo',
  hello: {
    title: 'Deixe um computador parado ganhar o próprio sustento.', lead: 'O Hearth executa tarefas de IA para outras pessoas nesta máquina enquanto você não precisa dela. Cada tarefa deixa um recibo que qualquer um pode verificar.',
    promises: [
      { title: 'Ele abre espaço', text: 'Para quando você quer jogar, usar seus programas ou nos seus horários, e diz o que o fez parar.' },
      { title: 'Suas chaves ficam aqui', text: 'Um programa à parte as guarda. Para conhecer não é preciso ter conta, stake nem endereço.' },
      { title: 'Nada roda sem verificação', text: 'Somente modelos em que cada arquivo corresponde ao seu hash, em um processo sem rede e sem chaves.' },
    ],
    restore: 'Já tinha um Hearth? Restaure a carteira dele',
    questions: 'Antes de começar',
    answers: [
      { ask: 'É dinheiro de verdade?', answer: 'Por enquanto não. Você está na rede de prática: tarefas reais, recibos reais, uma cadeia real nesta máquina e moedas que não valem nada fora dela. Cada valor indica isso.' },
      { ask: 'O que estranhos executam aqui?', answer: 'Modelos que você instalou, com entradas que eles enviam. Eles não podem enviar programas. O que pedem e o que recebem não fica guardado aqui, só os hashes e os tamanhos.' },
      { ask: 'O que posso recusar?', answer: 'Qualquer modelo, qualquer dispositivo, qualquer hora. Pedidos que você recusa vão para outra pessoa, e recusar não custa nada.' },
      { ask: 'E se eu simplesmente desligar?', answer: 'Nada quebra. Uma tarefa inacabada volta ao cliente e não é paga. As concluídas ficam no disco e são pagas quando você voltar. Só custa stake um recibo que se prove falso.' },
    ],
  },
  machine: { title: 'O que pode trabalhar aqui', lead: 'Desative o que o Hearth deve deixar em paz. Um processador já basta.', checks: 'Verificado agora há pouco', disk: 'Disco livre', diskFine: (free) => `${free} estão livres.`, diskLow: (free) => `Só ${free} estão livres. Abra espaço ou adicione a regra do disco.`, diskUnknown: 'O sistema não diz quanto está livre.', chain: 'Rede', chainFine: 'A cadeia de prática responde.', chainNone: 'Sem cadeia. Os recibos ficam nesta máquina, e tudo aqui funciona do mesmo jeito.', chainGone: 'A cadeia ainda não responde. Nada aqui espera por ela.', device: 'Algo com que calcular', deviceFine: 'Pronto.', deviceNone: 'Nada do que foi encontrado consegue calcular com este motor. O motivo de cada um está em Dispositivos.', deviceOff: 'Todos os dispositivos estão desativados. Ative um para trabalhar.' },
  behaviour: { title: 'Quando pode trabalhar', lead: 'Três jeitos, com todos os seus números. Cada número pode ser mudado depois, em Regras.' },
  wallet: { title: 'Para onde vão os ganhos', lead: 'Sem carteira eles vão para uma chave que este Hearth criou para si, o que está bem em uma rede de prática. Os segredos vão desta página direto para o assinador; nenhuma outra parte do Hearth os vê.', has: 'Há uma carteira aqui.', toWallet: 'Ver' },
  receipt: {
    title: 'Seu primeiro recibo', waiting: 'Aguardando a primeira tarefa. Leva alguns segundos depois que a rede estiver pronta.', paused: 'Nada está rodando agora, por causa das suas regras ou porque todos os dispositivos estão desativados. Retome, ou volte mais tarde.', order: 'Pedir uma agora',
    made: (model, units, took) => `${model} fez ${units} em ${took} nesta máquina.`, units: { one: 'resultado', other: 'resultados' }, checking: 'Verificando, aqui e agora.', holds: 'Seu primeiro recibo está correto.', fails: 'O recibo não está correto.', checks: 'Recalculados aqui: os hashes, as assinaturas e o próprio modelo.', look: 'Ver o caminho dele', again: 'Verificar de novo',
  },
};
