import type { Obstacle } from '../../../domain/clearance.ts';
import type { Lock } from '../../../domain/lock.ts';
import type { HeldRefusal } from '../en/hold-refusals.ts';
import { explain, type Naming, type Sayings } from '../explained.ts';
import { andList, orList } from './units.ts';

export const HELD_SAYINGS: Sayings<HeldRefusal> = {
  frozen: (refused, naming) =>
    explain(
      `${frozen(refused, naming)}, así que allí no empieza nada.`,
      'Espere a que termine, o pida a quien pueda que la deje sin efecto con /freeze override.',
    ),
  locked: ({ lock }, naming) => explain(`${locked(lock, naming)}, así que allí no empieza nada más.`, unlocking(lock)),
  'window-taken': ({ by, until }, { moment }) =>
    explain(
      `${by} ocupa este servicio hasta ${moment(until)}, y dos despliegues no se solapan.`,
      'Edite la solicitud y elija una ventana que empiece después.',
    ),
  'not-in-policy': ({ service, environment }) =>
    explain(
      `La política ya no tiene ${service} en ${environment}.`,
      'Pida a quien mantiene la política que lo reponga, o cancele la solicitud.',
    ),
  'checkpoints-closed': ({ checkpoints }, { checkpoint }) =>
    explain(
      `Puerta cerrada hasta que se compruebe todo: ${andList(checkpoints.map(checkpoint))}.`,
      'Escriba /gates para ver quién debe qué.',
    ),
  'holds-unread': () =>
    explain(
      'No se han podido leer las congelaciones y los bloqueos, así que no empieza nada.',
      'Inténtelo de nuevo en un momento.',
    ),
  'unknown-freeze': () => explain('No hay ninguna congelación así en vigor.', 'Vea las que hay con /freeze.'),
  'not-freezer': () =>
    explain(
      'Sus roles no le permiten declarar ni levantar una congelación.',
      'Pídaselo a quien pueda; la política los nombra.',
    ),
  'not-overrider': ({ roles }, { role }) =>
    explain(
      roles.length === 0
        ? 'La política no permite a nadie dejar sin efecto una congelación.'
        : `Solo ${orList(roles.map(role))} puede dejar sin efecto una congelación.`,
      'Pídaselo a uno de ellos, o elija una ventana posterior a la congelación.',
    ),
  'not-frozen': () => explain('Ninguna congelación afecta a esta solicitud.', 'No necesita excepción.'),
  'span-unreadable': () =>
    explain(
      'Este no es un tiempo por venir.',
      'Indique un primer y un último día, como 2026-12-20 2027-01-03, o un tiempo como 2h.',
    ),
  'not-proven': ({ version, before }, { environment }) =>
    explain(
      `Nadie ha dicho que ${version} funcionara bien en ${environment(before)}, o se revirtió allí.`,
      'Despliéguela antes allí; cuando haya ido bien, esto puede empezar.',
    ),
  'lock-held': ({ by, until, reason }, { person, moment }) =>
    explain(
      `${person(by)} tiene este bloqueo hasta ${moment(until)}: ${reason}.`,
      'Hable antes con esa persona; quien lleva los despliegues puede liberarlo con /unlock y un motivo.',
    ),
  'lock-too-long': ({ most }) =>
    explain(
      `Un bloqueo dura como máximo ${lasting(most)}.`,
      'Tómelo por menos tiempo; se puede volver a tomar antes de que termine.',
    ),
  'not-locked': () => explain('Nadie tiene allí un bloqueo.', 'Vea los que hay con /lock.'),
  'not-locker': () =>
    explain(
      'Solo quienes tienen un rol de despliegue bloquean y desbloquean.',
      'Pídaselo a uno de ellos; la política los nombra.',
    ),
  'no-item': () => explain('No se eligió ninguna línea de las puertas.', 'Elija al menos una y envíelo de nuevo.'),
  'unknown-item': () =>
    explain('La política no tiene esa línea.', 'Abra de nuevo el tablero con /gates y el nombre de un servicio.'),
  'item-probed': () =>
    explain(
      'Una de estas líneas se comprueba sola, así que nadie da fe de ella y no se registró ninguna.',
      'Arregle lo que el tablero dice de ella; se vuelve a mirar sola.',
    ),
  'not-of-the-owning-team': ({ team }, naming) =>
    explain(
      `Una de estas líneas es del equipo ${naming.team(team)}, y la política no le incluye en él, así que no se registró ninguna.`,
      'Pídaselo a alguien de ese equipo, o elija solo líneas propias.',
    ),
  'link-unreadable': () =>
    explain(
      'El enlace no es una dirección web.',
      'Pegue una de 200 caracteres como máximo que empiece por https://, o déjelo vacío.',
    ),
  'not-rolled-back': () => explain('Solo un despliegue revertido tiene una causa que registrar.', 'Vea cómo está con /status.'),
};

/** Without its full stop, so that a sentence can go on from it. */
export function frozen(
  { reason, by, until, freeze }: Extract<Obstacle, { code: 'frozen' }>,
  { person, moment }: Naming,
): string {
  const whose = by === undefined ? '' : `, declarada por ${person(by)}`;
  return `Congelado hasta ${moment(until)}: ${reason} (${freeze}${whose})`;
}

/** Without its full stop. */
export function locked(lock: Lock, { person, moment }: Naming): string {
  switch (lock.kind) {
    case 'taken':
      return `Bloqueado por ${person(lock.by)} hasta ${moment(lock.until)}: ${lock.reason}`;
    case 'running':
      return `Bloqueado por ${lock.request}, que se está desplegando`;
    case 'no-cause':
      return `Bloqueado por ${lock.request}, que se revirtió sin que conste la causa`;
    case 'unreadable':
      return 'Bloqueado, porque no se puede leer lo que consta sobre su bloqueo';
  }
}

function unlocking(lock: Lock): string {
  switch (lock.kind) {
    case 'taken':
      return 'Pida a esa persona que escriba /unlock, o libérelo con un motivo.';
    case 'running':
      return 'Se abre cuando ese despliegue termine.';
    case 'no-cause':
      return `Registre la causa con /unlock ${lock.request} seguido de cuál fue.`;
    case 'unreadable':
      return 'Pida a quien administra Signoff que lo mire.';
  }
}

const lasting = (minutes: number): string =>
  minutes % 1440 === 0 ? `${minutes / 1440} días` : minutes % 60 === 0 ? `${minutes / 60} horas` : `${minutes} minutos`;
