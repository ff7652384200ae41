// Findings on the plant's own frames, through the whole server: how few an ordinary day yields, what each weakness yields, and how soon Monday's is there.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { createServer as createHttp, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { createServer as createTls } from 'node:tls';
import { issueServer, makeRoot } from '@holdfast/platform/plant-ca-make';
import type { Finding, FindingDetail } from '@holdfast/findings/schema';
import {
  changeoverCapture,
  commissioningCapture,
  dayCapture,
  intrusionCapture,
  type IntrusionName,
  makePlant,
  mondayCapture,
  type PlantCapture,
  weaknessCapture,
  type WeaknessName,
  weekendCapture,
} from '@holdfast/plant';
import { CaptureReader, type PacketSink } from '@holdfast/core-wire';
import { openHoldfast, type Page } from './holdfast.ts';

const hf = await openHoldfast({ after });
const bytesOf = (it: PlantCapture): Buffer => Buffer.concat([...it.chunks()]);
const list = async (state = 'open') => (await hf.ask<Page<Finding>>('owner', 'GET', `${hf.site}/findings?state=${state}&limit=500`)).rows;
const { person } = await hf.ask<{ person: { id: string } }>('owner', 'GET', '/api/v1/me');

/** What a plant does after each day: it bears what is known, with an owner and a day. Returns the kinds that were new. */
async function bear(): Promise<string[]> {
  const found = await list();
  if (found.length === 0) return [];
  const body = {
    finding_ids: found.map((it) => it.id),
    decision: 'tolerate',
    reason: 'Known here.',
    owner_id: person.id,
    due_at: '2099-01-01T00:00:00Z',
  };
  const { decided } = await hf.ask<{ decided: number }>('owner', 'POST', `${hf.site}/findings/decisions`, body);
  assert.equal(decided, found.length);
  await hf.idle();
  return found.map((it) => it.kind).toSorted();
}

/** Lets a capture in and returns the kinds of findings that are new. */
async function live(it: PlantCapture): Promise<string[]> {
  const capture = await hf.ingest(bytesOf(it), it.name);
  assert.equal(capture.state, 'done');
  return bear();
}

test('an ordinary day, a weekend, a changeover and a commissioning day yield at most five findings each', async () => {
  await hf.ingest(bytesOf(dayCapture(makePlant(1))), 'day.pcap');
  const assets = await hf.ask<Page<{ id: string }>>('owner', 'GET', `${hf.site}/assets?limit=2000`);
  const body = { asset_ids: assets.rows.map((it) => it.id), decision: 'accepted', reason: 'Walked down.' };
  await hf.ask('owner', 'POST', `${hf.site}/assets/decisions`, body);
  const hours = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: '06:00', to: '22:00' }));
  await hf.ask('owner', 'PUT', `${hf.site}/production-hours`, { hours });
  await hf.idle();
  const day = await bear();
  assert.deepEqual(day, ['outdated_protocol', 'remote_session', 'unknown_internet', 'unknown_internet', 'unknown_internet']);
  assert.deepEqual(await live(weekendCapture(makePlant(1))), [], 'lines that stand on a Saturday are not silent devices');
  assert.deepEqual(await live(changeoverCapture(makePlant(1))), ['element_outside']);
  assert.deepEqual(await live(commissioningCapture(makePlant(1))), ['changing_command', 'changing_command'], 'nobody noted the work');
});

test('once somebody registers a way, the ordinary days yield no finding more, but for what comes past it', async () => {
  const { rows: zones } = await hf.ask<Page<{ id: string; name: string; purdue_level: string }>>('owner', 'GET', `${hf.site}/zones`);
  const { rows: jumps } = await hf.ask<Page<{ id: string; name: string }>>('owner', 'GET', `${hf.site}/assets?search=10.80.35.10`);
  const entry = {
    name: 'Makers of machines',
    solution: 'Gateway of the DMZ',
    is_door: true,
    asset_id: jumps[0]!.id,
    service: null,
    from_zone_id: null,
    to_zone_ids: zones.filter((it) => Number(it.purdue_level) <= 3).map((it) => it.id),
    to_asset_ids: [],
    owner_id: person.id,
    purpose: 'Hotlines of the makers.',
    reviewed_until: '2031-01-01',
  };
  await hf.ask('owner', 'POST', `${hf.site}/boundary/remote-paths`, entry);
  await hf.idle();
  assert.deepEqual(await bear(), []);
  assert.deepEqual(await live(weekendCapture(makePlant(1), { start: '2026-11-21T21:00:00Z' })), []);
});

