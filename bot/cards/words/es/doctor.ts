import type { Drift } from '../../../domain/policy-change.ts';
import type { CheckId, Finding, StrangerKind } from '../../../domain/finding.ts';
import type { RoleId } from '../../../domain/ids.ts';
import type { Gap } from '../../../domain/watch.ts';
import type { Words } from '../en.ts';
import type { Naming } from '../explained.ts';

const doctor = {
  over: 'Signoff',
  title: 'Cómo está Signoff',
  allWell: 'Todo bien',
  toMend: (n) => `${n} por arreglar`,
  groups: { wrong: 'Por arreglar', attention: 'Por revisar', good: 'En orden', off: 'Sin configurar' },
  fallback: 'Ábralo en una versión más nueva de Teams para ver qué ha encontrado Signoff.',
  note: (at) => `Probado ${at}. Todos pueden preguntar; esto solo lo ve usted.`,
  summary: (toMend) => (toMend === 0 ? 'Todo bien' : `${toMend} por arreglar`),
  placeOf: (place) => {
    const [kind = '', name = ''] = place.split(':');
    return kind === 'channel' ? `«${name}»` : kind === 'thread' ? `el hilo de ${name}` : 'un chat personal';
  },
} satisfies Words['doctor'];

const checks: Readonly<Record<CheckId, string>> = {
  store: 'El almacén',
  channels: 'Los canales',
  roles: 'Los roles',
  groups: 'Los grupos de Entra',
  managers: 'Responsables',
  alerts: 'La entrada de alertas',
  gate: 'La puerta',
  posts: 'La entrega',
  timers: 'Los temporizadores',
  policy: 'La política',
  azure: 'Azure Monitor',
  address: 'La dirección',
  strangers: 'Los rechazos',
};

const UNMEASURED: Readonly<Record<Gap, string>> = {
  forbidden: 'no da permiso. Dé a la identidad del bot Monitoring Reader sobre ellos, y Log Analytics Reader para p99.',
  unreachable:
    'no responde. Compruebe que se llega a management.azure.com, y los identificadores de "resources" en el archivo de política.',
  throttled: 'pide una pausa. Se le pregunta de nuevo en el próximo control.',
  'unknown-unit': 'llegan en una unidad que no se conoce. Nombre un componente de Application Insights o un App Service.',
  'no-data': 'no hay ninguna.',
  'not-answered': 'nadie respondió.',
};

/** After `Se rechazó una alerta` and when. */
const STRANGERS: Readonly<Record<Exclude<StrangerKind, 'message-tenant'>, string>> = {
  'alert-tenant': 'su token es de otro inquilino. Configure ALERTS_TENANT_ID con el inquilino del grupo de acciones.',
  'alert-audience':
    'su token es para otra aplicación. Configure ALERTS_AUDIENCE con el URI de identificador para el que el grupo de acciones pide su token.',
  'alert-caller':
    'su token no es el de un grupo de acciones con el rol ActionGroupsSecureWebhook. Ejecute infra/scripts/setup-entra.sh alerts como propietario de la aplicación.',
  'alert-token':
    'su token ha caducado, no es el de ALERTS_TOKEN, o no lo ha firmado nadie conocido. Compárelo con la dirección del grupo de acciones.',
};

type Said = ReturnType<Words['finding']>;

