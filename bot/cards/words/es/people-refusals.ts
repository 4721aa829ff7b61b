import type { PeopleRefusal } from '../../../domain/refusal.ts';
import { explain, type Sayings } from '../explained.ts';
import { EMERGENCY_SAYINGS } from './emergency-refusals.ts';
import { postReview } from './day.ts';

export const PEOPLE_SAYINGS: Sayings<PeopleRefusal> = {
  ...EMERGENCY_SAYINGS,
  'not-owed-by-you': () =>
    explain('Esto le corresponde a otra persona.', 'Ella, o quien lleve el despliegue, puede decir que está hecho.'),
  'nothing-to-review': () =>
    explain(
      'Aquí no hay nada que revisar.',
      'Una revisión sigue a un problema, a una reversión o a una emergencia; vea cómo está con /status.',
    ),
  'review-on-record': () =>
    explain('La revisión ya está registrada.', 'Léala en el hilo, y añada un comentario con /deploy comment.'),
  'review-open': ({ missing }) =>
    explain(
      `Aún está vacío: ${missing.map((part) => postReview.parts[part].label.toLowerCase()).join(', ')}.`,
      'Escríbalo y envíe la revisión de nuevo.',
    ),
  'action-unreadable': () =>
    explain(
      'A una acción correctiva le falta responsable, o un día que esté por venir.',
      'Elija ambos, o deje la acción vacía.',
    ),
  'delegate-self': () => explain('Usted no puede sustituirse a sí mismo.', 'Elija a otra persona.'),
  'delegation-over': () =>
    explain(
      'Estos días han pasado, o terminan antes de empezar.',
      'Elija un último día que sea hoy o posterior, y no anterior al primero.',
    ),
  'delegation-too-long': ({ days }) =>
    explain(`Esto dura más de ${days} días.`, 'Delegue por menos tiempo, o haga que la política nombre a alguien.'),
  'delegation-unreadable': () =>
    explain(
      'Esto no dice quién le sustituye, ni hasta cuándo.',
      'Escriba /delegate para ver la tarjeta, o algo como /delegate Patti Fernandez 2026-12-01 2026-12-05.',
    ),
  'role-not-yours': ({ role }, naming) =>
    explain(
      `Usted no tiene el rol ${naming.role(role)}.`,
      'Delegue solo roles que tenga; lo que le han delegado no se delega.',
    ),
  'nothing-to-delegate': () =>
    explain(
      'Usted no tiene ningún rol que apruebe algo.',
      'No hay nada que delegar; si debería haberlo, pregunte a quien mantiene la política.',
    ),
  'taker-away': ({ until }, { moment }) =>
    explain(`A esa persona también la sustituye alguien hasta ${moment(until)}.`, 'Elija a alguien que esté.'),
  'already-delegated': ({ until }, { moment }) =>
    explain(`Esa persona ya le sustituye, hasta ${moment(until)}.`, 'Revoque antes esa sustitución para cambiarla.'),
  'unknown-delegation': () => explain('Esta delegación no es suya, o ha terminado.', 'Escriba /delegate para ver las que hay.'),
  'stands-in-for-barred': () =>
    explain(
      'Usted respondería por alguien que no puede aprobar esto.',
      'Tiene que aprobarlo otra persona con ese rol; la tarjeta nombra a quien falta.',
    ),
  'already-answered-for': ({ as }, { role }) =>
    explain(
      `La persona a la que usted sustituye ya ha respondido, como ${role(as)}.`,
      'Aquí no queda nada que hacer por ella.',
    ),
};
