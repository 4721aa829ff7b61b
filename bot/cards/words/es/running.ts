import type { Words } from '../en.ts';

/** Words of what has to be there before a deployment, and of what is asked while it runs. */
export const running = {
  ready: {
    title: 'Antes de empezar',
    rollCall: 'Pase de lista',
    here: 'Estoy aquí',
    missing: (n) => (n === 1 ? 'Falta 1 persona' : `Faltan ${n} personas`),
    onCall: {
      onCallEngineer: 'ingeniero de guardia',
      backupEngineer: 'ingeniero de reserva',
      managerOnCall: 'responsable de guardia',
    },
    others: 'equipo',
    checklist: 'Lista previa al despliegue',
    tick: 'Hecho y comprobado por usted',
    confirm: 'Confirmar lo marcado',
    complete: 'Listo',
    open: (n) => (n === 1 ? '1 pendiente' : `${n} pendientes`),
    starts: (at) => `Su ventana permite empezar a partir de ${at}.`,
    now: (until) => `Su ventana permite empezar ya, y hasta ${until}.`,
    nothing: 'Aquí no hay nada que preparar.',
  },
  askBack: {
    over: (environment) => `${environment} · se pide revertir`,
    asks: (name) => `${name} pide revertir: `,
    second:
      'Una segunda persona que lleva este despliegue tiene que estar de acuerdo. La vuelta atrás se aprobó con la solicitud.',
    watchAsks: 'La vigilancia pide revertir: ',
    anybody: 'Alguien que lleva este despliegue tiene que estar de acuerdo. La vuelta atrás se aprobó con la solicitud.',
    confirm: 'Confirmar la reversión',
    withdraw: 'No revertir',
    waits: 'Espera a una segunda persona',
    waitsForAny: 'Espera respuesta',
    confirmed: (name, at) => `Confirmada por ${name}, ${at}.`,
    withdrawn: (name, at) => `Denegada por ${name}, ${at}.`,
    takes: (minutes) => `Volver atrás lleva unos ${minutes}.`,
  },
  issueWord: {
    update: (n) => `Novedad del problema ${n}`,
    resolved: (n) => `El problema ${n} está resuelto`,
    said: (name, at) => `${name}, ${at}.`,
    next: (at) => `Próxima novedad antes de ${at}.`,
    post: 'Publicar una novedad',
    postLabel: '¿Qué hay de nuevo?',
    postHint: 'Qué sabe ahora, y qué viene después',
    postSend: 'Decírselo a todos',
    resolve: 'Resuelto',
    resolveLabel: '¿Cómo se resolvió?',
    resolveHint: 'Qué se hizo',
    resolveSend: 'Cerrar el problema',
    closed: 'Resuelto',
  },
  noGo: {
    title: 'NO SE PUEDE SEGUIR',
    badge: 'No puede seguir adelante',
    checked: (at) => `Comprobado ${at}.`,
    again: 'Se vuelve a comprobar cada hora, y se avisa al canal cuando pueda seguir.',
    check: 'Comprobar ahora',
  },
  stray: {
    title: 'Hay un despliegue en curso sin permiso',
    says: (pipeline) => `Una ejecución de ${pipeline} dice que despliega esto.`,
    run: (run) => `Ejecución ${run}.`,
    next: 'Detenga la ejecución, o averigüe quién la inició. No se acepta nada de lo que informa.',
  },
  unrequested: {
    badge: 'No solicitado',
    nobody: 'Nadie ha pedido allí esta versión.',
    trigger: (trigger, branch) => `Lo inició ${trigger} en ${branch}, que la política no acepta allí.`,
    unsaid: 'No dice qué lo inició, y la política quiere saberlo allí.',
    next: 'Detenga la ejecución, o averigüe quién la inició. Quien la quiera, que la pida con /deploy.',
  },
  hook: {
    title: 'Reversión automática',
    told: 'Avisada',
    notTold: 'Sin avisar',
    heard: 'Se avisó a la canalización de que revirtiera.',
    watched: 'Aquí dirá cuándo ha terminado.',
    unheard: (status) =>
      status === ''
        ? 'La canalización no respondió al aviso de revertir.'
        : `La canalización respondió ${status} al aviso de revertir.`,
    byHand: 'No se le avisa otra vez. Mírelo ahora, y revierta a mano.',
  },
  overrun: {
    title: 'La ventana ha terminado',
    says: (at) => `La ventana terminó ${at}, y el despliegue no.`,
    next: 'Sigue adelante. Diga cuánto va a durar con /issue, o revierta con /rollback.',
  },
} satisfies Partial<Words>;
