// Requests of the walk over all routes for the required ten, the road, gaps, first measures and maturity.
import type { Request, Things } from './access-table.ts';

const reason = 'Agreed in the shift meeting.';
const read: Request = {};
const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
const S = '/api/v1/sites/:site_id';

export const programmeRequests: Readonly<Record<string, (it: Things) => Request>> = {
  [`GET ${S}/maturity`]: () => read,
  'GET /api/v1/maturity': () => read,
  [`PUT ${S}/maturity/:area/claim`]: () => ({ body: { level: 2, reason } }),
  [`PUT ${S}/maturity/:area/target`]: () => ({ body: { level: 3, by_on: tomorrow } }),
  [`POST ${S}/maturity/assessments`]: () => ({
    body: {
      scores: {
        governance: 2,
        risk: 2,
        incidents: 2,
        continuity: 2,
        supply_chain: 2,
        acquisition: 2,
        effectiveness: 2,
        hygiene: 2,
        cryptography: 2,
        people_assets: 2,
        login: 2,
      },
    },
  }),
  [`GET ${S}/minimum`]: () => read,
  [`GET ${S}/road`]: () => read,
  [`GET ${S}/gaps`]: () => read,
  [`GET ${S}/gap-report`]: () => read,
  [`GET ${S}/first-hour`]: () => read,
  [`PUT ${S}/gaps/:gap_id/plan`]: (it) => ({ body: { owner_id: it.person_id, due_on: tomorrow } }),
  [`POST ${S}/road/:stage/completion`]: () => ({}),
  [`PUT ${S}/boosters/:booster`]: () => ({ body: { until_on: tomorrow, reason } }),
  [`POST ${S}/boosters/:booster/clearing`]: () => ({ body: { reason } }),
  [`PUT ${S}/vendor-door`]: (it) => ({ body: { way: 'attended', owner_id: it.person_id, by_on: tomorrow, reason } }),
  [`GET ${S}/measures`]: () => read,
  [`POST ${S}/measures`]: () => ({}),
  [`PATCH ${S}/measures/:measure_id`]: (it) => ({ body: { owner_id: it.person_id, due_on: tomorrow } }),
  [`POST ${S}/measures/:measure_id/closure`]: () => ({ body: { outcome: 'done', reason } }),
};
