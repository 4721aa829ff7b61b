import type { Refusal } from '../../../domain/refusal.ts';
import type { RequestState } from '../../../domain/request.ts';
import type { DeploymentCode } from '../en/deployment-refusals.ts';
import { explain, type Naming, type Sayings } from '../explained.ts';
import { andList } from './units.ts';

type Unready = Extract<Refusal, { code: 'not-ready' }>;

/** A state, as the end of "Esta solicitud …". */
export const IS: Readonly<Record<RequestState, string>> = {
  pending: 'aún espera aprobaciones',
  paused: 'espera cambios de quien la pidió',
  approved: 'está aprobada',
  rejected: 'se rechazó',
  cancelled: 'se canceló',
  expired: 'ha caducado',
  deploying: 'se está desplegando',
  'rolling-back': 'se está revirtiendo',
  deployed: 'está desplegada',
  'rolled-back': 'se revirtió',
  complete: 'está desplegada, y su vigilancia ha terminado',
};

/** The sentences for somebody who runs a deployment. */
export const DEPLOYMENT_SAYINGS: Sayings<Extract<Refusal, { code: DeploymentCode }>> = {
  'not-approved': ({ state }) => explain(`Esta solicitud ${IS[state]}.`, 'Un despliegue empieza cuando todos han aprobado.'),
  'not-deployer': () =>
    explain(
      'Solo quien la pidió, las personas de guardia y los roles de despliegue llevan este despliegue.',
      'Pídaselo a una de ellas; la solicitud las nombra.',
    ),
  'too-early': ({ from }, { moment }) =>
    explain('La ventana aún no se ha abierto.', `Puede empezar a partir de ${moment(from)}.`),
  'too-late': () => explain('La ventana se ha cerrado.', 'Edite la solicitud y elija otra ventana.'),
  'not-ready': (refused, naming) =>
    explain(`No está todo listo: ${unreadyText(refused, naming)}.`, 'Abajo está la tarjeta para decirlo.'),
  'not-of-the-team': () =>
    explain(
      'Aquí solo cuentan las personas que nombra la solicitud o que tienen un rol.',
      'Pida a quien la solicitó que le nombre en ella, si usted participa.',
    ),
  'outside-windows': () =>
    explain('La política ya no permite hacerlo en su ventana.', 'Edite la solicitud y elija otra ventana.'),
  'on-call-gone': ({ person }, naming) =>
    explain(
      `${naming.person(person)} está de guardia para ella, y aquí ya no se conoce.`,
      'Edite la solicitud y nombre a otra persona.',
    ),
  'approval-missing': ({ missing }) =>
    explain(missing === 1 ? 'Falta una aprobación.' : `Faltan ${missing} aprobaciones.`, '/deploy why dice quién puede darla.'),
  'approval-lost': ({ by, role }, naming) =>
    explain(
      `${naming.person(by)} aprobó como ${naming.role(role)}, y ya no tiene ese rol.`,
      'Edite la solicitud, para que se pregunte de nuevo, o haga que recupere el rol.',
    ),
  'other-run': () => explain('Otra ejecución de la canalización despliega esto.', 'Deje que esa termine, o reviértala.'),
  'sequence-used': () =>
    explain('Otro informe ya llevaba este número.', 'Numere los informes de una ejecución desde 1, una vez cada uno.'),
  'out-of-order': () =>
    explain('Ya se aceptó un informe posterior de esta ejecución.', 'Envíe los informes de una ejecución en su orden.'),
  'gate-shut': () => explain('La puerta se ha cerrado mientras tanto.', 'Pregúntele de nuevo, y dirá por qué.'),
  'not-rolling-back': () => explain('Aquí no se está revirtiendo nada.', 'Pida antes una reversión con /rollback.'),
  'commit-unsaid': () => explain('Hay un commit aprobado, y la canalización no dice cuál tiene.', 'Haga que envíe su commit.'),
  'other-commit': ({ approved }) =>
    explain(
      `El commit aprobado es ${approved.slice(0, 7)}, y la canalización tiene otro.`,
      'Despliegue ese, o edite la solicitud y haga aprobar el otro.',
    ),
  'trigger-unsaid': () =>
    explain('La canalización no dice qué la inició.', 'Haga que envíe su desencadenador (trigger) y su rama (branch).'),
  'other-trigger': ({ trigger, branch }) =>
    explain(
      `Lo inició ${trigger} en ${branch}, que la política no deja pasar aquí.`,
      'Despliegue desde lo que la política nombra para este entorno.',
    ),
  'not-watched': () => explain('Este despliegue no se está vigilando.', 'Vea cómo está con /status.'),
  'nothing-ticked': () => explain('No se marcó ninguna línea.', 'Marque lo que está hecho y confirme después.'),
  'not-deploying': ({ state }) =>
    explain(`Esta solicitud ${IS[state]}; no hay ningún despliegue en curso.`, 'Vea cómo está con /status.'),
  'step-not-open': () => explain('Ese paso no es el que está en curso.', 'La tarjeta muestra el paso actual.'),
  'steps-open': ({ open }) =>
    explain(
      open === 1 ? 'Queda un paso pendiente.' : `Quedan ${open} pasos pendientes.`,
      'Marque antes cada uno como hecho, o revierta.',
    ),
  'issue-unreadable': () =>
    explain(
      'Un problema necesita una descripción, y novedades cada 1 a 120 minutos.',
      'Rellene ambas cosas y envíelo de nuevo.',
    ),
  'issue-over': () => explain('Allí no hay ningún problema abierto.', 'Notifique uno nuevo con /issue.'),
  'no-rollback-asked': () => explain('Ya nadie pide revertir.', 'Quien aún lo quiera dice por qué con /rollback.'),
  'own-rollback': () =>
    explain('Usted mismo pidió esta reversión.', 'La confirma una segunda persona que lleve este despliegue.'),
};

/** `2 personas más, Adele Vance y 7 líneas de la lista`. */
export function unreadyText(
  { people, named, lines }: Pick<Unready, 'people' | 'named' | 'lines'>,
  { person }: Pick<Naming, 'person'>,
): string {
  const parts = [
    ...named.map(person),
    ...(people > named.length ? [counted(people - named.length, 'persona más', 'personas más')] : []),
    ...(lines.length > 0 ? [counted(lines.length, 'línea de la lista', 'líneas de la lista')] : []),
  ];
  return `falta ${andList(parts)}`;
}

const counted = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;
