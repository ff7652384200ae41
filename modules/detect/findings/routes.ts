// Routes of findings: the list, the counts, decisions.
import { refreshSite } from '@holdfast/sites/rules';
import { decideStanding } from '@holdfast/assets/store';
import { route } from '@holdfast/platform/route';
import { siteParams } from '@holdfast/platform/shapes';
import { decideFindings, seeFindings } from './access.ts';
import { mayDecideSo, standingAfter, stateAfter } from './rules.ts';
import { findingCounts, findingDecided, findingDecision, findingPage, findingQuery } from './schema.ts';
import { countFindings, decide, type Deciding, listFindings, lockFindings } from './store.ts';

type Zones = readonly string[] | null;

/** Why a finding asked for is not decided, or null. */
function refusal(found: Deciding | undefined, decision: Parameters<typeof mayDecideSo>[1], zones: Zones): string | null {
  if (!found) return 'finding_not_found';
  if (zones !== null && !(zones.includes(found.zone_id ?? '') || zones.includes(found.other_zone_id ?? ''))) return 'zone_not_allowed';
  if (found.state === 'closed') return 'already_decided';
  return mayDecideSo(found.kind, decision) ? null : 'decision_does_not_fit';
}

export const routes = [
  route({
    method: 'GET',
    path: '/api/v1/sites/:site_id/findings',
    summary: 'List the findings',
    access: seeFindings,
    params: siteParams,
    query: findingQuery,
    output: findingPage,
    handle: ({ params, query, context }) => listFindings(context.db, params.site_id, query, context.permit.zones),
  }),
  route({
    method: 'GET',
    path: '/api/v1/sites/:site_id/findings/counts',
    summary: 'How many findings wait',
    access: seeFindings,
    params: siteParams,
    output: findingCounts,
    handle: ({ params, context }) => countFindings(context.db, params.site_id, context.permit.zones),
  }),
  route({
    method: 'POST',
    path: '/api/v1/sites/:site_id/findings/decisions',
    summary: 'Decide on findings',
    access: decideFindings,
    params: siteParams,
    body: findingDecision,
    output: findingDecided,
    handle: ({ params: { site_id }, body, context }) =>
      context.act(context.permit, { site: site_id, kind: `finding.${body.decision}`, reason: body.reason }, async (tx) => {
        const found = new Map((await lockFindings(tx, site_id, body.finding_ids)).map((it) => [it.id, it]));
        const refused = body.finding_ids.flatMap((id) => {
          const code = refusal(found.get(id), body.decision, context.permit.zones);
          return code === null ? [] : [{ id, code }];
        });
        const mine = [...found.values()].filter((it) => !refused.some((no) => no.id === it.id));
        const { actor_id } = context.permit;
        await decide(
          tx,
          site_id,
          mine.map((it) => it.id),
          { person_id: actor_id, decision: body.decision, reason: body.reason, state: stateAfter(body.decision) },
        );
        const assets = mine.filter((it) => it.kind === 'new_device').map((it) => it.subject_id);
        const standing = standingAfter(body.decision);
        if (standing !== null) await decideStanding(tx, site_id, assets, actor_id, standing, body.reason);
        const facts = {
          decision: body.decision,
          findings: mine.length,
          finding_ids: mine.map((it) => it.id),
          asset_ids: standing === null ? [] : assets,
        };
        const jobs = [refreshSite(site_id)];
        return { subject: { type: 'finding', id: body.finding_ids[0]! }, facts, jobs, result: { decided: mine.length, refused } };
      }),
  }),
];
