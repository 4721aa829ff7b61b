import type { ObligationKind } from '../../../domain/obligation.ts';

/** Words of what is owed, and of the messages that say so again. */
export const owed = {
  board: 'What is owed',
  list: 'Who owes what',
  titles: {
    'complete-request': 'Complete the request',
    review: 'Post-incident review',
    'standby-check': 'Standby check',
    'confirm-approval': 'Confirm the approval by voice',
    cause: 'Name the cause',
  } satisfies Record<ObligationKind, string>,
  asks: {
    'complete-request': 'Fill in what the emergency left out, with Edit.',
    review: 'Say what happened, what it affected, what was done, and what will be different.',
    'standby-check': 'Look at the dashboards, and say how it is.',
    'confirm-approval': 'Say whether you approved this by voice.',
    cause: 'Say why it had to be rolled back.',
  } satisfies Record<ObligationKind, string>,
  owner: 'Owed by',
  due: 'Due',
  by: (at: string) => `by ${at}`,
  overdue: (at: string) => `since ${at}`,
  states: { open: 'Owed', late: 'Overdue', met: 'Done' },
  met: (name: string, at: string) => `Done by ${name}, ${at}.`,
  done: { review: 'Write the review', 'standby-check': 'Say how it is', cause: 'Name the cause' } as Readonly<
    Partial<Record<ObligationKind, string>>
  >,
  send: 'Done',
  noteLabel: 'What did you find?',
  noteOptional: 'What do you see? (optional)',
  noteHint: 'Everyone in the thread can read this',
  reminder: (what: string) => `Reminder: ${what}`,
  missed: (what: string) => `Not done in time: ${what}`,
  escalated: (what: string) => `Escalated: ${what}`,
  whom: (names: string) => `For ${names}.`,
  stillOpen: (name: string, due: string) => `${name} owes this by ${due}.`,
  stillLate: (name: string, due: string) => `${name} owed this by ${due}, and it is still open.`,
  level: (level: number, of: number) =>
    `Level ${level} of ${of} of the escalation path is told, because nobody answered before.`,
};
