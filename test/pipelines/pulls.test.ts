import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import type { Clock } from '../../bot/flows/ports.ts';
import type { Instant } from '../../bot/domain/time.ts';
import {
  AZURE_ANSWERS,
  AZURE_LINK,
  fakeHosts,
  GITHUB,
  GITHUB_ANSWERS,
  GITHUB_LINK,
  HEAD,
  pullsOf,
  type FakeHosts,
} from '../support/code-hosts.ts';

const clock: Clock = { now: () => '2026-11-23T08:00:00.000Z' as Instant };

describe('a pull request', () => {
  it('of GitHub is read with its people, its last reviews and its checks', async () => {
    const hosts = fakeHosts(GITHUB_ANSWERS);
    assert.deepEqual(await pullsOf(hosts, clock).read(`${GITHUB_LINK}/files#diff`), {
      kind: 'read',
      pull: {
        url: `${GITHUB_LINK}/files#diff`,
        title: 'Move checkout to the new ledger',
        state: 'open',
        head: HEAD,
        commits: 2,
        authors: [
          { login: 'megan-b', name: 'Megan Bowen' },
          { login: '', name: 'Patti Fernandez' },
          { login: 'octocat', name: 'Octo Cat' },
        ],
        approvers: [
          { login: 'nestor-w', name: '' },
          { login: 'isaiah-l', name: '' },
        ],
        objectors: [],
        checks: [
          { name: 'test', state: 'passed' },
          { name: 'lint', state: 'failed' },
          { name: 'legacy', state: 'running' },
        ],
        readAt: clock.now(),
      },
    });
    assert.ok(hosts.asked.every((address) => address.startsWith('https://api.github.com/repos/contoso/payments/')));
    assert.ok(hosts.headers.every((headers) => headers.get('authorization') === 'token hush'));
  });

  it('of GitHub is read by an app with a token for that repository alone', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const identity = {
      kind: 'app',
      appId: '7',
      privateKey: String(privateKey.export({ type: 'pkcs8', format: 'pem' })),
    } as const;
    const hosts = fakeHosts({
      ...GITHUB_ANSWERS,
      '/repos/contoso/payments/installation': { id: 42 },
      '/app/installations/42/access_tokens': { token: 'for-payments', expires_at: '2099-01-01T00:00:00Z', permissions: {} },
    });
    const configured = { gitHub: { identity, apiUrl: 'https://api.github.com' }, azureDevOps: undefined };
    assert.equal((await pullsOf(hosts, clock, configured).read(GITHUB_LINK))?.kind, 'read');
    assert.equal(hosts.headers.at(-1)?.get('authorization'), 'token for-payments');
  });

  it('of Azure DevOps is read with its people, its votes and the last status of each check', async () => {
    const hosts = fakeHosts(AZURE_ANSWERS);
    const reading = await pullsOf(hosts, clock).read(AZURE_LINK);
    assert.deepEqual(reading?.kind === 'read' && reading.pull, {
      url: AZURE_LINK,
      title: 'Move checkout',
      state: 'merged',
      head: HEAD,
      commits: 1,
      authors: [{ login: 'megan@contoso.com', name: 'Megan Bowen' }],
      approvers: [{ login: 'isaiah@contoso.com', name: 'Isaiah Langer' }],
      objectors: [{ login: 'nestor@contoso.com', name: 'Nestor Wilke' }],
      checks: [{ name: 'ci/build', state: 'passed' }],
      readAt: clock.now(),
    });
  });

  it('is read without its checks where those may not be seen', async () => {
    const hosts = fakeHosts({ ...GITHUB_ANSWERS, [`/repos/contoso/payments/commits/${HEAD}/check-runs`]: 403 });
    const reading = await pullsOf(hosts, clock).read(GITHUB_LINK);
    assert.equal(reading?.kind === 'read' && reading.pull.checks, 'unreadable');
  });
});

