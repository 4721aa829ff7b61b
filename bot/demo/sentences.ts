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

  1. Type   /deploy payments 2.4.1   and fill in the form.
  2. Type   /as cto   to act as Megan Bowen, open the group chat Approvals and approve there; come back and do the same
     as the other roles that the request waits for.   /as me   makes you Alex again.
  3. Open General and incidents. Type   npm run demo:alert   in another terminal to see an alert arrive.

Type   /help   for everything else. Ctrl-C stops the demo.`;
