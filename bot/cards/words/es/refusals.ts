import type { Refusal } from '../../../domain/refusal.ts';
import { explain, type Explained, type Naming, type Sayings } from '../explained.ts';
import { ALERT_SAYINGS } from './alert-refusals.ts';
import { DEPLOYMENT_SAYINGS, IS } from './deployment-refusals.ts';
import { fieldRefusal } from './field-refusals.ts';
import { HELD_SAYINGS } from './hold-refusals.ts';
import { PEOPLE_SAYINGS } from './people-refusals.ts';
import { orList } from './units.ts';

/** The sentence for somebody whose tap or command was turned down. */
export const refusal = <Code extends Refusal['code']>(refused: Extract<Refusal, { code: Code }>, naming: Naming): Explained =>
  SAYINGS[refused.code](refused, naming);

const SAYINGS: Sayings<Refusal> = {
  ...PEOPLE_SAYINGS,
  ...HELD_SAYINGS,
  ...ALERT_SAYINGS,
  ...DEPLOYMENT_SAYINGS,
  'unknown-request': () => explain('Esa solicitud no existe.', 'Vea las que hay con /status.'),
  unreadable: () => explain('Este botón es de una tarjeta que ya no se usa.', 'Obtenga una actual con /status.'),
  busy: () => explain('Otras personas están cambiando ahora esta solicitud.', 'Inténtelo de nuevo en un momento.'),
  'directory-unreachable': () =>
    explain(
      'El directorio no ha dicho qué roles tiene usted, así que no se registró nada.',
      'Inténtelo de nuevo en unos minutos.',
    ),
  'unknown-draft': () =>
    explain('Este borrador se envió o se descartó.', 'Empiece uno nuevo con /deploy, o vea sus solicitudes con /status.'),
  'draft-open': () => explain('Tiene otra solicitud que aún no ha enviado.', 'Siga con ella, o descártela antes.'),
  'stale-draft': () =>
    explain('Este formulario se cambió entretanto en otro sitio.', 'Aquí está como está ahora; siga a partir de aquí.'),
  incomplete: () =>
    explain('Algunas respuestas necesitan un cambio antes de poder enviar esto.', 'Están marcadas en el formulario.'),
  'cannot-move': ({ problem }, naming) => {
    const { wrong, next } = fieldRefusal(problem, naming);
    return explain(`Se queda donde está: ${wrong}`, next);
  },
  'stale-revision': ({ revision }) =>
    explain(
      'La solicitud se editó después de dibujarse esta tarjeta, así que no se registró nada.',
      `Mire la revisión ${revision} y responda allí.`,
    ),
  'not-due': () => explain('Esto aún no toca.', 'Signoff lo hará cuando toque.'),
  'choose-role': ({ roles }, { role }) =>
    explain(`Se le pregunta como ${orList(roles.map(role))}.`, 'Elija el rol con el que aprueba.'),
  'not-operator': () =>
    explain(
      'Solo quienes tienen un rol de despliegue eligen adónde van las publicaciones.',
      'Pida a uno de ellos que escriba esto aquí.',
    ),
  'comment-unreadable': ({ most }) =>
    explain(`Un comentario tiene de 1 a ${most} caracteres.`, 'Escríbalo y envíelo de nuevo.'),
  'comments-full': ({ most }) => explain(`Esta solicitud ya tiene ${most} comentarios.`, 'Siga en su hilo.'),
  'evidence-unreadable': () =>
    explain(
      'Solo se guardan archivos con un nombre sencillo y enlaces que empiecen por https://.',
      'Súbalo a donde otros puedan abrirlo, o póngale un nombre sencillo, y envíelo de nuevo; una imagen pegada no tiene enlace.',
    ),
  'evidence-full': ({ most }) =>
    explain(`No caben más de ${most} pruebas documentales.`, 'Póngalas en una carpeta y envíe su enlace.'),
  'no-draft': () =>
    explain(
      'No tiene ninguna solicitud en preparación.',
      'Empiece antes una con /deploy, o envíe el archivo con el número de una solicitud, como DEP-42.',
    ),
  'unknown-channel': ({ known }) =>
    explain(
      'La política no tiene ese canal.',
      known.length === 0 ? 'Pida a quien mantiene la política que lo añada.' : `Tiene ${known.join(', ')}.`,
    ),
  'not-pending': ({ state }) =>
    explain(`Esta solicitud ${IS[state]}, así que no se cuentan más votos.`, 'La tarjeta muestra cómo terminó.'),
  'own-request': () => explain('Esta solicitud es suya.', 'Tiene que aprobarla otra persona; la tarjeta nombra a quien falta.'),
  author: () => explain('Usted escribió parte de este cambio.', 'Tiene que aprobarlo otra persona de su rol.'),
  'role-not-asked': () => explain('Esta solicitud no pide ningún rol suyo.', '/pending muestra lo que espera su respuesta.'),
  'role-not-held': ({ role }, naming) =>
    explain(`El directorio no le incluye como ${naming.role(role)}.`, 'Si debería, pregunte a quien mantiene la política.'),
  'already-voted': ({ as }, { role }) =>
    explain(
      `Ya ha respondido como ${role(as)}, y cada persona responde una vez.`,
      'Si ha cambiado de opinión, retire antes esa respuesta: está en Revisar, en la tarjeta.',
    ),
  'needed-as': ({ roles }, { role }) =>
    explain(
      `Se le necesita como ${orList(roles.map(role))}: no quedan bastantes personas que puedan serlo, así que no se registró nada.`,
      'Responda con ese rol cuando se pida; este lo puede dar otra persona.',
    ),
  'phase-later': ({ phase, now }) =>
    explain(
      `${phase} viene después de ${now}, que no está completa, así que no se registró nada.`,
      'Se le preguntará cuando llegue su turno; una objeción es bienvenida ya.',
    ),
  'checklist-open': ({ open, of, as }, { role }) =>
    explain(
      open === 1
        ? `Hay una línea de la lista de ${role(as)} sin marcar.`
        : `Hay ${open} de ${of} líneas de la lista de ${role(as)} sin marcar.`,
      'Marque lo que ha comprobado, y diga por qué lo demás no se aplica.',
    ),
  'no-vote': () => explain('Usted no ha respondido a esta solicitud.', '/pending muestra lo que espera su respuesta.'),
  'vote-final': ({ state }) =>
    explain(
      `Esta solicitud ${IS[state]}, así que las respuestas quedan como están.`,
      'Hable con quien la pidió, que puede cancelarla.',
    ),
  'reason-needed': () =>
    explain('Esto necesita un motivo, para que lo entiendan todos los afectados.', 'Escriba uno y envíelo de nuevo.'),
  'not-requester': () =>
    explain('Solo quien la pidió puede cambiarla o cancelarla.', 'Pídaselo, o pida cambios en la tarjeta de aprobación.'),
  'already-over': ({ state }) =>
    explain(`Esta solicitud ${IS[state]}, así que queda como está.`, 'Empiece una nueva con /deploy.'),
};
