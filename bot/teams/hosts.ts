/** Hosts of Teams' own service URLs, and everything under them (the list that Microsoft's Agents SDK keeps). */
export const TEAMS_HOSTS = ['botframework.com', 'smba.trafficmanager.net', 'teams.microsoft.com', 'teams.microsoft.us'];

/** What may stand in for Teams while nobody is authenticated. */
export const LOOPBACK_HOSTS = ['localhost', '127.0.0.1', '[::1]'];

/** Whether the bot may write to this service URL: https to a listed host, or to one under it; plain http on loopback alone. */
export function isAllowedService(serviceUrl: string, hosts: readonly string[]): boolean {
  if (!URL.canParse(serviceUrl)) return false;
  const { protocol, hostname, username, password } = new URL(serviceUrl);
  if (username !== '' || password !== '') return false;
  const isPrivate = protocol === 'https:' || (protocol === 'http:' && LOOPBACK_HOSTS.includes(hostname));
  return isPrivate && hosts.some((host) => hostname === host || hostname.endsWith(`.${host}`));
}
