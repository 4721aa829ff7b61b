import type { Words } from '../en.ts';

/** Words of `/emergency`, and of what follows from it. */
export const expediting = {
  emergency: {
    title: 'Declarar una emergencia',
    intro:
      'Para correcciones críticas de seguridad e incidentes en producción. Llame antes: aquí se anota quién aprobó de viva voz. Con un toque de quien comprueba que es seguro, puede empezar.',
    fallback: 'Ábralo en una versión más nueva de Teams para declarar una emergencia.',
    service: 'Servicio',
    environment: 'Entorno',
    version: 'Versión',
    versionHint: '2.4.2',
    changeType: 'Tipo de cambio',
    reason: '¿Qué va mal, y qué se arriesga?',
    reasonHint: 'Qué ocurre, a quién afecta, por qué no puede esperar',
    rollback: '¿Cómo se vuelve atrás?',
    rollbackHint: 'Un paso por línea',
    voice: (roles) => `Aprobado de viva voz: ${roles}`,
    voiceAt: 'A las',
    heardBy: '¿Quién lo oyó?',
    onCall: 'Ingeniero de guardia',
    choose: 'Elija a alguien',
    notes: (zone, complete, review, standby) =>
      `Las horas son de ${zone}. Usted debe la solicitud completa en ${complete} y la revisión en ${review}; alguien lo vigila durante ${standby} desde el inicio.`,
    send: 'Declarar la emergencia',
    none: 'La política no permite acelerar ningún tipo de cambio. Pida a quien la mantiene que marque uno con expedited: true.',
    spoken: (moments) => `Aprobado de viva voz: ${moments}.`,
    declared: (id) => `${id} está declarada. Puede empezar en cuanto se compruebe.`,
    box: 'Emergencia: ',
    voiceLine: (name, role, at) => `${name}, ${role}, de viva voz, ${at}`,
    heard: (name) => `Lo oyó ${name}.`,
    answers: { confirmed: 'confirmado', denied: 'NEGADO', open: 'sin confirmar todavía' },
    confirmAsk: (name, what, at) => `${name} anotó que usted aprobó ${what} de viva voz, ${at}. Diga si fue así.`,
    confirm: 'Lo aprobé',
    deny: 'No lo aprobé',
    denial: 'Aprobación negada',
    denialText: (name, what) => `${name} niega haber aprobado ${what} de viva voz.`,
    denialNext: 'No debe hacerse nada más con ella hasta que hablen con quien la declaró.',
    denialFor: (names) => `Para ${names}.`,
  },
} satisfies Partial<Words>;
