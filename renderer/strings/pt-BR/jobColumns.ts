import type { Pack } from '../pack.ts';

export const jobColumnWords: Pack['jobColumnWords'] = {
  fields: {
    kind: 'Tipo', device: 'Dispositivo', attempts: 'Tentativas', unitsIn: 'Unidades de entrada', unitsOut: 'Unidades de saída', speed: 'Unidades por segundo', energy: 'Energia', meanPower: 'Potência média', mostPower: 'Potência máxima', mostHeat: 'Temperatura máxima', load: 'Carga do dispositivo', memory: 'Pico de memória', received: 'Bytes recebidos', sent: 'Bytes enviados', stop: 'Terminou por', numericClass: 'Classe numérica', runtime: 'Motor', failure: 'Falha',
    startedAt: 'Início', finishedAt: 'Término', wait: 'Espera', firstUnit: 'Primeira unidade após', compute: 'Cálculo', duration: 'Da aceitação ao fim',
    modelId: 'Id do modelo', app: 'Aplicativo', tier: 'Nível', auditPolicy: 'Regra de auditoria', deadline: 'Prazo', unitsInMax: 'Entrada máxima', unitsMax: 'Saída máxima', temperature: 'Temperatura', topK: 'Top-k', topP: 'Top-p', sampler: 'Amostrador', seed: 'Semente',
    receipt: 'Recibo', receiptNumber: 'Número do recibo', epoch: 'Época', evidenceBytes: 'Provas', verdict: 'Verificadores', votes: 'Votos a favor', audit: 'Auditoria',
    price: 'Preço', priceIn: 'Preço por unidade de entrada', priceOut: 'Preço por unidade de saída', shares: 'Partes de outros', paidAt: 'Pago em', reservation: 'Reserva', voucher: 'Número do vale', voucherTotal: 'Total do vale',
    batch: 'Lote', batchPlace: 'Lugar no lote', anchorTx: 'Âncora', anchorBlock: 'Bloco da âncora', windowEnds: 'Fim da janela', claimTx: 'Cobrança', claimableAt: 'Cobrança pagável', paymentTx: 'Pagamento', paymentBlock: 'Bloco do pagamento',
  },
  order: 'Ordem', earlier: 'Subir', later: 'Descer', earlierOf: (column) => `Subir ${column}`, laterOf: (column) => `Descer ${column}`, place: (column, place, count) => `${column} agora é a coluna ${place} de ${count}`,
  orderHint: 'Com o mouse, arraste o cabeçalho de uma coluna até o seu lugar.',
  open: 'Colunas', title: 'Colunas desta lista', reset: 'Como no início', groups: { row: 'Na linha', run: 'A execução', times: 'Tempos', order: 'O pedido', evidence: 'Provas', money: 'Dinheiro', chain: 'Na cadeia' },
  stops: { stopToken: 'um token de parada', maxNewTokens: 'seu comprimento', maxContext: 'o contexto do modelo' }, policies: { open: 'aberta', named: 'verificadores nomeados', client: 'só o cliente' }, none: 'nenhuma', noLimit: 'sem',
  falling: (column) => `Trabalhos por ${column}, do maior ao menor. As setas vão de linha em linha.`, rising: (column) => `Trabalhos por ${column}, do menor ao maior. As setas vão de linha em linha.`, sortBy: (column) => `Ordenar por ${column}`, scrolls: 'Lista de trabalhos, rola para o lado',
};
