// Notices through the API and a real mail server: who is told, what they choose, what goes by mail and what is not lost while it is away.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { SMTPServer } from 'smtp-server';
import { tellEndingCertificates } from '@holdfast/certificates/jobs';
import { tellEndingRoles } from '@holdfast/roles/jobs';
import { type Holdfast, openHoldfast, type Page, plantBytes } from '../../../test/holdfast.ts';
import { mailDaily } from './jobs.ts';
import type { Notice } from './schema.ts';
import { tell } from './store.ts';

type Got = { to: string; user: string | undefined; text: string };
const got: Got[] = [];

async function openMailServer(port = 0): Promise<{ server: SMTPServer; port: number }> {
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    authOptional: true,
    onAuth: ({ username, password }, _session, done) =>
      password === 'open sesame' ? done(null, { user: username }) : done(Object.assign(new Error('no'), { responseCode: 535 })),
    onRcptTo: ({ address }, _session, done) =>
      address.startsWith('nobody@') ? done(Object.assign(new Error('unknown'), { responseCode: 550 })) : done(),
    onData: (stream, session, done) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => void parts.push(part));
      stream.on('end', () => {
        const [to] = session.envelope.rcptTo;
        got.push({ to: to!.address, user: session.user as string | undefined, text: Buffer.concat(parts).toString() });
        done();
      });
    },
  });
  server.on('error', () => {});
  const listening = server.listen(port, '127.0.0.1');
  await once(listening, 'listening');
  return { server, port: (listening.address() as AddressInfo).port };
}

const hf = await openHoldfast({ after });
const mail = await openMailServer();
let server: SMTPServer = mail.server;
after(() => new Promise<void>((done) => server.close(() => done())));
const people = { technician: await hf.hire('technician', [{ role: 'technician', scope: 'site', site_id: hf.site_id }]) };
const lead = await hf.hire('ot_lead', [{ role: 'ot_lead', scope: 'site', site_id: hf.site_id }]);
const told_owner = await hf.rows(
  `select 1 from holdfast.notice n join holdfast.person p on p.id = n.person_id where p.name = 'Person owner'`,
);
// The roles given above are told too; here it is about what comes after.
await hf.rows('delete from holdfast.notice');
const setting = {
  host: '127.0.0.1',
  port: mail.port,
  security: 'none',
  username: 'holdfast',
  password: 'open sesame',
  sender: 'holdfast@plant.example',
};
type Mine = Page<Notice> & { unread: number };
const mine = (who: string) => hf.ask<Mine>(who, 'GET', '/api/v1/me/notices');
const say = (it: Partial<Parameters<typeof tell>[1]>) =>
  hf.parts.context.db.transaction().execute((tx) =>
    tell(tx, {
      kind: 'walk_down_assigned',
      site_id: hf.site_id,
      opens: 'walk-downs/1',
      params: { name: 'Round\r\nBcc: x@y.example' },
      to: { person_ids: [people.technician] },
      ...it,
    }),
  );

/** A plant's traffic, its zones confirmed, and a list somebody proposes for a conduit. */
async function proposeList(it: Holdfast, who: string): Promise<{ approval_id: string; conduit_id: string; list_id: string }> {
  await it.ingest(plantBytes(700_000));
  await it.ask('owner', 'POST', `${it.site}/zones/confirmations`, { reason: 'Agreed.' });
  const { rows: conduits } = await it.ask<Page<{ id: string }>>('owner', 'GET', `${it.site}/conduits?sort=-flows`);
  const conduit_id = conduits[0]!.id;
  const { rows: flows } = await it.ask<Page<{ id: string }>>('owner', 'GET', `${it.site}/flows?conduit_id=${conduit_id}`);
  const needed = { flow_ids: flows.map((flow) => flow.id), judgement: 'needed', reason: 'Needed.' };
  await it.ask('owner', 'POST', `${it.site}/flows/judgements`, needed);
  const list = await it.ask<{ id: string }>(who, 'POST', `${it.site}/conduits/${conduit_id}/allow-lists`, { reason: 'Needed.' });
  const { rows: waiting } = await it.ask<Page<{ id: string }>>('owner', 'GET', `${it.site}/approvals?state=waiting`);
  return { approval_id: waiting[0]!.id, conduit_id, list_id: list.id };
}

async function untilMail(count: number): Promise<void> {
  for (let round = 0; got.length < count && round < 2400; round += 1) await wait(25);
  assert.equal(got.length, count);
}

test('without a mail server a notice stands in the product, and only for whom it concerns', async () => {
  assert.equal(await say({}), 1);
  const { rows, unread } = await mine('technician');
  assert.deepEqual([rows.length, unread, rows[0]!.kind, rows[0]!.read_at], [1, 1, 'walk_down_assigned', null]);
  assert.deepEqual((await mine('ot_lead')).rows, []);
  await hf.ask('ot_lead', 'POST', '/api/v1/me/notices/read', { ids: [rows[0]!.id] });
  assert.equal((await mine('technician')).unread, 1, 'nobody reads for another');
  await hf.ask('technician', 'POST', '/api/v1/me/notices/read', { ids: null });
  assert.equal((await mine('technician')).unread, 0);
});

