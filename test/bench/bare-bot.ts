import process from 'node:process';
import { Application, TeamsAdapter } from '@microsoft/teams-ai';
import { ActivityTypes, MemoryStorage, type Request } from 'botbuilder';
import restify from 'restify';

/** The least that a bot on this stack can do: it answers every tap with one card, which it was started with. */

const card = JSON.parse(process.argv[2] ?? '{}') as object;

const adapter = new TeamsAdapter({ MicrosoftAppId: '' });
const app = new Application({ storage: new MemoryStorage() });
app.addRoute(
  ({ activity }) => Promise.resolve(activity.type === 'invoke' && activity.name === 'adaptiveCard/action'),
  async (turn) => {
    const body = { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: card };
    await turn.sendActivity({ type: ActivityTypes.InvokeResponse, value: { status: 200, body } });
  },
  true,
);

const server = restify.createServer();
server.use(restify.plugins.bodyParser());
server.post('/api/messages', async (req, res) => {
  // Two libraries write the type of the same request; they differ in a property that may be undefined.
  await adapter.process(req as Request, res, async (turn) => {
    await app.run(turn);
  });
});
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as { readonly port: number }).port));
process.on('disconnect', () => process.exit());
