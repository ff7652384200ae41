// Drafts through the interface: learnt from what was recorded, nothing unseen goes unanswered, a window decides when, and an emergency is looked at.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { makeGround } from '../../../test/plant-people.ts';
import { dayThere, openHoldfast } from '../../../test/holdfast.ts';
import { expireExceptions, takeEffect } from './jobs.ts';
import type { ConduitException } from './schema.exceptions.ts';
import { endException, expire, listExpired } from './store.exceptions.ts';
import { listHeld } from './store.force.ts';
import type { Draft } from './schema.drafts.ts';
import type { Trial } from './schema.trial.ts';
import type { AllowList, ConduitDetail, Rule } from './schema.ts';

const hf = await openHoldfast({ after });
const { things } = await makeGround(hf);
const conduit = `${hf.site}/conduits/${things.conduit_id}`;
const reason = 'Learnt in the week of the audit.';
const detail = (): Promise<ConduitDetail> => hf.ask('owner', 'GET', conduit);
const refusal = async (as: string, method: string, path: string, body: unknown): Promise<[number, string]> => {
  const answer = await hf.call(method, path, { as, body });
  return [answer.status, answer.body.code];
};
const period = { from: '2026-11-01T00:00:00Z', until: '2026-12-01T00:00:00Z' };
const learn = (more: object = {}): Promise<Draft> => hf.ask('ot_lead', 'POST', `${conduit}/draft/learning`, { ...period, ...more });
const bare = ({ from_name: _f, to_name: _t, from_zone: _a, to_zone: _b, flows: _n, ...rule }: Draft['rules'][number]): Rule => rule;
await hf.ask('owner', 'POST', `${conduit}/allow-lists/${things.list_id}/withdrawal`, { reason });

test('a draft is learnt from what was recorded, says what of, and nobody overwrites another', async () => {
  const made = await learn();
  assert.ok(made.rules.length > 0 && made.said !== null);
  assert.ok(made.rules.every((rule) => (rule.learnt_from?.conversations ?? 0) > 0));
  assert.deepEqual(new Set(made.said.notes.map((it) => it.rule_id)), new Set(made.rules.map((it) => it.id)));
  assert.equal(
    made.said.states.find((it) => it.state === 'commissioning')?.seen ?? false,
    false,
    'no commissioning day was in the calendar',
  );
  const [first, ...rest] = made.rules.map(bare);
  const kept = { rules: [{ ...first!, purpose: 'Recipes to the filler.', is_essential: true }, ...rest], version: made.version };
  const changed = await hf.ask<Draft>('ot_lead', 'PUT', `${conduit}/draft`, kept);
  assert.deepEqual(
    [changed.version, changed.rules[0]!.purpose, changed.rules[0]!.is_essential],
    [made.version + 1, 'Recipes to the filler.', true],
  );
  assert.deepEqual(await refusal('owner', 'PUT', `${conduit}/draft`, kept), [409, 'changed_meanwhile']);
  await hf.ask('ot_lead', 'POST', `${conduit}/comments`, { rule_id: first!.id, text: 'Who needs that on Sundays?' });
  const { comments } = await hf.ask<{ comments: { text: string; rule_id: string }[] }>('owner', 'GET', `${conduit}/draft`);
  assert.deepEqual(
    comments.map((it) => [it.rule_id, it.text]),
    [[first!.id, 'Who needs that on Sundays?']],
  );
  const empty = { from: '2020-01-01T00:00:00Z', until: '2020-02-01T00:00:00Z' };
  assert.deepEqual(await refusal('ot_lead', 'POST', `${conduit}/draft/learning`, empty), [422, 'nothing_recorded']);
});

test('what was not seen is answered for by name before a draft can be proposed', async () => {
  let now = await learn();
  const unseen = {
    n: 0,
    code: 'engineering_not_seen',
    params: { asset_id: things.asset_id, peer_id: things.asset_id },
    like_rule_id: null,
  };
  const said = { ...now.said!, unseen: [{ ...unseen, rule: null, answer: null, answered_by_name: null, answered_at: null }] };
  await hf.rows(`update holdfast.allow_list_draft set proposal = $1::jsonb`, [JSON.stringify(said)]);
  const propose = { draft_version: now.version, reason };
  assert.deepEqual(await refusal('ot_lead', 'POST', `${conduit}/allow-lists`, propose), [409, 'unseen_unanswered']);
  const answer = { n: 0, answer: 'not_needed', reason: 'The spare controller is programmed on the bench.', version: now.version };
  now = await hf.ask('ot_lead', 'POST', `${conduit}/draft/answers`, answer);
  assert.deepEqual([now.said!.unseen[0]!.answer, now.said!.unseen[0]!.answered_by_name], ['not_needed', 'Person ot_lead']);
  const list = await hf.ask<AllowList>('ot_lead', 'POST', `${conduit}/allow-lists`, { draft_version: now.version, reason });
  assert.equal(list.rules.length, now.rules.length);
  assert.equal((await hf.ask<{ draft: Draft | null }>('owner', 'GET', `${conduit}/draft`)).draft, null);
  await hf.ask('plant_manager', 'POST', `${conduit}/allow-lists/${list.id}/decision`, { decision: 'approved', reason });
  assert.equal((await detail()).in_force!.version, list.version);
});

