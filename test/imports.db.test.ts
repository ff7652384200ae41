// Imports through the API of the whole server: dry run, exactly the wrong rows refused, again without a change, permits, undo.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import readSheets from 'read-excel-file/node';
import type { ImportDetail, ImportPage, RowPage } from './imports.ts';
import { openHoldfast } from './holdfast.ts';

const hf = await openHoldfast({ after });
const reason = 'The wrong list.';

async function bring(as: string, kind: string, text: string | Buffer, name = `${kind}.csv`): Promise<ImportDetail> {
  const body = typeof text === 'string' ? Buffer.from(text) : text;
  const read = await hf.call<ImportDetail>('POST', `${hf.site}/imports?kind=${kind}&name=${encodeURIComponent(name)}`, { as, body });
  assert.equal(read.status, 200, JSON.stringify(read.body));
  return read.body;
}
const dryRun = (as: string, it: ImportDetail, body: object = {}) =>
  hf.ask<ImportDetail>(as, 'POST', `${hf.site}/imports/${it.id}/dry-run`, body);
const apply = (as: string, it: ImportDetail) =>
  hf.ask<ImportDetail>(as, 'POST', `${hf.site}/imports/${it.id}/application`, { plan_sha256: it.plan_sha256 });
const rowsOf = async (it: ImportDetail, outcome = '') =>
  (await hf.ask<RowPage>('owner', 'GET', `${hf.site}/imports/${it.id}/rows?limit=2000${outcome && `&outcome=${outcome}`}`)).rows;
const assets = async (search = '') => hf.ask('owner', 'GET', `${hf.site}/assets?limit=2000&search=${encodeURIComponent(search)}`);

const ip = (n: number) => `10.60.${n >> 8}.${n & 255}`;
const mac = (n: number) => `02:00:5e:00:${(n >> 8).toString(16).padStart(2, '0')}:${(n & 255).toString(16).padStart(2, '0')}`;
/** 5,000 rows; every 125th is wrong in one of four ways. Row numbers as a spreadsheet shows them. */
function bigList(): { text: string; wrong: Map<number, [column: string, code: string]> } {
  const faults = [
    ['IP-Adresse', 'bad_ip'],
    ['Art', 'not_in_list'],
    ['MAC-Adresse', 'bad_mac'],
    ['Wieder da in (Stunden)', 'bad_number'],
  ] as const;
  const wrong = new Map<number, [string, string]>();
  const lines = ['Anlagennummer;Name;Art;Hersteller;Seriennummer;IP-Adresse;MAC-Adresse;Wieder da in (Stunden)'];
  for (let n = 1; n <= 5000; n += 1) {
    const fault = n % 125 === 0 ? (n / 125) % 4 : -1;
    if (fault >= 0) wrong.set(n + 1, [...faults[fault]!]);
    const cells = [
      `A-${n}`,
      `Antrieb ${n}`,
      fault === 1 ? 'Kaffeemaschine' : 'Antrieb',
      'Siemens',
      `SN${n}`,
      fault === 0 ? '10.60.300.1' : ip(n),
    ];
    lines.push([...cells, fault === 2 ? 'keine Ahnung' : mac(n), fault === 3 ? 'bald' : '8,0'].join(';'));
  }
  return { text: lines.join('\r\n'), wrong };
}

