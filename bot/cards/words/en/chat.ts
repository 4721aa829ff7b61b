/** Replies to commands and taps. They are read as plain text, so that a name in them is only a name. */
export const help = {
  title: 'What Signoff does',
  intro: 'It takes a deployment from request to approval to production, here in Teams.',
  groups: [
    {
      title: 'Ask',
      commands: [
        ['/deploy', 'start a request, or go on with yours'],
        ['/deploy payments 2.4.1 prod tomorrow 09:00', 'the same, partly filled in'],
        ['/deploy edit DEP-42', 'change a request'],
        ['/deploy copy DEP-42', 'start one from an old one'],
        ['/deploy move DEP-42 thu 09:00', 'give it another window; without one, see what is free'],
        ['/deploy comment DEP-42', 'say something about it'],
        ['/deploy attach DEP-42 https://…', 'add evidence; or send a file here with the number'],
        ['/deploy cancel DEP-42', 'take it back'],
        ['/emergency', 'write down what was approved by voice, and start at once'],
      ],
    },
    {
      title: 'Follow',
      commands: [
        ['/status', 'all requests; /status DEP-42, or /status payments waiting'],
        ['/pending', 'what waits for your approval'],
        ['/deploy why DEP-42', 'what is in the way, and who can help'],
        ['/deploy simulate security-patch', 'who has to approve such a change'],
      ],
    },
    {
      title: 'Deploy',
      commands: [
        ['/start DEP-42', 'begin, once it is approved'],
        ['/step, /done', 'finish a step, or the deployment'],
        ['/issue, /rollback', 'say what is wrong, or go back'],
        ['/deploy review DEP-42', 'write down what happened, and why'],
      ],
    },
    {
      title: 'Alerts',
      commands: [
        ['/alerts', 'what fires now, of one service with /alerts payments'],
        ['/silence payments prod 2h load test', 'keep it quiet until then; /silence lists them'],
        ['/silence end SIL-3', 'end one early'],
      ],
    },
    {
      title: 'Plan',
      commands: [
        ['/calendar', 'a week of windows, freezes and deployments'],
        ['/freeze payments prod 2h load test', 'let nothing start there'],
        ['/lock, /unlock', 'keep others out of a service, and let them in'],
        ['/gates payments', 'its quality gates, and who owes what'],
        ['/oncall payments', 'who is on call for it now'],
      ],
    },
    {
      title: 'Set up',
      commands: [
        ['/delegate', 'have somebody approve for you while you are away'],
        ['/route approvals', 'send these posts to this channel'],
        ['/doctor', 'what works, and how to mend what does not'],
      ],
    },
  ] as readonly { readonly title: string; readonly commands: readonly (readonly [command: string, does: string])[] }[],
  fallback: 'Type /deploy to request a deployment, /status to follow one, /pending to see what waits for approval.',
};

export const welcome = {
  title: 'Signoff is here',
  text: 'Production deployments are requested, approved and followed here. The approvers are asked in their channel, and each deployment has one thread.',
  first: 'Type /deploy to ask for one, or /help for everything else.',
  summary: 'Signoff is here: type /deploy to request a deployment',
};

/** The search in a compose box, and what it puts into a conversation. */
export const search = {
  none: 'No request fits. Look for a service, a version, a state such as approved, a person, or a number such as DEP-42.',
  /** Typed by somebody who looks for their own. */
  me: 'me',
  by: (name: string) => `asked by ${name}`,
  asked: (name: string, at: string) => `Asked by ${name}, ${at}.`,
  again: 'Look again',
};

export const said = {
  unknown: (word: string) => `There is no command "${word}". Type /help to see what there is.`,
  unclear: (command: string) => `These words do not fit /${command}. Type /help to see how it is written.`,
  whichMeaning: (word: string) => `“${word}” can mean more than one thing here. Which one?`,
  neither: 'Leave it out',
  goOn: 'Go on with the other one',
  insteadOf: {
    edit: (request: string) => `Discard it, edit ${request}`,
    copy: (request: string) => `Discard it, copy ${request}`,
  },
  unread: (words: string) => `Not understood and left out: ${words}.`,
  oldButton: 'This button is from an older card. Type /status to get a current one.',
  oldPage: 'That page is from an older card, so nothing on it was read. This is your draft as it was saved.',
  later: 'Your draft is saved. Type /deploy to go on with it.',
  discarded: 'The draft is discarded.',
  /** `where` is a request, or empty for the draft. */
  kept: (names: string, where: string) =>
    `Kept with ${where === '' ? 'your draft' : where}: ${names}. Only the link is kept, so see that whoever approves can open it.`,
  filesLeft:
    'The files were left alone. Send them by themselves for your draft, or with the number of a request, such as DEP-42.',
  submitted: (request: string) => `${request} is submitted.`,
  started: (request: string, channel: string) => `${request} has started. Its steps are in its thread in ${channel}.`,
  routed: (channel: string) => `Posts for "${channel}" come here from now on.`,
  routeWhich: (known: string) => `Say what comes here: /route followed by ${known}.`,
  routePersonal: 'Type this in the channel or group chat that the posts should go to.',
  which: (known: string) => `Say which request is meant: ${known}.`,
  none: 'No request of yours is at a point where this can be done. Type /status to see them all.',
  acting: (name: string, role: string) => `You now act as ${name}, ${role}. Type /as me to be yourself again.`,
  actingBanner: (name: string, role: string) => `Demo: acting as ${name}, ${role}`,
  yourself: 'You act as yourself again.',
  asUnknown: (known: string) => `Nobody holds that role. Roles are ${known}.`,
  asOff: 'Acting as somebody else is possible in the demo only.',
  nameless: 'Teams did not say who you are, so nothing was done.',
  notOffered: 'That is not something Signoff can do. Write help to see what it can.',
  fault: (id: string) =>
    `Something went wrong on our side, and nothing was changed by this. Please try again; if it stays, give this number to support: ${id}.`,
};
