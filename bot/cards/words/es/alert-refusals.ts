import type { AlertRefusal } from '../../../domain/alert-refusal.ts';
import { explain, type Sayings } from '../explained.ts';
import { units } from './units.ts';

export const ALERT_SAYINGS: Sayings<AlertRefusal> = {
  'unknown-alert': () => explain('Esa alerta ya no existe.', 'Vea las que hay con /alerts.'),
  'alert-over': ({ group }) =>
    explain(`${group} ha terminado, así que no queda nada que atender.`, 'Si vuelve a activarse, se avisará.'),
  'already-acknowledged': ({ by }, { person }) =>
    explain(`${person(by)} ya la ha confirmado.`, 'Hable con esa persona, o asígnesela usted.'),
  'not-responder': () =>
    explain(
      'Solo pueden hacerlo quienes tienen un rol de despliegue o están en la ruta de escalado.',
      'Pídaselo a quien esté de guardia: /oncall dice quién es.',
    ),
  'no-incident': () => explain('Aquí no hay ningún incidente abierto.', 'Abra uno en la tarjeta de la alerta.'),
  'update-empty': () =>
    explain('Una novedad necesita una línea de texto.', 'Diga qué se sabe, qué se está haciendo y qué viene después.'),
  'no-deployment': () => explain('Esta alerta no está vinculada a ningún despliegue.', 'No hay nada de lo que separarla.'),
  'unknown-silence': () => explain('Ese silencio no existe.', 'Vea los que están en vigor con /silence.'),
  'silence-unreadable': () =>
    explain(
      'Un silencio necesita a qué se refiere, cuánto dura y por qué.',
      'Escriba /silence payments prod 2h prueba de carga, o /silence AG-12 1h conocida.',
    ),
  'silence-too-wide': () => explain('Esto lo silenciaría todo.', 'Nombre un servicio o una regla.'),
  'silence-past': () =>
    explain('Un silencio tiene que terminar en el futuro.', 'Diga cuánto dura, por ejemplo 1h, o hasta cuándo.'),
  'silence-without-reason': () =>
    explain('Un silencio necesita un motivo, para que los demás sepan a qué se debe.', 'Escriba uno y envíelo de nuevo.'),
  'silence-too-long': ({ minutes }) =>
    explain(`Un silencio dura como máximo ${units.lasting(minutes)}.`, 'Elija un final anterior; al llegar se puede alargar.'),
};