test('the owner sets the mail server; the password never comes back and is not in the ledger', async () => {
  const wrong = await hf.call('PUT', '/api/v1/mail', { as: 'owner', body: { ...setting, password: 'wrong' } });
  assert.equal(wrong.status, 200);
  assert.equal((await hf.call('POST', '/api/v1/mail/test', { as: 'owner', body: {} })).body.code, 'mail_sign_in_refused');
  const { body } = await hf.call('PUT', '/api/v1/mail', { as: 'owner', body: setting });
  assert.equal(body.setting.has_password, true);
  assert.ok(!JSON.stringify(body).includes('sesame'));
  await hf.ask('owner', 'POST', '/api/v1/mail/test', {});
  await untilMail(1);
  assert.deepEqual([got[0]!.user, /^Subject: Holdfast: the mail server works/m.test(got[0]!.text)], ['holdfast', true]);
  const [leak] = await hf.rows<{ n: number }>(
    `select (select count(*)::int from ledger.pending p where p::text like '%sesame%') + (select count(*)::int from ledger.entry e where e::text like '%sesame%') as n`,
  );
  assert.equal(leak!.n, 0);
});

test('what waits for a person goes out at once, one line per header, in their words', async () => {
  got.length = 0;
  await say({});
  await untilMail(1);
  const [it] = got as [Got];
  assert.equal(it.to, 'technician@plant.example');
  assert.match(it.text, /^Subject: .*You are to walk the round Round/m);
  assert.doesNotMatch(it.text, /^Bcc:/m);
  assert.match(it.text.replaceAll('=\r\n', ''), new RegExp(`/sites/${hf.site_id}/walk-downs/1`));
});

test('a notice to everybody a sentence lets decide leaves out who asked, and folds what grows', async () => {
  const sentence = { id: 'x', who: ['ot_lead', 'owner'], at: 'zone', changes: true, says: '' } as const;
  const to = { sentence, zone_ids: [], except: [lead] };
  assert.equal(await say({ kind: 'findings_new', params: { count: 2 }, opens: 'findings', to, fold: true }), 1);
  assert.equal(await say({ kind: 'findings_new', params: { count: 5 }, opens: 'findings', to, fold: true }), 1);
  const found = (await mine('owner')).rows.filter((it) => it.kind === 'findings_new');
  assert.deepEqual(
    found.map((it) => it.params),
    [{ count: 5 }],
  );
});

test('the daily mail goes in the plant’s morning, all in one', async () => {
  got.length = 0;
  const parts = {
    db: hf.parts.context.db,
    vault: hf.parts.vault,
    publicUrl: hf.parts.publicUrl,
    log: { debug() {}, info() {}, warn() {}, error() {} },
  };
  const [zone] = await hf.rows<{ time_zone: string }>('select time_zone from holdfast.site limit 1');
  const hourIn = (at: Date): number =>
    Number(new Intl.DateTimeFormat('en-GB', { hour: 'numeric', hourCycle: 'h23', timeZone: zone!.time_zone }).format(at));
  const noon = new Date('2026-11-20T12:00:00Z');
  await mailDaily(parts, noon);
  assert.equal(got.length, 0);
  const six = [...Array(24).keys()].map((hour) => new Date(noon.getTime() + hour * 3600_000)).find((at) => hourIn(at) === 6)!;
  await mailDaily(parts, six);
  assert.deepEqual([got.length, /5 new findings wait/.test(got[0]!.text)], [1, true]);
  await mailDaily(parts, six);
  assert.equal(got.length, 1);
});

test('while the mail server is away nothing is lost, and who wants none gets none', async () => {
  got.length = 0;
  await new Promise<void>((done) => server.close(() => done()));
  await say({});
  await wait(600);
  assert.equal((await hf.ask('owner', 'GET', '/api/v1/mail')).setting.last_fault, 'unreachable');
  ({ server } = await openMailServer(mail.port));
  await untilMail(1);
  const no = { kind: 'walk_down_assigned', in_product: true, by_mail: 'no' };
  await hf.ask('technician', 'PUT', '/api/v1/me/notice-choices', { choices: [no] });
  await say({});
  await hf.idle();
  assert.equal(got.length, 1);
});

const ofKind = async (who: string, kind: string) => (await mine(who)).rows.filter((it) => it.kind === kind);

