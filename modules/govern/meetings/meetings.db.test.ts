// Meetings through the interface: agenda from the ledger, quorum, the three fixed items, each signs for themselves, actions, investments, the board's targets.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { watchCadence } from '@holdfast/cadence/jobs';
import type { ActivityRow, CalendarEntry } from '@holdfast/cadence/schema';
import { dayThere, openHoldfast, type Page } from '../../../test/holdfast.ts';
import { bindings } from './evidence.ts';
import { remindActions } from './jobs.ts';
import type { Action, Meeting, MeetingDetail } from './schema.ts';
import { foldMeetings, meetingKinds } from './rules.fold.ts';
import { listMeetings } from './store.ts';
import { boardTargetsAt } from './store.money.ts';
import { factsUntil } from '@holdfast/platform/facts';

const hf = await openHoldfast({ after });
const db = hf.parts.context.db;
const dayMs = 86_400_000;
const dayPlus = dayThere;
const ids = {
  lead: await hf.hire('ot_lead', [{ role: 'ot_lead', scope: 'site', site_id: hf.site_id }]),
  tech: await hf.hire('technician', [{ role: 'technician', scope: 'site', site_id: hf.site_id }]),
  ciso: await hf.hire('ciso', [{ role: 'ciso', scope: 'organisation' }]),
  owner: (await hf.ask<{ person: { id: string } }>('owner', 'GET', '/api/v1/me')).person.id,
};
const month = { period_from: dayPlus(-20), period_until: dayPlus(0), planned_at: new Date().toISOString() };
const site = `${hf.site}/meetings`;
const read = (id: string, as = 'owner'): Promise<MeetingDetail> => hf.ask(as, 'GET', `${site}/${id}`);
const record = {
  minutes: 'Herr Kern told of the leak at pump 3.',
  fixed_items: { tabletop: 'Held in May, two fixes open.', runbooks: 'Pump restart rewritten.', investment: 'Gateway at line 2.' },
  decisions: [{ text: 'Close port 445 to the office.', outcome: 'accepted' }],
  actions: [{ title: 'Order the gateway', owner_id: ids.tech, due_on: dayPlus(10) }],
};
const held = (present: readonly string[], all: readonly string[] = present) => ({
  held_at: new Date(Date.now() - 60_000).toISOString(),
  presence: all.map((person_id) => ({ person_id, presence: present.includes(person_id) ? 'present' : 'excused' })),
});
const refusal = async (as: string, method: string, path: string, body?: unknown): Promise<[number, string]> => {
  const answer = await hf.call(method, path, { as, body });
  return [answer.status, answer.body.code];
};

let review = '';

test('a review is called once for a period, with a quorum of more than half; a site calls no board day', async () => {
  const body = { ...month, kind: 'monthly_review', members: [ids.lead, ids.tech, ids.owner] };
  ({ id: review } = await hf.ask<{ id: string }>('ot_lead', 'POST', site, body));
  assert.deepEqual([(await read(review)).quorum, (await read(review)).members], [2, 3]);
  assert.deepEqual(await refusal('ot_lead', 'POST', site, body), [409, 'meeting_called_already']);
  assert.deepEqual(await refusal('ot_lead', 'POST', site, { ...body, kind: 'board_day' }), [422, 'meeting_kind_not_here']);
  assert.deepEqual(await refusal('technician', 'POST', site, body), [403, 'not_allowed']);
});

test('the agenda is drawn from the ledger: what was done, what is overdue, what is open', async () => {
  await hf.ask('owner', 'POST', `${hf.site}/suppliers`, { name: 'Pump maker', services: 'Pumps' }).catch(() => null);
  await hf.ask('ot_lead', 'POST', `${hf.site}/activities`, {
    title: 'Weekly look',
    rhythm: { every: 1, unit: 'week', starts_on: dayPlus(-1), moves: 'stays' },
  });
  await hf.parts.sequencer.settle();
  const { agenda } = await read(review);
  const of = (section: string) => agenda.find((it) => it.section === section)!;
  const [told] = await hf.rows<{ n: number }>(`select (select count(*) from ledger.fact where kind = 'role.given')::int as n`);
  assert.ok(told!.n > 0);
  assert.deepEqual(of('governance').lines.find((it) => it.kind === 'role.given')?.count, told!.n);
  assert.match(of('governance').lines[0]!.opens!, /^ledger\?kind=.*since=/);
  assert.ok(of('overdue').lines.some((it) => it.title?.de === 'Zonen überprüfen' && it.state === 'no_date'));
  assert.equal(of('actions').total, 0);
});

