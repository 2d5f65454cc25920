import type { Pack } from '../pack.ts';

export const welcomeWords: Pack['welcomeWords'] = {
  steps: ['Te damos la bienvenida', 'Este equipo', 'Cómo se comporta', 'Billetera', 'Primer recibo'],
  progress: (step, steps, name) => `Paso ${step} de ${steps}: ${name}`, waiting: 'Un momento.',
  next: 'Continuar', back: 'Atrás', leave: 'Dejarlo para más tarde', leaveWhy: 'Desde Ajustes puedes volver al punto en que estabas.', done: 'Ir al panel', skip: 'Omitir la billetera por ahora',
  again: 'Introducción', againWhy: 'Qué es Hearth, este equipo, sus reglas, una billetera y un primer recibo.', takeUp: (step) => `Retomar en el paso ${step}`, show: 'Verla otra vez',
  hello: {
    title: 'Haz que un equipo en reposo se gane el sustento.', lead: 'Hearth ejecuta tareas de IA para otros en este equipo mientras no lo necesitas. Cada tarea deja un recibo que cualquiera puede comprobar.',
    promises: [
      { title: 'Se hace a un lado', text: 'Se detiene para tus juegos, tus programas y tus horarios, y dice qué lo ha detenido.' },
      { title: 'Tus claves se quedan aquí', text: 'Las guarda un programa aparte. Para echar un vistazo no hacen falta ni cuenta, ni stake, ni dirección.' },
      { title: 'Nada se ejecuta sin comprobar', text: 'Solo modelos en los que cada archivo coincide con su hash, en un proceso sin red y sin claves.' },
    ],
    restore: '¿Ya tenías un Hearth? Restaura su billetera',
    questions: 'Antes de empezar',
    answers: [
      { ask: '¿Es dinero de verdad?', answer: 'Por ahora no. Estás en la red de práctica: tareas reales, recibos reales, una cadena real en este equipo y monedas que fuera de ella no valen nada. Cada importe lo indica.' },
      { ask: '¿Qué ejecutan aquí los desconocidos?', answer: 'Modelos que has instalado tú, con las entradas que ellos envían. No pueden enviar programas. Lo que piden y lo que obtienen no se guarda aquí, solo sus hashes y tamaños.' },
      { ask: '¿Qué puedo rechazar?', answer: 'Cualquier modelo, cualquier dispositivo, cualquier hora. Los pedidos que rechazas van a otra persona, y rechazar no cuesta nada.' },
      { ask: '¿Y si simplemente lo apago?', answer: 'No se rompe nada. Una tarea sin terminar vuelve a su cliente y no se paga. Las terminadas quedan en el disco y se pagan cuando vuelves. Solo cuesta stake un recibo que se demuestra falso.' },
    ],
  },
  machine: { title: 'Qué puede trabajar aquí', lead: 'Desactiva lo que Hearth no deba tocar. Con un procesador basta.', checks: 'Comprobado ahora mismo', disk: 'Disco libre', diskFine: (free) => `Hay ${free} libres.`, diskLow: (free) => `Solo hay ${free} libres. Haz algo de sitio o añade la regla del disco.`, diskUnknown: 'El sistema no dice cuánto hay libre.', chain: 'Red', chainFine: 'La cadena de práctica responde.', chainNone: 'No hay cadena. Los recibos se quedan en este equipo, y aquí todo funciona igual.', chainGone: 'La cadena todavía no responde. Aquí nada la espera.', device: 'Algo con lo que calcular', deviceFine: 'Listo.', deviceNone: 'Nada de lo encontrado puede calcular con este motor. El motivo de cada uno está en Dispositivos.', deviceOff: 'Todos los dispositivos están desactivados. Activa uno para trabajar.' },
  behaviour: { title: 'Cuándo puede trabajar', lead: 'Tres maneras con todos sus números. Cada número se puede cambiar después, en Reglas.' },
  wallet: { title: 'Adónde van las ganancias', lead: 'Sin billetera van a una clave que este Hearth creó para sí mismo, lo cual está bien en una red de práctica. Los secretos van de esta página directamente al firmante; ninguna otra parte de Hearth los ve.', has: 'Aquí hay una billetera.', toWallet: 'Verla' },
  receipt: {
    title: 'Tu primer recibo', waiting: 'Esperando la primera tarea. Tarda unos segundos en cuanto la red está lista.', paused: 'Ahora no se ejecuta nada, por tus reglas o porque todos los dispositivos están desactivados. Reanuda, o vuelve más tarde.', order: 'Pedir una ahora',
    made: (model, units, took) => `${model} ha hecho ${units} en ${took} en este equipo.`, units: { one: 'resultado', other: 'resultados' }, checking: 'Comprobándolo, aquí y ahora.', holds: 'Tu primer recibo es correcto.', fails: 'El recibo no es correcto.', checks: 'Recalculado aquí: sus hashes, sus firmas y el propio modelo.', look: 'Ver su recorrido', again: 'Comprobarlo otra vez',
  },
};