test('what waits for a second person is told to all who may decide, their deputies too, not to who asked; and who asked hears the end', async () => {
  await hf.hire('plant_manager', [{ role: 'plant_manager', scope: 'site', site_id: hf.site_id }]);
  const deputy = await hf.hire('deputy', []);
  const { rows: grants } = await hf.ask<Page<{ id: string; person_name: string }>>('owner', 'GET', '/api/v1/grants');
  const lent = grants.find((it) => it.person_name === 'Person plant_manager')!;
  const span = { starts_at: new Date(Date.now() - 1000).toISOString(), until_at: new Date(Date.now() + 86_400_000).toISOString() };
  await hf.ask('owner', 'POST', `/api/v1/grants/${lent.id}/deputies`, { person_id: deputy, ...span, reason: 'On leave.' });
  const { approval_id, conduit_id, list_id } = await proposeList(hf, 'ot_lead');
  assert.ok(approval_id);
  for (const who of ['owner', 'plant_manager', 'deputy'])
    assert.deepEqual(
      (await ofKind(who, 'approval_waiting')).map((it) => it.opens),
      [`conduits/${conduit_id}`],
      who,
    );
  for (const who of ['ot_lead', 'technician']) assert.deepEqual(await ofKind(who, 'approval_waiting'), [], who);
  const decision = { decision: 'refused', reason: 'Not this week.' };
  await hf.ask('plant_manager', 'POST', `${hf.site}/conduits/${conduit_id}/allow-lists/${list_id}/decision`, decision);
  assert.deepEqual(
    (await ofKind('ot_lead', 'approval_decided')).map((it) => it.params.decision),
    ['refused'],
  );
  const open = (await ofKind('owner', 'approval_waiting')).filter((it) => it.read_at === null);
  assert.deepEqual(open, [], 'what is decided waits for nobody');
  const again = await proposeList(hf, 'ot_lead');
  await hf.ask('plant_manager', 'POST', `${hf.site}/conduits/${again.conduit_id}/allow-lists/${again.list_id}/decision`, decision);
  assert.deepEqual(
    (await ofKind('ot_lead', 'approval_decided')).map((it) => [it.params.count, it.opens]),
    [[2, 'approvals?show=all']],
  );
});

test('whoever sets Holdfast up is not told of the role they gave themselves', () => assert.deepEqual(told_owner, []));

test('a role that is given and one that ends within 14 days is told to its holder, each end once', async () => {
  const soon = new Date(Date.now() + 5 * 86_400_000).toISOString();
  const person_id = await hf.hire('guest', [{ role: 'technician', scope: 'site', site_id: hf.site_id, expires_at: soon }]);
  assert.deepEqual(
    (await ofKind('guest', 'role_given')).map((it) => it.params.role),
    ['technician'],
  );
  const { db } = hf.parts.context;
  assert.deepEqual([await tellEndingRoles(db, new Date()), await tellEndingRoles(db, new Date())], [1, 0]);
  assert.deepEqual(
    (await ofKind('guest', 'role_ends')).map((it) => it.params.on),
    [soon.slice(0, 10)],
  );
  const [grant] = await hf.rows<{ id: string }>('select id from holdfast.role_grant where person_id = $1', [person_id]);
  await hf.ask('owner', 'PATCH', `/api/v1/grants/${grant!.id}`, {
    expires_at: new Date(Date.now() + 60 * 86_400_000).toISOString(),
    reason: 'Longer.',
  });
  assert.equal(await tellEndingRoles(db, new Date()), 0);
});

test('a machine’s certificate that ends soon is told to the owner, once', async () => {
  await hf.rows(`insert into platform.certificate (fingerprint, purpose, state, serial, name, names, machine_kind, machine_id, pem, not_before, not_after)
    values (repeat('a', 64), 'client', 'current', '01', 'Sensor 1', '{}', 'sensor', '01a20000-0000-7000-8000-000000000001', 'pem', now() - interval '80 days', now() + interval '9 days'),
      (repeat('b', 64), 'client', 'current', '02', 'Sensor 2', '{}', 'sensor', '01a20000-0000-7000-8000-000000000002', 'pem', now(), now() + interval '90 days')`);
  const { db } = hf.parts.context;
  assert.deepEqual([await tellEndingCertificates(db, new Date()), await tellEndingCertificates(db, new Date())], [1, 0]);
  assert.deepEqual(
    (await ofKind('owner', 'certificate_ends')).map((it) => it.params.name),
    ['Sensor 1'],
  );
});

test('who added a capture hears that it was read, and that one could not be', async () => {
  await hf.upload('ot_lead', plantBytes(60_000), 'shift.pcap');
  await hf.upload('ot_lead', Buffer.from('this is no capture at all'), 'letter.pcap');
  await hf.idle();
  assert.deepEqual((await ofKind('ot_lead', 'capture_over')).map((it) => [it.params.name, it.params.state]).toSorted(), [
    ['letter.pcap', 'failed'],
    ['shift.pcap', 'done'],
  ]);
  assert.deepEqual(await ofKind('technician', 'capture_over'), []);
});
