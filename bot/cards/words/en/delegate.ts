/** Words of `/delegate`, and of who stands in for whom. */
export const delegate = {
  title: 'Who stands in for you?',
  intro: 'They approve what you would approve, with both names on every card. It goes no further than them.',
  fallback: 'Type /delegate with a name and two days, as in /delegate Patti Fernandez 2026-12-01 2026-12-05.',
  given: 'Stand in for you',
  taken: 'You stand in for',
  taker: 'Who',
  takerHint: 'Choose somebody',
  from: 'From',
  to: 'Until the end of',
  roles: 'Roles (all that you hold, when empty)',
  rolesHint: 'All of them',
  services: 'Services (all, when empty)',
  servicesHint: 'All of them',
  send: 'Delegate',
  revoke: (name: string) => `Revoke ${name}`,
  everything: 'every role and service',
  scope: (roles: string, services: string) =>
    services === '' ? roles : roles === '' ? `for ${services}` : `${roles}, for ${services}`,
  days: (from: string, to: string) => (from === to ? from : `${from} – ${to}`),
  made: (name: string, days: string) => `${name} stands in for you, ${days}. /delegate shows it and takes it back.`,
  revoked: 'Nobody stands in for you any more by that.',
  none: 'Nobody stands in for you.',
  who: (known: string) => `Say who stands in for you: one of ${known}.`,
  unread: (words: string) => `Not understood: ${words}. Write it like /delegate Patti Fernandez 2026-12-01 2026-12-05 cto.`,
  told: (giver: string) => `You stand in for ${giver}`,
  toldText: (scope: string, days: string) =>
    `You may approve on their behalf: ${scope}, ${days}. What waits for you is in /pending.`,
  toldOver: 'This has ended; you do not stand in any more.',
  standsIn: (name: string, of: string) => `${name} for ${of}`,
  deputises: (name: string) => `${name} as deputy`,
  away: (name: string) => `${name} (away)`,
};

/** Words of `/oncall`. */
export const onCall = {
  title: 'On call',
  now: 'Now',
  forDeployment: (request: string, release: string) => `${request} · ${release}`,
  nobody: 'The policy names nobody who is on call. Name roles under onCall.',
  unknown: (word: string, known: string) => `There is no service "${word}". There are ${known}.`,
  noServices: 'The policy names no service.',
  fallback: 'Type /oncall with a service to see who is on call for it.',
};