test('a trial says what the recorded traffic would have lost, and where the last of it was', async () => {
  const span = `from=${period.from}&until=${period.until}`;
  const list = (await detail()).in_force!;
  const whole = await hf.ask<Trial>('auditor', 'GET', `${conduit}/trial?list_id=${list.id}&${span}`);
  assert.ok(whole.judged.conversations > 0);
  assert.deepEqual([whole.cut.conversations, whole.last_cut_at, whole.newly_cut!.conversations], [0, null, 0]);
  const none = await hf.ask<Trial>('auditor', 'GET', `${conduit}/trial?list_id=${list.id}&mode=isolated&${span}`);
  assert.deepEqual([none.passes.conversations, none.cut.conversations], [0, whole.judged.conversations]);
  const made = await learn();
  const [first, ...rest] = made.rules.map(bare);
  assert.ok(rest.length > 0);
  await hf.ask('ot_lead', 'PUT', `${conduit}/draft`, { rules: rest, version: made.version });
  const cut = await hf.ask<Trial>('auditor', 'GET', `${conduit}/trial?${span}`);
  assert.deepEqual([cut.cut.flows + cut.reported.flows, cut.examples.length], [first!.learnt_from!.flows, first!.learnt_from!.flows]);
  assert.ok(cut.examples.every((it) => it.client_name !== '?' && it.outcome !== 'passes'));
  assert.deepEqual(await refusal('auditor', 'GET', `${conduit}/trial?list_id=${things.asset_id}&${span}`, undefined), [
    404,
    'list_not_found',
  ]);
});

test('a list approved for a window takes effect when it opens, and never when it is called off', async () => {
  const hours = (n: number): string => new Date(Date.now() + n * 3600_000).toISOString();
  const stop = { title: 'Stop of line 1', work: 'The next list.', impact: 'stops', approver_id: things.approver_id };
  const before = (await detail()).in_force!;
  const propose = async (starts: number) => {
    const window = await hf.ask<{ id: string }>('ot_lead', 'POST', `${hf.site}/windows`, {
      ...stop,
      starts_at: hours(starts),
      ends_at: hours(starts + 2),
    });
    const made = await learn();
    const list = await hf.ask<AllowList>('ot_lead', 'POST', `${conduit}/allow-lists`, {
      draft_version: made.version,
      window_id: window.id,
      reason,
    });
    await hf.ask('plant_manager', 'POST', `${conduit}/allow-lists/${list.id}/decision`, { decision: 'approved', reason });
    return { window, list };
  };
  const { window, list } = await propose(3);
  let now = await detail();
  assert.deepEqual([now.in_force!.version, now.scheduled!.version, now.scheduled!.window_id], [before.version, list.version, window.id]);
  await hf.ask('owner', 'POST', `${hf.site}/windows/${window.id}/decision`, { decision: 'approved', reason });
  await takeEffect(hf.parts.context);
  assert.equal((await detail()).in_force!.version, before.version, 'the window is ahead');
  await hf.rows(`update holdfast.maintenance_window set starts_at = now() - interval '1 minute' where id = $1`, [window.id]);
  await takeEffect(hf.parts.context);
  now = await detail();
  assert.deepEqual([now.in_force!.version, now.scheduled], [list.version, null]);

  const off = await propose(30);
  await hf.ask('ot_lead', 'POST', `${hf.site}/windows/${off.window.id}/cancellation`, { reason: 'The order was moved.' });
  await takeEffect(hf.parts.context);
  now = await detail();
  assert.deepEqual([now.in_force!.version, now.history[0]!.state], [list.version, 'expired']);
});

