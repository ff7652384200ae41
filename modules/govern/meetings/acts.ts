// Every step of a meeting as one act: called, held, written, fixed, signed, closed; an action settled.
import { listPlaces } from '@holdfast/cadence/store';
import { activities as law } from '@holdfast/core-law';
import { tell } from '@holdfast/notices/store';
import type { Tx } from '@holdfast/platform/act';
import { requireUnchanged } from '@holdfast/platform/changed-meanwhile';
import { Failure } from '@holdfast/platform/failure';
import { isAllowed, type Sentence } from '@holdfast/platform/permit';
import type { Context } from '@holdfast/platform/route';
import type { z } from 'zod';
import { requireLevel, requireQuorum, requireWhole } from './rules.ts';
import type { HeldMeeting, newMeeting, newMinutes, signing } from './schema.ts';
import { drawAgenda } from './store.agenda.ts';
import {
  addMeeting,
  endMeeting,
  fixMinutes,
  holdMeeting,
  keepMinutes,
  lockAction,
  lockMeeting,
  readMeeting,
  reopenMeeting,
  settleAction,
  signMeeting,
  type Whole,
} from './store.ts';

export type Of = { site_id: string | null; meeting_id: string };
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

export const titleOf = (kind: string) => law.find((it) => it.id === kind)!.title;

async function askToSign(tx: Tx, it: Whole): Promise<void> {
  const first = it.site_id ?? (await listPlaces(tx))[0]?.site_id ?? null;
  const title = titleOf(it.kind);
  const params = { title_en: title.en, title_de: title.de, day: it.period_until };
  const person_ids = it.attendees.filter((one) => one.presence === 'present').map((one) => one.person_id);
  await tell(tx, { kind: 'meeting_to_sign', site_id: first, opens: `meetings/${it.id}`, params, to: { person_ids } });
}

/** The facts of a meeting that is over; one without a quorum is none of the activity's runs. */
function tellClosed(it: Whole, context: Context, missing: number): Told {
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

export async function callOne(context: Context, site_id: string | null, body: z.output<typeof newMeeting>): Promise<{ id: string }> {
  requireLevel(body.kind, site_id);
  return context.act(context.permit, { site: site_id, kind: 'meeting.called' }, async (tx) => {
    const { id: meeting_id, quorum } = await addMeeting(tx, site_id, body, { person_id: context.permit.actor_id, now: context.now });
    const { kind, members, guests, period_from, period_until, planned_at } = body;
    const facts = { activity: kind, members, guests, period_from, period_until, planned_at: new Date(planned_at).toISOString(), quorum };
    return { subject: { type: 'meeting', id: meeting_id }, facts, result: { id: meeting_id } };
  });
}

/** What of a record is written: as a page shows it, to compare with what it was when somebody began to write. */
const recordOf = ({ minutes, fixed_items, decision_list, action_list }: Whole) => ({
  minutes,
  fixed_items,
  decisions: decision_list.map(({ text, outcome }) => ({ text, outcome })),
  actions: action_list.map(({ title, owner_id, due_on }) => ({ title, owner_id, due_on })),
});

export const writeOne = (context: Context, it: Of, body: z.output<typeof newMinutes>) =>
  step(context, it, 'meeting.written', async (tx) => {
    const before = await lockMeeting(tx, it.site_id, it.meeting_id, ['held']);
    requireUnchanged(body.before, recordOf(before));
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

export const fixOne = async (context: Context, it: Of): Promise<{ done: true }> => {
  const { agenda } = await drawAgenda(context.db, await readMeeting(context.db, it.site_id, it.meeting_id), context.now);
  return step(context, it, 'meeting.to_sign', async (tx) => {
    const before = await lockMeeting(tx, it.site_id, it.meeting_id, ['held']);
    requireWhole(before);
    const minutes_sha256 = await fixMinutes(tx, before, agenda);
    await askToSign(tx, before);
    return { facts: { minutes_sha256, sections: Object.fromEntries(agenda.map(({ section, total }) => [section, total])) } };
  });
};

export const signOne = (context: Context, it: Of, { minutes_sha256 }: z.output<typeof signing>) =>
  step(context, it, 'meeting.signed', async (tx) => {
    const before = await lockMeeting(tx, it.site_id, it.meeting_id, ['signing']);
    if (before.minutes_sha256 !== minutes_sha256) throw new Failure('conflict', 'minutes_changed');
    const left = await signMeeting(tx, before, context.permit.actor_id, context.now);
    if (left > 0) return { facts: { minutes_sha256, missing: left } };
    await endMeeting(tx, it.meeting_id, { state: 'closed', reason: null, person_id: context.permit.actor_id, now: context.now });
    return tellClosed(before, context, 0);
  });

/** Called off before it was held; or closed although somebody cannot sign, once as many as the quorum have. */
export const endOne = (context: Context, it: Of, reason: string) =>
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
      return tellClosed(before, context, missing);
    },
    reason,
  );

export async function settleOne(
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

/** Who was there; again while the minutes are being written. */
export const holdOne = (context: Context, it: Of, body: HeldMeeting): Promise<{ done: true }> =>
  step(context, it, 'meeting.held', async (tx) => {
    const before = await lockMeeting(tx, it.site_id, it.meeting_id, ['planned', 'held']);
    if (Date.parse(body.held_at) > context.now.getTime() + 60_000) throw new Failure('unprocessable', 'held_in_future');
    const held_at = new Date(body.held_at).toISOString();
    await holdMeeting(tx, it.meeting_id, { ...body, held_at });
    const members = new Set(before.attendees.filter((one) => one.part === 'member').map((one) => one.person_id));
    const present = body.presence.filter((one) => one.presence === 'present' && members.has(one.person_id)).length;
    return { facts: { held_at, present, quorum: before.quorum, has_quorum: present >= before.quorum, presence: body.presence } };
  });

export const reopenOne = (context: Context, it: Of, reason: string): Promise<{ done: true }> =>
  step(
    context,
    it,
    'meeting.reopened',
    async (tx) => {
      const before = await lockMeeting(tx, it.site_id, it.meeting_id, ['signing']);
      await reopenMeeting(tx, it.meeting_id);
      return { facts: { minutes_sha256: before.minutes_sha256, signed: before.signed } };
    },
    reason,
  );