test('without a quorum nothing is decided; without the three items nothing is signed', async () => {
  await hf.ask('ot_lead', 'POST', `${site}/${review}/held`, held([ids.lead], [ids.lead, ids.tech, ids.owner]));
  assert.deepEqual(await refusal('ot_lead', 'PUT', `${site}/${review}/minutes`, record), [422, 'no_quorum']);
  await hf.ask('ot_lead', 'POST', `${site}/${review}/held`, held([ids.lead, ids.tech], [ids.lead, ids.tech, ids.owner]));
  assert.equal((await read(review)).has_quorum, true);
  const { runbooks: _, ...two } = record.fixed_items;
  await hf.ask('ot_lead', 'PUT', `${site}/${review}/minutes`, { ...record, fixed_items: two });
  assert.deepEqual(await refusal('ot_lead', 'POST', `${site}/${review}/fixing`, {}), [422, 'fixed_items_missing']);
  await hf.ask('ot_lead', 'PUT', `${site}/${review}/minutes`, record);
  await hf.ask('ot_lead', 'POST', `${site}/${review}/fixing`, {});
  assert.equal((await read(review)).state, 'signing');
  assert.deepEqual(await refusal('ot_lead', 'PUT', `${site}/${review}/minutes`, record), [409, 'meeting_state']);
});

test('each signs what they read, for themselves; a change makes every signature void', async () => {
  const first = (await read(review)).minutes_sha256!;
  const sign = (as: string, minutes_sha256: string) => refusal(as, 'POST', `${site}/${review}/signature`, { minutes_sha256 });
  assert.deepEqual(await sign('owner', first), [403, 'was_not_there'], 'who was excused');
  assert.deepEqual(await sign('ot_lead', '0'.repeat(64)), [409, 'minutes_changed']);
  assert.equal((await sign('ot_lead', first))[0], 200);
  assert.deepEqual(await sign('ot_lead', first), [409, 'signed_already']);
  await hf.ask('ot_lead', 'POST', `${site}/${review}/reopening`, { reason: 'A word was wrong.' });
  assert.equal((await read(review)).signed, 0);
  await hf.ask('ot_lead', 'PUT', `${site}/${review}/minutes`, { ...record, minutes: 'Herr Kern told of the leak at pump 4.' });
  await hf.ask('ot_lead', 'POST', `${site}/${review}/fixing`, {});
  const second = (await read(review)).minutes_sha256!;
  assert.notEqual(second, first);
  assert.deepEqual(await sign('technician', first), [409, 'minutes_changed']);
  assert.equal((await sign('technician', second))[0], 200);
  assert.equal((await sign('ot_lead', second))[0], 200);
  const it = await read(review);
  assert.deepEqual([it.state, it.signed, it.decisions, it.open_actions], ['closed', 2, 1, 1]);
  assert.ok(it.agenda.length > 5, 'the agenda stays as it was');
});

