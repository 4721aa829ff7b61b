import process from 'node:process';
import restify from 'restify';
import { openEmbedded } from '../../bot/store/embedded.ts';
import { openPostgres } from '../../bot/store/postgres.ts';

/** The least that a webhook can do that loses nothing: one row a call, on the disk before it is answered. */

const [where = ''] = process.argv.slice(2);
const engine = where.startsWith('postgres') ? openPostgres(where) : await openEmbedded(where);
await engine.query('create table body (id bigint primary key generated always as identity, body text not null)', []);

const server = restify.createServer();
server.use(restify.plugins.bodyParser());
server.post('/api/alerts', async (req, res) => {
  await engine.query('insert into body (body) values ($1)', [JSON.stringify(req.body)]);
  await engine.flush();
  res.send(200, {});
});
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as { readonly port: number }).port));
process.on('disconnect', () => {
  void engine.close().then(() => process.exit());
});
