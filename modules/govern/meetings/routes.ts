// Routes of meetings: called, held, written, signed by each; actions settled.
import { Failure } from '@holdfast/platform/failure';
import { isAllowed, type Sentence } from '@holdfast/platform/permit';
import { type Context, type FileAnswer, fileAnswer, route } from '@holdfast/platform/route';
import { done, id, siteParams } from '@holdfast/platform/shapes';
import { Readable } from 'node:stream';
import { z } from 'zod';
import { keepMeetings, keepOrganisationMeetings, seeMeetings, seeOrganisationMeetings, settleActions, signMinutes } from './access.ts';
import { callOne, endOne, fixOne, holdOne, type Of, reopenOne, settleOne, signOne, titleOf, writeOne } from './acts.ts';
import { minutesPaper } from './paper.ts';
import { says } from './rules.ts';
import { moneyRoutes } from './routes.money.ts';
import {
  actionPage,
  actionQuery,
  asOfQuery,
  doneAction,
  endedMeeting,
  heldMeeting,
  meetingDetail,
  type MeetingDetail,
  meetingPage,
  meetingQuery,
  newMeeting,
  newMinutes,
  signing,
} from './schema.ts';
import { drawAgenda } from './store.agenda.ts';
import { readLanguage } from './store.people.ts';
import { listActions, listMeetings, readMeeting, type Whole } from './store.ts';
import { listActionsThen, readMeetingThen } from './store.then.ts';

const base = '/api/v1/sites/:site_id';
const past = (as_of: string | undefined): Date | null => (as_of === undefined ? null : new Date(as_of));
const seesOrganisation = ({ principal }: Context): boolean => isAllowed(principal, seeOrganisationMeetings, null);

/** A site's meeting, or one of the organisation's for who may see those or was invited. Throws not_found. */
async function readHere(context: Context, site_id: string, meeting_id: string, as_of: Date | null): Promise<Whole> {
  const read = (at: string | null): Promise<Whole> =>
    as_of === null ? readMeeting(context.db, at, meeting_id) : readMeetingThen(context.db, at, meeting_id, as_of);
  const found = await read(site_id).catch(async (thrown: unknown) => {
    if (!(thrown instanceof Failure) || thrown.kind !== 'not_found') throw thrown;
    return read(null);
  });
  const isInvited = found.attendees.some((it) => it.person_id === context.principal.person_id);
  if (found.site_id === null && !seesOrganisation(context) && !isInvited) throw new Failure('not_found', 'meeting_not_found');
  return found;
}

async function detailHere(context: Context, site_id: string, meeting_id: string, as_of: Date | null = null): Promise<MeetingDetail> {
  const it = await readHere(context, site_id, meeting_id, as_of);
  const isFixed = it.state === 'signing' || it.state === 'closed' || it.state === 'called_off';
  const drawn = isFixed ? { agenda: it.agenda ?? [], offers: {} } : await drawAgenda(context.db, it, context.now, as_of);
  return { ...it, agenda: drawn.agenda, fixed_offers: drawn.offers };
}

async function paperOf(context: Context, site_id: string, meeting_id: string): Promise<FileAnswer> {
  const it = await detailHere(context, site_id, meeting_id);
  const language = await readLanguage(context.db, context.principal.person_id);
  const bytes = await minutesPaper(it, { language, at: context.now, title: titleOf(it.kind) });
  return { name: `${it.kind}-${it.period_until}.pdf`, type: 'application/pdf', body: Readable.from([bytes]) };
}

type Level = { prefix: string; params: typeof siteParams; keep: Sentence; at: (params: { site_id?: string }) => string | null };