test('what people wrote is not in the ledger; the closed review is a run of its activity and evidence', async () => {
  const leaks = await hf.rows(
    `select 1 from ledger.entry where convert_from(body, 'UTF8') ~ 'Kern|port 445|Order the gateway' union all select 1 from ledger.pending where convert_from(body, 'UTF8') ~ 'Kern|port 445|Order the gateway'`,
  );
  assert.equal(leaks.length, 0);
  await hf.ask('ot_lead', 'POST', `${hf.site}/activities`, {
    of: 'monthly_review',
    rhythm: { every: 1, unit: 'month', starts_on: dayPlus(0), at: '00:01', moves: 'stays' },
  });
  const { rows } = await hf.ask<Page<ActivityRow>>('owner', 'GET', `${hf.site}/activities?limit=500`);
  const activity = rows.find((it) => it.of === 'monthly_review')!;
  assert.deepEqual([activity.last_act, activity.state === 'due'], ['meeting.closed', false]);
  const facts = await factsUntil(db, { site_id: hf.site_id, kinds: ['meeting.closed'], until: new Date() });
  const proven = bindings.filter((it) => facts.some((fact) => it.reads(fact).length > 0)).map((it) => it.id);
  assert.deepEqual(proven, ['meetings.monthly_review']);
});

test('an action shows until it is done, by whose it is; when its day comes they are told once', async () => {
  const actions = async (query = ''): Promise<Action[]> =>
    (await hf.ask<Page<Action>>('technician', 'GET', `${hf.site}/meeting-actions${query}`)).rows;
  const [it] = await actions('?mine=true');
  assert.deepEqual([it!.title, it!.owner_name, it!.is_overdue], ['Order the gateway', 'Person technician', false]);
  const calendar = await hf.ask<{ rows: CalendarEntry[] }>(
    'technician',
    'GET',
    `${hf.site}/calendar?from=${dayPlus(-30)}&until=${dayPlus(20)}`,
  );
  const mine = calendar.rows
    .filter((one) => one.kind === 'action' || one.kind === 'meeting')
    .map((one) => [one.kind, one.day, one.person_name]);
  assert.deepEqual(mine, [
    ['meeting', dayPlus(0), null],
    ['action', dayPlus(10), 'Person technician'],
  ]);
  assert.equal(await remindActions(hf.parts.context, new Date(Date.now() + 9 * dayMs)), 0);
  // Half an hour before midnight in UTC the day has begun at the site.
  assert.equal(await remindActions(hf.parts.context, new Date(`${dayPlus(9)}T23:30:00Z`)), 1);
  assert.equal(await remindActions(hf.parts.context, new Date(Date.now() + 11 * dayMs)), 0);
  const { rows: told } = await hf.ask<Page<{ kind: string }>>('technician', 'GET', '/api/v1/me/notices');
  assert.equal(told.filter(({ kind }) => kind === 'action_due').length, 1);
  await hf.hire('other', [{ role: 'technician', scope: 'site', site_id: hf.site_id }]);
  assert.deepEqual(await refusal('other', 'POST', `${hf.site}/meeting-actions/${it!.id}/done`, { remark: 'Not mine.' }), [
    403,
    'not_allowed',
  ]);
  await hf.ask('technician', 'POST', `${hf.site}/meeting-actions/${it!.id}/done`, { remark: 'Ordered on Monday.' });
  assert.deepEqual(await refusal('technician', 'POST', `${hf.site}/meeting-actions/${it!.id}/done`, { remark: 'Again.' }), [
    409,
    'action_done',
  ]);
  assert.deepEqual([(await actions('?state=open')).length, (await actions('?state=done'))[0]!.done_remark], [0, 'Ordered on Monday.']);
});

test('a committee is the organisation’s: who may not see it does not, whoever was invited does; without a quorum it is none', async () => {
  const org = '/api/v1/meetings';
  const { id } = await hf.ask<{ id: string }>('ciso', 'POST', org, {
    ...month,
    kind: 'resilience_committee',
    members: [ids.ciso, ids.owner, ids.lead],
    guests: [ids.tech],
    quorum: 3,
  });
  assert.equal((await hf.call('GET', `${site}/${id}`, { as: 'other' })).status, 404);
  assert.equal((await read(id, 'technician')).id, id);
  await hf.ask('ciso', 'POST', `${org}/${id}/held`, held([ids.ciso, ids.tech]));
  assert.deepEqual([(await read(id)).present, (await read(id)).has_quorum], [1, false], 'guests make no quorum');
  await hf.ask('ciso', 'PUT', `${org}/${id}/minutes`, { ...record, decisions: [], actions: [] });
  await hf.ask('ciso', 'POST', `${org}/${id}/fixing`, {});
  const { minutes_sha256 } = await read(id);
  for (const who of ['ciso', 'technician']) await hf.ask(who, 'POST', `${org}/${id}/signature`, { minutes_sha256 });
  assert.equal((await read(id)).state, 'closed');
  const kinds = await factsUntil(db, { site_id: null, kinds: ['meeting.closed', 'meeting.closed_without_quorum'], until: new Date() });
  assert.deepEqual(
    kinds.map((it) => it.kind),
    ['meeting.closed_without_quorum'],
  );
});