test('an earlier version comes back through two people, and an emergency is looked at by somebody else', async () => {
  const { history, in_force } = await detail();
  const earlier = history.find((it) => it.state === 'superseded')!;
  const again = { version_again: earlier.version, is_emergency: true, reason: 'The filler stands.' };
  const list = await hf.ask<AllowList>('ot_lead', 'POST', `${conduit}/allow-lists`, again);
  assert.deepEqual([list.rolled_back_to, list.is_emergency, list.review_due_on], [earlier.version, true, dayThere(7)]);
  await hf.ask('plant_manager', 'POST', `${conduit}/allow-lists/${list.id}/decision`, { decision: 'approved', reason });
  const now = (await detail()).in_force!;
  assert.ok(now.version > in_force!.version);
  assert.deepEqual(now.rules.map(bare), earlier.rules.map(bare));
  const review = { review: 'The list of the window lacked the recipe server.' };
  assert.deepEqual(await refusal('ot_lead', 'POST', `${conduit}/allow-lists/${list.id}/review`, review), [403, 'own_emergency']);
  await hf.ask('plant_manager', 'POST', `${conduit}/allow-lists/${list.id}/review`, review);
  assert.equal((await detail()).in_force!.reviewed_by_name, 'Person plant_manager');
  assert.deepEqual(await refusal('owner', 'POST', `${conduit}/allow-lists/${list.id}/review`, review), [409, 'nothing_to_review']);
});

test('an exception has an owner and a last day; on that day it closes, or stays and asks for a decision', async () => {
  const { in_force } = await detail();
  const { id: _id, learnt_from: _l, ...rule } = bare(in_force!.rules[0]!);
  const days = (n: number): string => new Date(Date.now() + n * 86_400_000).toISOString();
  const wide = { ...rule, port_from: 4242, port_to: 4242, classes: null };
  const it = {
    rule: wide,
    reason: 'Hotline until the spare part is in.',
    owner_id: things.approver_id,
    expires_at: days(3),
    on_expiry: 'closes',
  };
  const path = `${conduit}/exceptions`;
  assert.equal((await hf.call('POST', path, { as: 'ot_lead', body: { ...it, owner_id: undefined } })).status, 400);
  assert.deepEqual(await refusal('ot_lead', 'POST', path, { ...it, expires_at: days(-1) }), [422, 'exception_is_over']);
  assert.deepEqual(await refusal('ot_lead', 'POST', path, { ...it, expires_at: days(400) }), [422, 'exception_too_long']);
  const held = async () =>
    (await listHeld(hf.parts.context.db, hf.site_id)).find(({ id }) => id === things.conduit_id)!.rules!.map(({ id }) => id);
  const before = await held();
  const approve = async (more: object) => {
    const made = await hf.ask<ConduitException>('ot_lead', 'POST', path, { ...it, ...more });
    assert.deepEqual(await held(), before, 'it holds only when two people said so');
    const decide = `${hf.site}/approvals/${made.approval_id}/decision`;
    assert.equal((await hf.call('POST', decide, { as: 'ot_lead', body: { decision: 'approved', reason } })).status, 403);
    await hf.ask('plant_manager', 'POST', decide, { decision: 'approved', reason });
    return made;
  };
  const now = async (id: string) => (await hf.ask<ConduitException>('owner', 'GET', `${hf.site}/exceptions/${id}`)).state;
  const closing = await approve({});
  assert.deepEqual(await held(), [...before, `x${closing.number}`]);
  await expireExceptions(hf.parts.context);
  assert.equal(await now(closing.id), 'in_force', 'its last day is ahead');
  await hf.rows(`update holdfast.conduit_exception set expires_at = now() - interval '1 minute'`);
  await expireExceptions(hf.parts.context);
  assert.deepEqual([await now(closing.id), await held()], ['closed', before]);
  const staying = await approve({ on_expiry: 'escalates' });
  await hf.rows(`update holdfast.conduit_exception set expires_at = now() - interval '1 minute' where id = $1`, [staying.id]);
  await expireExceptions(hf.parts.context);
  assert.deepEqual([await now(staying.id), await held()], ['escalated', [...before, `x${staying.number}`]]);
  await hf.ask('ot_lead', 'POST', `${hf.site}/exceptions/${staying.id}/ending`, { reason: 'The part is in.' });
  assert.deepEqual([await now(staying.id), await held()], ['ended', before]);
});

