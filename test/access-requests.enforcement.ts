// Requests of the walk over all routes: enforcers, what they hold, the policy key.
import type { Request, Things } from './access-table.ts';

const reason = 'Agreed in the shift meeting.';
const read: Request = {};
const S = '/api/v1/sites/:site_id';
const E = `${S}/enforcers/:enforcer_id`;
const body = (it: Things) => ({ name: 'Cabinet 7', layout: 'routed', zones: [{ zone_id: it.zone_id }, { zone_id: it.conduit_id }] });

export const enforcementRequests: Readonly<Record<string, (it: Things) => Request>> = {
  [`GET ${S}/enforcers`]: () => read,
  [`POST ${S}/enforcers`]: (it) => ({ body: body(it) }),
  [`GET ${E}`]: () => read,
  [`PATCH ${E}`]: (it) => ({ body: body(it) }),
  [`POST ${E}/code`]: () => ({ body: {} }),
  [`POST ${E}/end`]: () => ({ body: { reason } }),
  [`GET ${E}/difference`]: () => read,
  [`POST ${E}/comparison`]: () => ({ body: { text: 'access-list x' } }),
  [`POST ${E}/roll-out`]: () => ({ body: { reason } }),
  [`POST ${E}/confirmation`]: () => ({ body: { list_sequence: 1 } }),
  [`POST ${E}/taking-back`]: () => ({ body: { reason } }),
  [`GET ${E}/compiled`]: () => ({ query: '?target=nftables' }),
  [`GET ${E}/compiled/file`]: () => ({ query: '?target=nftables' }),
  [`GET ${S}/conduits/:conduit_id/hold`]: () => read,
  [`GET ${S}/conduits/:conduit_id/compiled`]: () => ({ query: '?target=nftables' }),
  [`GET ${S}/conduits/:conduit_id/compiled/file`]: () => ({ query: '?target=nftables' }),
  [`GET ${S}/policy-key`]: () => read,
  [`POST ${S}/policy-key/rotation`]: () => ({ body: { reason } }),
};
