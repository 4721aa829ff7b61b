import assert from 'node:assert/strict';
import type { EntraGroupId, EnvironmentId, RoleId } from '../../bot/domain/ids.ts';
import type { Policy } from '../../bot/domain/policy.ts';
import type { Reading } from '../../bot/domain/watch.ts';
import type { Gauge, GroupReader } from '../../bot/flows/ports.ts';
import { createFakeArm } from '../support/fake-arm.ts';
import { adele, alex, megan, nestor, stories, textOf, type Story } from '../support/story.ts';

const CTO = 'cto' as RoleId;
const PROD = 'prod' as EnvironmentId;

const withRole = (change: (role: NonNullable<ReturnType<Policy['roles']['get']>>) => object) => (demo: Policy) => ({
  ...demo,
  roles: new Map([...demo.roles].map(([id, role]) => [id, id === CTO ? { ...role, ...change(role) } : role])),
});
const byGroup = withRole(() => ({ members: [], group: '00000000-0000-4000-8000-0000000000aa' as EntraGroupId }));

stories('/doctor', (begin) => {
  const examined = async (story: Story, by = nestor) => {
    const [answer] = await story.says(by, '/doctor');
    return textOf(answer?.card);
  };

  it('finds nothing to mend where everything is set up, for anybody who asks, and tells it to them alone', async () => {
    const story = await begin();
    const before = story.teams.messagesIn(story.deployments).length;
    const said = await examined(story);
    assert.match(said, /All well/);
    assert.match(said, /let Signoff in: deployments, approvals, incidents/);
    assert.match(said, /tables are up to date/);
    assert.doesNotMatch(said, /To mend|To look at/);
    assert.equal(story.teams.messagesIn(story.deployments).length, before);
  });

  it('says which channel nobody has bound, and how to bind it', async () => {
    const policy = (demo: Policy): Policy => ({
      ...demo,
      channels: new Map([...demo.channels].map(([key, name]) => [key, key === 'incidents' ? 'night-watch' : name])),
    });
    const said = await examined(await begin({ policy }));
    assert.match(said, /"incidents" has no channel/);
    assert.match(said, /Add Signoff to the team that has "night-watch", or type \/route incidents/);
    assert.match(said, /1 to mend/);
  });

  it('asks Teams, and says where the bot was removed', async () => {
    const story = await begin();
    story.teams.refuse({ status: 403, of: 'roster', in: story.approvals });
    const said = await examined(story);
    assert.match(said, /"approvals" is closed to Signoff/);
    assert.match(said, /Teams answers "forbidden"/);
    assert.match(said, /let Signoff in: deployments, incidents/);
  });

  it('blames Teams once when it does not answer at all', async () => {
    const story = await begin();
    story.teams.refuse({ status: 503, of: 'roster' });
    assert.equal((await examined(story)).match(/status-503/g)?.length, 1);
  });

  it('says which cards were given up and where, and sees them sent once the place is bound again', async () => {
    const story = await begin();
    story.teams.refuse({ status: 403, in: story.approvals });
    await story.submits(alex);
    story.teams.recover();
    assert.match(await examined(story), /Cards were given up[^]*"approvals": "forbidden"/);

    await story.says(adele, '/route approvals', story.approvals);
    await story.advance(1);
    assert.match(await examined(story), /Every card is where it should be/);
  });

  it('says that cards are late while Teams asks for a pause', async () => {
    const story = await begin();
    story.teams.refuse({ status: 429, retryAfter: '1800', in: story.approvals });
    await story.submits(alex);
    assert.doesNotMatch(await examined(story), /Cards are late/);
    await story.advance(7);
    assert.match(await examined(story), /Cards are late[^]*Waiting: 1/);
  });

  it('says whose role is empty, since requests for it are refused', async () => {
    const said = await examined(await begin({ policy: withRole(() => ({ members: [] })) }));
    assert.match(said, /Nobody holds a role[^]*CTO/);
  });

  it('reads the Entra groups, and says which one is empty', async () => {
    const groups: GroupReader = { membersOf: () => Promise.resolve([]), memberGroups: () => Promise.resolve(new Set()) };
    assert.match(await examined(await begin({ policy: byGroup, groups })), /The group of CTO[^]* is empty/);
  });

  it('says which permissions are missing when a group cannot be read', async () => {
    const refused = () => Promise.reject(new Error('Graph answered 403 Authorization_RequestDenied'));
    const groups: GroupReader = { membersOf: refused, memberGroups: refused };
    const said = await examined(await begin({ policy: byGroup, groups }), megan);
    assert.match(said, /403 Authorization_RequestDenied[^]*GroupMember\.Read\.All/);
  });

  const APP = { appId: 'a', password: 'p', tenantId: 't' };

  it('says that alerts are kept out until a key is set, where the bot checks who speaks', async () => {
    const story = await begin({ auth: 'on', config: { bot: { kind: 'password', ...APP } } });
    const said = await examined(story);
    assert.match(said, /Not set up[^]*Alerts[^]*ALERTS_AUDIENCE/);
    assert.match(said, /API_TOKENS_FILE/);
  });

  const AZURE_ID = '/subscriptions/11111111-2222-4333-8444-555555555555/resourcegroups/rg/providers/microsoft.web/sites/be';
  const measured = (demo: Policy): Policy => ({
    ...demo,
    services: new Map(
      [...demo.services].map(([id, service]) => [id, { ...service, resources: new Map([[PROD, [AZURE_ID]]]) }] as const),
    ),
  });
  const gaugeThat = (reading: Reading): Gauge => ({
    covers: ({ resources }) => resources.length > 0,
    measure: () => Promise.resolve(reading),
  });

  it('reads the alerts and the metrics of Azure, and says which of them it may not read', async () => {
    const arm = createFakeArm();
    const gauge = gaugeThat({ kind: 'unknown', because: 'no-data' });
    const well = await examined(await begin({ azureAlerts: arm.azureAlerts, gauge, policy: measured }));
    assert.match(well, /All well[^]*Azure's record of alerts[^]*can be read[^]*Metrics[^]*can be read/);
    assert.equal(arm.calls.at(-1)?.url.pathname.endsWith('/providers/Microsoft.AlertsManagement/alerts'), true);

    arm.fail(403);
    const forbidden = gaugeThat({ kind: 'unknown', because: 'forbidden' });
    const ill = await examined(await begin({ azureAlerts: arm.azureAlerts, gauge: forbidden, policy: measured }));
    assert.match(ill, /cannot be read\.[^]*Azure answered 403\. Give the identity of the bot Monitoring Contributor/);
    assert.match(ill, /Metrics of payments in prod cannot be read:[^]*Monitoring Reader/);
  });

  it('says that Azure is not asked, or has nothing to measure', async () => {
    assert.match(await examined(await begin()), /Not set up[^]*Set AZURE_SUBSCRIPTION_ID to measure deployments/);
    const nothing = { ...gaugeThat({ kind: 'unknown', because: 'no-data' }), covers: () => false };
    assert.match(await examined(await begin({ gauge: nothing })), /Nothing is measured[^]*under "resources" in the policy/);
  });

  it('calls itself by the address that others call, and says when that leads elsewhere', async () => {
    const one = await begin();
    const well = await examined(await begin({ config: { publicUrl: one.url } }));
    assert.match(well, /under which Teams, Azure and pipelines call leads here: http/);
    const ill = await examined(await begin({ config: { publicUrl: 'http://127.0.0.1:1' } }));
    assert.match(ill, /The address does not lead here[^]*healthz answers no-answer\. Correct PUBLIC_URL/);
  });

  it('says that an alert was turned away, and why, for a day', async () => {
    const story = await begin({ instances: 1, config: { alerts: { entra: undefined, token: 'the right one' } } });
    await fetch(`${story.url}/api/alerts?token=another`, { method: 'POST', body: '{}' });
    assert.match(await examined(story), /To look at[^]*An alert was turned away[^]*is not the one of ALERTS_TOKEN/);
    await story.advance(25 * 60);
    assert.doesNotMatch(await examined(story), /turned away/);
  });

  it('says that somebody of another organisation was turned away', async () => {
    const story = await begin({ instances: 1, auth: 'on', config: { bot: { kind: 'password', ...APP } } });
    const hello = story.teams.message({ by: alex, in: story.teams.personal(alex), text: 'hi' });
    const elsewhere = { ...hello, channelData: { tenant: { id: '00000000-0000-4000-8000-00000000cccc' } } };
    assert.equal((await story.teams.post(`${story.url}/api/messages`, elsewhere)).status, 403);
    assert.match(await examined(story), /Somebody of another organisation[^]*MicrosoftAppTenantId/);
  });

  it('asks Teams again only after some seconds, however often it is asked', async () => {
    const story = await begin({ instances: 1 });
    await examined(story);
    const asked = () => story.teams.calls().filter(({ kind }) => kind === 'roster').length;
    const before = asked();
    await examined(story, megan);
    assert.equal(asked(), before);
    await story.advance(1);
    await examined(story);
    assert.ok(asked() > before);
  });

  it('takes no further words', async () => {
    const [answer] = await (await begin()).says(nestor, '/doctor now');
    assert.match(answer?.text ?? '', /do not fit/);
  });
});
