/** Where a pull request is, by its link: parts as they stand in the path, decoded. */
export interface GitHubPull {
  readonly owner: string;
  readonly repo: string;
  readonly number: number;
}

export interface AzurePull {
  readonly project: string;
  readonly repository: string;
  readonly id: number;
}

const NAME = /^[\w.-]{1,100}$/;
const NUMBER = /^[1-9]\d{0,8}$/;

/** `https://github.com/contoso/payments/pull/12`, whatever follows; undefined on every other host. */
export function parseGitHubPull(link: string, host: string): GitHubPull | undefined {
  const [owner = '', repo = '', pull, number = ''] = pathOf(link, host) ?? [];
  if (pull !== 'pull' || !NAME.test(owner) || !NAME.test(repo) || !NUMBER.test(number)) return undefined;
  return isDots(owner) || isDots(repo) ? undefined : { owner, repo, number: Number(number) };
}

/**
 * `https://dev.azure.com/contoso/Shop/_git/payments/pullrequest/12`, under the organisation's own address; a repository
 * that is called like its project may be left out of the path.
 */
export function parseAzurePull(link: string, organisation: URL): AzurePull | undefined {
  const base = organisation.pathname.split('/').filter((part) => part !== '');
  const path = pathOf(link, organisation.host);
  if (path === undefined || base.some((part, n) => part.toLowerCase() !== path[n]?.toLowerCase())) return undefined;
  const rest = path.slice(base.length);
  const git = rest.indexOf('_git');
  const [repository = '', pull = '', id = ''] = rest.slice(git + 1);
  const project = git === 0 ? repository : (rest[0] ?? '');
  const isPull = (git === 0 || git === 1) && pull.toLowerCase() === 'pullrequest' && NUMBER.test(id);
  return isPull && isPlain(project) && isPlain(repository) ? { project, repository, id: Number(id) } : undefined;
}

function pathOf(link: string, host: string): readonly string[] | undefined {
  if (!URL.canParse(link)) return undefined;
  const url = new URL(link);
  if (url.protocol !== 'https:' || url.host !== host || url.username !== '' || url.password !== '') return undefined;
  try {
    return url.pathname.slice(1).split('/').map(decodeURIComponent);
  } catch {
    return undefined;
  }
}

/** Names of Azure DevOps may have spaces, and nothing that means something in a path. */
const isPlain = (name: string): boolean => /^[^/\\?#%:*"<>|;]{1,64}$/.test(name) && !isDots(name);

const isDots = (name: string): boolean => /^\.+$/.test(name);