/** An exception in force, approved by two people, that lets port 4242 of the first rule's ends pass. */
async function except(more: object = {}): Promise<ConduitException> {
  const { in_force } = await detail();
  const { id: _id, learnt_from: _l, ...rule } = bare(in_force!.rules[0]!);
  const body = {
    rule: { ...rule, port_from: 4242, port_to: 4242, protocol: null, classes: null },
    reason: 'Hotline.',
    owner_id: things.approver_id,
    expires_at: new Date(Date.now() + 86_400_000).toISOString(),
    on_expiry: 'closes',
    ...more,
  };
  const made = await hf.ask<ConduitException>('ot_lead', 'POST', `${conduit}/exceptions`, body);
  await hf.ask('plant_manager', 'POST', `${hf.site}/approvals/${made.approval_id}/decision`, { decision: 'approved', reason });
  return made;
}
const exceptionNow = async (id: string) => (await hf.ask<ConduitException>('owner', 'GET', `${hf.site}/exceptions/${id}`)).state;
const over = (id: string) => hf.rows(`update holdfast.conduit_exception set expires_at = now() - interval '1 minute' where id = $1`, [id]);
/** Ledger entries that say this exception is no more. */
async function endings(number: number): Promise<string[]> {
  const { rows } = await hf.ask<{ rows: { kind: string; facts: { number?: number } }[] }>(
    'owner',
    'GET',
    `${hf.site}/ledger/entries?limit=100`,
  );
  return rows.filter((it) => /exception_(ended|closed|escalated)$/.test(it.kind) && it.facts.number === number).map((it) => it.kind);
}

test('what an exception let through is unapproved as soon as it is ended', async () => {
  const { in_force } = await detail();
  const [flow] = await hf.rows<{ id: string }>(
    `select flow_id as id from holdfast.flow_verdict where conduit_id = $1 and rule_id = $2 order by flow_id limit 1`,
    [things.conduit_id, in_force!.rules[0]!.id],
  );
  await hf.rows(`update holdfast.flow set server_port = 4242 where id = $1`, [flow!.id]);
  const verdict = async () => {
    await hf.idle();
    const [row] = await hf.rows<{ verdict: string; rule_id: string | null }>(
      `select verdict, rule_id from holdfast.flow_verdict where flow_id = $1`,
      [flow!.id],
    );
    return [row!.verdict, row!.rule_id];
  };
  const made = await except();
  assert.deepEqual(await verdict(), ['allowed', `x${made.number}`]);
  await hf.ask('ot_lead', 'POST', `${hf.site}/exceptions/${made.id}/ending`, { reason: 'The part is in.' });
  assert.deepEqual(await verdict(), ['unapproved', null]);
});

test('an exception that expires in the moment somebody ends it ends once, whoever comes first', async () => {
  const { db } = hf.parts.context;
  const byHand = await except();
  await over(byHand.id);
  let clock: Promise<void> | undefined;
  await db.transaction().execute(async (tx) => {
    await endException(tx, hf.site_id, byHand.id);
    // The clock has read its list and waits for the row.
    clock = expireExceptions(hf.parts.context);
    await new Promise((wake) => setTimeout(wake, 500));
  });
  await clock;
  assert.deepEqual([await exceptionNow(byHand.id), await endings(byHand.number)], ['ended', []], 'no entry says that it closed');

  const byClock = await except();
  await over(byClock.id);
  const due = (await listExpired(db)).find((it) => it.id === byClock.id)!;
  let answer: Promise<[number, string]> | undefined;
  await db.transaction().execute(async (tx) => {
    assert.equal(await expire(tx, due), true);
    answer = refusal('ot_lead', 'POST', `${hf.site}/exceptions/${byClock.id}/ending`, { reason: 'Not needed.' });
    await new Promise((wake) => setTimeout(wake, 500));
  });
  assert.deepEqual(await answer, [409, 'exception_over']);
  assert.deepEqual([await exceptionNow(byClock.id), await endings(byClock.number)], ['closed', []], 'no entry says that a person ended it');
  assert.equal(await db.transaction().execute((tx) => expire(tx, due)), false);
});

test('what stays on its link, and behind a bridge is seen between two zones, is neither learnt nor told as cut', async () => {
  const { zone_a, zone_b, in_force } = await detail();
  const span = `from=${period.from}&until=${period.until}`;
  const judged = async (): Promise<number> =>
    (await hf.ask<Trial>('auditor', 'GET', `${conduit}/trial?list_id=${in_force!.id}&mode=isolated&${span}`)).judged.conversations;
  const before = await judged();
  const [flow] = await hf.rows<{ id: string }>(
    `update holdfast.flow set transport = 'ethernet', protocol = 'arp', server_port = -1 where id = (
      select f.id from holdfast.flow f join holdfast.zone_member a on a.asset_id = f.client_id join holdfast.zone_member b on b.asset_id = f.server_id
      where a.zone_id = any($1) and b.zone_id = any($1) and a.zone_id <> b.zone_id
        and f.transport = 'tcp' order by (select count(*) from holdfast.conversation c where c.flow_id = f.id) desc, f.packets desc limit 1) returning id`,
    [[zone_a.id, zone_b.id]],
  );
  assert.ok(flow !== undefined);
  const after = await judged();
  assert.ok(after < before, `${after} of ${before}`);
  assert.ok((await learn()).rules.every((rule) => rule.protocol !== 'arp'));
});