test('work noted in the calendar is no finding', async () => {
  const period = { state: 'commissioning', starts_at: '2026-11-25T11:00:00Z', ends_at: '2026-11-25T16:00:00Z' };
  await hf.ask('owner', 'POST', `${hf.site}/operating-periods`, period);
  const body = {
    decision: 'expected',
    reason: 'Work on the capper.',
    finding_ids: (await list('accepted')).filter((it) => it.kind === 'changing_command').map((it) => it.id),
  };
  await hf.ask('owner', 'POST', `${hf.site}/findings/decisions`, body);
  await hf.idle();
  assert.deepEqual(await live(commissioningCapture(makePlant(1), { start: '2026-11-25T12:00:00Z' })), []);
});

const yields: readonly [WeaknessName, string[]][] = [
  ['ftp_login', ['cleartext_credentials']],
  ['tls10', ['outdated_protocol']],
  ['smb1', ['outdated_protocol']],
  ['exception_burst', ['exception_burst']],
  ['port_scan', ['network_scan']],
  ['silent_device', ['silent_device']],
  ['duplicate_address', ['address_conflict']],
  ['telnet_login', ['cleartext_credentials']],
  ['ssl3', ['outdated_protocol']],
];
for (const [at, [name, kinds]] of yields.entries()) {
  test(`${name.replaceAll('_', ' ')}: ${kinds.join()}`, async () => {
    const start = `2026-11-26T${String(7 + at).padStart(2, '0')}:00:00Z`;
    const found = await live(weaknessCapture(makePlant(1), name, { start, minutes: name === 'silent_device' ? 12 : 8 }));
    assert.deepEqual(
      found.filter((it) => it !== 'remote_session'),
      kinds,
    );
  });
}

test('an address that goes over to another MAC is a conflict that names both', async () => {
  const capture = await hf.ingest(
    bytesOf(weaknessCapture(makePlant(1), 'arp_takeover', { start: '2026-11-27T07:00:00Z', minutes: 8 })),
    'takeover.pcap',
  );
  assert.equal(capture.state, 'done');
  const found = (await list()).find((it) => it.kind === 'address_conflict');
  assert.deepEqual([found?.facts['moved'], found?.facts['address']], ['true', '10.80.50.11']);
  assert.notEqual(found?.facts['mac'], found?.facts['other_mac']);
  await bear();
});

/** What an intrusion is told as: the kind, what else it was, the operations. */
async function intrude(name: IntrusionName, start: string): Promise<Finding[]> {
  const capture = await hf.ingest(
    bytesOf(intrusionCapture(makePlant(1), name, { start, minutes: name === 'it_ot_pivot' ? 12 : 8 })),
    `${name}.pcap`,
  );
  assert.equal(capture.state, 'done');
  const found = (await list()).filter((it) => it.subject_type === 'flow');
  await bear();
  return found;
}

test('known commands in an order never seen are told with the usual order beside them', async () => {
  const found = (await intrude('odd_order', '2026-11-27T08:00:00Z')).find(
    (it) => it.subject_name.includes('EWS-TIA-01') && it.subject_name.includes('10.80.21.12'),
  );
  assert.equal(found?.kind, 'changing_command', 'the graver cause stands');
  assert.match(String(found?.facts['also']), /unusual_commands/);
});

test('a desktop opened from the office on a host that then programs a controller is one finding that names the way', async () => {
  const found = (await intrude('it_ot_pivot', '2026-11-27T09:00:00Z')).find((it) => it.kind === 'it_ot_pivot');
  assert.match(found?.subject_name ?? '', /EWS-TIA-01.*10\.80\.21\.12/);
  assert.deepEqual([found?.facts['way'], found?.facts['host']], ['rdp', 'EWS-TIA-01']);
  assert.match(String(found?.facts['from']), /INSTAND-02|10\.80\.4\./i);
  assert.match(String(found?.facts['acts']), /stop, download/);
  assert.ok(found?.attack.includes('T0886') && found.attack.includes('T0843'));
});

