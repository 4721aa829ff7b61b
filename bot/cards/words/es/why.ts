import type { PersonFills } from '../../../domain/policy.ts';
import type { Words } from '../en.ts';

const COUNTED: readonly string[] = ['Ninguna', 'Una', 'Dos', 'Tres', 'Cuatro', 'Cinco', 'Seis'];

export const explaining = {
  why: {
    title: (things: number) => (things === 0 ? 'No hay nada que esperar' : '¿Por qué espera?'),
    overTitle: '¿Por qué ha terminado?',
    over: 'Cómo terminó',
    blocks: (things: number) => (things === 1 ? 'Una cosa lo impide' : `${COUNTED[things] ?? String(things)} cosas lo impiden`),
    asked: 'A quién se pregunta, y por qué',
    idle: 'Aprobaciones que no cubren nada',
    starts: (minutes: string) => `Próximos inicios permitidos para ${minutes}`,
    can: (names: string) => `puede ${names}`,
    nobodyElse: 'nadie más tiene este rol',
    notApproved: (roles: string) => `${roles} no ha aprobado`,
    afterPhase: (phase: string, can: string) => `después de ${phase}; luego ${can}`,
    barred: {
      'own-request': (name: string) => `${name} no, porque la pide`,
      author: (name: string) => `${name} no, porque escribió código de ella`,
    },
    tooFewPeople: (roles: string) => `Muy pocas personas para ${roles}`,
    tooFewHow: 'cada una hace falta para otra aprobación; que la política nombre a una más',
    changes: (name: string) => `${name} pide cambios`,
    changesHow: (names: string) => `${names} puede editar la solicitud`,
    rejected: (name: string) => `${name} la rechazó`,
    cancelled: (name: string) => `${name} la canceló`,
    expired: 'La ventana ha pasado',
    newRequest: 'una nueva solicitud empieza con /deploy',
    tooEarly: 'La ventana aún no está abierta',
    opens: (at: string) => `puede empezar a partir de ${at}`,
    notStarted: 'Nadie lo ha iniciado',
    startHow: (names: string, until: string) => `puede ${names}, hasta ${until}`,
    step: (step: number, of: number) => `El paso ${step} de ${of} está en curso`,
    notFinished: 'Nadie ha dicho que haya terminado',
    notBack: 'Nadie ha dicho que se haya vuelto atrás',
    because: {
      rule: (environment: string) => `siempre, para ${environment}`,
      changeType: (title: string) => `por ${title}`,
      answer: (question: string, values: string) => (values === '' ? `por ${question}` : `por ${question}: ${values}`),
    },
    fillsNothing: {
      'not-asked': 'a este rol ya no se le pregunta',
      'already-filled': 'otra persona ya ha cubierto lo que podía',
      edited: 'la solicitud se editó después, y este rol tiene que volver a mirarla',
    },
  },
  simulate: {
    title: '¿Quién tiene que aprobar?',
    summary: (environment: string) => `Quién tiene que aprobar un despliegue en ${environment}`,
    fallback: 'Ábralo en una versión más nueva de Teams para ver quién tiene que aprobarlo.',
    possible: 'Se puede aprobar',
    impossible: 'No se puede aprobar',
    none: (environment: string) => `Nada tiene que aprobarse en ${environment}; solo queda registrado.`,
    asked: (approvals: number, personFills: PersonFills) => {
      if (approvals === 1) return 'Una aprobación';
      return personFills === 'one-role' ? `${approvals} aprobaciones, cada una de otra persona` : `${approvals} aprobaciones`;
    },
    within: (days: number) => (days === 1 ? 'en 1 día laborable' : `en ${days} días laborables`),
    perhaps: 'Se pregunta además, si las respuestas lo dicen',
    when: (question: string, values: string) => `${question}: ${values}`,
    short: 'cada una hace falta para otra aprobación',
    notFor: (name: string) => `Para una solicitud de ${name}, que no la aprueba.`,
    option: (name: string, known: string) => `--${name} es uno de ${known}.`,
    heldBy: 'Lo tiene',
    roles: 'Rol',
    because: 'Por',
    inGroup: (group: string) => `grupo de Entra ${group}`,
    which: (known: string) => `Diga qué tipo de cambio es: /deploy simulate seguido de ${known}.`,
    unread: (words: string, known: string) => `No entendido: ${words}. Los tipos de cambio son ${known}.`,
  },
} satisfies Partial<Words>;