test('a quarter without a committee shows red and stays there', async () => {
  await hf.ask('owner', 'POST', '/api/v1/activities', {
    of: 'resilience_committee',
    rhythm: { every: 1, unit: 'quarter', starts_on: dayPlus(5), moves: 'stays' },
  });
  const at = async (days: number): Promise<ActivityRow> => {
    const as_of = new Date(Date.now() + days * dayMs).toISOString();
    const { rows } = await hf.ask<Page<ActivityRow>>('owner', 'GET', `${hf.site}/activities?limit=500&as_of=${as_of}`);
    return rows.find((it) => it.of === 'resilience_committee')!;
  };
  assert.equal((await at(7)).state, 'overdue');
  assert.deepEqual((await at(120)).missed, [dayPlus(5)]);
  await watchCadence(hf.parts.context, new Date(Date.now() + 120 * dayMs));
  assert.deepEqual((await at(0)).missed, [], 'as of today it was not missed yet');
});

test('what the facts tell is what the tables hold, and a page as of before knows nothing of later', async () => {
  const before = await listMeetings(db, hf.site_id);
  const whole = await factsUntil(db, { site_id: null, kinds: meetingKinds, until: new Date() });
  const here = await factsUntil(db, { site_id: hf.site_id, kinds: meetingKinds, until: new Date() });
  const folded = [...foldMeetings([...whole, ...here]).values()];
  const sort = (rows: readonly Meeting[]): unknown[] =>
    rows
      .toSorted((a, b) => (a.id < b.id ? -1 : 1))
      .map((it) => Object.fromEntries(Object.entries(it).toSorted(([a], [b]) => (a < b ? -1 : 1))));
  assert.deepEqual(sort(folded), sort(before));
  const early = await hf.ask<Page<Meeting>>('owner', 'GET', `${site}?as_of=2020-01-01T00:00:00Z`);
  assert.equal(early.total, 0);
});

test('the record goes on paper with the hash those present signed', async () => {
  const { status, headers, body } = await hf.call('GET', `${site}/${review}/paper`, { as: 'ot_lead' });
  assert.deepEqual([status, headers['content-type'], String(body).slice(0, 5)], [200, 'application/pdf', '%PDF-']);
});

test('an investment needs something that pays for it, and another person to approve it', async () => {
  const body = {
    site_id: hf.site_id,
    title: 'Gateway at line 2',
    kind: 'gateway',
    cost_eur: 12_500,
    budget_year: 2027,
    reasons: [{ type: 'activity', id: 'zone_review', title: 'Zones never reviewed' }],
  };
  assert.equal((await refusal('ot_lead', 'POST', '/api/v1/investments', { ...body, reasons: [] }))[0], 400);
  const { id } = await hf.ask<{ id: string }>('owner', 'POST', '/api/v1/investments', body);
  const decide = (as: string, state: string) =>
    refusal(as, 'POST', `/api/v1/investments/${id}/decision`, { state, is_earmarked: true, reason: 'Agreed in the committee.' });
  assert.deepEqual(await decide('owner', 'approved'), [403, 'second_person_needed']);
  assert.deepEqual(await decide('ot_lead', 'approved'), [403, 'not_allowed']);
  assert.equal((await decide('ciso', 'approved'))[0], 200);
  assert.deepEqual(await decide('ciso', 'rejected'), [409, 'investment_state']);
  assert.equal((await hf.ask('technician', 'GET', '/api/v1/investments?search=gateway%20never')).total, 1);
  assert.equal((await hf.ask('technician', 'GET', '/api/v1/investments?search=bastion')).total, 0);
  const backlog = await hf.ask('technician', 'GET', '/api/v1/investments');
  assert.deepEqual(
    [backlog.wanted_eur, backlog.earmarked_eur, backlog.rows[0].state, backlog.rows[0].reasons[0].title],
    [12_500, 12_500, 'approved', 'Zones never reviewed'],
  );
});