test('of 5,000 rows exactly the 40 wrong ones are refused, with row, column and reason; the same list again changes nothing', async () => {
  const { text, wrong } = bigList();
  assert.equal(wrong.size, 40);
  const [began, spent] = [performance.now(), process.cpuUsage()];
  const planned = await dryRun('owner', await bring('owner', 'asset', text));
  assert.deepEqual(planned.counts, { add: 4960, change: 0, same: 0, conflict: 0, error: 40, writes: 4960 });
  assert.equal((await assets()).total, 0, 'a dry run writes nothing');
  const refused = await rowsOf(planned, 'error');
  assert.deepEqual(new Map(refused.map((it) => [it.row_number, [it.problems[0]!.column, it.problems[0]!.code]])), wrong);
  assert.ok(refused.every((it) => it.problems.length === 1));
  const applied = await apply('owner', planned);
  const [tookMs, cpu] = [performance.now() - began, process.cpuUsage(spent)];
  assert.equal(applied.state, 'applied');
  assert.equal((await assets()).total, 4960);
  // The work, whatever else the machine does; and the database’s, which is not counted in it.
  assert.ok(cpu.user + cpu.system < 15_000_000, `${Math.round((cpu.user + cpu.system) / 1000)} ms of work`);
  assert.ok(tookMs < 60_000, `${Math.round(tookMs)} ms`);
  const again = await dryRun('owner', await bring('owner', 'asset', text));
  assert.deepEqual(again.counts, { add: 0, change: 0, same: 4960, conflict: 0, error: 40, writes: 0 });
  const nothing = await hf.call('POST', `${hf.site}/imports/${again.id}/application`, {
    as: 'owner',
    body: { plan_sha256: again.plan_sha256 },
  });
  assert.deepEqual([nothing.status, nothing.body.code], [409, 'nothing_to_apply']);
  const { rows } = await assets('A-4999');
  assert.deepEqual(
    [rows[0].asset_tag, rows[0].kind, rows[0].ips, rows[0].rto_hours, rows[0].standing],
    ['A-4999', 'drive', [ip(4999)], 8, 'accepted'],
  );
  await hf.idle();
});

test('refused rows come back as a sheet that, mended, imports as it is', async () => {
  const { rows } = await hf.ask<ImportPage>('owner', 'GET', `${hf.site}/imports?state=applied`);
  const answer = await fetch(`${hf.base}${hf.site}/imports/${rows[0]!.id}/refused?language=de`, {
    headers: { cookie: hf.cookieOf('owner') },
  });
  const bytes = Buffer.from(await answer.arrayBuffer());
  const [sheet] = await readSheets(bytes);
  assert.equal(sheet!.data.length, 41);
  assert.deepEqual(sheet!.data[0]!.slice(-2), ['Warum abgewiesen', 'Zeile in der Datei']);
  assert.match(String(sheet!.data[1]!.at(-2)), /^Art: „Kaffeemaschine“ gehört nicht zur Auswahl/);
  const mended = sheet!.data.map((row) => row.slice(0, 8).map((it) => String(it ?? '')));
  for (const row of mended.slice(1))
    Object.assign(row, { 2: 'Antrieb', 5: ip(Number(row[0]!.slice(2))), 6: mac(Number(row[0]!.slice(2))), 7: '4' });
  const planned = await dryRun('owner', await bring('owner', 'asset', mended.map((row) => row.join('\t')).join('\n')));
  assert.deepEqual([planned.counts!.add, planned.counts!.error, planned.notes['delimiter']], [40, 0, 'tab']);
});

