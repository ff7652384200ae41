// Routes of the roster: shifts, rotations and days, whom to call now, and handing over.
import { requireUnchanged } from '@holdfast/platform/changed-meanwhile';
import { Failure } from '@holdfast/platform/failure';
import { tellList } from '@holdfast/platform/large-fact';
import { type Context, route } from '@holdfast/platform/route';
import { siteParams } from '@holdfast/platform/shapes';
import { readDay } from '@holdfast/core-cadence';
import { handOver, keepRoster, seeRoster } from './access.ts';
import {
  callAnswer,
  callQuery,
  handover,
  handoverPage,
  handoverParams,
  handoverQuery,
  newEntries,
  newHandover,
  newPattern,
  newShifts,
  patternEnd,
  patternParams,
  rosterAnswer,
  rosterQuery,
} from './schema.ts';
import { giveHandover, listHandovers, listHandoversThen, takeHandover } from './store.handovers.ts';
import { addPattern, endPattern, keepEntries, keepShifts, listShifts, lockShifts, showRoster, whomToCall } from './store.ts';

const S = '/api/v1/sites/:site_id';
type Tx = Parameters<typeof showRoster>[0];
const shown = (db: Tx, site_id: string, context: Context) =>
  showRoster(db, site_id, { from: undefined, days: 14, now: context.now, as_of: null });

const planning = [
  route({
    method: 'GET',
    path: `${S}/roster`,
    summary: 'Who is on shift and on call on some days, and where nobody is; also as it was planned',
    access: seeRoster,
    params: siteParams,
    query: rosterQuery,
    output: rosterAnswer,
    handle: ({ params, query: { from, days, as_of }, context }) => {
      if (from !== undefined && readDay(from) === null) throw new Failure('bad_input', 'no_such_day');
      return showRoster(context.db, params.site_id, { from, days, now: context.now, as_of: as_of === undefined ? null : new Date(as_of) });
    },
  }),
  route({
    method: 'PUT',
    path: `${S}/roster/shifts`,
    summary: 'Set the shifts of the site, by the plant’s own clock',
    access: keepRoster,
    params: siteParams,
    body: newShifts,
    output: rosterAnswer,
    handle: ({ params: { site_id }, body, context }) =>
      context.act(context.permit, { site: site_id, kind: 'roster.shifts_set' }, async (tx) => {
        await lockShifts(tx, site_id);
        requireUnchanged(body.before, { shifts: await listShifts(tx, site_id) });
        const shifts = await keepShifts(tx, site_id, body);
        return { subject: { type: 'site', id: site_id }, facts: { shifts }, result: await shown(tx, site_id, context) };
      }),
  }),
  route({
    method: 'POST',
    path: `${S}/roster/patterns`,
    summary: 'Add a rotation of shifts or on-call',
    access: keepRoster,
    params: siteParams,
    body: newPattern,
    output: rosterAnswer,
    handle: ({ params: { site_id }, body, context }) =>
      context.act(context.permit, { site: site_id, kind: 'roster.pattern_added' }, async (tx) => {
        const { id, name, starts_on, ends_on, cycle_days, slots } = await addPattern(tx, site_id, body, context.permit.actor_id);
        const { facts: list, personal } = tellList('slots', slots);
        const facts = { name, starts_on, ends_on, cycle_days, ...list };
        return { subject: { type: 'roster_pattern', id }, facts, personal, result: await shown(tx, site_id, context) };
      }),
  }),
  route({
    method: 'POST',
    path: `${S}/roster/patterns/:pattern_id/ending`,
    summary: 'End a rotation after a day',
    access: keepRoster,
    params: patternParams,
    body: patternEnd,
    output: rosterAnswer,
    handle: ({ params: { site_id, pattern_id }, body, context }) =>
      context.act(context.permit, { site: site_id, kind: 'roster.pattern_ended' }, async (tx) => {
        await endPattern(tx, site_id, pattern_id, body.ends_on);
        return {
          subject: { type: 'roster_pattern', id: pattern_id },
          facts: { ends_on: body.ends_on },
          result: await shown(tx, site_id, context),
        };
      }),
  }),
  route({
    method: 'POST',
    path: `${S}/roster/entries`,
    summary: 'Say for single days who stands where, or take that back',
    access: keepRoster,
    params: siteParams,
    body: newEntries,
    output: rosterAnswer,
    handle: ({ params: { site_id }, body, context }) =>
      context.act(context.permit, { site: site_id, kind: 'roster.entries_set' }, async (tx) => {
        const { kept, removed } = await keepEntries(tx, site_id, body, context.permit.actor_id);
        const { facts: list, personal } = tellList('roster_entries', kept);
        return { subject: { type: 'site', id: site_id }, facts: { ...list, removed }, personal, result: await shown(tx, site_id, context) };
      }),
  }),
];

const calling = [
  route({
    method: 'GET',
    path: `${S}/call-now`,
    summary: 'Whom to call for a role at this minute, first to last',
    access: seeRoster,
    params: siteParams,
    query: callQuery,
    output: callAnswer,
    handle: ({ params, query: { role, area_id, at }, context }) =>
      whomToCall(context.db, params.site_id, { role, area_id: area_id ?? null, at: at === undefined ? context.now : new Date(at) }),
  }),
  route({
    method: 'GET',
    path: `${S}/handovers`,
    summary: 'List what shifts handed over',
    access: seeRoster,
    params: siteParams,
    query: handoverQuery,
    output: handoverPage,
    handle: ({ params: { site_id }, query, context: { db } }) =>
      query.as_of === undefined ? listHandovers(db, site_id, query) : listHandoversThen(db, site_id, query, new Date(query.as_of)),
  }),
  route({
    method: 'POST',
    path: `${S}/handovers`,
    summary: 'Hand the running shift over: what is open, what to watch',
    access: handOver,
    params: siteParams,
    body: newHandover,
    output: handover,
    handle: ({ params: { site_id }, body, context }) =>
      context.act(context.permit, { site: site_id, kind: 'shift.handed_over' }, async (tx) => {
        const given = await giveHandover(tx, site_id, body, context.permit.actor_id, context.now);
        const personal = { open_points: given.open_points, ...(given.watch === null ? {} : { watch: given.watch }) };
        return {
          subject: { type: 'handover', id: given.id },
          facts: { shift_id: given.shift_id, on_date: given.on_date },
          personal,
          result: given,
        };
      }),
  }),
  route({
    method: 'POST',
    path: `${S}/handovers/:handover_id/taking`,
    summary: 'Take a shift over by name',
    access: handOver,
    params: handoverParams,
    output: handover,
    handle: ({ params: { site_id, handover_id }, context }) =>
      context.act(context.permit, { site: site_id, kind: 'shift.taken_over' }, async (tx) => {
        const taken = await takeHandover(tx, site_id, handover_id, context.permit.actor_id, context.now);
        const facts = { shift_id: taken.shift_id, on_date: taken.on_date, given_by: taken.given_by };
        return { subject: { type: 'handover', id: taken.id }, facts, result: taken };
      }),
  }),
];

export const routes = [...planning, ...calling];
