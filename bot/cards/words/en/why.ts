import type { PersonFills } from '../../../domain/policy.ts';

/** Words of `/deploy why` and `/deploy simulate`, on cards and in the terminal. */
export const why = {
  title: (things: number) => (things === 0 ? 'There is nothing to wait for' : 'Why is it waiting?'),
  overTitle: 'Why is it over?',
  over: 'How it ended',
  blocks: (things: number) =>
    things === 1 ? 'One thing stands in the way' : `${COUNTED[things] ?? String(things)} things stand in the way`,
  asked: 'Who is asked, and why',
  idle: 'Approvals that fill nothing',
  starts: (minutes: string) => `Next legal starts for ${minutes}`,
  can: (names: string) => `${names} can`,
  nobodyElse: 'nobody else holds this role',
  notApproved: (roles: string) => `${roles} has not approved`,
  /** For an approval whose turn has not come. */
  afterPhase: (phase: string, can: string) => `after ${phase}; then ${can}`,
  /** Why somebody who holds the role may not give it. */
  barred: {
    'own-request': (name: string) => `Not ${name}, who asks for it`,
    author: (name: string) => `Not ${name}, who wrote code of it`,
  },
  tooFewPeople: (roles: string) => `Too few people for ${roles}`,
  tooFewHow: 'each of them is needed for another approval; have policy name one more',
  changes: (name: string) => `${name} asks for changes`,
  changesHow: (names: string) => `${names} can edit the request`,
  rejected: (name: string) => `${name} rejected it`,
  cancelled: (name: string) => `${name} cancelled it`,
  expired: 'The window has passed',
  newRequest: 'a new request starts with /deploy',
  tooEarly: 'The window is not open yet',
  opens: (at: string) => `it can start from ${at}`,
  notStarted: 'Nobody has started it',
  startHow: (names: string, until: string) => `${names} can, until ${until}`,
  step: (step: number, of: number) => `Step ${step} of ${of} is running`,
  notFinished: 'Nobody has said that it is finished',
  notBack: 'Nobody has said that it is back',
  because: {
    rule: (environment: string) => `always, for ${environment}`,
    changeType: (title: string) => `for ${title}`,
    answer: (question: string, values: string) => (values === '' ? `for ${question}` : `for ${question}: ${values}`),
  },
  fillsNothing: {
    'not-asked': 'this role is not asked any more',
    'already-filled': 'somebody else has filled what it could',
    edited: 'the request was edited since, and this role has to look again',
  },
};

const COUNTED: readonly string[] = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six'];

export const simulate = {
  title: 'Who has to approve?',
  summary: (environment: string) => `Who has to approve a deployment to ${environment}`,
  fallback: 'Open this in a newer version of Teams to see who has to approve it.',
  possible: 'Can be approved',
  impossible: 'Cannot be approved',
  none: (environment: string) => `Nothing has to be approved in ${environment}; it is only recorded.`,
  asked: (approvals: number, personFills: PersonFills) => {
    if (approvals === 1) return 'One approval';
    return personFills === 'one-role' ? `${approvals} approvals, each from another person` : `${approvals} approvals`;
  },
  /** How long the answers of a phase may take. */
  within: (days: number) => (days === 1 ? 'within 1 business day' : `within ${days} business days`),
  perhaps: 'Asked as well, if the answers say so',
  when: (question: string, values: string) => `${question}: ${values}`,
  short: 'each of them is needed for another approval',
  notFor: (name: string) => `For a request by ${name}, who does not approve it.`,
  option: (name: string, known: string) => `--${name} is one of ${known}.`,
  heldBy: 'Held by',
  roles: 'Role',
  because: 'Because',
  inGroup: (group: string) => `Entra group ${group}`,
  which: (known: string) => `Say what kind of change it is: /deploy simulate followed by ${known}.`,
  unread: (words: string, known: string) => `Not understood: ${words}. Kinds of change are ${known}.`,
};