test('a dry run is applied as it was looked at: when the plant changed since, it says so and writes nothing', async () => {
  const planned = await dryRun('owner', await bring('owner', 'asset', 'Asset tag,Name\nA-1,Press 1\nNEW-1,Press 2\n'));
  assert.deepEqual([planned.counts!.change, planned.counts!.add], [1, 1]);
  const [cell] = (await rowsOf(planned, 'change'))[0]!.cells.filter((it) => it.field === 'name');
  assert.deepEqual([cell!.from, cell!.to, cell!.state], ['Antrieb 1', 'Press 1', 'change']);
  const { rows } = await assets('A-1 ');
  const one = rows.find((it: { asset_tag: string }) => it.asset_tag === 'A-1');
  await hf.ask('owner', 'PATCH', `${hf.site}/assets/${one.id}`, { version: one.version, name: 'Antrieb Eins' });
  const refused = await hf.call('POST', `${hf.site}/imports/${planned.id}/application`, {
    as: 'owner',
    body: { plan_sha256: planned.plan_sha256 },
  });
  assert.deepEqual([refused.status, refused.body.code], [409, 'plant_changed_since']);
  assert.equal((await assets('NEW-1')).total, 0);
  const anew = await dryRun('owner', planned);
  const [said] = (await rowsOf(anew, 'conflict'))[0]!.cells.filter((it) => it.field === 'name');
  assert.deepEqual([said!.from, said!.to, said!.state, said!.says], ['Antrieb Eins', 'Press 1', 'conflict', 'person']);
  await apply('owner', anew);
  assert.equal((await hf.ask('owner', 'GET', `${hf.site}/assets/${one.id}`)).name, 'Antrieb Eins', 'a person’s word stays');
  const taken = await dryRun('owner', await bring('owner', 'asset', 'Asset tag,Name\nA-1,Press 1\n'), { take: true });
  await apply('owner', taken);
  assert.equal((await hf.ask('owner', 'GET', `${hf.site}/assets/${one.id}`)).name, 'Press 1', 'unless the sheet shall win');
});

test('an import is taken back where nothing changed since, and not where something did', async () => {
  const before = (await assets()).total;
  const text = 'Asset tag;Name;Location;IP address\nA-2;Antrieb 2;Hall 7;\nU-1;Undo 1;Hall 8;10.61.0.1\nU-2;Undo 2;Hall 8;10.61.0.2\n';
  const applied = await apply('owner', await dryRun('owner', await bring('owner', 'asset', text)));
  await hf.idle();
  const [two] = (await assets('A-2 ')).rows.filter((it: { asset_tag: string }) => it.asset_tag === 'A-2');
  assert.equal(two.location, 'Hall 7');
  const undone = await hf.ask<ImportDetail>('owner', 'POST', `${hf.site}/imports/${applied.id}/undo`, { reason });
  assert.equal(undone.state, 'undone');
  await hf.idle();
  assert.deepEqual([(await assets()).total, (await hf.ask('owner', 'GET', `${hf.site}/assets/${two.id}`)).location], [before, null]);
  const second = await apply('owner', await dryRun('owner', await bring('owner', 'asset', text)));
  const [unit] = (await assets('U-1')).rows;
  await hf.ask('owner', 'PATCH', `${hf.site}/assets/${unit.id}`, { version: unit.version, remark: 'Moved.' });
  const refused = await hf.call('POST', `${hf.site}/imports/${second.id}/undo`, { as: 'owner', body: { reason } });
  assert.deepEqual([refused.status, refused.body.code], [409, 'changed_since']);
});

test('two rows with one key, a key that fits two devices and a row without a key are refused', async () => {
  const text = `Asset tag;Name;IP address\nK-1;Twin;\nk-1;Twin;\n;Both;${ip(10)} ${ip(11)}\n;Nobody;\n`;
  const planned = await dryRun('owner', await bring('owner', 'asset', text));
  const rows = await rowsOf(planned);
  assert.deepEqual(
    rows.map((it) => [it.row_number, it.problems.map((why) => why.code)]),
    [
      [2, ['key_twice']],
      [3, ['key_twice']],
      [4, ['key_names_two']],
      [5, ['no_key']],
    ],
  );
  assert.deepEqual(rows[2]!.problems[0]!.params, { one: 'Antrieb 10', two: 'Antrieb 11' });
});