describe('a pull request that cannot be read', () => {
  let hosts: FakeHosts;
  beforeEach(() => {
    hosts = fakeHosts(GITHUB_ANSWERS);
  });
  const because = async (link = GITHUB_LINK, timeout = 5_000) => {
    const reading = await pullsOf(hosts, clock, GITHUB, timeout).read(link);
    return reading?.kind === 'unread' ? reading.because : reading;
  };

  for (const status of [401, 403, 404]) {
    it(`is hidden when its host answers ${String(status)}`, async () => {
      hosts.fails = () => Promise.resolve(Response.json({ message: 'hush' }, { status }));
      assert.equal(await because(), 'hidden');
      assert.equal(await because(AZURE_LINK), 'hidden');
    });
  }

  it('is hidden when Azure DevOps wants somebody to sign in', async () => {
    hosts.fails = () => Promise.resolve(new Response('<html>', { status: 203 }));
    assert.equal(await because(AZURE_LINK), 'hidden');
  });

  const broken: readonly (readonly [string, () => Promise<Response>])[] = [
    ['nobody answers', () => Promise.reject(new TypeError('fetch failed'))],
    ['its host is out of order', () => Promise.resolve(Response.json({}, { status: 502 }))],
    ['the answer is no JSON', () => Promise.resolve(new Response('<html>', { headers: { 'content-type': 'text/html' } }))],
    ['the answer says nothing', () => Promise.resolve(Response.json({}))],
    ['the answer is a list', () => Promise.resolve(Response.json([null, 1, 'x']))],
  ];
  for (const [what, fails] of broken) {
    it(`is out of reach when ${what}`, async () => {
      hosts.fails = fails;
      assert.equal(await because(), 'unreachable');
      assert.equal(await because(AZURE_LINK), 'unreachable');
    });
  }

  it('is out of reach when its host never answers, and nobody waits for that', async () => {
    hosts.fails = () => new Promise(() => undefined);
    assert.equal(await because(GITHUB_LINK, 20), 'unreachable');
    assert.equal(await because(AZURE_LINK, 20), 'unreachable');
  });
});

describe('a link', () => {
  const others = [
    'https://github.com.evil.example/contoso/payments/pull/12',
    'https://github.com:8443/contoso/payments/pull/12',
    'https://user:pass@github.com/contoso/payments/pull/12',
    'http://github.com/contoso/payments/pull/12',
    'https://github.com/contoso/payments/issues/12',
    'https://github.com/contoso/../pull/12',
    'https://github.com/contoso/%2e%2e%2fusers/pull/12',
    'https://github.com/contoso/payments/pull/0',
    'https://github.com/contoso/pay%ZZments/pull/12',
    'https://api.github.com/repos/contoso/payments/pulls/12',
    'https://169.254.169.254/contoso/payments/pull/12',
    'https://dev.azure.com/fabrikam/Shop/_git/payments/pullrequest/12',
    'https://dev.azure.com/contoso/Shop/_git/pay%2f..%2fments/pullrequest/12',
    'https://dev.azure.com/contoso/Shop/payments/pullrequest/12',
    'https://dev.azure.com/contoso/_git/payments/pullrequest/x',
    'file:///etc/passwd',
    'not a link',
  ];
  for (const link of others) {
    it(`is asked for nowhere when it is ${link}`, async () => {
      const hosts = fakeHosts({});
      assert.equal(await pullsOf(hosts, clock).read(link), undefined);
      assert.deepEqual(hosts.asked, []);
    });
  }

  it('of a host that nobody has configured is only a link', async () => {
    const hosts = fakeHosts({});
    const none = { gitHub: undefined, azureDevOps: undefined };
    assert.equal(await pullsOf(hosts, clock, none).read(GITHUB_LINK), undefined);
    assert.deepEqual(hosts.asked, []);
  });

  it('may leave out the project of a repository that is called like it', async () => {
    const hosts = fakeHosts({});
    await pullsOf(hosts, clock).read('https://dev.azure.com/contoso/_git/payments/pullrequest/12');
    assert.match(hosts.asked[0] ?? '', /contoso\/payments\/_apis\/git\/repositories\/payments\/pullRequests\/12\?/);
  });

  it('of a GitHub server leads to that server', async () => {
    const hosts = fakeHosts({});
    const gitHub = { identity: { kind: 'token', token: 'hush' }, apiUrl: 'https://github.contoso.com/api/v3' } as const;
    const pulls = pullsOf(hosts, clock, { gitHub, azureDevOps: undefined });
    assert.equal(await pulls.read(GITHUB_LINK), undefined);
    await pulls.read('https://github.contoso.com/contoso/payments/pull/12');
    assert.ok(hosts.asked[0]?.startsWith('https://github.contoso.com/api/v3/repos/contoso/payments/pulls/12'));
  });
});
