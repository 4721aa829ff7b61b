export const slots = {
  free: 'Otras horas libres',
  next: 'Próximas horas libres',
  move: (at: string) => `Mover a ${at}`,
  planned: (request: string, at: string) => `${request} está prevista para ${at}.`,
  others: 'Elija una de estas horas, o escriba /deploy move con el número, un día y una hora.',
  none: 'No hay otra hora libre en las próximas semanas.',
  moved: (request: string, at: string) => `${request} pasa a ${at}.`,
  askedAgain: (roles: string) => `Se pide de nuevo a: ${roles}.`,
  askedNobody: 'Todas las aprobaciones siguen contando.',
  when: 'Diga cuándo con palabras como mañana 09:00, jue 10:30 o 2026-11-26 09:00.',
};