test('who leads zones only touches their zones, row by row, as in the single edit', async () => {
  const zone = await hf.ask<{ id: string }>('owner', 'POST', `${hf.site}/zones`, {
    name: 'Filling',
    purdue_level: '1',
    custodian_id: null,
  });
  await hf.ask('owner', 'POST', `${hf.site}/zones`, { name: 'Packing', purdue_level: '1', custodian_id: null });
  await hf.hire('zone_lead', [{ role: 'ot_lead', scope: 'zone', site_id: hf.site_id, zone_id: zone.id }]);
  const text = 'Asset tag;Name;Zone\nZ-1;Mine;Filling\nZ-2;Theirs;Packing\nZ-3;Nowhere;\nA-3;Not mine;\n';
  const planned = await dryRun('zone_lead', await bring('zone_lead', 'asset', text));
  assert.deepEqual(
    (await rowsOf(planned)).map((it) => [it.label, it.outcome, it.problems[0]?.code ?? null]),
    [
      ['Mine', 'add', null],
      ['Theirs', 'error', 'zone_not_allowed'],
      ['Nowhere', 'error', 'zone_needed'],
      ['Not mine', 'error', 'zone_not_allowed'],
    ],
  );
  await apply('zone_lead', planned);
  const [mine] = (await assets('Z-1')).rows;
  assert.equal(mine.zone_name, 'Filling');
  const people = await hf.call('POST', `${hf.site}/imports?kind=person&name=p.csv`, {
    as: 'zone_lead',
    body: Buffer.from('E-Mail;Name\na@b.example;A B'),
  });
  assert.deepEqual([people.status, people.body.code], [403, 'not_allowed']);
});

test('people come in by their e-mail address, once, without a role', async () => {
  const text = 'E-Mail;Name;Sprache\nRita.Brandt@plant.example;Rita Brandt;Deutsch\nnobody;No Address;de\n';
  const applied = await apply('owner', await dryRun('owner', await bring('owner', 'person', text)));
  assert.deepEqual([applied.counts!.add, applied.counts!.error], [1, 1]);
  const again = await dryRun('owner', await bring('owner', 'person', text.replace('Rita Brandt', 'Rita Brandt-Ehlers')));
  assert.deepEqual([again.counts!.change, again.counts!.add], [1, 0]);
  await apply('owner', again);
  const { rows } = await hf.ask('owner', 'GET', '/api/v1/people');
  const [rita] = rows.filter((it: { email: string }) => it.email === 'rita.brandt@plant.example');
  assert.deepEqual([rita.name, rita.language, rita.grants], ['Rita Brandt-Ehlers', 'de', []]);
});

test('suppliers and accounts come in once, and a column of passwords is not even read', async () => {
  const suppliers =
    'Lieferantennummer;Firma;Land;Ansprechpartner;Betreute Anlagen\n4711;Muster Antriebe GmbH;Deutschland;Karl Muster;A-5; \n'.replace(
      'A-5; ',
      '"A-5; A-6"',
    );
  const first = await apply('owner', await dryRun('owner', await bring('owner', 'supplier', suppliers)));
  assert.equal(first.counts!.add, 1);
  const { rows } = await hf.ask('owner', 'GET', `${hf.site}/suppliers`);
  assert.deepEqual(
    [rows[0].name, rows[0].country, rows[0].assets.map((it: { name: string }) => it.name)],
    ['Muster Antriebe GmbH', 'DE', ['Antrieb 5', 'Antrieb 6']],
  );
  assert.equal((await dryRun('owner', await bring('owner', 'supplier', suppliers))).counts!.same, 1);
  const accounts = `System;Benutzername;Art;Passwort;Inhaber;Zuletzt geprüft\nA-7;operator;gemeinsam;Sommer2026!;Schicht A;01.10.2026\nMES;svc_mes;Dienst;geheim77;owner@plant.example;\n`;
  const read = await bring('owner', 'account', accounts);
  assert.deepEqual(
    read.columns.filter((it) => it.refused !== null).map((it) => [it.heading, it.refused, it.samples]),
    [['Passwort', 'secret', []]],
  );
  await apply('owner', await dryRun('owner', read));
  const held = await hf.ask('owner', 'GET', `${hf.site}/accounts`);
  assert.deepEqual(
    held.rows.map((it: Record<string, unknown>) => [
      it['system'],
      it['asset_name'],
      it['login'],
      it['kind'],
      it['holder'],
      it['last_reviewed'],
    ]),
    [
      ['A-7', 'Antrieb 7', 'operator', 'shared', 'Schicht A', '2026-10-01'],
      ['MES', null, 'svc_mes', 'service', 'Person owner', null],
    ],
  );
  const other = accounts.replace('A-7;', `${ip(7)};`);
  assert.equal((await dryRun('owner', await bring('owner', 'account', other))).counts!.same, 2, 'the same device by another of its names');
  const stored = await hf.rows<{ n: number }>(
    `select count(*)::int as n from holdfast.import_row where cells::text like '%Sommer2026%' or planned::text like '%Sommer2026%'`,
  );
  assert.equal(stored[0]!.n, 0, 'no password reached the database');
});