test('the board’s targets hold from the signature of another person on, and dashboards read just that version', async () => {
  const propose = (minutes: number) =>
    hf.ask<{ version: number }>('ciso', 'POST', '/api/v1/board-targets', {
      appetite: 'cautious',
      statement: 'No stop longer than a shift.',
      targets: { restore_control_minutes: minutes },
    });
  const { version } = await propose(240);
  assert.equal(await boardTargetsAt(db, new Date()), null);
  assert.deepEqual(await refusal('ciso', 'POST', `/api/v1/board-targets/${version}/signature`, {}), [403, 'second_person_needed']);
  await hf.ask('owner', 'POST', `/api/v1/board-targets/${version}/signature`, {});
  const signed = new Date();
  const next = await propose(120);
  const now = await hf.ask('technician', 'GET', '/api/v1/board-targets');
  assert.deepEqual([now.in_force.version, now.in_force.targets, now.rows.length], [version, { restore_control_minutes: 240 }, 2]);
  await hf.ask('owner', 'POST', `/api/v1/board-targets/${next.version}/signature`, {});
  assert.equal((await boardTargetsAt(db, new Date()))!.version, next.version);
  assert.equal((await boardTargetsAt(db, signed))!.version, version);
});

test('one meeting and the actions of all are told as they were, from the facts; now they say what the tables say', async () => {
  const { rows } = await hf.ask<{ rows: { id: string }[] }>('owner', 'GET', `${hf.site}/meetings`);
  assert.ok(rows.length > 1);
  const plain = (it: object): unknown =>
    JSON.parse(
      JSON.stringify(it, (key, one: unknown) => {
        // Ids of decisions and actions are made when the record is written, and the agenda of one that is open is drawn anew.
        if (key === 'agenda' || key === 'fixed_offers') return undefined;
        if (typeof one !== 'string') return one;
        return /^\d{4}-\d\d-\d\dT/.test(one) ? 'time' : one;
      }),
    );
  type Detail = { decision_list: { id: string }[]; action_list: { id: string }[]; agenda: unknown; minutes_sha256: string | null };
  const withoutIds = (it: Detail) => ({
    ...it,
    decision_list: it.decision_list.map(({ id: _id, ...one }) => one),
    action_list: it.action_list.map(({ id: _id, ...one }) => one),
  });
  const soon = new Date(Date.now() + 1000).toISOString();
  for (const { id } of rows) {
    const now = await hf.ask<Detail>('owner', 'GET', `${hf.site}/meetings/${id}`);
    const then = await hf.ask<Detail>('owner', 'GET', `${hf.site}/meetings/${id}?as_of=${soon}`);
    assert.deepEqual(plain(withoutIds(then)), plain(withoutIds(now)));
    if (now.minutes_sha256 !== null) assert.deepEqual(then.agenda, now.agenda, 'the agenda that was fixed');
    assert.equal((await hf.call('GET', `${hf.site}/meetings/${id}?as_of=2020-01-01T00:00:00.000Z`, { as: 'owner' })).status, 404);
  }
  const titles = async (query: string) =>
    (
      await hf.ask<{ rows: { title: string; done_at: string | null }[] }>('owner', 'GET', `${hf.site}/meeting-actions?limit=200${query}`)
    ).rows
      .map((it) => `${it.title} ${it.done_at === null}`)
      .toSorted();
  assert.deepEqual(await titles(`&as_of=${soon}`), await titles(''));
  assert.deepEqual(await titles('&as_of=2020-01-01T00:00:00.000Z'), []);
});
