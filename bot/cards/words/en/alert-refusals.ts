import type { AlertRefusal } from '../../../domain/alert-refusal.ts';
import { units } from './cards.ts';
import { explain, type Explained, type Naming } from './explained.ts';

/** The sentence for somebody who asked something of alerts and was turned down. */
export function alertRefusal(refused: AlertRefusal, naming: Naming): Explained {
  switch (refused.code) {
    case 'unknown-alert':
      return explain('There is no such alert any more.', 'See what there is with /alerts.');
    case 'alert-over':
      return explain(`${refused.group} is over, so there is nothing to take.`, 'If it fires again, it says so.');
    case 'already-acknowledged':
      return explain(`${naming.person(refused.by)} has acknowledged this already.`, 'Talk to them, or assign it to yourself.');
    case 'not-responder':
      return explain(
        'Only people who hold a deployment role or stand on the escalation path may do this.',
        'Ask whoever is on call: /oncall names them.',
      );
    case 'no-incident':
      return explain('No incident is open here.', 'Open one on the card of the alert.');
    case 'update-empty':
      return explain('An update needs a line of text.', 'Say what is known, what is being done and what comes next.');
    case 'no-deployment':
      return explain('This alert is tied to no deployment.', 'There is nothing to take it away from.');
    case 'unknown-silence':
      return explain('There is no such silence.', 'See those that hold with /silence.');
    case 'silence-unreadable':
      return explain(
        'A silence needs what it is about, how long it lasts and why.',
        'Write /silence payments prod 2h load test, or /silence AG-12 1h known.',
      );
    case 'silence-too-wide':
      return explain('This would silence everything.', 'Name a service or a rule.');
    case 'silence-past':
      return explain('A silence has to end in the future.', 'Say how long it lasts, such as 1h, or until when.');
    case 'silence-without-reason':
      return explain('A silence needs a reason, so that others know why it is quiet.', 'Please write one and send it again.');
    case 'silence-too-long':
      return explain(
        `A silence lasts ${units.lasting(refused.minutes)} at most.`,
        'Choose an earlier end; it can be made longer when it comes.',
      );
  }
}
