/** The card that shows what an edit changed. */
export const edit = {
  summary: (request: string, revision: number) =>
    `${request} was edited: revision ${revision} shows what is different, and whose approval is asked again`,
  overtaken: (request: string, revision: number) =>
    `${request} was edited again since; revision ${revision} is the current one.`,
  revision: (n: number) => `Revision ${n}`,
  changed: 'What changed',
  nothing: 'Nothing that was written down is different.',
  more: (n: number) => `${n} more answers changed; Everything shows them as they are now.`,
  votes: 'What it means for the votes so far',
  kept: 'still counts, because nothing of this role changed.',
  askedAgain: 'is asked again, because of what changed.',
  reopened: 'no longer counts, because of what changed.',
  by: (name: string, at: string) => `Edited by ${name}, ${at}.`,
  none: (request: string) => `${request} has not been edited.`,
};

export const comments = {
  heading: 'Comments',
  open: 'Comment',
  label: 'What do you want to say?',
  hint: 'Kept with the request; its requester is told',
  send: 'Send the comment',
  /** In a message of its own. */
  said: (name: string, what: string, text: string) => `${name} on ${what}: “${text}”`,
  earlier: (n: number) =>
    n === 1 ? 'One earlier comment is under Everything.' : `${n} earlier comments are under Everything.`,
};
