import type { EmergencyRefusal } from '../../../domain/refusal.ts';
import { explain, type Sayings } from '../explained.ts';
import { orList } from './units.ts';

export const EMERGENCY_SAYINGS: Sayings<EmergencyRefusal> = {
  'emergency-incomplete': () =>
    explain(
      'Aún falta algo, así que no se ha declarado nada.',
      'Rellene todas las líneas; también las personas y las horas de lo que se aprobó de viva voz.',
    ),
  'emergency-version': () => explain('Esto no es una versión.', 'Indique tres números, como en 2.4.2.'),
  'emergency-twin': ({ by }) =>
    explain(
      `${by} está en marcha con la misma versión.`,
      'Cancele antes esa solicitud, o indique la versión de la corrección.',
    ),
  'not-expedited': () =>
    explain('La política no permite acelerar este tipo de cambio.', 'Elija otro tipo, o siga la vía normal con /deploy.'),
  'no-emergency-there': () => explain('En este entorno no hace falta acelerar nada.', 'Siga la vía normal con /deploy.'),
  'own-voice': () =>
    explain(
      'Usted no puede haber aprobado lo que usted declara.',
      'Llame a otra persona que tenga el rol, o pida a otra que lo declare.',
    ),
  'voice-twice': () =>
    explain('Cada aprobación de viva voz necesita una persona distinta.', 'Llame a otra más, y nombre a ambas.'),
  'voice-when': () =>
    explain(
      'Lo aprobado de viva voz tiene que ser de las últimas 24 horas, y no posterior a ahora.',
      'Indique la hora de cada llamada.',
    ),
  'voice-not-held': ({ roles }, { role }) =>
    explain(
      `La persona que ha nombrado no tiene el rol ${orList(roles.map(role))}.`,
      'Elija a alguien de la lista, y llámele antes.',
    ),
  'heard-by-speaker': () =>
    explain('Quien aprobó de viva voz no puede ser quien lo oyó.', 'Nombre a alguien que estuviera en la llamada.'),
  'nobody-verifies': ({ roles }, { role }) =>
    explain(
      `Solo usted tiene el rol ${orList(roles.map(role))}, que debe comprobar que es seguro.`,
      'Pida a otra persona que lo declare.',
    ),
  'no-voice': () =>
    explain('Nadie ha indicado que usted lo aprobara de viva voz.', 'La tarjeta de la solicitud muestra quién fue.'),
  'voice-answered': () => explain('Usted ya ha respondido, y así queda.', 'Hable con quien lo declaró.'),
  'voice-denied': () =>
    explain(
      'Alguien niega haberlo aprobado de viva voz.',
      'Hable con esa persona; por la vía normal, con /deploy, sí puede empezar.',
    ),
};
