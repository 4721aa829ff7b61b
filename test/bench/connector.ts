import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The Bot Connector as far as cards need it: it takes every message, and knows one team with two channels. */
export interface Connector {
  readonly serviceUrl: string;
  /** Messages that were posted or edited so far. */
  readonly taken: () => number;
  readonly stop: () => Promise<void>;
}

export async function startConnector(team: string): Promise<Connector> {
  let taken = 0;
  const channels = [{ id: team }, { id: '19:incidents@thread.tacv2', name: 'incidents' }];
  const server = createServer((req, res) => {
    req.resume().on('end', () => {
      if (req.method !== 'GET') taken += 1;
      res.writeHead(200, { 'content-type': 'application/json' });
      res.end(JSON.stringify(req.method === 'GET' ? { conversations: channels, members: [] } : { id: `m${taken}` }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    serviceUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    taken: () => taken,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
