import type { Pack } from '../pack.ts';

export const paymentWords: Pack['paymentWords'] = {
  waits: {
    voucher: 'Espera o vale do cliente.',
    voucherUntil: (when) => `Espera o vale do cliente. Se nenhum chegar até ${when}, o preço é reivindicado.`,
    dispute: 'Espera o fim da disputa sobre ela.',
    window: (when) => `Espera a janela da sua ancoragem, que se fecha às ${when}.`,
    claim: (when) => `O preço foi reivindicado. É pago a partir de ${when}, a menos que um tribunal anule a tarefa.`,
    chain: 'Espera a cadeia, que não responde ou está em dúvida.',
    network: 'É de outra rede e só é pago enquanto o Hearth estiver nela.',
    fee: (percent, limit) => `Espera taxas mais baixas: a taxa levaria ${percent} do preço, e o seu limite é ${limit}.`,
    feeAbove: (percent) => `mais de ${percent}`,
    refused: (error) => `O contrato recusou a reivindicação: ${error}.`,
    again: (when) => `Nova tentativa às ${when}.`,
  },
  lapse: { from: (when) => `Se ninguém puder pagá-la, a reivindicação vence em ${when}; então qualquer um pode encerrá-la.`, lapsed: 'Ninguém pôde pagar esta reivindicação, e ela venceu.', end: 'Encerrar a reivindicação', endGo: 'Assinar e encerrar', endSentence: (amount) => `Devolve ${amount} à reserva do cliente. Esta tarefa então nunca será paga.` },
  fees: {
    title: 'Taxas', waiting: 'Lendo o limite.', limit: 'Parte máxima de um pagamento para a taxa, em por cento', save: 'Salvar', wrong: 'Uma porcentagem de 0,1 a 100.',
    why: 'Liquidações, reivindicações e o pagamento de verificadores esperam enquanto a taxa levaria mais do que isto. O que um cliente poderia em breve retomar é buscado enquanto valer mais do que a taxa.',
    notWeighed: 'Nada é pesado ainda: é preciso saber quanto valem um EMBER e uma moeda das taxas, na mesma divisa. Defina os dois em Ganhos.',
  },
};