/** What changes meetings, of a site or of the organisation: the same acts in another log, by other sentences. */
function changes({ prefix, params, keep, at }: Level) {
  const one = params.extend({ meeting_id: id });
  const of = (it: { site_id?: string; meeting_id: string }): Of => ({ site_id: at(it), meeting_id: it.meeting_id });
  const meetings = `${prefix}/meetings`;
  return [
    route({
      method: 'POST',
      path: meetings,
      summary: 'Call a meeting for a period',
      access: keep,
      params,
      body: newMeeting,
      output: z.object({ id }),
      handle: ({ params: it, body, context }) => callOne(context, at(it), body),
    }),
    route({
      method: 'POST',
      path: `${meetings}/:meeting_id/held`,
      summary: 'Say that a meeting took place, and who was there',
      access: keep,
      params: one,
      body: heldMeeting,
      output: done,
      handle: ({ params: it, body, context }) => holdOne(context, of(it), body),
    }),
    route({
      method: 'PUT',
      path: `${meetings}/:meeting_id/minutes`,
      summary: 'Write the record: minutes, the three fixed items, decisions, actions',
      access: keep,
      params: one,
      body: newMinutes,
      output: done,
      handle: ({ params: it, body, context }) => writeOne(context, of(it), body),
    }),
    route({
      method: 'POST',
      path: `${meetings}/:meeting_id/fixing`,
      summary: 'Fix the record and ask those present to sign',
      access: keep,
      params: one,
      body: z.object({}),
      output: done,
      handle: ({ params: it, context }) => fixOne(context, of(it)),
    }),
    route({
      method: 'POST',
      path: `${meetings}/:meeting_id/reopening`,
      summary: 'Open the record for writing again; every signature goes with it',
      access: keep,
      params: one,
      body: endedMeeting,
      output: done,
      handle: ({ params: it, body, context }) => reopenOne(context, of(it), body.reason),
    }),
    route({
      method: 'POST',
      path: `${meetings}/:meeting_id/signature`,
      summary: 'Sign the record one was there for',
      access: signMinutes,
      params: one,
      body: signing,
      output: done,
      handle: ({ params: it, body, context }) => signOne(context, of(it), body),
    }),
    route({
      method: 'POST',
      path: `${meetings}/:meeting_id/end`,
      summary: 'Call a meeting off; or close one whose last signatures cannot come',
      access: keep,
      params: one,
      body: endedMeeting,
      output: done,
      handle: ({ params: it, body, context }) => endOne(context, of(it), body.reason),
    }),
    route({
      method: 'POST',
      path: `${prefix}/meeting-actions/:action_id/done`,
      summary: 'Say that an action is done',
      access: settleActions,
      params: params.extend({ action_id: id }),
      body: doneAction,
      output: done,
      handle: ({ params: it, body, context }) => settleOne(context, at(it), it.action_id, body.remark, keep),
    }),
  ];
}

const actionsOf = (context: Context, site_id: string, as_of: Date | null) =>
  as_of === null ? listActions(context.db, { site_id }, context.now) : listActionsThen(context.db, site_id, as_of);

const meetingParams = siteParams.extend({ meeting_id: id });

export const routes = [
  route({
    method: 'GET',
    path: `${base}/meetings`,
    summary: 'Meetings of a site, and of the organisation for who may see those',
    access: seeMeetings,
    params: siteParams,
    query: meetingQuery,
    output: meetingPage,
    handle: async ({ params, query, context }) => {
      const all = await listMeetings(context.db, params.site_id, query.as_of === undefined ? null : new Date(query.as_of));
      const seen = seesOrganisation(context);
      const rows = all.filter(
        (it) =>
          (it.site_id !== null || seen) &&
          says(query.search, [titleOf(it.kind).en, titleOf(it.kind).de, it.period_from, it.period_until]) &&
          (!query.state?.length || query.state.includes(it.state)) &&
          (!query.kind?.length || query.kind.includes(it.kind)),
      );
      return { rows: rows.slice(query.offset, query.offset + query.limit), total: rows.length };
    },
  }),
  route({
    method: 'GET',
    path: `${base}/meetings/:meeting_id`,
    summary: 'One meeting: agenda from the ledger, attendance, minutes, decisions, actions',
    access: seeMeetings,
    params: meetingParams,
    query: asOfQuery,
    output: meetingDetail,
    handle: ({ params, query, context }) => detailHere(context, params.site_id, params.meeting_id, past(query.as_of)),
  }),
  route({
    method: 'GET',
    path: `${base}/meetings/:meeting_id/paper`,
    summary: 'The record of a meeting as PDF',
    access: seeMeetings,
    params: meetingParams,
    output: fileAnswer,
    sends: true,
    handle: ({ params, context }) => paperOf(context, params.site_id, params.meeting_id),
  }),
  route({
    method: 'GET',
    path: `${base}/meeting-actions`,
    summary: 'Actions of meetings: whose, by when, and what became of them',
    access: seeMeetings,
    params: siteParams,
    query: actionQuery,
    output: actionPage,
    handle: async ({ params, query, context }) => {
      const me = context.principal.person_id;
      const seen = seesOrganisation(context);
      const rows = (await actionsOf(context, params.site_id, past(query.as_of))).filter(
        (it) =>
          (it.site_id !== null || seen || it.owner_id === me) &&
          says(query.search, [it.title, it.owner_name]) &&
          (query.mine !== 'true' || it.owner_id === me) &&
          (query.state === undefined ||
            (query.state === 'done' ? it.done_at !== null : query.state === 'overdue' ? it.is_overdue : it.done_at === null)),
      );
      return { rows: rows.slice(query.offset, query.offset + query.limit), total: rows.length };
    },
  }),
  ...changes({ prefix: base, params: siteParams, keep: keepMeetings, at: ({ site_id }) => site_id ?? null }),
  ...changes({ prefix: '/api/v1', params: z.object({}) as never, keep: keepOrganisationMeetings, at: () => null }),
  ...moneyRoutes,
];
