// Routes of findings: the list, the counts, decisions.
import { refreshSite } from '@holdfast/sites/rules';
import { decideStanding } from '@holdfast/assets/store';
import { remember } from '@holdfast/undo/store';
import { Failure } from '@holdfast/platform/failure';
import { tellList } from '@holdfast/platform/large-fact';
import { fileAnswer, route } from '@holdfast/platform/route';
import { siteParams } from '@holdfast/platform/shapes';
import type { z } from 'zod';
import { decideFindings, ruleFindings, seeFindings } from './access.ts';
import { isSettled, mayDecideSo, requireWhole, standingAfter, stateAfter } from './rules.ts';
import {
  findingCounts,
  findingDecided,
  findingDecision,
  findingDetail,
  changedFindingRules,
  findingPage,
  findingParams,
  findingQuery,
  findingRules,
  framesQuery,
} from './schema.ts';
import { readDetail } from './store.detail.ts';
import { nameOf, readKeptFrames } from './store.frames.ts';
import { readDecided } from './store.undo.ts';
import {
  changeRules,
  countFindings,
  decide,
  type Deciding,
  findFinding,
  listFindings,
  lockFindings,
  readFindings,
  readRules,
  requireOwner,
} from './store.ts';

type Zones = readonly string[] | null;

/** Why a finding asked for is not decided, or null. */
function refusal(found: Deciding | undefined, decision: Parameters<typeof mayDecideSo>[1], zones: Zones): string | null {
  if (!found) return 'finding_not_found';
  if (!isCovered(found, zones)) return 'zone_not_allowed';
  if (isSettled(found.state)) return 'already_decided';
  return mayDecideSo(found.kind, decision) ? null : 'decision_does_not_fit';
}

/** Every zone the finding touches is the permit's. */
function isCovered(found: Deciding, zones: Zones): boolean {
  if (zones === null) return true;
  return zones.includes(found.zone_id ?? '') && (found.other_zone_id === null || zones.includes(found.other_zone_id));
}

/** What of a decision can be done, and why the rest cannot. */
function sortOut(found: readonly Deciding[], it: z.output<typeof findingDecision>, zones: Zones) {
  const byId = new Map(found.map((row) => [row.id, row]));
  const refused = it.finding_ids.flatMap((id) => {
    const code = refusal(byId.get(id), it.decision, zones);
    return code === null ? [] : [{ id, code }];
  });
  const no = new Set(refused.map(({ id }) => id));
  return { mine: found.filter(({ id }) => !no.has(id)), refused };
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
    method: 'GET',
    path: '/api/v1/sites/:site_id/finding-rules',
    summary: 'How long a finding must stay away to count as fixed',
    access: seeFindings,
    params: siteParams,
    output: findingRules,
    handle: ({ params, context }) => readRules(context.db, params.site_id),
  }),
  route({
    method: 'PUT',
    path: '/api/v1/sites/:site_id/finding-rules',
    summary: 'Say how long a finding must stay away to count as fixed',
    access: ruleFindings,
    params: siteParams,
    body: changedFindingRules,
    output: findingRules,
    handle: ({ params: { site_id }, body: { reason, ...it }, context }) =>
      context.act(context.permit, { site: site_id, kind: 'finding.rules_changed', reason }, async (tx) => {
        await changeRules(tx, site_id, it);
        const facts = { absent_days: it.absent_days, absent_days_before: it.before };
        return { subject: { type: 'site', id: site_id }, facts, jobs: [refreshSite(site_id)], result: { absent_days: it.absent_days } };
      }),
  }),
  route({
    method: 'GET',
    path: '/api/v1/sites/:site_id/findings/:finding_id',
    summary: 'A finding: what was seen, why it matters here, whom to call now',
    access: seeFindings,
    params: findingParams,
    output: findingDetail,
    handle: async ({ params, context }) => {
      const finding = await findFinding(context.db, params.site_id, params.finding_id, context.permit.zones);
      if (finding === null) throw new Failure('not_found', 'finding_not_found');
      return readDetail(context.db, params.site_id, finding, new Date());
    },
  }),
  route({
    method: 'GET',
    path: '/api/v1/sites/:site_id/findings/:finding_id/frames',
    summary: 'The frames kept with what was found, at most 200: pcapng',
    access: seeFindings,
    params: findingParams,
    query: framesQuery,
    output: fileAnswer,
    sends: true,
    handle: async ({ params: { site_id, finding_id }, query, context }) => {
      const finding = await findFinding(context.db, site_id, finding_id, context.permit.zones);
      const kept = finding === null ? [] : await readKeptFrames(context.db, site_id, finding_id);
      const found = kept.find((it) => it.place === query.place);
      if (finding === null || found === undefined) throw new Failure('not_found', 'frames_not_kept');
      const name = nameOf({ kind: finding.kind, place: found.place, at: found.first_at });
      return { name, type: 'application/x-pcapng', body: await context.files.stream(found.sha256) };
    },
  }),
  route({
    method: 'POST',
    path: '/api/v1/sites/:site_id/findings/decisions',
    summary: 'Decide on findings',
    access: decideFindings,
    params: siteParams,
    body: findingDecision,
    output: findingDecided,
    handle: async ({ params: { site_id }, body, context }) => {
      const { actor_id, zones } = context.permit;
      requireWhole(body, Date.now());
      await requireOwner(context.db, body.owner_id);
      const first = sortOut(await readFindings(context.db, site_id, body.finding_ids), body, zones);
      if (first.mine.length === 0) return { decided: 0, refused: first.refused, entry_id: null };
      return context.act(context.permit, { site: site_id, kind: `finding.${body.decision}`, reason: body.reason }, async (tx, entry_id) => {
        const { mine, refused } = sortOut(await lockFindings(tx, site_id, body.finding_ids), body, zones);
        if (mine.length === 0) throw new Failure('conflict', 'already_decided');
        const ids = mine.map((it) => it.id);
        const standing = standingAfter(body.decision);
        const assets = standing === null ? [] : mine.filter((it) => it.kind === 'new_device').map((it) => it.subject_id);
        const act = {
          site_id,
          entry_id,
          person_id: actor_id,
          kind: `finding.${body.decision}`,
          ids: [...ids, ...assets],
          readState: readDecided,
        };
        await remember(tx, act, async () => {
          await decide(tx, site_id, ids, { ...body, person_id: actor_id, state: stateAfter(body.decision) });
          if (standing !== null) await decideStanding(tx, site_id, assets, actor_id, standing, body.reason);
        });
        const [told, toldAssets] = [tellList('finding_ids', ids), tellList('asset_ids', assets)];
        return {
          subject: { type: 'finding', id: ids[0]! },
          facts: {
            decision: body.decision,
            findings: ids.length,
            ...(body.due_at === null ? {} : { due_at: body.due_at }),
            ...told.facts,
            ...toldAssets.facts,
          },
          personal: { ...told.personal, ...toldAssets.personal },
          jobs: [refreshSite(site_id)],
          result: { decided: ids.length, refused, entry_id },
        };
      });
    },
  }),
];
