import type { Pack } from '../pack.ts';

export const modelCacheWords: Pack['modelCacheWords'] = {
  title: 'Espacio para modelos', waiting: 'Mirando el disco.', empty: 'Hearth todavía no guarda ningún modelo.', emptyNext: 'Lo que se instala desde una dirección queda aquí. Los modelos incluidos y tus propias carpetas nunca se van.',
  used: (used) => `${used} ocupados`, usedOf: (used, quota) => `${used} de ${quota} ocupados`, free: (free) => `${free} libres en este disco`, freeUnknown: 'el sistema no dice cuánto queda libre',
  lastUsed: (when) => `último uso ${when}`, neverUsed: 'aún sin usar', value: (money) => `${money} por GiB y hora aquí`, tooNew: 'lleva aquí menos de un día, aún no se juzga',
  uses: { job: 'un pedido lo necesita', loaded: 'en memoria', seat: 'este nodo lo verifica' },
  isPinned: 'fijado: se queda', isLetGo: 'soltado: sus archivos quedan hasta que haga falta espacio', goesAt: (place) => `número ${place} en irse cuando haga falta espacio`,
  pin: 'Fijar', unpin: 'Dejar de fijar', letGo: 'Soltar', takeBack: 'Recuperar', delete: 'Borrar ahora', deleteAsk: (title) => `¿Borrar ${title}?`, deleteWhy: (size) => `Se liberan ${size} al momento. No se puede deshacer, solo instalar de nuevo.`, deleteYes: 'Borrarlo', deleteNo: 'Conservarlo',
  quota: 'Espacio máximo, en GiB', quotaHint: 'Vacío: tanto como tenga el disco.', set: 'Fijar límite', quotaGoes: (titles) => `Para esto se borran ahora: ${titles}.`, quotaYes: 'Fijarlo y borrarlos',
  place: 'Carpeta', placeHint: 'La ruta completa de una carpeta nueva o vacía, en cualquier disco. Se mudan todos los modelos o ninguno; los trabajos siguen. Vacío: en la carpeta de datos.', move: 'Mudarlos', moving: (done, total) => `Mudanza: ${done} de ${total}`, cancel: 'Cancelar', now: 'Están en',
};