test('a program sent to a controller whose flow is marked as safety is the gravest finding', async () => {
  const flows = await hf.ask<Page<{ id: string; server: { address: string }; protocol: string }>>(
    'owner',
    'GET',
    `${hf.site}/flows?limit=500&search=10.80.21.13`,
  );
  const interlock = flows.rows.find((it) => it.protocol === 's7comm' && it.server.address === '10.80.21.13')!;
  const mark = { kind: 'interlock', expected_trip: 'The filler stops.', reason: 'Guard door of the filler.' };
  await hf.ask('owner', 'POST', `${hf.site}/flows/${interlock.id}/safety`, mark);
  const found = (await intrude('safety_touched', '2026-11-27T10:00:00Z')).find((it) => it.kind === 'safety_intervention');
  assert.match(found?.subject_name ?? '', /EWS-TIA-01.*10\.80\.21\.13/);
  assert.ok(found?.attack.includes('T0880'));
  const { matters } = await hf.ask<FindingDetail>('owner', 'GET', `${hf.site}/findings/${found!.id}`);
  assert.ok(matters.some((it) => it.code === 'safety'));
});

test('production ended by the calendar, or a zone nobody recorded, is no silence', async () => {
  assert.deepEqual(
    (await live(weaknessCapture(makePlant(1), 'silent_device', { start: '2026-11-28T09:00:00Z' }))).filter((it) => it === 'silent_device'),
    [],
    'a Saturday',
  );
});

