// Requests of the walk over all routes for conduits' modes, drafts and trials, exceptions, windows, and isolation.
import type { Request, Things } from './access-table.ts';

const reason = 'Agreed in the shift meeting.';
const read: Request = {};
const S = '/api/v1/sites/:site_id';
const exceptionOf = ({ asset_id, approver_id }: Things) => ({
  rule: {
    from: { kind: 'asset', asset_id },
    to: { kind: 'asset', asset_id },
    transport: 'tcp',
    port_from: 102,
    port_to: 102,
    protocol: null,
    classes: null,
    purpose: 'Hotline',
  },
  reason,
  owner_id: approver_id,
  expires_at: new Date(Date.now() + 5 * 86_400_000).toISOString(),
  on_expiry: 'closes',
});
const changeover = { state: 'changeover', starts_at: '2026-11-15T06:00:00Z', ends_at: '2026-11-15T10:00:00Z' };
const windowOf = ({ approver_id }: Things) => ({
  title: 'Stop of line 1',
  work: 'New list for the cell.',
  starts_at: '2031-11-01T06:00:00Z',
  ends_at: '2031-11-01T10:00:00Z',
  impact: 'stops',
  approver_id,
});

const cardOf = {
  steps: [{ text: 'Call the shift lead.', role: 'ot_lead', minutes: 5 }],
  side_effects: '',
  decider_role: 'plant_manager',
  decider_id: null,
  conduit_ids: [],
  return_condition: 'The cell is clean.',
  version: 0,
};

const remotePathOf = ({ asset_id, approver_id }: Things) => ({
  name: 'Maker of the filler',
  solution: 'VPN of the maker',
  is_door: false,
  asset_id: null,
  service: 'rdp',
  from_zone_id: null,
  to_zone_ids: [],
  to_asset_ids: [asset_id],
  owner_id: approver_id,
  purpose: 'Hotline for the filler.',
  reviewed_until: '2031-11-01',
});

export const protectRequests: Readonly<Record<string, (it: Things) => Request>> = {
  [`GET ${S}/boundary`]: () => read,
  [`POST ${S}/boundary/looks`]: () => ({ body: { reason, next_due_on: '2031-11-01' } }),
  [`POST ${S}/boundary/remote-paths`]: (it) => ({ body: remotePathOf(it) }),
  [`PATCH ${S}/boundary/remote-paths/:path_id`]: (it) => ({ body: { ...remotePathOf(it), reason, version: 1 } }),
  [`POST ${S}/boundary/remote-paths/:path_id/ending`]: () => ({ body: { reason } }),
  [`PUT ${S}/boundary/outbound/:conduit_id`]: ({ approver_id }) => ({
    body: { service: 'https', owner_id: approver_id, purpose: 'Updates.', reason },
  }),
  [`PUT ${S}/boundary/protections/:conduit_id`]: () => ({
    body: { means: 'Filter of the provider.', result: 'not_tested', next_test_on: '2031-11-01' },
  }),
  [`GET ${S}/conduits/:conduit_id/mode`]: () => read,
  [`POST ${S}/conduits/:conduit_id/mode`]: () => ({
    body: { mode: 'isolated', was: 'normal', reason, return_condition: 'The cell is clean.' },
  }),
  [`GET ${S}/conduits/:conduit_id/modes/:mode`]: () => read,
  [`GET ${S}/conduits/:conduit_id/safety-flows`]: () => read,
  [`POST ${S}/flows/:flow_id/safety`]: () => ({ body: { kind: 'interlock', expected_trip: 'The filler stops.', reason } }),
  [`GET ${S}/production-hours`]: () => read,
  [`PUT ${S}/production-hours`]: () => ({ body: { hours: [{ weekday: 1, from: '06:00', to: '22:00' }] } }),
  [`GET ${S}/operating-periods`]: () => read,
  [`GET ${S}/operating-periods/:period_id`]: () => read,
  [`POST ${S}/operating-periods`]: () => ({ body: changeover }),
  [`PATCH ${S}/operating-periods/:period_id`]: () => ({ body: { version: 1, ...changeover } }),
  [`POST ${S}/operating-periods/:period_id/removal`]: () => ({ body: { reason } }),
  [`GET ${S}/conduits/:conduit_id/draft`]: () => read,
  [`POST ${S}/conduits/:conduit_id/draft/learning`]: () => ({ body: { from: '2026-11-01T00:00:00Z', until: '2026-12-01T00:00:00Z' } }),
  [`PUT ${S}/conduits/:conduit_id/draft`]: () => ({ body: { rules: [], version: 1 } }),
  [`POST ${S}/conduits/:conduit_id/draft/answers`]: () => ({ body: { n: 0, answer: 'not_needed', reason, version: 1 } }),
  [`POST ${S}/conduits/:conduit_id/draft/removal`]: () => ({ body: { version: 1 } }),
  [`POST ${S}/conduits/:conduit_id/comments`]: () => ({ body: { text: 'Why the whole zone?' } }),
  [`POST ${S}/conduits/:conduit_id/allow-lists/:list_id/review`]: () => ({ body: { review: 'It was needed.' } }),
  [`GET ${S}/conduits/:conduit_id/trial`]: (it) => ({
    query: `?list_id=${it.list_id}&from=2026-11-01T00:00:00Z&until=2026-12-01T00:00:00Z`,
  }),
  [`GET ${S}/exceptions`]: () => read,
  [`GET ${S}/exceptions/:exception_id`]: () => read,
  [`POST ${S}/conduits/:conduit_id/exceptions`]: (it) => ({ body: exceptionOf(it) }),
  [`POST ${S}/exceptions/:exception_id/ending`]: () => ({ body: { reason } }),
  [`GET ${S}/isolation-cards`]: () => read,
  [`GET ${S}/isolation-cards/:zone_id`]: () => read,
  [`PUT ${S}/isolation-cards/:zone_id`]: () => ({ body: cardOf }),
  [`POST ${S}/isolation-cards/:zone_id/approval`]: () => ({ body: { version: 1 } }),
  [`GET ${S}/isolation-cards/:zone_id/modes/:mode`]: () => read,
  [`POST ${S}/isolation-cards/:zone_id/mode`]: () => ({ body: { mode: 'normal', reason } }),
  [`GET ${S}/isolation-drills`]: () => read,
  [`GET ${S}/isolation-drills/:drill_id`]: () => read,
  [`POST ${S}/isolation-cards/:zone_id/drills`]: ({ window_id, conduit_id }) => ({
    body: { window_id, responders: [{ address: '10.99.0.9' }], probers: [{ conduit_id, address: '10.98.0.5' }] },
  }),
  [`POST ${S}/isolation-drills/:drill_id/stop`]: () => ({ body: { reason } }),
  [`POST ${S}/isolation-drills/:drill_id/results`]: () => ({ body: { listening: [], results: [] } }),
  [`GET ${S}/windows`]: () => read,
  [`GET ${S}/window-approvers`]: () => read,
  [`GET ${S}/windows/:window_id`]: () => read,
  [`POST ${S}/windows`]: (it) => ({ body: windowOf(it) }),
  [`PATCH ${S}/windows/:window_id`]: (it) => ({ body: { version: 1, ...windowOf(it) } }),
  [`POST ${S}/windows/:window_id/decision`]: () => ({ body: { decision: 'approved', reason } }),
  [`POST ${S}/windows/:window_id/cancellation`]: () => ({ body: { reason } }),
};