test('a roster comes in by day, shift and person; again without a change; another name takes the place over, and all of it goes back', async () => {
  const timo = await hf.hire('timo', [{ role: 'technician', scope: 'site', site_id: hf.site_id }]);
  const rita = await hf.hire('rita', [{ role: 'technician', scope: 'site', site_id: hf.site_id }]);
  const shift = (name: string, starts: string, ends: string) => ({ id: null, name, starts, ends });
  await hf.ask('owner', 'PUT', `${hf.site}/roster/shifts`, { shifts: [shift('Early', '06:00', '14:00'), shift('Late', '14:00', '22:00')] });
  const list = (lead: string, late = 'Late') =>
    [
      'Datum;Schicht;Name;Funktion;Bereitschaft',
      `01.12.2026;Early;${lead};Schichtleitung;`,
      `01.12.2026;${late};rita@plant.example;;`,
      '02.12.2026;Early;Person timo;;ja',
      '02.12.2026;Early;Person rita;;ja',
    ].join('\n');
  const wrong = await dryRun('owner', await bring('owner', 'roster', list('Nobody Here', 'Night')));
  assert.deepEqual(
    (await rowsOf(wrong, 'error')).map((it) => [it.row_number, it.problems[0]!.column, it.problems[0]!.code]),
    [
      [2, 'Name', 'owner_not_known'],
      [3, 'Schicht', 'shift_not_known'],
    ],
  );
  const first = await apply('owner', await dryRun('owner', await bring('owner', 'roster', list('Person timo'))));
  assert.deepEqual([first.counts!.add, first.counts!.error], [4, 0]);
  const duties = async (more = '') =>
    (await hf.ask('owner', 'GET', `${hf.site}/roster?from=2026-12-01&days=2${more}`)).duties.map(
      (it: { on_date: string; way: string; person_id: string }) =>
        `${it.on_date} ${it.way} ${it.person_id === timo ? 'timo' : it.person_id === rita ? 'rita' : '?'}`,
    );
  const whole = ['2026-12-01 on_shift timo', '2026-12-01 on_shift rita', '2026-12-02 on_call timo', '2026-12-02 on_call rita'];
  assert.deepEqual((await duties()).toSorted(), whole.toSorted());
  const again = await dryRun('owner', await bring('owner', 'roster', list('timo@plant.example')));
  assert.deepEqual([again.counts!.same, again.counts!.writes], [4, 0]);
  const other = await apply('owner', await dryRun('owner', await bring('owner', 'roster', list('Person rita'))));
  assert.deepEqual([other.counts!.change, other.counts!.add, (await duties()).length], [1, 0, 4]);
  assert.ok((await duties()).every((it: string) => it !== '2026-12-01 on_shift timo'));
  assert.deepEqual(
    (await duties(`&as_of=${new Date().toISOString()}`)).toSorted(),
    (await duties()).toSorted(),
    'the entries tell the same',
  );
  await hf.ask('owner', 'POST', `${hf.site}/imports/${other.id}/undo`, { reason });
  assert.deepEqual((await duties()).toSorted(), whole.toSorted());
  assert.deepEqual((await duties(`&as_of=${new Date().toISOString()}`)).toSorted(), whole.toSorted());
});

