import {
  alertCard,
  approvalCard,
  issueCard,
  liveCard,
  requestCard,
  rolledBackCard,
  rootCard,
  scheduledCard,
  successCard,
} from '../cards/cards.ts';
import type { CardMessage, Context } from '../cards/context.ts';
import type { PostView } from '../domain/posts.ts';
import type { DeployRequest } from '../domain/request.ts';
import type { StalePost } from '../flows/ports.ts';
import { contextOf } from './context.ts';
import type { ChatPorts } from './ports.ts';

export type Draw = (post: Pick<StalePost, 'subject' | 'view'>) => Promise<CardMessage | undefined>;

/** Draws a card as its subject is now. */
export function createDraw(ports: Pick<ChatPorts, 'requests' | 'alerts' | 'roster' | 'policy' | 'clock' | 'words'>): Draw {
  return async ({ subject, view }) => {
    const context = await contextOf(ports);
    if (subject.kind === 'alert') {
      const alert = await ports.alerts.find(subject.id);
      return alert && alertCard({ alert }, context);
    }
    const stored = await ports.requests.find(subject.id);
    return stored && drawRequest(stored.request, view, context);
  };
}

function drawRequest(request: DeployRequest, view: PostView, context: Context): CardMessage {
  switch (view) {
    case 'request':
      return requestCard({ request }, context);
    case 'root':
      return rootCard({ request }, context);
    case 'approval':
      return approvalCard({ request }, context);
    case 'scheduled':
      return scheduledCard({ request }, context);
    case 'live':
      return liveCard({ request }, context);
    case 'success':
      return successCard({ request }, context);
    case 'rolled-back':
      return rolledBackCard({ request }, context);
    case 'alert':
      throw new Error('an alert card belongs to an alert');
    default:
      return issueCard({ request, issue: Number(view.slice('issue-'.length)) }, context);
  }
}
