import type { Program } from './programs.ts';
import { lastWords } from './running.ts';
import type { DemoSettings } from './settings.ts';

/** What the demo says in the terminal. */

export const taken = ({ name, port, portName }: Program): string =>
  `${name} needs port ${port}, which another program is using: stop that program, or choose another port with ${portName}=…`;

export const gone = (program: Program): string =>
  `${program.name} has stopped by itself, so the demo stops too. Its last lines, from ${program.log}:\n\n${lastWords(program)}`;

export const welcome = ({ playgroundPort }: DemoSettings): string => `
Open http://localhost:${playgroundPort} in a browser. You are Alex Wilber, in a chat with Signoff.

  1. Open Approvals, General and incidents once: that is how Signoff gets to know them, and the people in them.
  2. In Personal Chat, type   /deploy payments 2.4.1 prod database-schema tomorrow 09:00   and fill in the form.
  3. Type   /as cto   to act as Megan Bowen, and approve in Approvals; come back and do the same as   /as dba ,
     /as tech-lead   and   /as devops-lead .   /as me   makes you Alex again.
  4. Type   /start   and mark each step in the thread in General. Meanwhile   npm run demo:alert   in another terminal
     makes an alert arrive in incidents and in that thread.
  5. Once it is live it is watched: what takes a week takes six minutes here. Payments does well; Orders asks to go back.

Type   /help   for everything else. Ctrl-C stops the demo.`;
