import type { Pack } from '../pack.ts';

export const modelCacheWords: Pack['modelCacheWords'] = {
  title: 'Espacio para modelos', waiting: 'Mirando el disco.', empty: 'Hearth todavía no guarda ningún modelo.', emptyNext: 'Lo que se instala desde una dirección queda aquí. Los modelos incluidos y tus propias carpetas nunca se van.',
  used: (used) => `${used} ocupados`, usedOf: (used, quota) => `${used} de ${quota} ocupados`, free: (free) => `${free} libres en este disco`, freeUnknown: 'el sistema no dice cuánto queda libre',
  lastUsed: (when) => `último uso ${when}`, neverUsed: 'aún sin usar', value: (money) => `${money} por GiB y hora aquí`, tooNew: 'lleva aquí menos de un día, aún no se juzga',
  uses: { job: 'un pedido lo necesita', loaded: 'en memoria', seat: 'este nodo lo verifica' },
  isPinned: 'fijado: se queda', isLetGo: 'soltado: sus archivos quedan hasta que haga falta espacio', goesAt: (place) => `número ${place} en irse cuando haga falta espacio`,
  pin: 'Fijar', unpin: 'Dejar de fijar', letGo: 'Soltar', takeBack: 'Recuperar', delete: 'Borrar ahora', deleteAsk: (title) => `¿Borrar ${title}?`, deleteWhy: (size) => `Se liberan ${size} al momento. No se puede deshacer, solo instalar de nuevo.`, deleteYes: 'Borrarlo', deleteNo: 'Conservarlo',
  quota: 'Espacio máximo, en GiB', quotaHint: 'Vacío: tanto como tenga el disco.', set: 'Fijar límite', quotaGoes: (titles) => `Para esto se borran ahora: ${titles}.`, quotaYes: 'Fijarlo y borrarlos',
  place: 'Carpeta de modelos', placeHint: 'La ruta completa de una carpeta nueva o vacía, en cualquier disco. Se mudan todos los modelos o ninguno; los trabajos siguen. Vacío: en la carpeta de datos.', move: 'Mudarlos', moving: (done, total) => `Mudanza: ${done} de ${total}`, cancel: 'Cancelar', now: 'Están en',
};

export const downloadWords: Pack['downloadWords'] = {
  title: 'Instalar desde una dirección', address: 'Dirección', addressHint: 'https de una carpeta con una lista de archivos o manifest.json. Varias, separadas por espacios, se usan a la vez.', root: 'Hash', rootHint: 'El id del modelo, o la raíz de su lista, de alguien de confianza. Lo que no es exactamente eso no se instala, lo dé quien lo dé.', start: 'Instalar', starting: 'Preguntando a la dirección', evict: 'Instalarlo y borrarlos',
  phase: { waiting: 'espera al anterior', list: 'leyendo la lista de archivos', fetch: 'descargando', check: 'comprobando cada hash', paused: 'en pausa', failed: 'detenido', refused: 'rechazado', done: 'instalado y ofrecido' },
  of: (done, total) => `${done} de ${total}`, speed: (bytes) => `${bytes} por segundo`, left: (span) => `faltan ${span}`, stalled: 'ahora mismo no llega nada',
  pause: 'Pausar', resume: 'Continuar', cancel: 'Cancelar', clear: 'Quitar', rate: 'Máximo por segundo, en MiB', rateHint: 'Para todas las descargas juntas. Vacío: sin límite.', take: 'Instalar',
  shareTitle: 'Dar modelos a otros peers', shareWhy: 'Otros nodos pueden descargar los modelos que este nodo ofrece. Desactivado hasta que lo actives; nadie cobra por ello.', shareRate: 'Máximo por segundo para todos, en MiB', shareRateHint: 'Vacío: sin límite.',
};
