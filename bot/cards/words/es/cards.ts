import type { Choice } from '../../../domain/request.ts';
import type { Translation } from '../translation.ts';

const listed = (names: readonly string[], last: string): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')}${last}${names.at(-1) ?? ''}`;

export const cards = {
  states: {
    pending: 'En espera',
    paused: 'Cambios pedidos',
    approved: 'Aprobada',
    rejected: 'Rechazada',
    cancelled: 'Cancelada',
    expired: 'Caducada',
    deploying: 'Desplegando',
    'rolling-back': 'Revirtiendo',
    deployed: 'Desplegada',
    'rolled-back': 'Revertida',
    complete: 'Completa',
  },
  somebody: 'alguien',
  pipeline: (name: string) => `la canalización ${name}`,
  nobodyYet: 'nadie tiene este rol',
  join: {
    or: (names: readonly string[]): string => listed(names, ' o '),
    and: (names: readonly string[]): string => listed(names, ' y '),
    more: (n: number) => `${n} más`,
  },
  units: {
    lasting: (minutes: number) =>
      minutes < 1
        ? 'menos de 1 min'
        : minutes < 60
          ? `${minutes} min`
          : `${Math.floor(minutes / 60)} h${minutes % 60 === 0 ? '' : ` ${minutes % 60} min`}`,
    perMinute: (n: string) => `${n} por minuto`,
    stay: (hours: number) => (hours < 48 ? `${Math.round(hours)} h` : `${Math.floor(hours / 24)} días`),
  },
  facts: {
    window: 'Ventana',
    wayBack: 'Revertir en',
    risk: 'Riesgo',
    tests: 'Pruebas',
    staging: 'En preproducción',
    progress: 'Progreso',
    revision: 'Revisión',
    customers: 'Impacto en clientes',
    tested: (minutes: string) => `${minutes}, probado`,
    untested: (minutes: string) => `${minutes}, sin probar`,
    testsPass: (tests: number, coverage: number) => `${tests} pasan, ${coverage}\u00a0%`,
    noIssues: 'sin problemas',
    inStaging: (stay: string, wentWell: boolean, found: string) => (wentWell ? `${stay}, ${found}` : `${stay}, con problemas`),
  },
  tally: {
    waiting: (missing: number, of: number) => `Faltan ${missing} de ${of}`,
    heading: 'Aprobaciones',
    phase: (title: string, now: boolean) => (now ? `${title}, ahora` : title),
    asked: (at: string) => `preguntado ${at}`,
    later: 'más tarde',
    waived: (lines: string) => `Sin marcar: ${lines}. `,
  },
  outcome: {
    rejectedBy: (name: string, role: string) => `Rechazada por ${name}, ${role}: `,
    changesBy: (name: string, role: string) => `${name}, ${role}, pide cambios: `,
    cancelledBy: (name: string) => `Cancelada por ${name}: `,
    cancelledPlain: (name: string) => `Cancelada por ${name}.`,
    expired: 'La ventana pasó antes de que empezara el despliegue. Nadie la rechazó.',
    approved: (at: string) => `Todos han aprobado. Su ventana permite empezar a partir de ${at}.`,
    approvedNow: (until: string) => `Todos han aprobado. Su ventana permite empezar ya, y hasta ${until}.`,
    issues: (n: number) => (n === 0 ? '' : n === 1 ? 'Se notificó un problema.' : `Se notificaron ${n} problemas.`),
    alerts: (n: number) =>
      n === 1 ? 'Llegó una alerta durante este despliegue.' : `Llegaron ${n} alertas durante este despliegue.`,
  },
  next: {
    pending: 'Esta tarjeta cambia con cada respuesta.',
    paused: 'Edita la solicitud; se vuelve a preguntar a quienes deben ver el cambio.',
    approved: 'Inicia el despliegue cuando se abra la ventana.',
    rejected: 'Habla con quien la rechazó y empieza otra solicitud.',
    cancelled: 'No pasa nada más. Una nueva solicitud empieza con /deploy.',
    expired: 'Empieza otra solicitud con otra ventana.',
    deploying: 'El hilo del canal de despliegues muestra cada paso.',
    'rolling-back': 'El hilo del canal de despliegues muestra la vuelta atrás.',
    deployed: 'Está en marcha, y se vigila desde su hilo.',
    complete: 'No queda nada por hacer.',
    'rolled-back': 'Busca la causa y empieza otra solicitud con una versión más nueva.',
  },
  because: {
    revision: (n: number) => `Revisión ${n}.`,
    asked: (causes: string) => `Se pregunta a estos roles por: ${causes}.`,
    submitted: (revision: number, name: string, at: string) => `Revisión ${revision}, pedida por ${name}, ${at}.`,
  },
  vote: {
    open: { approve: 'Revisar y aprobar', 'request-changes': 'Pedir cambios', reject: 'Rechazar' },
    send: { approve: 'Aprobar', 'request-changes': 'Enviar los cambios pedidos', reject: 'Rechazar la solicitud' },
    label: {
      approve: 'Comentario (opcional)',
      'request-changes': '¿Qué hay que cambiar?',
      reject: '¿Por qué se rechaza?',
    },
    hint: {
      approve: 'Qué has mirado, o qué hay que vigilar',
      'request-changes': 'Quien la pidió la edita y se vuelve a preguntar a los afectados',
      reject: 'Esto termina la solicitud',
    },
    approveAs: (role: string) => `Aprobar como ${role}`,
    checklist: (role: string) => `Antes de aprobar como ${role}`,
    waiver: 'Por qué lo demás no se aplica',
    waiverHint: 'Solo para las líneas que dejas sin marcar; todos lo leen',
    given: (choice: Choice, role: string, at: string) =>
      `${{ approve: 'Aprobaste', 'request-changes': 'Pediste cambios', reject: 'Rechazaste esto' }[choice]} como ${role}, ${at}.`,
    withdraw: 'Retirar mi respuesta',
    withdrawn: 'Tu respuesta se ha retirado.',
    voteAs: (choice: Choice, role: string) =>
      ({ approve: `Aprobar como ${role}`, 'request-changes': `Pedir cambios como ${role}`, reject: `Rechazar como ${role}` })[
        choice
      ],
    chooseRole: 'Tienes más de uno de los roles preguntados. Elige con cuál respondes.',
  },
  buttons: {
    everything: 'Todo',
    nextPage: 'Página siguiente',
    firstPage: 'Primera página',
    why: 'Quién y por qué',
    brief: 'Volver',
    edit: 'Editar',
    show: 'Mostrar',
    cancel: 'Cancelar solicitud',
    cancelLabel: '¿Por qué se cancela?',
    cancelHint: 'Lo verán todos a quienes se preguntó',
    cancelSend: 'Cancelar la solicitud',
    start: 'Iniciar despliegue',
    stepDone: 'Paso hecho',
    finish: 'Despliegue correcto',
    issue: 'Notificar un problema',
    issueSend: 'Decírselo a todos',
    rollBack: 'Revertir',
    rollBackLabel: '¿Por qué se revierte?',
    rollBackHint: 'Qué ves, y desde cuándo',
    rollBackSend: 'Empezar a revertir',
    rolledBack: 'Revertido',
    statusPage: 'Página de estado',
    monitoring: 'Supervisión',
    link: 'Solicitud de cambios o incidencia',
    portal: 'Abrir en Azure',
    newRequest: 'Nueva solicitud de despliegue',
    status: 'Todas las solicitudes',
    pending: 'Esperan mi respuesta',
  },
  summaries: {
    issue: (what: string) => `Problema detectado: ${what}`,
    said: (name: string, comment: string) => `${name}: «${comment}»`,
    approval: (what: string, environment: string) => `Falta aprobar: ${what} en ${environment}`,
    fallback: (what: string, state: string) => `${what}: ${state}. Ábrelo en una versión más nueva de Teams para ver más.`,
  },
} satisfies Translation;