test('a project file gives devices with their modules, and comes again without a change', async () => {
  const { l5xSample } = await import('../core/projects/src/read-project.vectors.ts');
  const planned = await bring('owner', 'asset', l5xSample, 'Filler_Line2.L5X');
  assert.deepEqual([planned.state, planned.source, planned.counts!.add, planned.counts!.error], ['planned', 'project_file', 5, 0]);
  await apply('owner', planned);
  const { rows } = await assets('Filler_Line2');
  const one = await hf.ask('owner', 'GET', `${hf.site}/assets/${rows[0].id}`);
  assert.deepEqual([one.model, one.firmware, one.kind, one.serial], ['1756-L83E', '33.11', 'plc', '60a1c2d3']);
  const [card] = one.attributes.filter((it: { name: string }) => it.name === 'module.2.model');
  assert.deepEqual(
    [card.value, card.source, card.file],
    ['1756-IB16', 'project_file', 'Filler_Line2.L5X, RSLogix5000Content/Filler_Line2, line 3'],
  );
  const again = await bring('owner', 'asset', l5xSample, 'Filler_Line2.L5X');
  assert.deepEqual([again.counts!.same, again.counts!.writes], [5, 0]);
});

test('templates hold the lists to choose from and come back as an empty import', async () => {
  for (const kind of ['asset', 'person', 'supplier', 'account', 'roster']) {
    const answer = await fetch(`${hf.base}${hf.site}/import-templates/${kind}?language=de`, { headers: { cookie: hf.cookieOf('owner') } });
    assert.equal(answer.status, 200);
    const sheets = await readSheets(Buffer.from(await answer.arrayBuffer()));
    assert.deepEqual(
      sheets.map((it) => it.sheet),
      ['Liste', 'Erklärung', 'Lists'],
    );
    const empty = await hf.call('POST', `${hf.site}/imports?kind=${kind}&name=t.csv`, {
      as: 'owner',
      body: Buffer.from(sheets[0]!.data[0]!.join(';')),
    });
    assert.deepEqual([empty.status, empty.body.code], [422, 'no_rows']);
  }
});

test('NetBox is read into the same dry run, comes again without a change, and its token is never told', async (t) => {
  const device = {
    id: 7,
    name: 'nb-1',
    device_type: { id: 1, manufacturer: { name: 'Moxa' }, model: 'EDS' },
    role: { slug: 'switch' },
    serial: 'NB7',
  };
  const server = createServer((request, response) => {
    const results = request.url!.startsWith('/api/dcim/devices/') ? [device] : [];
    response.end(JSON.stringify({ count: results.length, next: null, previous: null, results }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  const base_url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const token = 'token-of-the-plant-0123456789';
  await hf.ask('owner', 'PUT', `${hf.site}/netbox`, { base_url, token });
  const first = await hf.ask<ImportDetail>('owner', 'POST', `${hf.site}/netbox/imports`, {});
  assert.deepEqual([first.source, first.state, first.counts!.add], ['netbox', 'planned', 1]);
  await apply('owner', first);
  const [made] = (await assets('nb-1')).rows;
  assert.deepEqual([made.kind, made.vendor, made.serial], ['switch', 'Moxa', 'NB7']);
  const again = await hf.ask<ImportDetail>('owner', 'POST', `${hf.site}/netbox/imports`, {});
  assert.deepEqual([again.counts!.same, again.counts!.writes], [1, 0]);
  const told = JSON.stringify(await hf.ask('owner', 'GET', `${hf.site}/netbox`));
  const kept = JSON.stringify(await hf.rows('select * from holdfast.netbox'));
  assert.ok(!told.includes(token) && !kept.includes(token));
  const moved = await hf.call('PUT', `${hf.site}/netbox`, { as: 'owner', body: { base_url: 'https://other.example' } });
  assert.deepEqual([moved.status, moved.body.code], [422, 'netbox_token_missing'], 'the token is not sent to another address');
});
