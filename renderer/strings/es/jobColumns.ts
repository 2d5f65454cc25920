import type { Pack } from '../pack.ts';

export const jobColumnWords: Pack['jobColumnWords'] = {
  fields: {
    kind: 'Tipo', device: 'Dispositivo', attempts: 'Intentos', unitsIn: 'Unidades de entrada', unitsOut: 'Unidades de salida', speed: 'Unidades por segundo', energy: 'Energía', meanPower: 'Potencia media', mostPower: 'Potencia máxima', mostHeat: 'Temperatura máxima', load: 'Carga del dispositivo', memory: 'Pico de memoria', received: 'Bytes recibidos', sent: 'Bytes enviados', stop: 'Terminó por', numericClass: 'Clase numérica', runtime: 'Motor', failure: 'Fallo',
    startedAt: 'Empezó', finishedAt: 'Terminó', wait: 'Espera', firstUnit: 'Primera unidad tras', compute: 'Cálculo', duration: 'De la aceptación al final',
    modelId: 'Id del modelo', app: 'Aplicación', tier: 'Nivel', auditPolicy: 'Regla de auditoría', deadline: 'Plazo', unitsInMax: 'Entrada máxima', unitsMax: 'Salida máxima', temperature: 'Temperatura', topK: 'Top-k', topP: 'Top-p', sampler: 'Muestreador', seed: 'Semilla',
    receipt: 'Recibo', receiptNumber: 'Número de recibo', epoch: 'Época', evidenceBytes: 'Pruebas', verdict: 'Verificadores', votes: 'Votos a favor', audit: 'Auditoría',
    price: 'Precio', priceIn: 'Precio por unidad de entrada', priceOut: 'Precio por unidad de salida', shares: 'Partes de otros', paidAt: 'Pagado el', reservation: 'Reserva', voucher: 'Número de vale', voucherTotal: 'Total del vale',
    batch: 'Lote', batchPlace: 'Lugar en el lote', anchorTx: 'Ancla', anchorBlock: 'Bloque del ancla', windowEnds: 'Cierre de la ventana', claimTx: 'Reclamación', claimableAt: 'Reclamación cobrable', paymentTx: 'Pago', paymentBlock: 'Bloque del pago',
  },
  order: 'Orden', earlier: 'Subir', later: 'Bajar', earlierOf: (column) => `Subir ${column}`, laterOf: (column) => `Bajar ${column}`, place: (column, place, count) => `${column} es ahora la columna ${place} de ${count}`,
  orderHint: 'Con el ratón, arrastra el encabezado de una columna a su sitio.',
  open: 'Columnas', title: 'Columnas de esta lista', reset: 'Como al principio', groups: { row: 'En la fila', run: 'La ejecución', times: 'Tiempos', order: 'El pedido', evidence: 'Pruebas', money: 'Dinero', chain: 'En la cadena' },
  stops: { stopToken: 'un token de parada', maxNewTokens: 'su longitud', maxContext: 'el contexto del modelo' }, policies: { open: 'abierta', named: 'verificadores nombrados', client: 'solo el cliente' }, none: 'ninguna', noLimit: 'sin',
  falling: (column) => `Trabajos por ${column}, de mayor a menor. Las flechas van de fila en fila.`, rising: (column) => `Trabajos por ${column}, de menor a mayor. Las flechas van de fila en fila.`, sortBy: (column) => `Ordenar por ${column}`, scrolls: 'Lista de trabajos, se desplaza de lado',
};
