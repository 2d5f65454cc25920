import type { Pack } from '../pack.ts';

export const bookWords: Pack['bookWords'] = {
  title: 'Lo que queda', waiting: 'Leyendo las cuentas.', gross: 'Pagado por clientes', shares: 'Partes de la red', arrived: 'Recibido', energy: 'Energía', net: 'Queda',
  measured: (wattHours, percent) => `${wattHours}, medido el ${percent} del tiempo`, noMeter: 'desconocida: aquí no se puede leer el consumo de ningún dispositivo', energyNoPrice: 'precio desconocido',
  range: (least, most) => `de ${least} a ${most}`, estimated: 'estimado: algunos pagos son anteriores al primer tipo de cambio',
  unknown: { noMeter: 'desconocido, porque ningún dispositivo indica su consumo', noTariff: 'desconocido, porque nadie ha dicho cuánto cuesta la electricidad', noRate: 'desconocido, porque nadie ha dicho cuánto vale una moneda', twoCurrencies: 'desconocido, porque la electricidad y las monedas se cuentan en dos divisas' },
  returns: 'Por modelo y dispositivo', returnsNone: 'Aún no se ha pagado nada en este periodo.', head: { model: 'Modelo', device: 'Dispositivo', jobs: 'Tareas', paid: 'Pagado', perHour: 'Por hora de GPU', perKilowattHour: 'Por kWh', net: 'Queda por hora' }, notKnown: 'desconocido',
  projection: (coins, days) => `Al ritmo reciente (${days}): ${coins} al día.`, projectionLast: (said, was) => `Ayer aquí ponía ${said}, y llegaron ${was}.`, projectionNone: 'Lo que rinde un día se indica tras un día de datos propios.', days: { one: 'día', other: 'días' },
  setPrices: 'Fijar precios', pricesTitle: 'Cuánto cuesta la electricidad y cuánto vale una moneda', currency: 'Divisa, tres letras', power: 'Un kilovatio hora', coin: 'Una moneda', feeCoin: 'Una moneda de las comisiones', keep: 'vacío: sin cambios', save: 'Guardar', cancel: 'Cancelar',
  otherTariff: 'La electricidad se cuenta con una lista o un programa indicado en la línea de comandos. Un número aquí lo sustituye.', otherRate: 'El tipo de cambio viene de un archivo o programa indicado en la línea de comandos. Un número aquí lo sustituye.', wrongCurrency: 'Tres letras mayúsculas, como EUR.', wrongNumber: 'Escribe un número.',
  csv: 'Guardar como CSV', csvWhy: 'Una fila por recibo, por pago recibido y por hora de energía; las sumas son las de esta página.',
  tariff: {
    title: 'Electricidad', kinds: { flat: 'Un precio', dayNight: 'Día y noche', csv: 'Por horas' }, day: 'Un kWh de día', night: 'Un kWh de noche', dayFrom: 'El día empieza', nightFrom: 'La noche empieza', path: 'Lista de precios, un archivo de este equipo',
    pathWhy: 'Una línea por cambio de precio, con la diferencia horaria; cada precio vale hasta la línea siguiente:', now: (price) => `Ahora ${price} el kilovatio-hora.`, nowUnknown: (reason) => `El precio actual no se conoce: ${reason}.`, savedUnknown: (reason) => `Guardado, pero el precio actual no se conoce: ${reason}.`,
    bothPrices: 'Escribe un precio de día y otro de noche.', sameHours: 'El día y la noche empiezan a dos horas distintas.', wrongPath: 'La ruta completa del archivo, desde la raíz del disco.',
  },
  check: {
    title: 'Los recibos frente a la cadena', why: 'Todo lo que este equipo ha firmado, comparado con todo lo que la cadena ha pagado, sea cual sea el periodo elegido arriba.', empty: 'Aún no hay nada firmado ni pagado.', signed: 'Firmado por',
    waiting: { voucher: 'Espera el vale de pago del cliente', anchor: 'Espera el próximo anclaje', window: 'Espera a que se cierre el plazo' }, missing: 'Anotado como pagado, pero no se oyó ningún pago', notBooked: 'Pagado, pero ningún recibo de aquí dice por qué',
    payments: { one: 'pago', other: 'pagos' }, more: (n) => `y ${n} más`, whole: 'Cada moneda está justificada.', broken: 'Las cuentas no coinciden.', brokenNext: 'Abre lo que está marcado: cada transacción puede consultarse en la cadena.',
  },
};
