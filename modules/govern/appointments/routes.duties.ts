// Routes of duties: who does what per activity, who plays which part for a device, who answers for a thing, who cannot be replaced.
import { Failure } from '@holdfast/platform/failure';
import { requireZones } from '@holdfast/platform/permit';
import { route } from '@holdfast/platform/route';
import { id, siteParams } from '@holdfast/platform/shapes';
import { tellList } from '@holdfast/platform/large-fact';
import { keepDuties, seeAppointments } from './access.ts';
import { findActivity } from './rules.duties.ts';
import { asOfQuery, newPlan, pointList } from './schema.ts';
import {
  activityParams,
  assetParts,
  changedRaci,
  newParts,
  partsLast,
  partsSet,
  raciList,
  responsibleList,
  responsibleQuery,
  supplierParts,
} from './schema.duties.ts';
import { keepParts, readAssetParts, readPartsLast, readSupplierParts, readSupplierPartsThen, zonesOf } from './store.parties.ts';
import { keepPlan, listPoints, listPointsThen } from './store.points.ts';
import { newVariant, processList, processParams } from './schema.duties.ts';
import { keepVariant, listProcesses, listProcessesThen } from './store.processes.ts';
import { keepRaci } from './store.raci.ts';
import { findResponsible, listActivities } from './store.responsible.ts';

const S = '/api/v1/sites/:site_id';
const past = (as_of: string | undefined): Date | null => (as_of === undefined ? null : new Date(as_of));

