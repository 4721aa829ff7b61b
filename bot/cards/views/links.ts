import type { DeployRequest } from '../../domain/request.ts';
import type { Context } from '../context.ts';
import type { Link } from '../pieces.ts';

/** Where to watch: the service's own page, or the organisation's; nothing when policy names none. */
export const monitoringLinks = (request: DeployRequest, context: Context): readonly Link[] =>
  linkTo(context.words.buttons.monitoring, linksFor(request, context).dashboard);

/** Where users look: the service's own page, or the organisation's; nothing when policy names none. */
export const statusPageLinks = (request: DeployRequest, context: Context): readonly Link[] =>
  linkTo(context.words.buttons.statusPage, linksFor(request, context).statusPage);

const linksFor = ({ plan }: DeployRequest, { policy }: Context) => ({
  ...policy.links,
  ...policy.services.get(plan.service)?.links,
});

const linkTo = (title: string, url: string | undefined): readonly Link[] => (url === undefined ? [] : [{ title, url }]);
