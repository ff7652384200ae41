// Duties through the API: read by oneself for a year, trainings recorded by who watches over them, acts of the management body from the ledger.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { openHoldfast } from '../../../test/holdfast.ts';
import type { Duties, ManagementAct } from './schema.ts';
import { renewReadings } from './jobs.ts';
import { readDutiesOf } from './store.ts';

const hf = await openHoldfast({ after });
const at_site = (role: string) => [{ role, scope: 'site' as const, site_id: hf.site_id }];
const ciso = await hf.hire('ciso', [{ role: 'ciso', scope: 'organisation' }]);
const plant = await hf.hire('plant', at_site('plant_manager'));
const tech = await hf.hire('tech', at_site('technician'));
const seen = (as: string, query = '') => hf.ask<Duties>(as, 'GET', `/api/v1/duties${query}`);
const holder = (it: Duties, role: string, person: string) =>
  it.roles.find((one) => one.role === role)!.holders.find((one) => one.person_id === person);
const code = async (as: string, path: string, body: object) => {
  const answer = await hf.call('POST', path, { as, body });
  return [answer.status, answer.body.code];
};
const days = (count: number): Date => new Date(Date.now() + count * 86_400_000);

test('everybody sees their own duties, those who watch over them everybody’s', async () => {
  const mine = await seen('tech');
  assert.deepEqual(
    mine.roles.filter((it) => it.is_mine).map((it) => it.role),
    ['technician'],
  );
  assert.equal(holder(mine, 'ciso', ciso), undefined);
  assert.equal(holder(await seen('plant'), 'ciso', ciso)!.state, 'to_read');
});

test('one says for oneself that one has read them; it counts a year, and a past day is shown as it was', async () => {
  const before = new Date().toISOString();
  assert.deepEqual(await code('tech', '/api/v1/duties/technician/acknowledgement', { version: 9, language: 'de' }), [
    409,
    'version_moved_on',
  ]);
  assert.equal((await code('tech', '/api/v1/duties/technician/acknowledgement', { version: 1, language: 'de' }))[0], 200);
  assert.equal(holder(await seen('tech'), 'technician', tech)!.state, 'read');
  const asking = { me_id: tech, all: true, as_of: null };
  const later = await readDutiesOf(hf.parts.context.db, { ...asking, now: days(366) });
  assert.equal(holder(later, 'technician', tech)!.state, 'expired');
  assert.equal(holder(await seen('tech', `?as_of=${before}`), 'technician', tech)!.state, 'to_read');
  const now = new Date();
  const [tables, folded] = [
    await readDutiesOf(hf.parts.context.db, { ...asking, now }),
    await readDutiesOf(hf.parts.context.db, { ...asking, now, as_of: now }),
  ];
  assert.deepEqual(folded.roles, tables.roles);
});

test('a training is recorded by who watches over it, not before it was held', async () => {
  const course = {
    person_id: plant,
    role: 'plant_manager',
    title: 'Duties of managers',
    provider: 'Chamber',
    hours: 4,
    held_on: '2026-01-10',
    valid_until: '2027-01-10',
  };
  assert.deepEqual(await code('tech', '/api/v1/duties/trainings', course), [403, 'not_allowed']);
  assert.deepEqual(await code('ciso', '/api/v1/duties/trainings', { ...course, held_on: '2099-01-01', valid_until: '2099-06-01' }), [
    422,
    'training_in_future',
  ]);
  const before = new Date().toISOString();
  assert.equal((await code('ciso', '/api/v1/duties/trainings', course))[0], 200);
  assert.deepEqual((await seen('plant', `?as_of=${before}`)).trainings, [], 'what was recorded later was not there to see');
  const after = await seen('plant');
  const now = holder(after, 'plant_manager', plant)!;
  assert.deepEqual([now.trained_until, now.is_trained], ['2027-01-10', true]);
  const later = await readDutiesOf(hf.parts.context.db, { me_id: plant, all: true, as_of: null, now: new Date('2027-01-11T00:00:00Z') });
  assert.equal(holder(later, 'plant_manager', plant)!.is_trained, false);
  assert.deepEqual(
    after.trainings.map((it) => [it.title, it.hours]),
    [['Duties of managers', 4]],
  );
  assert.deepEqual((await seen('tech')).trainings, [], 'others’ trainings are nobody’s business');
  await hf.parts.sequencer.settle();
  const [entry] = await hf.rows<{ data: object }>(`select data from ledger.fact where kind = 'duty.training_recorded'`);
  assert.ok(entry !== undefined && !JSON.stringify(entry.data).includes('Chamber'));
});