export const dutyRoutes = [
  route({
    method: 'GET',
    path: `${S}/raci`,
    summary: 'Every activity with who is accountable, does it, is asked and told; also as it was',
    access: seeAppointments,
    params: siteParams,
    query: asOfQuery,
    output: raciList,
    handle: async ({ params, query, context }) => ({
      activities: await listActivities(context.db, params.site_id, context.now, past(query.as_of)),
    }),
  }),
  route({
    method: 'PUT',
    path: `${S}/raci/:activity_id`,
    summary: 'Say who does what in an activity',
    access: keepDuties,
    params: activityParams,
    body: changedRaci,
    output: raciList,
    handle: ({ params: { site_id, activity_id }, body, context }) => {
      if (findActivity(activity_id) === undefined) throw new Failure('not_found', 'activity_not_found');
      return context.act(context.permit, { site: site_id, kind: 'raci.changed', reason: body.reason }, async (tx) => {
        await keepRaci(tx, site_id, activity_id, body, context.permit.actor_id);
        const { accountable, responsible, consulted, informed, cause } = body;
        const facts = { accountable, responsible, consulted, informed, cause_type: cause?.type, cause_id: cause?.id };
        return {
          subject: { type: 'activity', id: activity_id },
          facts,
          result: { activities: await listActivities(tx, site_id, context.now, null) },
        };
      });
    },
  }),
  route({
    method: 'GET',
    path: `${S}/responsible`,
    summary: 'Who is responsible for what matches: activities, zones, areas, devices, controls',
    access: seeAppointments,
    params: siteParams,
    query: responsibleQuery,
    output: responsibleList,
    handle: async ({ params, query: { search, type, as_of }, context }) => ({
      things: await findResponsible(context.db, params.site_id, {
        search,
        type,
        zones: context.permit.zones,
        now: context.now,
        as_of: past(as_of),
      }),
    }),
  }),
  route({
    method: 'GET',
    path: `${S}/assets/:asset_id/parts`,
    summary: 'Who operates, made, integrated and services a device',
    access: seeAppointments,
    params: siteParams.extend({ asset_id: id }),
    query: asOfQuery,
    output: assetParts,
    handle: async ({ params, query, context }) => {
      const found = await readAssetParts(context.db, params.site_id, params.asset_id, past(query.as_of));
      requireZones(context.permit, [found.zone_id]);
      return found;
    },
  }),
  route({
    method: 'GET',
    path: `${S}/suppliers/:supplier_id/parts`,
    summary: 'Which parts a supplier plays, for which devices, and who answers inside',
    access: seeAppointments,
    params: siteParams.extend({ supplier_id: id }),
    query: asOfQuery,
    output: supplierParts,
    handle: ({ params: { site_id, supplier_id }, query: { as_of }, context: { db } }) =>
      as_of === undefined ? readSupplierParts(db, site_id, supplier_id) : readSupplierPartsThen(db, site_id, supplier_id, new Date(as_of)),
  }),
  route({
    method: 'GET',
    path: `${S}/parts`,
    summary: 'When each part was last set for any device of the site',
    access: seeAppointments,
    params: siteParams,
    output: partsLast,
    handle: async ({ params: { site_id }, context: { db } }) => ({ parts: await readPartsLast(db, site_id) }),
  }),
  route({
    method: 'POST',
    path: `${S}/parts`,
    summary: 'Say who plays a part for many devices',
    access: keepDuties,
    params: siteParams,
    body: newParts,
    output: partsSet,
    handle: ({ params: { site_id }, body, context }) =>
      context.act(context.permit, { site: site_id, kind: 'party.set' }, async (tx) => {
        requireZones(context.permit, await zonesOf(tx, site_id, body.asset_ids));
        const ids = await keepParts(tx, site_id, body, context.permit.actor_id);
        const list = tellList('asset_ids', ids);
        const facts = { part: body.part, is_own: body.is_own, supplier_id: body.supplier_id, company: body.company, ...list.facts };
        return { subject: { type: 'site', id: site_id }, facts, personal: list.personal, result: { set: ids.length } };
      }),
  }),
  route({
    method: 'GET',
    path: `${S}/single-points`,
    summary: 'People nobody can stand in for, and what is planned',
    access: seeAppointments,
    params: siteParams,
    query: asOfQuery,
    output: pointList,
    handle: async ({ params: { site_id }, query: { as_of }, context: { db, now } }) => ({
      points: as_of === undefined ? await listPoints(db, site_id, now) : await listPointsThen(db, site_id, new Date(as_of)),
    }),
  }),
  route({
    method: 'POST',
    path: `${S}/deputy-plans`,
    summary: 'Plan who will be able to stand in, until when',
    access: keepDuties,
    params: siteParams,
    body: newPlan,
    output: pointList,
    handle: ({ params: { site_id }, body, context }) =>
      context.act(context.permit, { site: site_id, kind: 'deputy_plan.kept' }, async (tx) => {
        const plan_id = await keepPlan(tx, site_id, body, context.permit.actor_id);
        const { kind: point_kind, ref, person_id, deputy_id, due_at } = body;
        const facts = { point_kind, ref, person_id, deputy_id, due_at };
        const result = { points: await listPoints(tx, site_id, context.now) };
        return { subject: { type: 'deputy_plan', id: plan_id }, facts, personal: { remark: body.remark }, result };
      }),
  }),
  route({
    method: 'GET',
    path: `${S}/processes`,
    summary: 'How the five processes of information security are done in this plant: who, how, where it is logged',
    access: seeAppointments,
    params: siteParams,
    query: asOfQuery,
    output: processList,
    handle: async ({ params: { site_id }, query: { as_of }, context: { db } }) => ({
      processes: as_of === undefined ? await listProcesses(db, site_id) : await listProcessesThen(db, site_id, new Date(as_of)),
    }),
  }),
  route({
    method: 'PUT',
    path: `${S}/processes/:process`,
    summary: 'Say how a process is done in this plant',
    access: keepDuties,
    params: processParams,
    body: newVariant,
    output: processList,
    handle: ({ params: { site_id, process }, body, context }) =>
      context.act(context.permit, { site: site_id, kind: 'process.described' }, async (tx) => {
        await keepVariant(tx, site_id, process, body, context.permit.actor_id);
        const personal = { how: body.how, logged: body.logged };
        return {
          subject: { type: 'site', id: site_id },
          facts: { process },
          personal,
          result: { processes: await listProcesses(tx, site_id) },
        };
      }),
  }),
];