/** A collector behind TLS of the plant's own authority; one connection a line. */
async function openCollector(): Promise<{ url: string; ca_pem: string; lines: string[] }> {
  const root = await makeRoot('Plant', { dns: ['localhost'], ip: [] }, new Date());
  const shown = await issueServer(root, ['127.0.0.1', 'localhost'], new Date());
  const lines: string[] = [];
  const server = createTls({ key: shown.key_pem, cert: shown.certificate.pem, minVersion: 'TLSv1.2' }, (socket) => {
    let text = '';
    socket.setEncoding('utf8').on('data', (part: string) => (text += part));
    socket.on('end', () => lines.push(text)).on('error', () => {});
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  after(() => server.close());
  return { url: `tls://127.0.0.1:${(server.address() as AddressInfo).port}`, ca_pem: root.certificate.pem, lines };
}

/** A webhook's receiver. */
async function openHook(): Promise<{ url: string; heard: { headers: IncomingHttpHeaders; body: string }[] }> {
  const heard: { headers: IncomingHttpHeaders; body: string }[] = [];
  const server = createHttp((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (part: string) => (body += part));
    request.on('end', () => {
      heard.push({ headers: request.headers, body });
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  after(() => server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/in`, heard };
}

const collector = await openCollector();
const hook = await openHook();

test('Monday’s finding is there within five seconds, names station, target and operation and two people on shift, and hands over its frames', async () => {
  await staff();
  const wanted = { name: 'Collector', kinds: ['finding.raised'], allow_private: true };
  const { url, ca_pem } = collector;
  await hf.ask('owner', 'POST', '/api/v1/subscriptions', { ...wanted, way: 'syslog', format: 'cef', url, ca_pem });
  const { secret } = await hf.ask<{ secret: string }>('owner', 'POST', '/api/v1/subscriptions', {
    ...wanted,
    way: 'webhook',
    url: hook.url,
  });
  const monday = bytesOf(mondayCapture(makePlant(1), { start: '2026-11-30T08:02:00Z' }));
  const added = await hf.upload('owner', monday, 'monday.pcap');
  const received = Date.now();
  const stop = async () =>
    (await list()).find((it) => it.kind === 'changing_command' && String(it.facts['acts']).startsWith('stop, download'));
  let found = await stop();
  while (found === undefined && Date.now() - received < 60_000) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    found = await stop();
  }
  const took = Date.now() - received;
  assert.equal(added.status, 200);
  assert.ok(found !== undefined, 'never found');
  assert.ok(took < 5000, `took ${took} ms`);
  assert.match(found.subject_name, /PF-NB-0417.*→.*10\.80\.21\.11/);
  assert.match(String(found.facts['operations']), /PLC stop.*download/);
  assert.deepEqual(found.attack, ['T0843', 'T0858']);
  const detail = await hf.ask<FindingDetail>('owner', 'GET', `${hf.site}/findings/${found.id}`);
  const onShift = detail.call.filter((it) => it.why === 'on_shift').map((it) => it.person_name);
  assert.deepEqual(onShift.toSorted(), ['Person anna', 'Person bert']);
  assert.ok(detail.matters.some((it) => it.code === 'both' || it.code === 'zone'));
  await hf.idle();
  await checkFrames(found);
  checkCollector(found);
  checkHook(found, secret);
});

/** One line of RFC 5424 a finding, counted in octets (RFC 6587), with structured data and CEF. */
function checkCollector(found: Finding): void {
  const line = collector.lines.find((it) => it.includes(found.id)) ?? '';
  const [, octets, rest] = /^(\d+) ([^]*)$/.exec(line) ?? [];
  assert.equal(Number(octets), Buffer.byteLength(rest ?? ''));
  assert.match(rest!, /^<114>1 2026-11-30T08:12:\d\d\.\d{3}Z \S+ holdfast - finding\.raised \[finding@32473 id="/);
  assert.match(
    rest!,
    /target="10\.80\.21\.11".* attack="T0843 T0858"\] CEF:0\|Holdfast\|Holdfast\|1\|finding\.raised\|changing command: [^|]*PLC stop[^|]*\|9\|/,
  );
  assert.match(rest!, / src=10\.80\.22\.199 dst=10\.80\.21\.11 dpt=102 app=s7comm act=PLC stop/);
}

/** Standard Webhooks 1.0.0: the signature is over id, time and body. */
function checkHook(found: Finding, secret: string): void {
  const { headers, body } = hook.heard.find((it) => it.body.includes(found.id))!;
  const said = JSON.parse(body) as { type: string; data: { details: { target: string; operations: string } } };
  assert.deepEqual([said.type, said.data.details.target], ['finding.raised', '10.80.21.11']);
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const signed = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`;
  assert.equal(headers['webhook-signature'], `v1,${createHmac('sha256', key).update(signed).digest('base64')}`);
}

/** Two people on a shift that never ends. */
async function staff(): Promise<void> {
  const [anna, bert] = [await hf.hire('anna', []), await hf.hire('bert', [])];
  const shifts = [
    { name: 'Day', starts: '06:00', ends: '18:00' },
    { name: 'Night', starts: '18:00', ends: '06:00' },
  ];
  const made = await hf.ask<{ shifts: { id: string }[] }>('owner', 'PUT', `${hf.site}/roster/shifts`, { shifts });
  const slots = made.shifts.flatMap(({ id }) =>
    [
      [anna, 'shift_lead'],
      [bert, 'incident_coordinator'],
    ].map(([person_id, role]) => ({ day: 0, shift_id: id, person_id, role, way: 'on_shift' })),
  );
  await hf.ask('owner', 'POST', `${hf.site}/roster/patterns`, { name: 'All', cycle_days: 1, starts_on: '2026-01-01', slots });
}

/** The clip holds the frame that was found, and no more than two hundred. */
async function checkFrames(found: Finding): Promise<void> {
  const answer = await fetch(`${hf.base}${hf.site}/findings/${found.id}/frames`, { headers: { cookie: hf.cookieOf('owner') } });
  assert.equal(answer.status, 200);
  const times: number[] = [];
  const sink: PacketSink = { clock: new Float64Array(1), packet: () => void times.push(sink.clock[0]!) };
  new CaptureReader(sink).push(new Uint8Array(await answer.arrayBuffer()));
  assert.ok(times.length > 20 && times.length <= 200, `${times.length} frames`);
  assert.ok(
    times.some((it) => Math.abs(it / 1000 - Date.parse(found.first_seen)) < 2),
    'the frame itself is in it',
  );
}
