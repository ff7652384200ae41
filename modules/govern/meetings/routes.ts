// Routes of meetings: called, held, written, signed by each; actions settled.
import { listPlaces } from '@holdfast/cadence/store';
import { activities as law } from '@holdfast/core-law';
import { tell } from '@holdfast/notices/store';
import type { Tx } from '@holdfast/platform/act';
import { Failure } from '@holdfast/platform/failure';
import { isAllowed, type Sentence } from '@holdfast/platform/permit';
import { type Context, type FileAnswer, fileAnswer, route } from '@holdfast/platform/route';
import { done, id, siteParams } from '@holdfast/platform/shapes';
import { Readable } from 'node:stream';
import { z } from 'zod';
import { keepMeetings, keepOrganisationMeetings, seeMeetings, seeOrganisationMeetings, settleActions, signMinutes } from './access.ts';
import { minutesPaper } from './paper.ts';
import { requireLevel, requireQuorum, requireWhole } from './rules.ts';
import { moneyRoutes } from './routes.money.ts';
import {
  actionPage,
  actionQuery,
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
import {
  addMeeting,
  endMeeting,
  fixMinutes,
  holdMeeting,
  keepMinutes,
  listActions,
  listMeetings,
  lockAction,
  lockMeeting,
  readMeeting,
  reopenMeeting,
  settleAction,
  signMeeting,
  type Whole,
} from './store.ts';

const base = '/api/v1/sites/:site_id';
const seesOrganisation = ({ principal }: Context): boolean => isAllowed(principal, seeOrganisationMeetings, null);

/** A site's meeting, or one of the organisation's for who may see those or was invited. Throws not_found. */
async function readHere(context: Context, site_id: string, meeting_id: string): Promise<Whole> {
  const found = await readMeeting(context.db, site_id, meeting_id).catch(async (thrown: unknown) => {
    if (!(thrown instanceof Failure) || thrown.kind !== 'not_found') throw thrown;
    return readMeeting(context.db, null, meeting_id);
  });
  const isInvited = found.attendees.some((it) => it.person_id === context.principal.person_id);
  if (found.site_id === null && !seesOrganisation(context) && !isInvited) throw new Failure('not_found', 'meeting_not_found');
  return found;
}

async function detailHere(context: Context, site_id: string, meeting_id: string): Promise<MeetingDetail> {
  const it = await readHere(context, site_id, meeting_id);
  const isFixed = it.state === 'signing' || it.state === 'closed' || it.state === 'called_off';
  const drawn = isFixed ? { agenda: it.agenda ?? [], offers: {} } : await drawAgenda(context.db, it, context.now);
  return { ...it, agenda: drawn.agenda, fixed_offers: drawn.offers };
}

type Of = { site_id: string | null; meeting_id: string };
type Told = { kind?: string; facts: Record<string, unknown>; personal?: Record<string, string> };

/** One step of a meeting: its work tells the facts. */
async function step(
  context: Context,
  { site_id, meeting_id }: Of,
  kind: string,
  work: (tx: Tx) => Promise<Told>,
  reason?: string,
): Promise<{ done: true }> {
  await context.act(context.permit, { site: site_id, kind, reason }, async (tx) => ({
    subject: { type: 'meeting', id: meeting_id },
    ...(await work(tx)),
    result: null,
  }));
  return { done: true };
}

const titleOf = (kind: string) => law.find((it) => it.id === kind)!.title;

async function askToSign(tx: Tx, it: Whole): Promise<void> {
  const first = it.site_id ?? (await listPlaces(tx))[0]?.site_id ?? null;
  const title = titleOf(it.kind);
  const params = { title_en: title.en, title_de: title.de, day: it.period_until };
  const person_ids = it.attendees.filter((one) => one.presence === 'present').map((one) => one.person_id);
  await tell(tx, { kind: 'meeting_to_sign', site_id: first, opens: `meetings/${it.id}`, params, to: { person_ids } });
}

/** The facts of a meeting that is over; one without a quorum is none of the activity's runs. */
function closedFacts(it: Whole, context: Context, missing: number): Told {
  const { kind, period_from, period_until, present, quorum, decisions, actions, minutes_sha256, has_quorum } = it;
  const facts = {
    activity: kind,
    period_from,
    period_until,
    present,
    quorum,
    decisions,
    actions,
    minutes_sha256,
    missing,
    closed_at: context.now.toISOString(),
  };
  return { kind: has_quorum ? 'meeting.closed' : 'meeting.closed_without_quorum', facts };
}

const given = (texts: Record<string, string | null | undefined>): Record<string, string> =>
  Object.fromEntries(Object.entries(texts).filter((it): it is [string, string] => typeof it[1] === 'string' && it[1] !== ''));

async function callOne(context: Context, site_id: string | null, body: z.output<typeof newMeeting>): Promise<{ id: string }> {
  requireLevel(body.kind, site_id);
  return context.act(context.permit, { site: site_id, kind: 'meeting.called' }, async (tx) => {
    const { id: meeting_id, quorum } = await addMeeting(tx, site_id, body, { person_id: context.permit.actor_id, now: context.now });
    const { kind, members, guests, period_from, period_until, planned_at } = body;
    const facts = { activity: kind, members, guests, period_from, period_until, planned_at: new Date(planned_at).toISOString(), quorum };
    return { subject: { type: 'meeting', id: meeting_id }, facts, result: { id: meeting_id } };
  });
}

const writeOne = (context: Context, it: Of, body: z.output<typeof newMinutes>) =>
  step(context, it, 'meeting.written', async (tx) => {
    const before = await lockMeeting(tx, it.site_id, it.meeting_id, ['held']);
    requireQuorum(before.attendees, before.quorum, body.decisions);
    await keepMinutes(tx, it.meeting_id, body);
    const actions = body.actions.map(({ owner_id, due_on }, at) => ({ number: at + 1, owner_id, due_on }));
    const facts = {
      decisions: body.decisions.length,
      outcomes: body.decisions.map(({ outcome }) => outcome),
      actions,
      fixed_items: Object.keys(body.fixed_items),
    };
    const texts = { decisions: JSON.stringify(body.decisions), actions: JSON.stringify(body.actions.map(({ title }) => title)) };
    return { facts, personal: given({ minutes: body.minutes, ...body.fixed_items, ...texts }) };
  });

const fixOne = async (context: Context, it: Of): Promise<{ done: true }> => {
  const { agenda } = await drawAgenda(context.db, await readMeeting(context.db, it.site_id, it.meeting_id), context.now);
  return step(context, it, 'meeting.to_sign', async (tx) => {
    const before = await lockMeeting(tx, it.site_id, it.meeting_id, ['held']);
    requireWhole(before);
    const minutes_sha256 = await fixMinutes(tx, before, agenda);
    await askToSign(tx, before);
    return { facts: { minutes_sha256, sections: Object.fromEntries(agenda.map(({ section, total }) => [section, total])) } };
  });
};

const signOne = (context: Context, it: Of, { minutes_sha256 }: z.output<typeof signing>) =>
  step(context, it, 'meeting.signed', async (tx) => {
    const before = await lockMeeting(tx, it.site_id, it.meeting_id, ['signing']);
    if (before.minutes_sha256 !== minutes_sha256) throw new Failure('conflict', 'minutes_changed');
    const left = await signMeeting(tx, before, context.permit.actor_id, context.now);
    if (left > 0) return { facts: { minutes_sha256, missing: left } };
    await endMeeting(tx, it.meeting_id, { state: 'closed', reason: null, person_id: context.permit.actor_id, now: context.now });
    return closedFacts(before, context, 0);
  });

/** Called off before it was held; or closed although somebody cannot sign, once as many as the quorum have. */
const endOne = (context: Context, it: Of, reason: string) =>
  step(
    context,
    it,
    'meeting.called_off',
    async (tx) => {
      const before = await lockMeeting(tx, it.site_id, it.meeting_id, ['planned', 'signing']);
      const by = { reason, person_id: context.permit.actor_id, now: context.now };
      if (before.state === 'planned') {
        await endMeeting(tx, it.meeting_id, { state: 'called_off', ...by });
        return { facts: { activity: before.kind } };
      }
      const missing = before.attendees.filter((one) => one.presence === 'present' && one.signed_at === null).length;
      if (before.signed < Math.min(before.quorum, before.present))
        throw new Failure('conflict', 'too_few_signatures', { signed: before.signed });
      await endMeeting(tx, it.meeting_id, { state: 'closed', ...by });
      return closedFacts(before, context, missing);
    },
    reason,
  );

async function settleOne(
  context: Context,
  site_id: string | null,
  action_id: string,
  remark: string,
  keep: Sentence,
): Promise<{ done: true }> {
  await context.act(context.permit, { site: site_id, kind: 'meeting.action_done' }, async (tx) => {
    const it = await lockAction(tx, site_id, action_id);
    const me = context.permit.actor_id;
    if (it.owner_id !== me && !isAllowed(context.principal, keep, site_id))
      throw new Failure('forbidden', 'not_allowed', { sentence: keep.id });
    await settleAction(tx, action_id, { remark, person_id: me, now: context.now });
    return {
      subject: { type: 'meeting', id: it.meeting_id },
      facts: { action_id, number: it.number, due_on: it.due_on },
      personal: { remark },
      result: null,
    };
  });
  return { done: true };
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
      handle: ({ params: it, body, context }) =>
        step(context, of(it), 'meeting.held', async (tx) => {
          const before = await lockMeeting(tx, at(it), it.meeting_id, ['planned', 'held']);
          if (Date.parse(body.held_at) > context.now.getTime() + 60_000) throw new Failure('unprocessable', 'held_in_future');
          const held_at = new Date(body.held_at).toISOString();
          await holdMeeting(tx, it.meeting_id, { ...body, held_at });
          const here = body.presence.filter(
            (who) => who.presence === 'present' && before.attendees.some((x) => x.person_id === who.person_id && x.part === 'member'),
          );
          return {
            facts: {
              held_at,
              present: here.length,
              quorum: before.quorum,
              has_quorum: here.length >= before.quorum,
              presence: body.presence,
            },
          };
        }),
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
      handle: ({ params: it, body, context }) =>
        step(
          context,
          of(it),
          'meeting.reopened',
          async (tx) => {
            const before = await lockMeeting(tx, at(it), it.meeting_id, ['signing']);
            await reopenMeeting(tx, it.meeting_id);
            return { facts: { minutes_sha256: before.minutes_sha256, signed: before.signed } };
          },
          body.reason,
        ),
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
    output: meetingDetail,
    handle: ({ params, context }) => detailHere(context, params.site_id, params.meeting_id),
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
      const rows = (await listActions(context.db, { site_id: params.site_id }, context.now)).filter(
        (it) =>
          (it.site_id !== null || seen || it.owner_id === me) &&
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
