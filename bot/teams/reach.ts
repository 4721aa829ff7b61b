import type { Reach } from '../flows/ports.ts';
import { parseAddress } from './address.ts';
import type { Connector } from './connector.ts';

/** Asks for one member of the conversation, which Teams tells a bot only where it is installed. */
export function createReach(connector: Connector): Reach {
  return async (address) => {
    const to = parseAddress(address);
    if (to === undefined) return { kind: 'closed', because: 'address-unreadable' };
    const path = `/v3/conversations/${encodeURIComponent(to.id)}/pagedmembers?pageSize=1`;
    const called = await connector({ method: 'GET', serviceUrl: to.serviceUrl, path });
    switch (called.kind) {
      case 'ok':
        return { kind: 'reached' };
      case 'dead':
        return { kind: 'closed', because: called.because };
      case 'retry':
        return { kind: 'silent', because: called.because };
    }
  };
}
