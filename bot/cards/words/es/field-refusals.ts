import type { FieldProblem, FieldRefusal } from '../../../domain/refusal.ts';
import { explain, type Explained, type Naming, type Sayings } from '../explained.ts';
import { asked } from './fields.ts';
import { frozen, locked } from './hold-refusals.ts';
import { orList } from './units.ts';

/** The sentence beside a field of the form. */
export function fieldRefusal({ field, refusal }: FieldProblem, naming: Naming): Explained {
  return refusal.code === 'missing'
    ? explain(asked.whyAsked[field] ?? 'Esto sigue vacío.', asked.fields[field].ask)
    : saying(refusal, naming);
}

type Wrong = Exclude<FieldRefusal, { code: 'missing' }>;

const saying = <Code extends Wrong['code']>(refusal: Extract<Wrong, { code: Code }>, naming: Naming): Explained =>
  SAYINGS[refusal.code](refusal, naming);

const SAYINGS: Sayings<Wrong> = {
  'too-long': ({ most }) => explain('Esto es más largo de lo que cabe en una tarjeta.', `No pase de ${most} caracteres.`),
  'not-an-option': () => explain('Esta no es una de las opciones.', 'Elija de la lista.'),
  'not-a-number': () => explain('Este no es un número que encaje aquí.', 'Indique un número entero, como 30.'),
  'not-a-percentage': ({ upTo }) => explain('Esto no es un porcentaje.', `Indique un número de 0 a ${upTo}, como 91 o 91,5.`),
  'not-minutes': () =>
    explain('Esta no es una duración que encaje aquí.', 'Indique minutos u horas, hasta un día, como 30 o 1 h 30.'),
  'not-findings': () =>
    explain('Esto no dice cuántos son, ni de qué gravedad.', 'Escriba algo como 2 bajas, 1 alta; o ninguna.'),
  'not-evidence': ({ most }) =>
    explain(
      'Una línea no es un nombre con una dirección web.',
      `Ponga cada una en su línea, como Prueba de carga https://…; como mucho ${most}.`,
    ),
  'not-a-date': () => explain('Este no es un día del calendario.', 'Elija un día.'),
  'not-a-time': () => explain('Esta hora no existe ese día.', 'Elija una hora, como 09:00.'),
  'not-a-link': () => explain('Esto no es una dirección web.', 'Pegue una que empiece por https://.'),
  'unknown-person': () =>
    explain('Signoff no conoce a alguien de aquí.', 'Elija de la lista, o añada antes a esa persona al equipo.'),
  'not-a-version': () => explain('Esto no es una versión semántica.', 'Indique tres números, como en 2.4.1.'),
  'version-not-newer': ({ running }) => explain(`Allí ya funciona la versión ${running}.`, 'Indique una versión más nueva.'),
  'already-requested': ({ by }) => explain(`${by} ya pide esta versión.`, 'Siga con esa solicitud, o indique otra versión.'),
  'coverage-too-low': ({ minimum }) =>
    explain(`La política pide al menos un ${minimum} % de cobertura.`, 'Añada pruebas e indique después la nueva cifra.'),
  'too-few-reviewers': ({ minimum }) =>
    explain(
      `La política pide al menos ${minimum} revisores del código.`,
      'Elija a todas las personas que revisaron el código.',
    ),
  'reviewer-is-requester': () =>
    explain('Su propia revisión no cuenta.', 'Elija solo a las demás personas que revisaron el código.'),
  'reviewer-is-author': () =>
    explain('Alguien de aquí escribió el código.', 'Elija solo a quienes lo revisaron y no lo escribieron.'),
  'staging-not-proven': () =>
    explain(
      'Producción necesita una versión que antes haya funcionado bien.',
      'Despliéguela antes allí y vuelva después a esta solicitud.',
    ),
  'not-proven': ({ version, before }, { environment }) =>
    explain(
      `Nadie ha dicho que ${version} funcionara bien en ${environment(before)}.`,
      'Despliéguela antes allí; cuando haya ido bien, esto sigue.',
    ),
  'staged-in-future': () => explain('Este día aún no ha llegado.', 'Indique el día en que la versión llegó a preproducción.'),
  'tested-before-staged': () =>
    explain('Esto es anterior a la llegada de la versión a preproducción.', 'Indique cuándo terminaron allí las pruebas.'),
  'not-a-commit': () => explain('Esto no es un commit.', 'Indique su identificador: de 7 a 40 cifras y letras de la a a la f.'),
  'template-elsewhere': ({ services }) =>
    explain('Este cambio estándar es para otros servicios.', `Elija uno de ${services.join(', ')}, o déjelo vacío.`),
  'backup-is-on-call': () => explain('El ingeniero de reserva es también el de guardia.', 'Elija a otra persona como reserva.'),
  'window-past': () => explain('Esta hora ya ha pasado.', 'Elija un día o una hora posterior.'),
  'window-not-allowed': ({ next }, { moment }) =>
    explain(
      'A esta hora no se permiten despliegues.',
      next === undefined ? 'Elija otro día.' : `El próximo inicio que encaja es ${moment(next)}.`,
    ),
  frozen: (refusal, naming) =>
    explain(`${frozen(refusal, naming)}.`, `Elija una ventana posterior a ${naming.moment(refusal.until)}, o una anterior.`),
  locked: ({ lock }, naming) => explain(`${locked(lock, naming)}.`, 'Elija una ventana posterior.'),
  'window-taken': ({ by, until }, { moment }) =>
    explain(`${by} despliega este servicio hasta ${moment(until)}.`, 'Elija una ventana que empiece después.'),
  'nobody-holds': ({ roles }, { role }) =>
    explain(
      `Esto necesita el rol ${orList(roles.map(role))}, y no se conoce a nadie que lo tenga y pueda aprobar.`,
      'Pida a quien mantiene la política, o el grupo del rol, que nombre a alguien.',
    ),
  'too-few-people': ({ roles }, { role }) =>
    explain(
      `Esto necesita también el rol ${orList(roles.map(role))}, y a todos los que podrían aprobar ya se les pregunta por otro.`,
      'Pida a quien mantiene la política que nombre a una persona más.',
    ),
};
