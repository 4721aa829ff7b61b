import type { Words } from '../en.ts';

/** Words of `npm run policy`, for whoever keeps the policy. */
export const policy = {
  policyTool: {
    usage: [
      'npm run policy -- check FILE      dice qué está mal en un archivo de política, con sus líneas',
      'npm run policy -- test FILE       comprueba los ejemplos que el archivo da de sí mismo',
      'npm run policy -- diff OLD NEW    dice de quién cambian las aprobaciones',
      'npm run policy -- schema          imprime su JSON Schema, para editores',
    ],
    fine: (file, version) => `${file} está bien. Su versión es ${version}.`,
    passed: (name) => `bien    ${name}`,
    failed: (name) => `mal     ${name}`,
    asksMore: (roles) => `        pide además ${roles}`,
    asksNotAny: (roles) => `        no pide ${roles}`,
    unreadable: (field, known) => `        su solicitud no se puede leer: ${field} es uno de ${known}`,
    noExamples: (file) => `${file} no da ejemplos. Añada algunos en examples: cada uno con name, request y needs.`,
    summary: (passed, of) => `${passed} de ${of} ejemplos son como deben.`,
    same: 'Se pregunta a todos como antes.',
    approvals: (environment, changeType) => `${environment}, ${changeType}`,
    condition: (when) => `Cuando ${when}`,
    more: (roles) => `  pide además ${roles}`,
    notAnyMore: (roles) => `  ya no pide ${roles}`,
    joined: (role, people) => `${role}: ahora puede aprobar ${people}`,
    left: (role, people) => `${role}: ya no puede aprobar ${people}`,
    group: (role, before, after) => `${role}: el grupo de Entra ${before} pasa a ${after}`,
    none: 'ninguno',
    promise: (phase, before, after) => `${phase}: se prometía en ${before}, ahora ${after}`,
    days: (n) => (n === 1 ? '1 día laborable' : `${n} días laborables`),
    noPromise: 'sin plazo',
    service: { added: (id) => `El servicio ${id} es nuevo`, gone: (id) => `El servicio ${id} ya no está` },
  },
} satisfies Partial<Words>;
