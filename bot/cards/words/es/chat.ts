import type { Words } from '../en.ts';

export const chat = {
  help: {
    title: 'Qué hace Signoff',
    intro: 'Lleva un despliegue desde la solicitud hasta la aprobación y la producción, aquí en Teams.',
    groups: [
      {
        title: 'Pedir',
        commands: [
          ['/deploy', 'empezar una solicitud, o sigue con la suya'],
          ['/deploy payments 2.4.1 prod mañana 09:00', 'lo mismo, rellenado en parte'],
          ['/deploy edit DEP-42', 'cambia una solicitud'],
          ['/deploy copy DEP-42', 'empieza una a partir de otra anterior'],
          ['/deploy move DEP-42 jue 09:00', 'le da otra ventana; sin ella, muestra las libres'],
          ['/deploy comment DEP-42', 'dice algo sobre ella'],
          ['/deploy attach DEP-42 https://…', 'añade una prueba documental; o envíe aquí un archivo con el número'],
          ['/deploy cancel DEP-42', 'la retira'],
          ['/emergency', 'anota lo aprobado de viva voz, y empieza enseguida'],
        ],
      },
      {
        title: 'Seguir',
        commands: [
          ['/status', 'todas las solicitudes; /status DEP-42, o /status payments waiting'],
          ['/pending', 'lo que espera su aprobación'],
          ['/deploy why DEP-42', 'qué lo impide, y quién puede ayudar'],
          ['/deploy simulate security-patch', 'quién tiene que aprobar un cambio así'],
        ],
      },
      {
        title: 'Desplegar',
        commands: [
          ['/start DEP-42', 'empieza, una vez aprobada'],
          ['/step, /done', 'termina un paso, o el despliegue'],
          ['/issue, /rollback', 'dice qué va mal, o vuelve atrás'],
          ['/deploy review DEP-42', 'deja escrito qué ocurrió, y por qué'],
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
        title: 'Planificar',
        commands: [
          ['/calendar', 'una semana de ventanas, congelaciones y despliegues'],
          ['/freeze payments prod 2h load test', 'que allí no empiece nada'],
          ['/lock, /unlock', 'cierra un servicio a los demás, y lo abre'],
          ['/gates payments', 'sus puertas de calidad, y quién debe qué'],
          ['/oncall payments', 'quién está de guardia ahora'],
        ],
      },
      {
        title: 'Configurar',
        commands: [
          ['/delegate', 'que alguien apruebe por usted mientras no está'],
          ['/route approvals', 'envía estas publicaciones a este canal'],
          ['/doctor', 'qué funciona, y cómo arreglar lo que no'],
        ],
      },
    ],
    fallback:
      'Escriba /deploy para pedir un despliegue, /status para seguirlo, /pending para ver lo que espera una aprobación.',
  },
  welcome: {
    title: 'Signoff está aquí',
    text: 'Aquí se piden, aprueban y siguen los despliegues a producción. A quienes aprueban se les pregunta en su canal, y cada despliegue tiene un hilo.',
    first: 'Escriba /deploy para pedir uno, o /help para todo lo demás.',
    summary: 'Signoff está aquí: escriba /deploy para pedir un despliegue',
  },
  search: {
    none: 'Ninguna solicitud encaja. Busque un servicio, una versión, un estado, una persona o un número como DEP-42.',
    me: 'yo',
    by: (name: string) => `pedida por ${name}`,
    asked: (name: string, at: string) => `Pedida por ${name}, ${at}.`,
    again: 'Volver a mirar',
  },
  said: {
    unknown: (word: string) => `No hay ningún comando «${word}». Escriba /help para ver los que hay.`,
    unclear: (command: string) => `Estas palabras no encajan con /${command}. Escriba /help para ver cómo se escribe.`,
    whichMeaning: (word: string) => `«${word}» puede significar aquí más de una cosa. ¿Cuál?`,
    neither: 'Omitirlo',
    goOn: 'Seguir con la otra',
    insteadOf: {
      edit: (request: string) => `Descartarla y editar ${request}`,
      copy: (request: string) => `Descartarla y copiar ${request}`,
    },
    unread: (words: string) => `No entendido y omitido: ${words}.`,
    oldButton: 'Este botón es de una tarjeta anterior. Escriba /status para tener una actual.',
    oldPage: 'Esa página es de una tarjeta anterior, así que no se leyó nada de ella. Este es su borrador tal como se guardó.',
    later: 'Su borrador está guardado. Escriba /deploy para seguir con él.',
    discarded: 'El borrador se ha descartado.',
    kept: (names: string, where: string) =>
      `Guardado con ${where === '' ? 'su borrador' : where}: ${names}. Solo se guarda el enlace; compruebe que quien aprueba puede abrirlo.`,
    filesLeft: 'Los archivos no se han tocado. Envíelos solos para su borrador, o con el número de una solicitud, como DEP-42.',
    submitted: (request: string) => `${request} está enviada.`,
    started: (request: string, channel: string) => `${request} ha empezado. Sus pasos están en su hilo en ${channel}.`,
    routed: (channel: string) => `Las publicaciones de «${channel}» llegan aquí desde ahora.`,
    routeWhich: (known: string) => `Diga qué llega aquí: /route seguido de ${known}.`,
    routePersonal: 'Escríbalo en el canal o chat de grupo al que deben ir las publicaciones.',
    which: (known: string) => `Diga qué solicitud es: ${known}.`,
    none: 'Ninguna solicitud suya está en un punto en que se pueda hacer esto. Escriba /status para verlas todas.',
    acting: (name: string, role: string) => `Ahora actúa como ${name}, ${role}. Escriba /as me para volver a ser usted.`,
    actingBanner: (name: string, role: string) => `Demo: actúa como ${name}, ${role}`,
    yourself: 'Vuelve a actuar como usted.',
    asUnknown: (known: string) => `Nadie tiene ese rol. Los roles son ${known}.`,
    asOff: 'Solo en la demo se puede actuar como otra persona.',
    nameless: 'Teams no ha dicho quién es usted, así que no se ha hecho nada.',
    notOffered: 'Signoff no sabe hacer eso. Escriba help para ver lo que sabe hacer.',
    fault: (id: string) =>
      `Algo ha ido mal por nuestra parte, y esto no ha cambiado nada. Inténtelo de nuevo; si sigue igual, dé este número a soporte: ${id}.`,
  },
} satisfies Partial<Words>;
