import type { Pack } from '../pack.ts';

export const choiceWords: Pack['choiceWords'] = {
  title: 'Qué se acepta', why: 'Los pedidos de lo que está desactivado se rechazan, y no se anuncia. Las tareas ya aceptadas se terminan.', waiting: 'Leyendo tus elecciones.', kinds: 'Tipos de tareas', models: 'Modelos', take: (name) => `Aceptar ${name}`,
  clients: 'Clientes rechazados', clientsNone: 'No se rechaza a ningún cliente.', client: 'Dirección de un cliente', add: 'Rechazar', addWrong: 'Una dirección es 0x y 40 caracteres.', remove: (address) => `Volver a aceptar ${address}`, removeShort: 'Volver a aceptar',
};
