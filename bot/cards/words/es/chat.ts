import type { Translation } from '../translation.ts';

export const chat = {
  help: {
    title: 'Qué hace Signoff',
    intro: 'Lleva un despliegue desde la solicitud hasta la aprobación y la producción, aquí en Teams.',
    groups: [
      {
        title: 'Pedir',
        commands: [
          ['/deploy', 'empieza una solicitud, o sigue con la tuya'],
          ['/deploy payments 2.4.1 prod tomorrow 09:00', 'lo mismo, rellenado en parte'],
          ['/deploy edit DEP-42', 'cambia una solicitud'],
          ['/deploy cancel DEP-42', 'la retira'],
        ],
      },
      {
        title: 'Seguir',
        commands: [
          ['/status', 'todas las solicitudes, una con /status DEP-42'],
          ['/pending', 'lo que espera tu aprobación'],
          ['/deploy why DEP-42', 'qué lo impide, y quién puede ayudar'],
          ['/deploy simulate security-patch', 'quién tiene que aprobar un cambio así'],
        ],
      },
      {
        title: 'Desplegar',
        commands: [
          ['/start DEP-42', 'empieza, una vez aprobada'],
          ['/step, /done', 'termina un paso, o el despliegue'],
          ['/issue, /rollback', 'di qué va mal, o vuelve atrás'],
        ],
      },
      {
        title: 'Alertas',
        commands: [
          ['/alerts', 'lo que está activo, de un servicio con /alerts payments'],
          ['/silence payments prod 2h load test', 'lo silencia hasta entonces; /silence los enumera'],
          ['/silence end SIL-3', 'termina uno antes'],
        ],
      },
      {
        title: 'Configurar',
        commands: [
          ['/delegate', 'que alguien apruebe por ti mientras no estás'],
          ['/route approvals', 'envía estas publicaciones a este canal'],
          ['/doctor', 'qué funciona, y cómo arreglar lo que no'],
        ],
      },
    ],
    fallback:
      'Escribe /deploy para pedir un despliegue, /status para seguirlo, /pending para ver lo que espera una aprobación.',
  },
  welcome: {
    title: 'Signoff está aquí',
    text: 'Aquí se piden, aprueban y siguen los despliegues a producción. A quienes aprueban se les pregunta en su canal, y cada despliegue tiene un hilo.',
    first: 'Escribe /deploy para pedir uno, o /help para todo lo demás.',
    summary: 'Signoff está aquí: escribe /deploy para pedir un despliegue',
  },
  search: {
    none: 'Ninguna solicitud encaja. Busca un servicio, una versión, un estado, una persona o un número como DEP-42.',
    me: 'yo',
    by: (name: string) => `pedida por ${name}`,
    asked: (name: string, at: string) => `Pedida por ${name}, ${at}.`,
    again: 'Volver a mirar',
  },
  said: {
    unknown: (word: string) => `No hay ningún comando «${word}». Escribe /help para ver los que hay.`,
    unclear: (command: string) => `Estas palabras no encajan con /${command}. Escribe /help para ver cómo se escribe.`,
    unread: (words: string) => `No entendido y omitido: ${words}.`,
    oldButton: 'Este botón es de una tarjeta anterior. Escribe /status para tener una actual.',
    later: 'Tu borrador está guardado. Escribe /deploy para seguir con él.',
    discarded: 'El borrador se ha descartado.',
    submitted: (request: string) => `${request} está enviada.`,
    started: (request: string, channel: string) => `${request} ha empezado. Sus pasos están en su hilo en ${channel}.`,
    routed: (channel: string) => `Las publicaciones de «${channel}» llegan aquí desde ahora.`,
    routeUnknown: (channel: string, known: string) => `La política no tiene ningún canal «${channel}». Tiene ${known}.`,
    routeWhich: (known: string) => `Di qué llega aquí: /route seguido de ${known}.`,
    routePersonal: 'Escríbelo en el canal o chat de grupo al que deben ir las publicaciones.',
    which: (known: string) => `Di qué solicitud es: ${known}.`,
    none: 'Ninguna solicitud tuya está en un punto en que se pueda hacer esto. Escribe /status para verlas todas.',
    acting: (name: string, role: string) => `Ahora actúas como ${name}, ${role}. Escribe /as me para volver a ser tú.`,
    actingBanner: (name: string, role: string) => `Demo: actúas como ${name}, ${role}`,
    yourself: 'Vuelves a actuar como tú.',
    asUnknown: (known: string) => `Nadie tiene ese rol. Los roles son ${known}.`,
    asOff: 'Solo en la demo se puede actuar como otra persona.',
    fault: (id: string) =>
      `Algo ha ido mal por nuestra parte, y esto no ha cambiado nada. Inténtalo de nuevo; si sigue igual, da este número a soporte: ${id}.`,
  },
} satisfies Translation;