test('the log says whether who read the duties held the role', async () => {
  assert.equal((await code('tech', '/api/v1/duties/board/acknowledgement', { version: 1, language: 'de' }))[0], 200);
  const rows = await hf.rows<{ data: { role: string; is_holder: boolean } }>(
    `select e.body -> 'facts' as data from (select convert_from(body, 'UTF8')::jsonb as body from ledger.pending
       union all select convert_from(body, 'UTF8')::jsonb from ledger.entry) e
     where e.body ->> 'kind' = 'duty.read' and e.body -> 'facts' ->> 'person_id' = $1`,
    [tech],
  );
  const said = new Map(rows.map(({ data }) => [data.role, data.is_holder]));
  assert.deepEqual([said.get('technician'), said.get('board')], [true, false]);
});

test('what a member of the management body approved stands there from the ledger, what others did does not', async () => {
  const acts = () => hf.ask<{ named: number; acts: ManagementAct[] }>('plant', 'GET', `${hf.site}/management-acts`);
  assert.deepEqual(await acts(), { named: 0, acts: [] });
  await hf.rows(
    `insert into holdfast.appointment (organisation_id, role, site_id, person_id, starts_at, state, made_by)
     select organisation_id, 'board', null, id, now() - interval '1 day', 'accepted', id from holdfast.person where id = $1`,
    [ciso],
  );
  assert.equal((await code('ciso', '/api/v1/duties/board/acknowledgement', { version: 1, language: 'en' }))[0], 200);
  assert.equal((await code('plant', '/api/v1/duties/plant_manager/acknowledgement', { version: 1, language: 'en' }))[0], 200);
  const found = await acts();
  assert.equal(found.named, 1);
  assert.deepEqual([...new Set(found.acts.map((it) => it.actor_id))], [ciso]);
  assert.ok(found.acts.some((it) => it.kind === 'duty.read' && it.of === 'oversight'));
  assert.equal(holder(await seen('plant'), 'board', ciso)!.state, 'read');
});

test('the log says where the role was held; a new version ends what was read of the old one, once, and its readers are told', async () => {
  const facts = (kind: string) =>
    hf.rows<{ data: Record<string, unknown> }>(
      `select e.body -> 'facts' as data from (select convert_from(body, 'UTF8')::jsonb as body from ledger.pending
         union all select convert_from(body, 'UTF8')::jsonb from ledger.entry) e where e.body ->> 'kind' = $1`,
      [kind],
    );
  const read = await facts('duty.read');
  const at_sites = (role: string) => read.find(({ data }) => data['role'] === role && data['is_holder'] === true)!.data['at_sites'];
  assert.deepEqual([at_sites('technician'), at_sites('board')], [[hf.site_id], null]);
  const [{ context }, next] = [hf.parts, (role: string) => (role === 'technician' ? 2 : 1)];
  assert.equal(await renewReadings(context, new Date()), 0, 'this release says what was read');
  assert.equal(await renewReadings(context, new Date(), next), 1);
  assert.equal(await renewReadings(context, new Date(), next), 0);
  assert.deepEqual(
    (await facts('duty.reading_renewed')).map(({ data }) => data),
    [{ role: 'technician', version: 2, person_ids: [tech] }],
  );
  const notices = await hf.ask<{ rows: { kind: string }[] }>('tech', 'GET', '/api/v1/me/notices');
  assert.equal(notices.rows.filter((it) => it.kind === 'duty_to_read_again').length, 1);
});