/** What was found, and where something has to be done about it, what. */
function finding(found: Finding, { role, moment }: Naming): Said {
  // What it is about begins the sentence, or is one of its own.
  const say = (what: string, says: string): Said => ({ what, says });
  const roles = (ids: readonly RoleId[]) => ids.map(role).join(', ');
  switch (found.code) {
    case 'store-ready':
      return say('El almacén', 'responde, y sus tablas están al día.');
    case 'store-unready':
      return say(
        'El almacén',
        'no responde, o sus tablas son de otra versión. Compruebe que se llega a DATABASE_URL y que todas las instancias tienen la misma versión.',
      );
    case 'channels-reached':
      return say('Los canales', `dejan entrar a Signoff: ${found.channels.join(', ')}.`);
    case 'channel-unbound':
      return say(
        `«${found.channel}» no tiene canal.`,
        `Añada Signoff al equipo que tiene «${found.name}», o escriba /route ${found.channel} donde deban ir sus publicaciones.`,
      );
    case 'channel-closed':
      return say(
        `«${found.channel}» está cerrado para Signoff.`,
        `Teams responde «${found.because}». Añada Signoff de nuevo al equipo o chat de «${found.name}», o escriba /route ${found.channel} en otro sitio.`,
      );
    case 'teams-silent':
      return say('Teams', `no responde (${found.because}). No se pierde nada: las tarjetas se envían cuando responda.`);
    case 'teams-token':
      return say(
        'Teams',
        'no se puede consultar, porque Entra no da ningún token a Signoff. Compruebe MicrosoftAppId, MicrosoftAppTenantId y MicrosoftAppPassword, o la identidad administrada.',
      );
    case 'roles-filled':
      return say('Los roles', `que la política asigna por nombre tienen a alguien: ${found.roles}.`);
    case 'roles-empty':
      return say(
        'Hay un rol que no tiene nadie.',
        `Las solicitudes que lo piden se deniegan: ${roles(found.roles)}. Enumere a las personas en "members" en el archivo de política, o nombre un "group".`,
      );
    case 'groups-read':
      return say('Los grupos de Entra', `se leyeron y tienen personas: ${found.groups}.`);
    case 'groups-unused':
      return say('Los grupos de Entra.', 'La política no asigna ningún rol con ellos.');
    case 'group-empty':
      return say(
        `El grupo de ${role(found.role)} está vacío.`,
        'Añada personas en Entra, o nombre otro grupo en el archivo de política.',
      );
    case 'group-unreadable':
      return say(
        `El grupo de ${role(found.role)} no se puede leer.`,
        `${found.because}. Dé a la identidad del bot GroupMember.Read.All y User.ReadBasic.All con consentimiento del administrador, y compruebe el identificador de "group".`,
      );
    case 'managers-read':
      return say('Los responsables', 'se pueden leer de Entra.');
    case 'managers-unused':
      return say('Los responsables.', 'La política no escala a ninguno.');
    case 'managers-unset':
      return say(
        'Nadie puede decir quiénes son los responsables.',
        'La política escala a ellos ("managerOf"), y ese nivel se pasa por alto. Establezca GRAPH_ENABLED=true, o nombre un rol en su lugar.',
      );
    case 'managers-unreadable':
      return say(
        'Los responsables no se pueden leer, así que su nivel se pasa por alto.',
        `${found.because}. Dé a la identidad del bot User.Read.All con consentimiento del administrador: infra/scripts/setup-entra.sh managers.`,
      );
    case 'alerts-shut':
      return say(
        'Las alertas',
        'no se dejan entrar. Configure ALERTS_AUDIENCE para un webhook seguro, o ALERTS_TOKEN para uno simple.',
      );
    case 'alerts-open':
      return say(
        'Las alertas',
        found.last === undefined
          ? 'se dejan entrar. Aún no ha llegado ninguna: pruebe «Probar grupo de acciones» en Azure.'
          : `se dejan entrar. La última se activó ${moment(found.last)}.`,
      );
    case 'alerts-keys-silent':
      return say(
        'Las alertas',
        'no se pueden distinguir de las falsas, porque las claves de firma de Entra no responden. Compruebe ALERTS_TENANT_ID y que se llega a login.microsoftonline.com.',
      );
    case 'gate-shut':
      return say('La puerta', 'no responde a ninguna canalización. Configure API_TOKENS_FILE con la lista de tokens con hash.');
    case 'gate-open':
      return say('La puerta', 'responde a las canalizaciones que tienen un token.');
    case 'posts-delivered':
      return say('La entrega.', 'Cada tarjeta está donde debe.');
    case 'posts-waiting':
      return say(
        'Hay tarjetas con retraso.',
        `En espera: ${found.posts}, la más antigua desde ${moment(found.since)}. Quizá Teams ha pedido una pausa; si dura, mire el registro.`,
      );
    case 'posts-dead':
      return say(
        'Se renunció a enviar tarjetas.',
        `${found.posts} en ${found.places.map(doctor.placeOf).join(', ')}: «${found.because}». Deje entrar allí de nuevo a Signoff y escriba /route, y se enviarán.`,
      );
    case 'timers-fired':
      return say('Los temporizadores', 'saltan cuando toca.');
    case 'timers-late':
      return say(
        'Los temporizadores van con retraso.',
        `El más antiguo tocaba ${moment(found.since)}. Mire el registro, y reinicie Signoff.`,
      );
    case 'policy-current':
      return say('La política.', 'Todas las solicitudes en marcha se pidieron con la que ahora se aplica.');
    case 'policy-earlier':
      return say(
        'Se aplica una política anterior.',
        [
          `Conservan a quienes debían aprobarlas: ${found.requests.map(({ request }) => request).join(', ')}.`,
          ...found.requests.flatMap((drift) => driftOf(drift, { role })),
          'Para preguntar de nuevo, cancele y vuelva a enviar.',
        ].join(' '),
      );
    case 'azure-unused':
      return say(
        'Azure Monitor',
        'no se consulta. Configure AZURE_SUBSCRIPTION_ID para medir los despliegues y recuperar las alertas perdidas.',
      );
    case 'azure-alerts-read':
      return say('El registro de alertas de Azure', 'se puede leer, así que se recupera un webhook perdido.');
    case 'azure-alerts-unreadable':
      return say(
        'El registro de alertas de Azure no se puede leer.',
        `${found.because}. Dé a la identidad del bot Monitoring Contributor sobre la suscripción, y compruebe AZURE_SUBSCRIPTION_ID y AZURE_CLIENT_ID.`,
      );
    case 'azure-metrics-read':
      return say('Las métricas', `se pueden leer donde la política nombra recursos: ${found.targets}.`);
    case 'azure-metrics-unreadable':
      return say(`Las métricas de ${found.service} en ${found.environment} no se pueden leer:`, UNMEASURED[found.because]);
    case 'azure-nothing-named':
      return say(
        'No se mide nada.',
        'Nombre en "resources", en el archivo de política, sobre qué funciona un servicio; hasta entonces se pregunta a personas.',
      );
    case 'address-reached':
      return say('La dirección', `a la que llaman Teams, Azure y las canalizaciones llega aquí: ${found.url}.`);
    case 'address-unreached':
      return say(
        'La dirección no llega aquí.',
        `${found.url}/healthz responde ${found.because}. Corrija PUBLIC_URL, o el nombre, el certificado o el cortafuegos delante del bot.`,
      );
    case 'turned-away':
      return found.who === 'message-tenant'
        ? say(
            'Se rechazó a alguien de otra organización',
            `${moment(found.at)}. Si debe entrar, configure MicrosoftAppTenantId con su inquilino.`,
          )
        : say('Se rechazó una alerta', `${moment(found.at)}: ${STRANGERS[found.who]}`);
    case 'check-failed':
      return say(checks[found.check], `no se han podido comprobar. Busque ${found.fault} en el registro.`);
  }
}

export const diagnosing = { doctor, finding } satisfies Partial<Words>;

const GONE = { service: 'su servicio', environment: 'su entorno', 'change-type': 'su tipo de cambio' } as const;

function driftOf({ request, added, dropped, gone }: Drift, { role }: Pick<Naming, 'role'>): readonly string[] {
  const roles = (choices: Drift['added']) => choices.map((choice) => choice.map(role).join(' o ')).join(', ');
  const differs = [
    ...(added.length === 0 ? [] : [`preguntaría además a ${roles(added)}`]),
    ...(dropped.length === 0 ? [] : [`no preguntaría a ${roles(dropped)}`]),
    ...(gone.length === 0 ? [] : [`no conoce ${gone.map((what) => GONE[what]).join(', ')}`]),
  ];
  return differs.length === 0 ? [] : [`Para ${request} la política de hoy ${differs.join(' y ')}.`];
}
