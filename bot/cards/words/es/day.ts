export const rollCall = {
  title: 'Pase de lista',
  starts: (at: string) => `Empieza ${at}. Quien participe lo dice aquí; el inicio espera por ello.`,
  missing: (n: number) => (n === 1 ? 'Falta 1 persona' : `Faltan ${String(n)} personas`),
  over: 'Este pase de lista ha terminado.',
};

export const postReview = {
  title: 'Revisión del incidente',
  intro: 'La cronología sale del registro. Al indicar la causa se abre lo que una reversión dejó bloqueado.',
  parts: {
    happened: { label: 'Qué ocurrió', hint: 'Qué falló, y a quién afectó' },
    timeline: { label: 'Cronología', hint: 'Cuándo se vio, y qué se hizo' },
    cause: { label: 'Causa', hint: 'Por qué ocurrió' },
  },
  actions: 'Acciones correctivas',
  action: (n: number) => `Acción correctiva ${String(n)}`,
  actionHint: 'Qué será distinto; déjelo vacío si no hay ninguna',
  owner: (n: number) => `Responsable de la acción ${String(n)}`,
  ownerHint: 'Elija a una persona',
  due: (n: number) => `Plazo de la acción ${String(n)}`,
  send: 'Registrar la revisión',
  write: 'Escribir la revisión',
  filed: 'Registrada',
  by: (name: string, at: string) => `Escrita por ${name}, ${at}.`,
  how: 'Escriba /deploy review, el número y qué ocurrió; después cause: y por qué; y, por cada acción correctiva, action: con qué, quién y un día como 2026-12-04, separados por comas.',
  timeline: {
    started: (by: string) => `${by} inició el despliegue`,
    step: (by: string, step: number) => `${by}: paso ${String(step)} terminado`,
    live: (by: string) => `${by} lo dio por bueno`,
    issue: (by: string, text: string) => `${by} informó: ${text}`,
    update: (by: string, text: string) => `${by}: ${text}`,
    resolved: (by: string, text: string) => `${by} lo resolvió: ${text}`,
    rollback: (by: string, reason: string) => (reason === '' ? `${by} lo revirtió` : `${by} lo revirtió: ${reason}`),
    back: (by: string) => `${by} confirmó la reversión`,
    alert: 'Llegó una alerta',
    unhealthy: 'La vigilancia vio superado un límite',
  },
};

export const conflicts = {
  heading: 'A la misma hora',
  people: (names: string, other: string, when: string) => `De guardia también para ${other}, ${when}: ${names}.`,
  service: (other: string, when: string) => `El mismo servicio se despliega en otro entorno: ${other}, ${when}.`,
  window: (other: string, when: string) => `También se despliega entonces: ${other}, ${when}.`,
  short: (others: string) => `comparte personas con ${others}`,
};

export const frozen = {
  until: (at: string) => `Su ventana está congelada hasta ${at}: `,
  because: (reason: string) => `${reason}. Solo empieza si se deja a un lado la congelación.`,
};
